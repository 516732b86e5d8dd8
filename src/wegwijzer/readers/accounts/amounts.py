"""Read an amount as people and programs write it; a number that can be read in two ways is never guessed.

"1.234" is 1234 in one file and 1.234 in another. Every other cell that has only one reading shows which mark of
decimals its column uses (`evidence`); without such a cell "1.234" is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

LARGEST_EUR = 1e15
_EXPECTED = "an amount in euro, such as 1234.56, 1.234,56 or (1 234,56)."


class DecimalMark(Enum):
    """What stands before the decimals."""

    POINT = "."
    COMMA = ","


class AmountProblem(ValueError):
    """A text that is no amount; says what is wrong and what was expected."""

    def __init__(self, problem: str, expected: str = _EXPECTED) -> None:
        self.problem, self.expected = problem, expected
        super().__init__(problem)


class OtherCurrencyProblem(AmountProblem):
    """An amount in another currency than the euro; nothing in its row can be compared."""


_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_LONGEST = 200
"""Characters of a cell that can still be an amount, blanks included; a cell may hold a million."""
_MINUS = str.maketrans({"\u2212": "-", "\u2012": "-", "\u2013": "-", "\u2019": "'", "\u02bc": "'"})
_EURO = re.compile(r"^(?:EUR|€)\s*|\s*(?:EUR|€)$", re.IGNORECASE)
_CODES = "USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|CAD|AUD|NZD|CNY|INR|BRL|ZAR|BEF|LUF|NLG|FRF|DEM"
_OTHER_CURRENCY = re.compile(rf"[$£¥₤₺]|\b(?:{_CODES})\b|(?:{_CODES})(?=[0-9])|(?<=[0-9])(?:{_CODES})\b", re.IGNORECASE)
_POINT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,20})?")
_DIGITS = re.compile(r"[0-9]+")
_SPACED = re.compile(r"[0-9]{1,3}(?:(?P<gap>[ '])[0-9]{3})(?:(?P=gap)[0-9]{3})*(?P<tail>[.,][0-9]+)?")
_ONE_MARK = re.compile(r"(?P<whole>[0-9]*)(?P<mark>[.,])(?P<part>[0-9]*)")
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:(?P<group>[.,])[0-9]{3})(?:(?P=group)[0-9]{3})*(?:(?P<mark>[.,])(?P<part>[0-9]+))?"
)
_SCIENTIFIC = re.compile(r"[0-9](?:(?P<mark>[.,])[0-9]+)?[eE][-+]?[0-9]{1,2}")


def read_amount(text: str, mark: DecimalMark | None = None) -> float:
    """The amount that a text states, in a column whose mark of decimals is `mark`. Raises AmountProblem.

    >>> read_amount("€ 1.234,50"), read_amount("(1 234)"), read_amount("12-")
    (1234.5, -1234.0, -12.0)
    >>> read_amount("1.234", DecimalMark.COMMA), read_amount("1.234", DecimalMark.POINT)
    (1234.0, 1.234)
    """
    if mark is DecimalMark.POINT and _POINT.fullmatch(text):
        return float(text)
    sign, core = _signed_core(text)
    plain, shown = _plain(core)
    if plain is None:
        raise AmountProblem(f'"{_short(text)}" is no number.')
    if shown is _DOUBTFUL:
        if mark is None:
            thousands = plain.replace(".", "").replace(",", "")
            decimals = plain.replace(",", ".")
            raise AmountProblem(
                f'"{_short(text)}" can be read as {thousands} and as {decimals}.',
                "numbers without thousands separator, or a column in which another number shows the decimals.",
            )
        plain = plain.replace("," if mark is DecimalMark.POINT else ".", "").replace(",", ".")
    elif shown is not None and mark is not None and shown is not mark:
        raise AmountProblem(
            f'"{_short(text)}" has "{shown.value}" before the decimals, where the column has "{mark.value}".',
            "one way of writing numbers in a column.",
        )
    value = float(plain)
    if not value < LARGEST_EUR:
        raise AmountProblem(f'"{_short(text)}" is too large.', "an amount below 10^15 euro.")
    return -value if sign and value else value


def evidence(text: str) -> DecimalMark | None:
    """The mark of decimals that a text can only be read with; None where it shows nothing or is no amount."""
    try:
        _, core = _signed_core(text)
    except AmountProblem:
        return None
    plain, shown = _plain(core)
    return shown if plain is not None and shown is not _DOUBTFUL else None


def mark_of(texts: Iterable[str]) -> tuple[DecimalMark | None, bool]:
    """The mark that these texts show, and whether they agree."""
    found = {shown for text in texts if ("," in text or "." in text) and (shown := evidence(text)) is not None}
    return (found.pop() if len(found) == 1 else None), len(found) <= 1


class _Doubt(Enum):
    DOUBTFUL = "doubtful"


_DOUBTFUL = _Doubt.DOUBTFUL


def _signed_core(text: str) -> tuple[bool, str]:
    if len(text) > _LONGEST:
        raise AmountProblem(f'"{_short(text)}" is no number.')
    core = _SPACES.sub(" ", text).strip().translate(_MINUS)
    if _DIGITS.fullmatch(core):
        return False, core
    if _OTHER_CURRENCY.search(core):
        raise OtherCurrencyProblem(f'"{_short(text)}" is in another currency than the euro.', "amounts in euro (EUR).")
    core = _EURO.sub("", core, count=1)
    sign = True
    if core.startswith("(") and core.endswith(")"):
        core = core[1:-1].strip()
    elif core.startswith("-"):
        core = core[1:].lstrip()
    elif core.endswith("-"):
        core = core[:-1].rstrip()
    else:
        sign, core = False, core.removeprefix("+")
    return sign, _EURO.sub("", core, count=1)


def _plain(core: str) -> tuple[str | None, DecimalMark | _Doubt | None]:
    """The number in a form that float reads (None for no number), and the mark of decimals that it shows.

    A doubtful number is given back as it is written.
    """
    if not core.isascii():
        return None, None
    if _DIGITS.fullmatch(core):
        return core, None
    spaced = _SPACED.fullmatch(core)
    if spaced is not None:
        tail = spaced["tail"] or ""
        shown = DecimalMark(tail[0]) if tail else None
        return core.replace(" ", "").replace("'", "").replace(",", "."), shown
    one = _ONE_MARK.fullmatch(core)
    if one is not None:
        whole, part = one["whole"], one["part"]
        if not whole and not part:
            return None, None
        if len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
            return core, _DOUBTFUL
        return f"{whole or '0'}.{part or '0'}", DecimalMark(one["mark"])
    grouped = _GROUPED.fullmatch(core)
    if grouped is not None:
        group, decimals = grouped["group"], grouped["mark"]
        if decimals == group:
            return None, None
        other = DecimalMark.COMMA if group == "." else DecimalMark.POINT
        return core.replace(group, "").replace(",", "."), other
    scientific = _SCIENTIFIC.fullmatch(core)
    if scientific is not None:
        shown = DecimalMark(scientific["mark"]) if scientific["mark"] else None
        return core.replace(",", "."), shown
    return None, None


def _short(text: str) -> str:
    shown = " ".join(text[:_LONGEST].split())
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
