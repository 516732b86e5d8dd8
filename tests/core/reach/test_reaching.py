"""The reach of a year against counting with sets, and what may never be shown."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings

from tests.core.reach.drawing import MEASURES, SECTORS, SIZES, YEARS, firms_of, sector_of, size_of, use_rows, uses_of
from wegwijzer.core.disclosure.rules import DisclosureRules, Dominance
from wegwijzer.core.reach.concentration import gini
from wegwijzer.core.reach.rates import class_counts, reach_cells
from wegwijzer.core.reach.reaching import only_measure, reach
from wegwijzer.core.reach.repeating import next_use_rates, past
from wegwijzer.core.reach.results import Standing
from wegwijzer.core.reach.use import Classes, Firms
from wegwijzer.core.survey.design import Design

OPEN = DisclosureRules(minimum_count=1)
RULES = DisclosureRules(minimum_count=5, dominance=Dominance(2, 85), p_percent=10)


@settings(max_examples=20, deadline=None)
@given(use_rows())
def test_every_count_is_that_of_sets(rows):
    uses, firms, year = uses_of(rows), firms_of(), 2022
    found = reach(uses, firms, year, rules=OPEN)
    users = {row[0] for row in rows if row[2] == year}
    earlier = {row[0] for row in rows if row[2] < year}
    assert (found.whole.count, found.whole.of) == (len(users), 40)
    for names, place, by in ((SIZES, size_of, found.by[0]), (SECTORS, sector_of, found.by[1])):
        counts = {names[at]: sum(place(np.array(one)) == at for one in users) for at in range(len(names))}
        assert {cell.category: cell.rate.count for cell in by.cells if cell.rate is not None} == counts
        assert by.unplaced == sum(place(np.array(one)) == -1 for one in users)
    for one in found.measures:
        assert one.whole.count == len({row[0] for row in rows if row[2] == year and MEASURES[row[1]] == one.measure})
    last = found.trend[-1]
    assert last.has_past == bool(earlier)
    if earlier and users:
        assert (last.first.count, last.again.count) == (len(users - earlier), len(users & earlier))


@settings(max_examples=20, deadline=None)
@given(use_rows())
def test_the_next_use_is_that_of_sets(rows):
    uses, year = uses_of(rows), 2022
    found = next_use_rates(past(uses, year), firms_of())
    users, last = ({row[0] for row in rows if row[2] == one} for one in (year, year - 1))
    years_used = {}
    for firm, when in {(row[0], row[2]) for row in rows if row[2] < year}:
        years_used.setdefault(firm, set()).add(when)
    assert (found["before"].count, found["before"].of) == (len(users & set(years_used)), len(years_used))
    assert (found["last_year"].count, found["last_year"].of) == (len(users & last), len(last))
    assert (found["never"].count, found["never"].of) == (len(users - set(years_used)), 40 - len(years_used))
    for name, times in (("once", 1), ("twice", 2)):
        those = {firm for firm, years in years_used.items() if len(years) == times}
        assert (found[name].count, found[name].of) == (len(users & those), len(those))


@settings(max_examples=20, deadline=None)
@given(use_rows())
def test_the_amounts_are_those_of_each_firm_together(rows):
    found = reach(uses_of(rows), firms_of(), 2022, rules=OPEN)
    sums = {}
    for firm, _, _, amount in rows:
        if not isnan(amount):
            sums[firm] = sums.get(firm, 0.0) + amount
    whole = [one for one in found.concentration if one.what == "amount"][-1]
    if sums and sum(sums.values()) > 0:
        assert (whole.firms, whole.total) == (len(sums), pytest.approx(sum(sums.values())))
        assert whole.gini.value == pytest.approx(gini(np.array(list(sums.values()))), abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(use_rows(most=120))
def test_no_small_number_is_shown_nor_one_that_gives_it_away(rows):
    found = reach(uses_of(rows), firms_of(), 2022, rules=RULES)
    rates = [found.whole, *(cell.rate for by in found.by for cell in by.cells), *(one.whole for one in found.measures)]
    rates += [rate for year in found.trend for rate in (year.whole, year.first, year.again)]
    rates += [] if found.matthew is None else [group.rate for group in found.matthew.groups]
    assert all(rate is None or rate.count == 0 or rate.count >= 5 for rate in rates)
    for by in found.by:
        assert all(
            cell.rate is None or cell.rate.count == 0 or cell.rate.of - cell.rate.count >= 5 for cell in by.cells
        )
        hidden = sum(cell.is_hidden for cell in by.cells) + (by.unplaced is None)
        assert hidden != 1 or found.whole is None
    for one in found.concentration:
        assert one.firms is None or one.firms == 0 or one.firms >= 5
        assert not one.curve or one.firms / (len(one.curve) - 1) >= 5


def test_the_order_of_rows_does_not_matter():
    rows = [(firm, firm % 2, year, float(firm)) for firm in range(30) for year in YEARS if (firm * year) % 3]
    turned = rows[::-1]
    assert reach(uses_of(rows), firms_of(), 2022, rules=RULES) == reach(uses_of(turned), firms_of(), 2022, rules=RULES)


def test_a_class_stands_out_only_where_the_interval_allows_for_all_classes():
    rows = [(firm, 0, 2022, 1.0) for firm in range(400) if (firm % 10 >= 6) or firm % 20 == 0]
    counts = class_counts(uses_of(rows), firms_of(400), 2022, dimension="size")
    sure = {cell.category: cell.standing for cell in reach_cells(counts, 3)}
    assert (sure["small"], sure["large"]) == (Standing.BELOW, Standing.ABOVE)
    wide = reach_cells(counts, 3000)[0].difference
    narrow = reach_cells(counts, 3)[0].difference
    assert wide.low < narrow.low
    assert wide.high > narrow.high


def test_a_population_from_a_survey_has_its_error_in_the_interval():
    uses, classes = uses_of([(firm, 0, 2022, 1.0) for firm in range(20)]), firms_of().classes
    weight = np.full(40, 10.0)
    drawn = Firms(weight, classes, design=Design(40, weights=weight, fpc=np.full(40, 400.0)))
    counted = Firms(weight, classes)
    found, plain = (reach(uses, firms, 2022, rules=RULES) for firms in (drawn, counted))
    assert found.is_survey
    assert found.whole.of == plain.whole.of == 400
    small, sure = found.by[0].cells[0].rate, plain.by[0].cells[0].rate
    assert small.of_error > 0
    assert small.share.high - small.share.low > sure.share.high - sure.share.low


def test_a_year_without_a_population_has_counts_and_no_shares():
    classes = {"size": Classes(SIZES, size_of(np.arange(40)))}
    firms = Firms(np.ones(40), classes, year=np.full(40, 2021))
    found = reach(
        uses_of([(firm, 0, year, 1.0) for firm in range(10) for year in (2021, 2022)]), firms, 2022, rules=RULES
    )
    assert (found.whole.count, found.whole.share.value) == (10, None)
    assert found.trend[0].whole.share.value == 0.25
    assert found.absent == ("sector", "province", "layer")


def test_later_years_and_other_measures_are_left_out():
    rows = [(firm, firm % 2, year, 1.0) for firm in range(20) for year in YEARS]
    found = reach(only_measure(uses_of(rows), "b"), firms_of(), 2021, rules=RULES)
    assert found.whole.count == 10
    assert [year.year for year in found.trend] == [2020, 2021]
    assert [one.measure for one in found.measures] == ["b"]


@pytest.mark.parametrize(("count", "is_told"), [(30, False), (60, True)])
def test_the_top_tenth_is_told_where_it_has_firms_enough(count, is_told):
    rows = [(firm, 0, 2022, 100.0 + firm) for firm in range(count)]
    found = reach(uses_of(rows), firms_of(400), 2022, rules=RULES).concentration[0]
    assert found.gini.value > 0
    assert (found.top_tenth is not None) is is_told
    assert bool(found.curve) is is_told


def test_a_total_that_one_firm_makes_up_is_not_told():
    rows = [(firm, 0, 2022, 100.0 if firm else 1e6) for firm in range(60)]
    found = reach(uses_of(rows), firms_of(400), 2022, rules=RULES).concentration[0]
    assert (found.firms, found.total, found.gini, found.curve) == (60, None, None, ())
