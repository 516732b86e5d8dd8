"""Numbers, dates, money and facts as people of each language write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wegwijzer.core.band import Band
from wegwijzer.core.firm.facts import FactDefinition, FactType, FactValue
from wegwijzer.wording.language import local, say

_THOUSANDS = {"nl": ".", "en": ",", "fr": "\u202f"}
_DECIMAL = {"nl": ",", "en": ".", "fr": ","}
_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}


def number_text(number: Decimal, language: str) -> str:
    """A number with the thousands and decimals of the language.

    >>> number_text(Decimal("2500000"), "nl"), number_text(Decimal("13.50"), "en")
    ('2.500.000', '13.5')
    """
    whole, _, decimals = format(number, "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", _THOUSANDS[language])
    if whole.startswith("-") and not grouped.startswith("-"):
        grouped = f"-{grouped}"
    decimals = decimals.rstrip("0")
    return f"{grouped}{_DECIMAL[language]}{decimals}" if decimals else grouped


def euro_text(amount: Decimal, language: str) -> str:
    """An amount in euro; cents only where there are any, then both digits.

    >>> euro_text(Decimal("7500"), "nl"), euro_text(Decimal("7500.5"), "nl")
    ('7.500 euro', '7.500,50 euro')
    """
    text = number_text(amount, language)
    mark = _DECIMAL[language]
    if mark in text.rpartition(_THOUSANDS[language])[2] and amount != amount.to_integral_value():
        whole, _, cents = text.rpartition(mark)
        text = f"{whole}{mark}{cents.ljust(2, '0')}"
    return say("criteria.value.money", language, number=text)


def percent_text(percentage: Band, language: str) -> str:
    """A percentage, or a range of them; a range from nothing is worded by its end."""
    low, high = percentage.low, percentage.high
    if low is None or high is None or low == high:
        shown = number_text(high if high is not None else low or Decimal(0), language)
    elif low == 0:
        shown = say("criteria.amount.rate_to", language, high=number_text(high, language))
    else:
        shown = say(
            "criteria.amount.rate_range", language, low=number_text(low, language), high=number_text(high, language)
        )
    return say("criteria.value.percent", language, number=shown)


def date_text(day: date, language: str) -> str:
    """A day in words.

    >>> date_text(date(2026, 2, 1), "nl"), date_text(date(2026, 2, 1), "fr")
    ('1 februari 2026', '1er février 2026')
    """
    ordinal = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{ordinal} {_MONTHS[language][day.month - 1]} {day.year}"


def limit_text(fact: FactDefinition, number: Decimal, language: str) -> str:
    """One number of a fact: a day, an option, an amount, or a number with its unit."""
    if fact.type is FactType.DATE:
        return date_text(date.fromordinal(int(number)), language)
    if fact.ordered:
        return local(fact.options[int(number)].label, language)
    if fact.type is FactType.MONEY:
        return euro_text(number, language)
    unit = local(fact.unit, language)
    shown = number_text(number, language)
    if unit == "%":
        return say("criteria.value.percent", language, number=shown)
    if not unit or unit.casefold() in local(fact.subject, language).casefold():
        return shown
    return say("criteria.value.with_unit", language, number=shown, unit=unit)


def value_text(fact: FactDefinition, value: FactValue, language: str) -> str:
    """What is known of a fact, in words.

    A band is worded as between, at least or at most; a choice by its label.
    """
    if isinstance(value, bool):
        return say("criteria.value.true" if value else "criteria.value.false", language)
    if isinstance(value, Band):
        return _band_text(fact, value, language)
    for option in fact.options:
        if option.id == value:
            return local(option.label, language)
    return value


def _band_text(fact: FactDefinition, band: Band, language: str) -> str:
    if band.is_exact and band.low is not None:
        return limit_text(fact, band.low, language)
    if band.low is not None and band.high is not None:
        return say(
            "criteria.value.between",
            language,
            low=limit_text(fact, band.low, language),
            high=limit_text(fact, band.high, language),
        )
    if band.low is not None:
        return say("criteria.value.from", language, low=limit_text(fact, band.low, language))
    if band.high is not None:
        return say("criteria.value.up_to", language, high=limit_text(fact, band.high, language))
    return say("criteria.value.unknown", language)
