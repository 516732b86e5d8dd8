"""Where entities are: for legal persons the postal code and municipality, for natural persons province and region.

A place is kept once and pointed at. That of a natural person is made coarse before it is written, so that no
postal code, municipality or street of theirs is ever in the file.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.readers.places import place_of

ABROAD = "buitenland"
_MOST_REMEMBERED = 20_000
_HOME = frozenset({"", "belgie", "belgië", "belgique", "belgien", "belgium"})
K = TypeVar("K")
V = TypeVar("V")
_Place = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Whereabouts:
    """Finds or makes the row of a place. Few places exist, so all that are met are remembered, up to a limit."""

    connection: sqlite3.Connection
    on: date
    _ids: dict[_Place, int] = field(default_factory=dict)
    _written: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    _areas: dict[str, tuple[str, str]] = field(default_factory=dict)

    def of_legal_person(self, postal_code: str, municipality_nl: str, municipality_fr: str, country: str) -> int:
        """The place of a legal person's address; of one abroad only that it is."""
        written = (postal_code, municipality_nl, municipality_fr, country)
        found = self._written.get(written)
        if found is None:
            if not _is_home(country):
                found = self._id(("", "", "", "", ABROAD))
            else:
                code = postal_code.strip()
                shown = code if _is_belgian_code(code) else ""
                found = self._id((shown, municipality_nl.strip(), municipality_fr.strip(), *self._area(code)))
            _remember(self._written, written, found)
        return found

    def of_natural_person(self, postal_code: str, country: str) -> int:
        """The province and region of a natural person's address, and nothing more."""
        return self.coarse(*(self._area(postal_code.strip()) if _is_home(country) else ("", ABROAD)))

    def coarse(self, province: str, region: str) -> int:
        """A place of which no more is known than its province and region."""
        return self._id(("", "", "", province, region))

    def _area(self, postal_code: str) -> tuple[str, str]:
        if not _is_belgian_code(postal_code):
            return "", ""
        found = self._areas.get(postal_code)
        if found is None:
            try:
                place = place_of(postal_code, on=self.on)
                found = (place.province, place.region)
            except UnknownEntryError:
                found = ("", "")
            _remember(self._areas, postal_code, found)
        return found

    def _id(self, place: _Place) -> int:
        found = self._ids.get(place)
        if found is None:
            row = self.connection.execute(
                "SELECT id FROM place WHERE (postal_code, municipality_nl, municipality_fr, province, region)"
                " = (?, ?, ?, ?, ?)",
                place,
            ).fetchone()
            if row is None:
                row = (self.connection.execute("INSERT INTO place VALUES (NULL, ?, ?, ?, ?, ?)", place).lastrowid,)
            found = int(row[0])
            _remember(self._ids, place, found)
        return found


def _is_home(country: str) -> bool:
    return not country or country.strip().casefold() in _HOME


def _is_belgian_code(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal()


def _remember(known: dict[K, V], key: K, value: V) -> None:
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    known[key] = value
