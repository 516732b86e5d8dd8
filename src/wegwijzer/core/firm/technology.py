"""Technology class of an industrial activity, by NACE-BEL 2008 code.

The classes are those of SERV/Stichting Innovatie & Arbeid (2016), "Kennisdiffusie en innovatie bij Vlaamse
kmo's", appendix 4, table 13. The table itself is data and passed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OUTSIDE = "outside"
"""The class of what the table does not cover: services, building, farming, mining, energy."""

_DECIDING_VERSION = "2008"
_CODE = re.compile(r"[0-9]{2}(?:[. ]?[0-9]){0,3}")


@dataclass(frozen=True, slots=True)
class TechnologyClass:
    """One row of the table: the code prefixes it includes, digits only, and those it leaves to another row.

    `id` is high, medium_high, medium_low or low.
    """

    id: str
    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector as the divisions of NACE-BEL 2008 that belong to it."""

    id: str
    prefixes: tuple[str, ...]


def sector_of(nace: str, nace_version: str, sectors: tuple[Sector, ...]) -> str | None:
    """The sector of a main activity, `other` where no sector claims it, None for another version of the code.

    >>> sector_of("1071", "2008", (Sector("food", ("10",)),))
    'food'
    """
    if not nace_version.endswith("2008"):
        return None
    for sector in sectors:
        if nace.startswith(sector.prefixes):
            return sector.id
    return "other"


def normalise_nace(text: str) -> str:
    """The digits of a NACE code, two to five.

    >>> normalise_nace("25.4"), normalise_nace(" 25.400 ")
    ('254', '25400')
    """
    stripped = text.strip()
    if not _CODE.fullmatch(stripped):
        raise ValueError(
            f'"{text}" is not a NACE code. Give two to five digits, with or without dots, such as 25, 25.4 or 25400.'
        )
    return stripped.replace(".", "").replace(" ", "")


def technology_class(nace: str, nace_version: str, table: tuple[TechnologyClass, ...]) -> str | None:
    """The class of an activity; None where the code or its version does not decide.

    Only NACE-BEL 2008 decides, for the table is written in its codes; a version is known by the year at its
    end ("2008", "nacebel-2008"). A code too short to decide is open: 25 could be 25.4. Raises ValueError
    for a text that is no code.
    """
    code = normalise_nace(nace)
    if not nace_version.strip().endswith(_DECIDING_VERSION):
        return None
    finer = {
        prefix for row in table for prefix in (*row.include, *row.exclude) if prefix.startswith(code) and prefix != code
    }
    possible = {_class_of(candidate, table) for candidate in (code, *finer)}
    return possible.pop() if len(possible) == 1 else None


def _class_of(code: str, table: tuple[TechnologyClass, ...]) -> str:
    """The row that holds the code, as if no finer code existed."""
    for row in table:
        if code.startswith(row.include) and not code.startswith(row.exclude):
            return row.id
    return OUTSIDE
