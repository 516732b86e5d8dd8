"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wegwijzer.web.typed_numbers import typed_number


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("12", "nl", 12),
        ("1.500.000", "nl", 1500000),
        ("1.500", "nl", 1500),
        ("1,5", "nl", Decimal("1.5")),
        ("1.5", "nl", Decimal("1.5")),
        ("1.234.567,89", "nl", Decimal("1234567.89")),
        ("1,234,567.89", "en", Decimal("1234567.89")),
        ("1,500", "en", 1500),
        ("1 500 000 €", "fr", 1500000),
        ("1\u202f500,50 euros", "fr", Decimal("1500.5")),
        ("-20.000", "nl", -20000),
        ("2500000 EUR", "en", 2500000),
        ("€ 12 000", "nl", 12000),
        ("30 %", "nl", 30),
    ],
)
def test_a_number_is_read_in_the_habits_of_the_language(text, language, number):
    assert typed_number(text, language) == number


@pytest.mark.parametrize(
    "text", ["", "veel", "1..2", "1,2,3", "1e9", "NaN", "inf", "٣", "12 13x", "1.50.000", "9" * 60, "--1"]
)
def test_what_is_no_number_is_none(text):
    assert typed_number(text, "nl") is None
