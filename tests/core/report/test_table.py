"""Printed figures as numbers, and conditions over answers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.report.builders import COUNT, a_table, words
from wegwijzer.core.report.table import Condition, Criteria, NamedCondition, Slip, SlipKind, Unit, parse_printed


@given(st.integers(0, 10**12), st.sampled_from([".", " "]))
def test_thousands_by_dots_or_spaces_are_read_back(number, mark):
    assert parse_printed(f"{number:,}".replace(",", mark), Unit.EURO).value == number


@given(st.integers(0, 10**6), st.integers(0, 4))
def test_a_percentage_keeps_the_decimals_of_the_print(digits, decimals):
    number = Decimal(digits).scaleb(-decimals)
    cell = parse_printed(f"{number:f}%".replace(".", ","), Unit.PERCENT)
    assert (cell.value, cell.decimals) == (number, decimals)


def test_a_p_value_may_leave_out_the_nought():
    assert parse_printed(",000", Unit.P_VALUE).value == 0
    assert parse_printed(",062", Unit.P_VALUE).value == Decimal("0.062")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("36,5", Unit.PERCENT),
        ("36.5%", Unit.PERCENT),
        (",5%", Unit.PERCENT),
        ("", Unit.COUNT),
        ("1.23", Unit.COUNT),
        ("1.234 567", Unit.COUNT),
        ("12,5", Unit.COUNT),
        ("-3", Unit.COUNT),
        ("", Unit.P_VALUE),
        ("p=,05", Unit.P_VALUE),
    ],
)
def test_what_says_no_figure_of_its_unit_is_refused(text, unit):
    with pytest.raises(ValueError, match="give one such as"):
        parse_printed(text, unit)


def test_an_empty_cell_is_no_nil():
    table = a_table(COUNT, {"known": ["0"], "empty": [None]})
    assert table.value("known", "n") == 0
    assert table.cell("empty", "n") is None
    with pytest.raises(KeyError, match="empty in print"):
        table.value("empty", "n")


def test_part_of_a_year_is_told_by_its_slip():
    slip = Slip("half", SlipKind.PART_YEAR, words("half"), row="b")
    table = a_table(COUNT, {"a": ["1"], "b": ["2"]}, slips=(slip,))
    assert [table.is_part_year(row) for row in ("a", "b")] == [False, True]
    assert table.slips_at("b", None) == (slip,)


def test_conditions_nest_and_the_first_segment_that_holds_counts():
    both = Condition("all", ("a", Condition("any", ("b", "c"))))
    criteria = Criteria(
        {
            "top": (NamedCondition(words("top"), both),),
            "rest": (NamedCondition(words("rest"), Condition("none", ("d",))),),
        },
        {},
    )
    nothing = dict.fromkeys("abcd", False)
    assert criteria.segment_of({**nothing, "a": True, "c": True}) == "top"
    assert criteria.segment_of({**nothing, "a": True}) == "rest"
    with pytest.raises(ValueError, match="no segment holds"):
        criteria.segment_of({**nothing, "d": True})
