"""The table of sizes gives what the one-firm reading gives, for any bands of a firm that stands alone."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_day
from wegwijzer.core.band import Band
from wegwijzer.core.firm.size import Figures, size_and_open_facts
from wegwijzer.core.scanning.sizes import SHIFTS, size_table
from wegwijzer.core.scanning.waiting import SIZE_BITS

CEILINGS = a_day().derivation.ceilings
NUMBERS = (0, 9, 10, 49, 50, 249, 250, 2_000_000, 2_000_001, 10_000_000, 10_000_001, 43_000_000, 50_000_001)
ends = st.one_of(st.none(), st.sampled_from(NUMBERS).map(Decimal))
bands = st.tuples(ends, ends).map(lambda pair: Band(*(sorted(pair) if None not in pair else pair)))
LIMITS = {"fte": CEILINGS.staff, "turnover_eur": CEILINGS.turnover_eur}
LIMITS["balance_sheet_total_eur"] = CEILINGS.balance_sheet_total_eur


def packed(figures):
    code = 0
    for (fact, shift), band in zip(SHIFTS.items(), figures, strict=True):

        def rank(number, fact=fact):
            return sum(number >= limit if fact == "fte" else number > limit for limit in LIMITS[fact])

        low = 0 if band.low is None else rank(band.low)
        high = 3 if band.high is None else rank(band.high)
        code |= (low | high << 2) << shift
    return code


@settings(max_examples=150)
@given(st.tuples(bands, bands, bands))
def test_any_bands_have_the_classes_and_the_open_figures_of_the_table(figures):
    table, code = size_table(CEILINGS), packed(figures)
    size, open_facts = size_and_open_facts(Figures(*figures), ceilings=CEILINGS)
    assert (table.lowest[code], table.highest[code]) == (size.lowest, size.highest)
    inexact = {fact for fact, band in zip(SHIFTS, figures, strict=True) if not band.is_exact}
    assert {fact for fact in inexact if table.open_bits[code] & SIZE_BITS[fact]} == set(open_facts)
