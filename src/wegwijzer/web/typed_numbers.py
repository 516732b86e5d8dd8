"""Numbers as people type them, in the habits of their language."""

from __future__ import annotations

import re
from decimal import Decimal

_THOUSANDS = {"nl": ".", "en": ",", "fr": "."}
_NOISE = re.compile(r"[\s\u00a0\u202f'’€%]|eur(o|os)?$", re.IGNORECASE)
_LONGEST = 40


def typed_number(text: str, language: str) -> Decimal | None:
    """The number, or None when it is none.

    A point or comma before exactly three digits parts thousands where the language writes it so; otherwise it
    marks decimals.

    >>> typed_number("1.500.000 euro", "nl"), typed_number("12,5", "nl"), typed_number("1,500", "en")
    (Decimal('1500000'), Decimal('12.5'), Decimal('1500'))
    """
    if len(text) > _LONGEST:
        return None
    digits = _NOISE.sub("", text.strip())
    mark = _THOUSANDS[language]
    decimal = "," if mark == "." else "."
    if re.fullmatch(rf"-?\d{{1,3}}(\{mark}\d{{3}})+(\{decimal}\d+)?", digits):
        digits = digits.replace(mark, "")
    digits = digits.replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", digits, re.ASCII):
        return None
    return Decimal(digits)
