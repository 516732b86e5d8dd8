"""Numbers as people and programs write them."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.readers.accounts.amounts import AmountProblem, DecimalMark, OtherCurrencyProblem, mark_of, read_amount

NBSP, THIN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234", 1234),
        ("007", 7),
        ("1234.5", 1234.5),
        ("1234,5", 1234.5),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1 234 567,8", 1234567.8),
        (f"1{NBSP}234,50", 1234.5),
        (f"1{THIN}234", 1234),
        ("1'234.50", 1234.5),
        ("1’234", 1234),
        ("0.123", 0.123),
        ("1234.567", 1234.567),
        (".5", 0.5),
        ("1.2E+07", 12_000_000),
        ("-5", -5),
        ("−5", -5),
        ("5-", -5),
        ("(1.234,50)", -1234.5),
        ("€ 5", 5),
        ("5 EUR", 5),
        ("€ -5", -5),
        ("-€5", -5),
        ("(€ 5)", -5),
        ("  5  ", 5),
    ],
)
def test_a_number_with_one_reading_is_read(written, amount):
    assert read_amount(written) == amount


NO_NUMBERS = (
    *("nan", "NaN", "inf", "-inf", "1e999", "9" * 400, "1_000", "１２", "12%", "0x10", "--5", "(-5)", "1 23", "12,5,5"),
    *("1.23.456", "", "-", "€", "abc", "1234567.890.1", "12 k€", "1e5e5", "=1+1", "1;2", "5 -5"),
)


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(AmountProblem):
        read_amount(written)


@pytest.mark.parametrize("written", ["$ 5", "5 $", "USD 5", "5 CHF", "£5", "BEF 1.000"])
def test_another_currency_is_told_apart_from_a_text(written):
    with pytest.raises(OtherCurrencyProblem, match="another currency"):
        read_amount(written)


def test_a_number_with_two_readings_is_read_by_the_mark_of_its_column_and_refused_without():
    assert read_amount("1.234", DecimalMark.COMMA) == 1234
    assert read_amount("1.234", DecimalMark.POINT) == 1.234
    assert read_amount("1,234", DecimalMark.POINT) == 1234
    with pytest.raises(AmountProblem, match=r'"1\.234" can be read as 1234 and as 1\.234'):
        read_amount("1.234")


def test_a_number_that_contradicts_its_column_is_refused():
    with pytest.raises(AmountProblem, match="where the column has"):
        read_amount("1.234,5", DecimalMark.POINT)


def test_the_mark_of_a_column_comes_from_numbers_that_can_be_read_in_one_way_only():
    assert mark_of(["1.234", "12", "n.v.t.", "5,5"]) == (DecimalMark.COMMA, True)
    assert mark_of(["1.234", "12"]) == (None, True)
    assert mark_of(["1,5", "1.5"]) == (None, False)


@given(st.text(max_size=30), st.sampled_from([None, *DecimalMark]))
def test_any_text_is_an_amount_or_a_problem(text, mark):
    with suppress(AmountProblem):
        assert math.isfinite(read_amount(text, mark))


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2), st.sampled_from([" ", NBSP, ".", "'"]))
def test_a_number_written_the_belgian_way_is_read_back(value, group):
    written = f"{value:,.2f}".replace(",", "_").replace(".", ",").replace("_", group)
    assert read_amount(written) == float(value)
