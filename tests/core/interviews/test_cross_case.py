"""The cross-case tables: no small number of firms can be read or worked out."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.interviews.builders import a_case, a_passage, a_study
from wegwijzer.core.interviews.cross_case import CrossCase, cross_case
from wegwijzer.core.interviews.grouping import UNKNOWN, groups_of
from wegwijzer.core.interviews.study import CATEGORIES, Attribute, Case

SIZES = CATEGORIES[Attribute.SIZE]


@st.composite
def cases(draw) -> list[Case]:
    """Up to fourteen firms, with or without the code, their size and sector known or not."""
    found = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        known = {}
        for attribute in (Attribute.SIZE, Attribute.SECTOR):
            category = draw(st.sampled_from((*CATEGORIES[attribute][:4], None)))
            if category:
                known[attribute.value] = category
        passages = (a_passage("trigger"),) if draw(st.booleans()) else ()
        found.append(a_case(number, *passages, **known))
    return found


def possible(table: CrossCase) -> list[tuple[int, ...]]:
    """Every count by group that agrees with all that is printed of the only row, by trying them all."""
    row = table.rows[0]
    ranges = [
        range(group.firms + 1) if count is None else (count,)
        for group, count in zip(table.groups, row.firms, strict=True)
    ]
    return [counts for counts in product(*ranges) if row.total is None or sum(counts) == row.total]


@settings(max_examples=300, deadline=None)
@given(cases(), st.integers(3, 5), st.sampled_from((Attribute.SIZE, Attribute.SECTOR)))
def test_a_reader_who_tries_every_table_cannot_tell_a_hidden_number(firms, minimum, by):
    table = cross_case(a_study(*firms, codes=("trigger",)), by=by, minimum=minimum)
    if table.is_refused:
        assert len(firms) < minimum
        return
    row = table.rows[0]
    left = possible(table)
    for place, count in enumerate(row.firms):
        values = {counts[place] for counts in left}
        if count is None:
            assert max(values) - min(values) >= 1
            # A small number, of firms with the code or without it, stays among at least `minimum` possible ones.
            true = sum(bool(case.passages) for case in firms if _group(case, by) in table.groups[place].categories)
            if 0 < true < minimum or 0 < table.groups[place].firms - true < minimum:
                assert max(values) - min(values) >= minimum - 1
    totals = {sum(counts) for counts in left}
    if row.total is None:
        assert max(totals) - min(totals) >= minimum - 1


@settings(max_examples=200, deadline=None)
@given(cases(), st.integers(3, 5))
def test_no_printed_number_is_small_and_neither_is_what_it_leaves(firms, minimum):
    table = cross_case(a_study(*firms, codes=("trigger",)), by=Attribute.SIZE, minimum=minimum)
    if table.is_refused:
        return
    row = table.rows[0]
    for count, of in [*zip(row.firms, (group.firms for group in table.groups), strict=True), (row.total, table.firms)]:
        if count is not None:
            assert count == 0 or count >= minimum
            assert of - count == 0 or of - count >= minimum
    for groups in table.profile.values():
        assert sum(group.firms for group in groups) == table.firms
        assert all(group.firms >= minimum for group in groups)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_total_and_the_groups_are_the_same_in_every_report_of_the_study(firms):
    study = a_study(*firms, codes=("trigger",))
    tables = [cross_case(study, by=by) for by in Attribute]
    assert len({None if table.is_refused else table.rows[0].total for table in tables}) == 1
    assert all(table.profile == tables[0].profile for table in tables)


def _group(case: Case, by: Attribute) -> str:
    return case.attributes.get(by, UNKNOWN)


def test_small_neighbours_are_taken_together():
    firms = [a_case(number, size=size) for number, size in enumerate(("1-9",) * 3 + ("50-99", "50-99", "100+", "100+"))]
    groups = groups_of(firms, Attribute.SIZE, minimum=3)
    assert [(group.id, group.firms) for group in groups] == [("1-9", 3), ("50-99+100+", 4)]


def test_the_firms_of_table_4_of_the_report():
    """Sizes 3, 9, 2, 2 (table 4): the two groups of two firms are taken together."""
    sizes = ("1-9",) * 3 + ("10-49",) * 9 + ("50-99",) * 2 + ("100+",) * 2
    study = a_study(*(a_case(number, size=size) for number, size in enumerate(sizes)))
    groups = cross_case(study, by=Attribute.SIZE).profile[Attribute.SIZE]
    assert [(group.id, group.firms) for group in groups] == [("1-9", 3), ("10-49", 9), ("50-99+100+", 4)]


def test_firms_that_are_not_coded_to_the_end_are_left_out_and_told():
    firms = [a_case(number) for number in range(1, 5)]
    table = cross_case(a_study(*firms, a_case(5, a_passage("trigger"), readers=())), by=Attribute.SIZE)
    assert (table.firms, table.left_out) == (4, (5,))


def test_below_the_minimum_nothing_is_shown():
    table = cross_case(a_study(a_case(1), a_case(2)), by=Attribute.SIZE)
    assert table.is_refused
    assert (table.rows, table.profile) == ((), {})


def test_an_attribute_that_is_known_of_no_firm_is_left_out_of_the_profile():
    table = cross_case(a_study(*(a_case(number) for number in range(1, 5))), by=Attribute.SIZE)
    assert table.profile == {}
    assert table.groups[0].categories == (UNKNOWN,)
