"""Where a value stands in its sector: held against a count over the firms themselves."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.accounts.builders import a_filing, a_year
from tests.core.knipperlichten.builders import a_board, a_light
from wegwijzer.core.accounts.history import history_of
from wegwijzer.core.firm.size import SizeCeilings
from wegwijzer.core.knipperlichten.position import (
    MINIMUM_FIRMS,
    STEPS,
    Distribution,
    Hidden,
    HiddenReason,
    SectorGroup,
    SectorTable,
    distribution_of,
    division_of,
    size_of,
)
from wegwijzer.core.knipperlichten.sector_tally import SectorTally, lights_digest, sector_table

CEILINGS = SizeCeilings(
    *map(Decimal, (10, 2_000_000, 2_000_000, 50, 10_000_000, 10_000_000, 250, 50_000_000, 43_000_000))
)
STEP = 1 / STEPS

numbers = st.one_of(
    st.integers(-3, 3).map(float), st.floats(allow_nan=False, allow_infinity=False), st.floats(-1, 1, width=16)
)
many = st.lists(numbers, min_size=MINIMUM_FIRMS, max_size=90)


def a_firm(entity, solvency, *, nace="62010", version="2008", total=1_000_000.0):
    year = a_year(r10_15=solvency * total, r20_58=total)
    return history_of([a_filing(year, entity=f"{entity:010}", nace=nace, nace_version=version)])


def table_of(*histories, lights=None):
    return sector_table(histories, a_board(*(lights or [a_light()])), CEILINGS)


def a_table(values, *, lower_is_worse=True):
    group = SectorGroup("2008", "62")
    return SectorTable({(group, "x"): distribution_of(sorted(values))}, {"x": lower_is_worse}, CEILINGS)


def place(table, value):
    return table.position("62010", "2008", None, "x", value)


@given(many, numbers, st.booleans())
def test_the_share_of_firms_that_are_worse_off_is_within_a_step_of_a_count(values, value, lower_is_worse):
    found = place(a_table(values, lower_is_worse=lower_is_worse), value)
    below = sum(other < value for other in values) / len(values)
    above = sum(other > value for other in values) / len(values)
    assert found.below == pytest.approx(below, abs=STEP + 1e-12)
    assert found.above == pytest.approx(above, abs=STEP + 1e-12)
    assert found.worse_off == (found.below if lower_is_worse else found.above)
    assert found.below + found.above <= 1 + 1e-12


@given(many, st.lists(numbers, min_size=2, max_size=20))
def test_a_better_value_never_stands_lower(values, tried):
    table = a_table(values)
    places = [place(table, value) for value in sorted(tried)]
    assert [found.below for found in places] == sorted(found.below for found in places)
    assert [found.above for found in places] == sorted((found.above for found in places), reverse=True)


@given(many)
def test_the_extremes_and_quartiles_are_values_of_firms(values):
    table = a_table(values)
    assert place(table, min(values)).below == 0
    assert place(table, max(values)).above == 0
    found = place(table, values[0])
    quantiles = np.quantile(values, (0.25, 0.5, 0.75), method="inverted_cdf")
    assert (found.lower_quartile, found.median, found.upper_quartile) == tuple(quantiles)
    assert found.count == len(values)


def test_firms_with_the_very_same_value_are_neither_worse_nor_better_off():
    table = a_table([0.0] * 70 + [1.0] * 30, lower_is_worse=False)
    assert place(table, 0.0).worse_off == pytest.approx(0.3, abs=STEP)
    assert place(table, 0.0).below == 0
    assert place(table, 1.0).worse_off == 0
    assert place(a_table([5.0] * 40), 5.0).worse_off == 0
    assert place(a_table([5.0] * 40), 4.9).worse_off == 0
    assert place(a_table([5.0] * 40), 5.1).worse_off == 1


def test_a_firm_is_placed_among_its_size_when_there_are_enough_of_that_size():
    small = [a_firm(place, 0.01 * place) for place in range(30)]
    medium = [a_firm(100 + place, 0.5, total=20_000_000.0) for place in range(25)]
    large = [a_firm(200 + place, 0.9, total=90_000_000.0) for place in range(5)]
    table = table_of(*small, *medium, *large)
    among = table.position("62.010", "2008", "micro", "solvency", 0.1)
    assert (among.group, among.count) == (SectorGroup("2008", "62", "micro"), 30)
    fallen_back = table.position("62010", "2008", "large", "solvency", 0.1)
    assert (fallen_back.group, fallen_back.count) == (SectorGroup("2008", "62"), 60)
    assert not fallen_back.group.is_of_one_size
    assert table.position("62010", "2008", None, "solvency", 0.1) == fallen_back
    assert table.size_of(20_000_000.0) == "medium"
    assert table.firms == 60


def test_nothing_is_told_or_kept_of_too_few_firms():
    table = table_of(*(a_firm(place, 0.3) for place in range(MINIMUM_FIRMS - 1)))
    assert table.place("62010", "2008", "micro", "solvency", 0.3) == Hidden(HiddenReason.TOO_FEW)
    assert table.position("62010", "2008", "micro", "solvency", 0.3) is None
    assert set(table.distributions.values()) == {Distribution(MINIMUM_FIRMS - 1, ())}
    assert table.place("10710", "2008", "micro", "solvency", 0.3) == Hidden(HiddenReason.TOO_FEW)
    enough = table_of(*(a_firm(place, 0.3) for place in range(MINIMUM_FIRMS)))
    assert enough.position("62010", "2008", "micro", "solvency", 0.3).count == MINIMUM_FIRMS


def test_a_value_or_sector_that_is_not_known_has_no_place():
    table = table_of(*(a_firm(place, 0.3) for place in range(30)))
    assert table.place("62010", "2008", "micro", "solvency", None) == Hidden(HiddenReason.NO_VALUE)
    assert table.place("62010", "2008", "micro", "solvency", float("nan")) == Hidden(HiddenReason.NO_VALUE)
    assert table.place("", "2008", "micro", "solvency", 0.3) == Hidden(HiddenReason.NO_SECTOR)


def test_versions_of_nace_are_never_mixed():
    firms = [a_firm(place, 0.3, version="2008" if place < 25 else "2025") for place in range(40)]
    table = table_of(*firms, *(a_firm(100 + place, 0.3, version="") for place in range(12)))
    assert table.position("62010", "2008", "micro", "solvency", 0.3).count == 25
    assert table.position("62010", "2025", "micro", "solvency", 0.3) is None
    assert table.position("62010", "", "micro", "solvency", 0.3) is None


def test_a_firm_counts_where_its_light_can_be_computed_and_with_its_newest_year_only():
    lights = [a_light(), a_light("current", "[29/58] / [42/48]"), a_light("nobody", "[12] / [19]")]
    blind = [history_of([a_filing(a_year(r42_48=None, r17=None), entity=f"{place}", nace="62", nace_version="2008")])
             for place in range(30)]  # fmt: skip
    table = table_of(*blind, *(a_firm(100 + place, 0.1) for place in range(25)), lights=lights)
    assert table.position("62", "2008", None, "solvency", 0.1).count == 55
    assert table.position("62", "2008", None, "current", 0.1).count == 25
    assert table.place("62", "2008", None, "nobody", 0.1) == Hidden(HiddenReason.TOO_FEW)


def test_blocks_give_the_same_table_as_all_firms_at_once():
    firms = [a_firm(place, 0.01 * place, nace="62" if place % 3 else "47") for place in range(90)]
    tally = SectorTally(a_board(a_light()), CEILINGS)
    for start in range(0, 90, 7):
        tally.add(firms[start : start + 7])
    assert tally.table().distributions == table_of(*firms).distributions
    assert table_of().distributions == {}


def test_another_activity_can_be_given_than_the_accounts_tell():
    firms = [a_firm(place, 0.3, nace="") for place in range(30)]
    table = sector_table(firms, a_board(a_light()), CEILINGS, activity_of=lambda history: ("47110", "2025"))
    assert table.position("47190", "2025", "micro", "solvency", 0.3).count == 30
    assert table_of(*firms).firms == 0


def test_the_digest_changes_with_what_a_value_depends_on():
    board = a_board(a_light())
    assert lights_digest(board) == lights_digest(a_board(a_light(red="value < red", weight=7)))
    assert lights_digest(board) != lights_digest(a_board(a_light(formula="[10/15] / [10/49]")))
    assert lights_digest(board) != lights_digest(a_board(replace(a_light(), lower_is_worse=False)))
    assert lights_digest(board) != lights_digest(replace(board, chart=replace(board.chart, identities=())))


@pytest.mark.parametrize(
    ("total", "size"),
    [(None, None), (0.0, "micro"), (2_000_000.0, "micro"), (2_000_000.01, "small"), (10_000_001.0, "medium"),
     (43_000_000.0, "medium"), (1e12, "large"), (-5.0, "micro")],
)  # fmt: skip
def test_size_follows_the_balance_sheet_total_alone(total, size):
    assert size_of(total, CEILINGS) == size


@pytest.mark.parametrize(
    ("nace", "division"), [("62010", "62"), ("01.11", "01"), ("A 01.110", "01"), ("6", ""), ("", "")]
)
def test_the_division_is_the_first_two_digits(nace, division):
    assert division_of(nace) == division
