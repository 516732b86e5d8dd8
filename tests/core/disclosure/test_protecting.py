"""What must be hidden is hidden, what would give it away too, and not much more."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.disclosure.tables import (
    COLUMNS,
    OTHERS,
    ROWS,
    hierarchical,
    linked,
    possible_counts,
    three_way,
    two_way,
)
from wegwijzer.core.disclosure.auditing import DisclosureError, measures
from wegwijzer.core.disclosure.protecting import Protected, costs, protect
from wegwijzer.core.disclosure.rules import DisclosureRules, Dominance, Reason
from wegwijzer.core.disclosure.sensitivity import sensitive_cells
from wegwijzer.core.disclosure.suppressing import is_safe
from wegwijzer.core.disclosure.tables import TOTAL, Dimension, Table, link
from wegwijzer.core.errors import InputError

RULES = DisclosureRules(minimum_count=5)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def worked_out(found: Protected) -> set:
    """The hidden cells that subtraction gives: as long as a sum has one hidden number left, that one is known."""
    cells = found.linked
    unknown = {cells.place[name] for name in found.flags}
    started = set(unknown)
    while True:
        told = {
            next(iter(left))
            for row in cells.sums
            if len(left := {place for place in np.flatnonzero(row).tolist() if place in unknown}) == 1
        }
        if not told:
            return started - unknown
        unknown -= told


def least_cost(tables: list[Table], rules: DisclosureRules) -> float | None:
    """The least that any set of hidden cells costs that the auditor lets pass; None when none does."""
    cells = link(tables)
    sensitive = sensitive_cells(cells, rules)
    needs = [{place: found.count for place, found in sensitive.items()}, {}]
    measured = measures(cells, {place: found.reason for place, found in sensitive.items()}, needs, rules)
    primary = np.array([place in sensitive for place in range(len(cells.cells))])
    fixed = {place for place, count in enumerate(cells.counts) if count == 0} | {cells.place[TOTAL]}
    price = costs(cells, rules)
    free = [place for place in range(len(cells.cells)) if not primary[place] and place not in fixed]
    ways = sorted(
        (price[list(chosen)].sum(), chosen) for size in range(len(free) + 1) for chosen in combinations(free, size)
    )
    for cost, chosen in ways:
        hidden = primary.copy()
        hidden[list(chosen)] = True
        if is_safe(cells, measured, hidden):
            return float(cost)
    return None


@pytest.mark.parametrize(
    "tables", [two_way(), linked(), three_way(), hierarchical()], ids=["two", "linked", "three", "groups"]
)
@SLOW
@given(data=st.data())
def test_no_hidden_cell_can_be_worked_out_by_subtraction(tables, data):
    try:
        found = protect(data.draw(tables), RULES)
    except DisclosureError:
        return
    assert worked_out(found) == set()
    for place, count in enumerate(found.linked.counts):
        if 0 < count < 5:
            assert found.linked.cells[place] in found.flags


@SLOW
@given(table=two_way(6))
def test_readers_who_try_every_table_are_left_with_as_many_counts_as_the_minimum(table):
    rules = DisclosureRules(minimum_count=3)
    try:
        found = protect(table, rules)
    except DisclosureError:
        return
    if 0 < found.hidden <= 4:
        possible = possible_counts(table, set(found.flags), least=1, most=8)
        for name, flag in found.flags.items():
            if flag.reason is Reason.MINIMUM_COUNT:
                assert len(possible[name]) >= 3


def test_little_more_is_hidden_than_the_least_possible():
    random = np.random.default_rng(2016)
    spent = least = 0.0
    for round_ in range(24):
        shape = (3, 3) if round_ % 2 else (2, 4)
        numbers = random.integers(0, 16, shape)
        table = Table.of({"a": "pqrs"[: shape[0]], "b": "wxyz"[: shape[1]]}, numbers)
        found = protect(table, RULES)
        price = costs(found.linked, RULES)
        spent += sum(
            float(price[found.linked.place[name]]) for name, flag in found.flags.items() if not flag.reason.is_primary
        )
        best = least_cost([table], RULES)
        assert best is not None
        least += best
    assert 1.0 <= spent / least <= 1.1


def test_it_gives_up_only_where_nothing_helps():
    random = np.random.default_rng(4)
    refused = 0
    for _ in range(40):
        table = Table.of({"a": "pq", "b": "wx"}, random.integers(0, 5, (2, 2)))
        try:
            protect(table, RULES)
        except DisclosureError:
            refused += 1
            cells = link([table])
            assert cells.counts[cells.place[TOTAL]] < 5 or least_cost([table], RULES) is None
    assert refused


def test_a_margin_that_two_tables_share_is_protected_in_both():
    by_size = Table.of({"segment": ROWS, "size": COLUMNS}, [[2, 20, 30], [20, 30, 40], [50, 60, 70]])
    by_technology = Table.of({"segment": ROWS, "technology": OTHERS}, [[30, 22], [50, 40], [100, 80]])
    found = protect([by_size, by_technology], RULES)
    assert found.reason({"segment": "koploper", "size": "10-49"}) is Reason.MINIMUM_COUNT
    assert not found.hides({"segment": "koploper"})
    assert not found.hides({})
    assert found.hidden == 4


def test_what_is_hidden_in_one_table_is_not_told_by_its_margin_in_another():
    with_total = Table.of({"segment": ROWS[:2], "size": COLUMNS[:2]}, [[3, 1], [60, 70]])
    other = Table.of({"segment": ROWS[:2], "technology": OTHERS}, [[2, 2], [80, 50]])
    found = protect([with_total, other], RULES)
    assert found.hides({"segment": "koploper"})
    assert worked_out(found) == set()


def test_tables_of_other_firms_are_refused():
    one = Table.of({"segment": ROWS[:2]}, [40, 60])
    other = Table.of({"segment": ROWS[:2], "size": COLUMNS[:2]}, [[20, 21], [30, 30]])
    with pytest.raises(InputError, match="segment=koploper: the count is 40 in one table and 41 in another"):
        protect([one, other], RULES)


def test_fewer_firms_than_the_minimum_are_not_published_at_all():
    with pytest.raises(DisclosureError, match="fewer than 5 firms"):
        protect(Table.of({"segment": ROWS[:2]}, [2, 2]), RULES)


def test_a_table_without_small_cells_is_shown_whole():
    assert protect(Table.of({"segment": ROWS}, [10, 20, 30]), RULES).hidden == 0


def test_empty_cells_are_shown():
    found = protect(Table.of({"segment": ROWS, "size": COLUMNS}, [[0, 3, 9], [8, 9, 0], [12, 30, 40]]), RULES)
    assert not found.hides({"segment": "koploper", "size": "10-49"})
    assert found.count({"segment": "koploper", "size": "10-49"}) == 0


def turnover(largest: list[float], count: int = 8) -> Table:
    """Two sizes; the first has these largest firms and five more of 10."""
    value = sum(largest) + 50
    return Table(
        (Dimension("size", COLUMNS[:3]),),
        np.array([count, 30, 40]),
        np.array([value, 3000.0, 4000.0]),
        np.array([largest[:2], [300.0, 290.0], [200.0, 190.0]]),
    )


def test_a_value_that_two_firms_dominate_is_hidden():
    rules = DisclosureRules(dominance=Dominance(2, 85))
    assert protect(turnover([900.0, 60.0, 10.0]), rules).reason({"size": "10-49"}) is Reason.DOMINANCE
    assert protect(turnover([100.0, 90.0, 80.0]), rules).hidden == 0


def test_a_value_that_the_second_firm_can_estimate_is_hidden():
    rules = DisclosureRules(p_percent=10)
    found = protect(turnover([900.0, 60.0, 10.0]), rules)
    assert found.reason({"size": "10-49"}) is Reason.P_PERCENT
    assert protect(turnover([300.0, 60.0, 10.0]), rules).hidden == 0
    value = found.flags[frozenset({("size", "10-49")})].value
    assert value is not None
    assert value.high >= 1020 + 0.1 * 900 - 60


def test_values_of_hidden_cells_stay_as_unknown_as_the_rules_ask_by_an_independent_program():
    optimize = pytest.importorskip("scipy.optimize")
    random = np.random.default_rng(85)
    rules = DisclosureRules(minimum_count=3, dominance=Dominance(2, 85), p_percent=10)
    protected = 0
    for _ in range(25):
        counts = random.integers(1, 9, (3, 3))
        sizes = [[np.sort(random.lognormal(3, 1.2, number))[::-1] for number in row] for row in counts]
        values = np.array([[part.sum() for part in row] for row in sizes])
        largest = np.array([[np.pad(part, (0, 2))[:2] for part in row] for row in sizes])
        table = Table((Dimension("segment", ROWS), Dimension("size", COLUMNS)), counts, values, largest)
        try:
            found = protect(table, rules)
        except DisclosureError:
            continue
        cells = found.linked
        assert cells.values is not None
        places = [cells.place[name] for name in found.flags]
        shown = np.array([0.0 if place in places else value for place, value in enumerate(cells.values)])
        for place, need in sensitive_cells(cells, rules).items():
            protected += 1
            ends = []
            for sign in (1, -1):
                form = np.array([float(sign) if other == place else 0.0 for other in places])
                ends.append(optimize.linprog(form, A_eq=cells.sums[:, places], b_eq=-cells.sums @ shown))
            value, slack = cells.values[place], 1e-5 * max(1.0, cells.values[place])
            assert ends[0].fun <= value - need.value.below + slack
            assert ends[1].status == 3 or -ends[1].fun >= value + need.value.above - slack
    assert protected > 50


def test_reasons_that_are_told_cost_more_hidden_cells():
    table = Table.of({"segment": ROWS, "size": COLUMNS}, [[2, 6, 30], [7, 30, 40], [30, 40, 50]])
    silent = protect(table, RULES)
    told = protect(table, DisclosureRules(minimum_count=5, publish_reasons=True))
    assert told.hidden >= silent.hidden
    for name, flag in told.flags.items():
        if flag.reason is Reason.MINIMUM_COUNT:
            assert (flag.count.low, flag.count.high) == (1, 4), name
