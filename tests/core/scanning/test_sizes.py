"""A packed range of ranks gives what the one-firm reading gives, for any bands of a firm that stands alone."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_day
from wegwijzer.core.band import Band
from wegwijzer.core.firm.size import Figures, size_and_open_facts
from wegwijzer.core.scanning.sizes import SHIFTS, packed_size
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
def test_any_bands_have_the_classes_and_the_open_figures_of_their_packed_ranges(figures):
    found = packed_size(packed(figures), CEILINGS)
    size, open_facts = size_and_open_facts(Figures(*figures), ceilings=CEILINGS)
    assert (found.lowest, found.highest) == (size.lowest, size.highest)
    inexact = {fact for fact, band in zip(SHIFTS, figures, strict=True) if not band.is_exact}
    assert {fact for fact in inexact if found.open_bits & SIZE_BITS[fact]} == set(open_facts)


def test_a_range_that_stands_upside_down_may_be_any_class():
    from_three_to_none = 3 << SHIFTS["fte"]
    assert packed_size(from_three_to_none, CEILINGS) == (0, 3, 0)
