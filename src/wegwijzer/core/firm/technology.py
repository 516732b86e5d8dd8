"""Technology class of an industrial activity, by its NACE code.

The classes are those of SERV/Stichting Innovatie & Arbeid (2016), "Kennisdiffusie en innovatie bij Vlaamse
kmo's", appendix 4, table 13, written in codes of NACE-BEL 2008. Codes of another version are read through the
official correspondence of their classes with those of 2008. Table and correspondence are data and passed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

OUTSIDE = "outside"
"""The class of what the table does not cover: services, building, farming, mining, energy."""

_VERSION_OF_THE_TABLE = "2008"
_CLASS_DIGITS = 4
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
class Correspondence:
    """The classes of another version of NACE, each with all classes of NACE-BEL 2008 that share its content.

    `version` is a year, such as "2003". `classes` holds every class of each division that touches the table; a
    division without any lies outside it. A key of two digits is a link of the division as a whole.
    """

    version: str
    classes: Mapping[str, tuple[str, ...]] = field(hash=False)

    def counterparts(self, code: str) -> frozenset[str] | None:
        """Every code of 2008 that may stand beside this one: none for a division outside the table.

        None for a code that this version does not have. Digits after the fourth are national and say nothing here.

        >>> sorted(Correspondence("2003", {"1511": ("1011",), "1512": ("1012",)}).counterparts("151"))
        ['1011', '1012']
        """
        if not any(known.startswith(code[:2]) for known in self.classes):
            return frozenset()
        wanted = code[:_CLASS_DIGITS]
        finer = [codes for known, codes in self.classes.items() if known.startswith(wanted)]
        return frozenset().union(*finer) if finer else None


@dataclass(frozen=True, slots=True)
class TechnologyTable:
    """Table 13 with what it takes to read it for codes of other versions."""

    classes: tuple[TechnologyClass, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()

    @property
    def versions(self) -> tuple[str, ...]:
        """The years of the versions of NACE that it can be read for."""
        return tuple(sorted((_VERSION_OF_THE_TABLE, *(other.version for other in self.correspondences))))


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


def technology_class(nace: str, nace_version: str, table: TechnologyTable) -> str | None:
    """The class of an activity; None where the code does not decide it.

    A version is known by the year at its end ("2008", "nacebel-2008"). A code decides when all that it can stand for
    has one class: 25 of 2008 could be 25.4, and 32.99 of 2025 holds what was 27.90 and what was 32.99. Nor does a code
    that its version does not have, or a version without correspondence. Raises ValueError for a text that is no code.
    """
    code = normalise_nace(nace)
    version = nace_version.strip()
    if version.endswith(_VERSION_OF_THE_TABLE):
        return _agreed(_possible_classes(code, table.classes))
    for other in table.correspondences:
        if version.endswith(other.version):
            counterparts = other.counterparts(code)
            if counterparts is None:
                return None
            return _agreed(_class_of(one, table.classes) for one in counterparts) if counterparts else OUTSIDE
    return None


def _possible_classes(code: str, classes: tuple[TechnologyClass, ...]) -> Iterable[str]:
    """The class of a code of 2008 and of all finer codes that the table sets apart."""
    prefixes = (prefix for row in classes for prefix in (*row.include, *row.exclude))
    finer = {prefix for prefix in prefixes if prefix.startswith(code) and prefix != code}
    return (_class_of(candidate, classes) for candidate in (code, *finer))


def _agreed(classes: Iterable[str]) -> str | None:
    found = set(classes)
    return found.pop() if len(found) == 1 else None


def _class_of(code: str, classes: tuple[TechnologyClass, ...]) -> str:
    """The row that holds the code, as if no finer code existed."""
    for row in classes:
        if code.startswith(row.include) and not code.startswith(row.exclude):
            return row.id
    return OUTSIDE
