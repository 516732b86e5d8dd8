"""Quantities in a text: *12*, *een twintigtal*, *tussen 10 en 15*, *1,2 miljoen euro*, *minstens 5*."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from wegwijzer.core.understanding.passages import Passage

ABOUT = Decimal("0.1")
"""What "ongeveer" and "bijna" leave open: a tenth."""
COLLECTIVE = Decimal("0.2")
"""What "een twintigtal" leaves open: a fifth."""

_THOUSANDS = re.compile(r"(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))")
_LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or band, from token `start` up to token `end`; None is an open end.

    `strict` says which end was said to be left out: "low" for *meer dan*, "high" for *minder dan*.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    has_currency: bool = False
    has_multiplier: bool = False
    is_percent: bool = False
    is_about: bool = False
    strict: str = ""

    @property
    def largest(self) -> Decimal:
        """The largest number that it names."""
        return max(end for end in (self.low, self.high, Decimal(0)) if end is not None)


def quantities(passage: Passage, numbers: Mapping[tuple[str, ...], int]) -> tuple[Quantity, ...]:
    """Every quantity, in order; numbers that are part of a name (CO2, ISO 9001) are none."""
    found: list[Quantity] = []
    place = 0
    while place < len(passage):
        quantity = _quantity(passage, numbers, place)
        if quantity is None:
            place += 1
        else:
            found.append(quantity)
            place = quantity.end
    return tuple(found)


def plain_value(number: Decimal) -> int | float:
    """The number as plain data holds it."""
    return int(number) if number == number.to_integral_value() else float(number)


def value_of(quantity: Quantity, *, counts_heads: bool = False) -> object:
    """The quantity as a file or form would give it: a number, or a band with the ends that are known.

    Where heads are counted, "meer dan 50" begins at 51 and "minder dan 10" ends at 9.
    """
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        return plain_value(low)
    if counts_heads:
        if low is not None and quantity.strict == "low":
            low += 1
        if high is not None and quantity.strict == "high":
            high = max(high - 1, Decimal(0))
        if quantity.is_about:
            low = None if low is None else low.to_integral_value(rounding="ROUND_FLOOR")
            high = None if high is None else high.to_integral_value(rounding="ROUND_CEILING")
    ends = {"min": low, "max": high}
    return {name: plain_value(end) for name, end in ends.items() if end is not None}


@dataclass(frozen=True, slots=True)
class _Number:
    end: int
    value: Decimal
    is_collective: bool = False
    has_multiplier: bool = False


def _quantity(passage: Passage, numbers: Mapping[tuple[str, ...], int], start: int) -> Quantity | None:
    place, limit = start, ""
    while hit := passage.at("limits", place):
        place, limit = hit[0], hit[1]
    currency = passage.at("currencies", place)
    if currency:
        place = currency[0]
    first = _number(passage, numbers, place)
    if first is None or _is_part_of_a_name(passage, place):
        return None
    quantity = Quantity(start, first.end, first.value, first.value, has_multiplier=first.has_multiplier)
    joint = passage.at("between_joints" if limit == "between" else "range_joints", first.end)
    second = _number(passage, numbers, joint[0]) if joint else None
    if second and second.value > 0:
        low, high = first.value, second.value
        if second.has_multiplier and not first.has_multiplier:
            low *= _multiplier_of(passage, numbers, joint[0] if joint else place, second)
        if low <= high:
            multiplied = first.has_multiplier or second.has_multiplier
            quantity = replace(quantity, end=second.end, low=low, high=high, has_multiplier=multiplied)
    elif first.is_collective:
        quantity = _spread(quantity, COLLECTIVE)
    if quantity.low == quantity.high:
        quantity = _limited(quantity, limit)
    return _with_tail(passage, quantity, has_currency=currency is not None)


def _limited(quantity: Quantity, limit: str) -> Quantity:
    match limit:
        case "about":
            return _spread(quantity, ABOUT)
        case "almost":
            low = None if quantity.low is None else quantity.low * (1 - ABOUT)
            return replace(quantity, low=low, strict="high", is_about=True)
        case "more_than":
            return replace(quantity, high=None, strict="low")
        case "at_least":
            return replace(quantity, high=None)
        case "less_than":
            return replace(quantity, low=None, strict="high")
        case "at_most":
            return replace(quantity, low=None)
    return quantity


def _spread(quantity: Quantity, share: Decimal) -> Quantity:
    if quantity.low is None or quantity.high is None:
        return quantity
    return replace(quantity, low=quantity.low * (1 - share), high=quantity.high * (1 + share), is_about=True)


def _with_tail(passage: Passage, quantity: Quantity, *, has_currency: bool) -> Quantity:
    """With the euro sign or the per cent behind it."""
    end = quantity.end
    if passage.word(end) in ("d", "de") and passage.at("currencies", end + 1):
        end += 1
    after = passage.at("currencies", end)
    if after:
        return replace(quantity, end=after[0], has_currency=True)
    return replace(quantity, has_currency=has_currency, is_percent=passage.at("percents", quantity.end) is not None)


def _number(passage: Passage, numbers: Mapping[tuple[str, ...], int], place: int) -> _Number | None:
    value, end, is_collective = _bare_number(passage, numbers, place)
    if value is None:
        return None
    multiplied = False
    while hit := _multiplier(passage, end):
        value, end, multiplied = value * hit[1], hit[0], True
    return _Number(end, value, is_collective, multiplied) if value <= _LARGEST else None


def _bare_number(
    passage: Passage, numbers: Mapping[tuple[str, ...], int], place: int
) -> tuple[Decimal | None, int, bool]:
    if place >= len(passage):
        return None, place, False
    token = passage.tokens[place]
    if token.is_number:
        return _read_digits(token.written), place + 1, False
    if hit := passage.at("collectives", place):
        return Decimal(hit[1]), hit[0], True
    article = passage.at("articles", place)
    if article:
        if hit := passage.at("collectives", article[0]):
            return Decimal(hit[1]), hit[0], True
        if hit := passage.at("fractions", place):
            return Decimal(hit[1]), hit[0], False
        accented = token.plain == "een" and token.written.casefold() != token.plain
        return (Decimal(1), place + 1, False) if accented or _multiplier(passage, article[0]) else (None, place, False)
    if hit := passage.at("fractions", place):
        return (Decimal(hit[1]), hit[0], False) if _multiplier(passage, hit[0]) else (None, place, False)
    for length in range(min(5, len(passage) - place), 0, -1):
        spelled = numbers.get(tuple(token.plain for token in passage.tokens[place : place + length]))
        if spelled is not None and (token.plain != "onze" or passage.is_french):
            return Decimal(spelled), place + length, False
    return None, place, False


def _multiplier(passage: Passage, place: int) -> tuple[int, Decimal] | None:
    """A word such as *miljoen*; the letters k and M only where they stand against a number, or before a euro sign."""
    if not 0 < place < len(passage):
        return None
    token = passage.tokens[place]
    if token.plain in ("k", "m"):
        beside_money = passage.at("currencies", place + 1) or passage.at("currencies", place - 2)
        if not (token.is_glued and passage.tokens[place - 1].is_number) and not beside_money:
            return None
        if token.plain == "m" and not (beside_money or token.written == "M"):
            return None
        return place + 1, Decimal(1000 if token.plain == "k" else 1_000_000)
    hit = passage.at("multipliers", place)
    return None if hit is None else (hit[0], Decimal(hit[1]))


def _multiplier_of(passage: Passage, numbers: Mapping[tuple[str, ...], int], place: int, number: _Number) -> Decimal:
    """How many times the second number of a range was multiplied: 2 in "2 à 3 miljoen" is two million as well."""
    value, _, _ = _bare_number(passage, numbers, place)
    return number.value / value if value else Decimal(1)


def _read_digits(written: str) -> Decimal | None:
    digits = _THOUSANDS.sub("", written) if re.match(r"\d{1,3}[.,'’ \u00a0\u202f]\d{3}", written) else written
    digits = "".join(str(int(sign)) if sign.isdecimal() else "." for sign in digits)
    return Decimal(digits) if len(digits) <= 20 and digits.count(".") <= 1 else None


def _is_part_of_a_name(passage: Passage, place: int) -> bool:
    token = passage.tokens[place]
    before = passage.tokens[place - 1] if place else None
    if before is None:
        return False
    glued_to_letters = token.is_number and token.is_glued and before.kind == "word" and before.plain != "eur"
    return glued_to_letters or passage.ends_with("name_starts", place)
