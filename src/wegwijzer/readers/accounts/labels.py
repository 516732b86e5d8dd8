"""Whom and what a filing is about, as files write it: entity, model, closing day, length, activity."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from wegwijzer.core.accounts.filing import AccountsModel
from wegwijzer.readers.enterprise_number import parse_enterprise_number

LONGEST_LABEL = 300
LONGEST_YEAR = 24.0
"""A financial year of more months than this is not read as one: none may exceed two years."""

_IN_NAME = re.compile(r"(?<![0-9])(?:BE)?([01]?[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3})(?![0-9])", re.IGNORECASE)
_MODEL_CODE = re.compile(r"m(?P<number>[0-9]{2})(?:[^0-9].*)?")
_MODELS = {
    AccountsModel.FULL: ("02", "82", "vol", "full", "volledig", "complet"),
    AccountsModel.ABRIDGED: ("01", "81", "vkt", "abridged", "verkort", "abr", "abrégé"),
    AccountsModel.MICRO: ("07", "87", "mic", "micro"),
}
_MODEL_OF = {word: model for model, words in _MODELS.items() for word in words}
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.]?)([0-9]{2})\2([0-9]{2})(?:[T ][0-9:.+Z-]*)?")


def entity_of(written: str) -> tuple[str, str]:
    """The entity, and what is wrong with its number ("" for nothing).

    An enterprise number is kept in its ten digits, anything else as the label it is: a list may use client numbers.
    A label that looks like an enterprise number but is none is kept too, and said to be wrong.

    >>> entity_of("0403.019.261"), entity_of("klant 12")
    (('0403019261', ''), ('klant 12', ''))
    """
    try:
        return parse_enterprise_number(written), ""
    except ValueError as error:
        label = " ".join(written.split())[:LONGEST_LABEL]
        return label, str(error) if looks_like_enterprise_number(label) else ""


def looks_like_enterprise_number(label: str) -> bool:
    """Whether a label has the digits of an enterprise number, right or wrong."""
    plain = re.sub(r"[ .\-]", "", label).upper().removeprefix("BE")
    return plain.isascii() and plain.isdigit() and (len(plain) == 9 or (len(plain) == 10 and plain[0] in "01"))


def numbers_in_name(name: str) -> list[str]:
    """The valid enterprise numbers in a file name, each once."""
    found = []
    for written in _IN_NAME.finditer(name):
        try:
            found.append(parse_enterprise_number(written[1]))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


@lru_cache(maxsize=256)
def model_of(written: str) -> AccountsModel | None:
    """The model, from a code of the NBB (m02-f, VOL-kap) or from a word; None for one that is not known.

    >>> model_of("m81-f"), model_of("VOL-kap")
    (<AccountsModel.ABRIDGED: 'abridged'>, <AccountsModel.FULL: 'full'>)
    """
    plain = written.strip().casefold()
    code = _MODEL_CODE.fullmatch(plain)
    if code is not None:
        return _MODEL_OF.get(code["number"])
    return _MODEL_OF.get(plain) or _MODEL_OF.get(re.split(r"[-_ ]", plain)[0])


@lru_cache(maxsize=4096)
def day_of(written: str) -> date | None:
    """The day that a text states, year first or day first as in Belgium; None where it states none.

    >>> day_of("31/12/2024"), day_of("20241231"), day_of("2024")
    (datetime.date(2024, 12, 31), datetime.date(2024, 12, 31), None)
    """
    text = written.strip()
    first = _YEAR_FIRST.fullmatch(text)
    last = _DAY_FIRST.fullmatch(text)
    try:
        if first is not None:
            return _likely(date(int(first[1]), int(first[3]), int(first[4])))
        if last is not None:
            return _likely(date(int(last[3]), int(last[2]), int(last[1])))
    except ValueError:
        return None
    return None


def _likely(day: date) -> date | None:
    """A closing day far outside our time is a slip of the pen, and breaks the sums of dates that follow."""
    return day if 1900 <= day.year <= 2200 else None


def is_length(months: float) -> bool:
    """Whether a financial year can have this length in months."""
    return 0 < months <= LONGEST_YEAR
