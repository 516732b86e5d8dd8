"""Numbers as people type them in a form: with points, commas, spaces, a euro sign."""

from __future__ import annotations

import re
from decimal import Decimal

_MARKS = re.compile(r"(€|eur(o|os)?\b|%)", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_GROUPED = re.compile(r"(-?\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:[.,](\d{1,2}))?\Z", re.ASCII)
_PLAIN = re.compile(r"(-?\d+)(?:[.,](\d{1,4}))?\Z", re.ASCII)
_LONGEST = 30


def typed_number(typed: str) -> Decimal | None:
    """The number, or None when it is not one.

    A point or comma before exactly three digits parts thousands, as money is written in Flanders and in English.

    >>> typed_number("7.500,50"), typed_number("€ 12 000"), typed_number("1,250"), typed_number("veel")
    (Decimal('7500.50'), Decimal('12000'), Decimal('1250'), None)
    """
    text = _SPACES.sub("", _MARKS.sub("", typed))
    if len(text) > _LONGEST:
        return None
    grouped = _GROUPED.match(text)
    if grouped:
        whole = re.sub(r"[.,]", "", grouped.group(1))
        return Decimal(f"{whole}.{grouped.group(3)}" if grouped.group(3) else whole)
    plain = _PLAIN.match(text)
    if plain is None:
        return None
    return Decimal(f"{plain.group(1)}.{plain.group(2)}" if plain.group(2) else plain.group(1))
