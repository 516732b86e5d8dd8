"""Belgian enterprise numbers, on public examples and on the 1,530 real ones of the shared data."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import vat

from wegwijzer.readers import enterprise_number
from wegwijzer.readers.enterprise_number import format_enterprise_number, parse_enterprise_number

KBO = Path(__file__).parents[3] / "shared" / "data" / "kbo"

PUBLIC = {
    "Colruyt Group": "0400378485",
    "Proximus": "0202239951",
    "the number in the house contracts": "0403019261",
}


def valid_number(first_eight: int) -> str:
    return f"{first_eight:08}{97 - first_eight % 97:02}"


numbers = st.integers(2_000_000, 19_999_999).map(valid_number)


def lines_of(name: str) -> list[str]:
    path = KBO / name
    if not path.exists():
        pytest.skip(f"the shared KBO examples are not beside the repository ({path} is absent)")
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_docstring_examples_hold():
    assert doctest.testmod(enterprise_number).failed == 0


@pytest.mark.parametrize("number", PUBLIC.values(), ids=PUBLIC)
def test_public_numbers_are_read(number):
    assert parse_enterprise_number(number) == number


@pytest.mark.parametrize(
    "text",
    [
        "0403.019.261",
        "403.019.261",
        "BE 0403 019 261",
        "BE0403019261",
        "be 0403.019.261",
        "BE-403019261",
        "BE 0403.019.261 ",
        "0403-019-261",
        "0403\u00a0019\u00a0261",
        "403019261",
        "0403019261",
    ],
)
def test_usual_ways_of_writing_are_read(text):
    assert parse_enterprise_number(text) == "0403019261"
    assert format_enterprise_number(text) == "0403.019.261"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BE",
        "0403.019.26",
        "0403.019.2611",
        "04030.19.261",
        "0403.019 261",
        "0403.019.26a",
        "NL0403019261",
        "2403.019.261",
        "٠٤٠٣٠١٩٢٦١",
        "0403.019.261 / 0403.019.261",
    ],
)
def test_other_texts_are_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"not written as an enterprise number\. Give ten digits"):
        parse_enterprise_number(text)


def test_wrong_check_digits_are_named_as_such():
    with pytest.raises(ValueError, match=r'check digits of enterprise number "0403\.019\.262" are wrong'):
        parse_enterprise_number("0403.019.262")


def test_all_shared_valid_numbers_are_read():
    valid = lines_of("enterprise_numbers_valid.txt")
    assert len(valid) == 1530
    assert [format_enterprise_number(line) for line in valid] == valid


def test_all_shared_bad_numbers_are_refused():
    bad = lines_of("enterprise_numbers_bad.txt")
    assert len(bad) == 10
    for line in bad:
        with pytest.raises(ValueError, match="Give ten digits"):
            parse_enterprise_number(line)


@given(numbers)
def test_formatting_and_reading_are_each_others_inverse(number):
    shown = format_enterprise_number(number)
    assert parse_enterprise_number(shown) == number
    assert parse_enterprise_number(f"BE {shown.replace('.', ' ')}") == number


@given(numbers, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_refused(number, place, change):
    """97 is a prime above 9, so a single wrong digit always shows."""
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    with pytest.raises(ValueError, match="Give ten digits"):
        parse_enterprise_number(wrong)


@given(st.from_regex(r"[01][0-9]{9}", fullmatch=True) | numbers)
def test_stdnum_agrees(text):
    """stdnum also takes check digits 00, 98 and 99 for 97, 01 and 02; those are never given out."""
    try:
        ours = parse_enterprise_number(text) == text
    except ValueError:
        ours = False
    assert ours == (vat.is_valid(text) and 1 <= int(text[8:]) <= 97)
