"""Numbers, money and days as each language writes them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import FACTS
from wegwijzer.core.band import Band, exactly
from wegwijzer.wording.values import date_text, euro_text, number_text, percent_text, value_text

NNBSP = "\u202f"


@pytest.mark.parametrize(
    ("amount", "nl", "en", "fr"),
    [
        ("7500", "7.500 euro", "EUR 7,500", f"7{NNBSP}500 euros"),
        ("0", "0 euro", "EUR 0", "0 euros"),
        ("999", "999 euro", "EUR 999", "999 euros"),
        ("7500.5", "7.500,50 euro", "EUR 7,500.50", f"7{NNBSP}500,50 euros"),
        ("0.05", "0,05 euro", "EUR 0.05", "0,05 euros"),
        ("-1234", "-1.234 euro", "EUR -1,234", f"-1{NNBSP}234 euros"),
        ("1234567.89", "1.234.567,89 euro", "EUR 1,234,567.89", f"1{NNBSP}234{NNBSP}567,89 euros"),
    ],
)
def test_money(amount, nl, en, fr):
    assert [euro_text(Decimal(amount), language) for language in ("nl", "en", "fr")] == [nl, en, fr]


def test_a_number_below_one_keeps_its_sign():
    assert number_text(Decimal("-0.5"), "nl") == "-0,5"


def test_days():
    assert date_text(date(2026, 2, 1), "nl") == "1 februari 2026"
    assert date_text(date(2026, 2, 2), "fr") == "2 février 2026"
    assert date_text(date(2026, 2, 1), "fr") == "1er février 2026"


def test_percentages():
    assert percent_text(exactly("13.5"), "nl") == "13,5 %"
    assert percent_text(Band(Decimal(30), Decimal(45)), "nl") == "30 tot 45 %"
    assert percent_text(Band(Decimal(0), Decimal(66)), "nl") == "tot 66 %"
    assert percent_text(exactly(40), "en") == "40%"


@pytest.mark.parametrize(
    ("band", "text"),
    [
        (exactly(12), "12"),
        (Band(Decimal(10), Decimal(49)), "tussen 10 en 49"),
        (Band(Decimal(250), None), "250 of meer"),
        (Band(None, Decimal(9)), "hoogstens 9"),
        (Band(None, None), "niet bekend"),
    ],
)
def test_a_band_says_how_much_is_known(band, text):
    assert value_text(FACTS["fte"], band, "nl") == text
