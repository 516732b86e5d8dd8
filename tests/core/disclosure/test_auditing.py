"""The auditor never believes a hidden cell to be better hidden than it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.disclosure.tables import COLUMNS, ROWS, hierarchical, possible_counts, three_way, two_way
from wegwijzer.core.disclosure.auditing import DisclosureError, audit, measures
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.sensitivity import sensitive_cells
from wegwijzer.core.disclosure.tables import Table, link

RULES = DisclosureRules(minimum_count=3)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def audited(table: Table, hidden: set, rules: DisclosureRules = RULES) -> dict:
    cells = link([table])
    sensitive = sensitive_cells(cells, rules)
    needs = [{place: found.count for place, found in sensitive.items()}, {}]
    measured = measures(cells, {place: found.reason for place, found in sensitive.items()}, needs, rules)
    flags = np.array([name in hidden for name in cells.cells])
    told = audit(cells, measured, flags)["count"]
    return {cells.cells[place]: interval for place, interval in told.items()}


def hide_some(data: st.DataObject, table: Table, most: int) -> set:
    """Some inner cells, and sometimes margins."""
    names = [name for name, _ in table.cells() if name]
    return set(data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True)))


@pytest.mark.parametrize("tables", [two_way(5), hierarchical(4), three_way(4)], ids=["two", "groups", "three"])
@SLOW
@given(data=st.data())
def test_an_interval_holds_no_count_that_a_reader_can_rule_out(tables, data):
    table = data.draw(tables)
    hidden = hide_some(data, table, 5)
    no_needs = DisclosureRules(minimum_count=0)
    try:
        found = audited(table, hidden, no_needs)
    except DisclosureError:
        return
    possible = possible_counts(table, hidden, least=1, most=5)
    for name, interval in found.items():
        if interval.high <= 5:
            assert min(possible[name]) <= interval.low
            assert max(possible[name]) >= interval.high
            if len(table.dimensions) == 2:
                assert (min(possible[name]), max(possible[name])) == (interval.low, interval.high)


def test_one_hidden_cell_in_a_row_is_refused_because_subtraction_gives_it_away():
    table = Table.of({"segment": ROWS[:2], "size": COLUMNS[:2]}, [[2, 9], [7, 8]])
    alone = frozenset({("segment", "koploper"), ("size", "10-49")})
    with pytest.raises(DisclosureError) as caught:
        audited(table, {alone})
    assert "readers can tell it is 2 to 2" in str(caught.value)


def test_a_sensitive_cell_that_is_shown_is_refused():
    table = Table.of({"segment": ROWS[:2], "size": COLUMNS[:2]}, [[2, 9], [7, 8]])
    with pytest.raises(DisclosureError, match="must be hidden and is shown"):
        audited(table, set())


def test_cells_that_hide_each_other_in_a_square_pass_when_there_is_room():
    table = Table.of({"segment": ROWS[:2], "size": COLUMNS[:2]}, [[2, 9], [7, 8]])
    square = {frozenset({("segment", row), ("size", column)}) for row in ROWS[:2] for column in COLUMNS[:2]}
    found = audited(table, square)
    assert {(interval.low, interval.high) for interval in found.values()} == {(1, 8), (3, 10), (7, 14)}


def test_readers_who_are_told_the_rule_know_more():
    table = Table.of({"segment": ROWS[:2], "size": COLUMNS[:2]}, [[1, 3], [3, 9]])
    square = {frozenset({("segment", row), ("size", column)}) for row in ROWS[:2] for column in COLUMNS[:2]}
    audited(table, square)
    with pytest.raises(DisclosureError, match="readers can tell it is 1 to 1"):
        audited(table, square, DisclosureRules(minimum_count=3, publish_reasons=True))


def test_every_cell_that_is_given_away_has_its_fault():
    table = Table.of({"segment": ROWS, "size": COLUMNS}, [[2, 39, 41], [37, 38, 43], [47, 53, 59]])
    pair = {frozenset({("segment", "koploper"), ("size", size)}) for size in COLUMNS[:2]}
    with pytest.raises(DisclosureError) as caught:
        audited(table, pair)
    first, second = caught.value.faults
    assert "10-49" in str(first)
    assert "50-99" in str(second)
    assert "true" not in str(caught.value)
