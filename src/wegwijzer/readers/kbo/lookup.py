"""Look a firm up in the loaded register, by number or by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import KnownFact
from wegwijzer.core.firm.registered import (
    FLANDERS,
    RegisteredActivity,
    RegisteredFirm,
    RegisteredName,
    Seat,
    registered_facts,
)
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.readers.kbo.coding import Codes
from wegwijzer.readers.kbo.history import read_history, read_legal_words
from wegwijzer.readers.kbo.labels import shipped_vocabulary
from wegwijzer.readers.kbo.loading import FILE
from wegwijzer.readers.kbo.names import NameFolder
from wegwijzer.readers.kbo.rows import ACTIVE, NATURAL, unpack
from wegwijzer.readers.kbo.search import NameSearch
from wegwijzer.readers.kbo.tables import is_ours, open_for_reading

LONGEST_SEARCH = 200
"""Characters of a name that is searched for; the rest is not read."""

_KIND_ORDER = {"001": 0, "003": 1, "002": 2}
_DUTCH = "2"
_Place = tuple[int, str, str, str, str, str, str]  # entity, kind, postal code, municipality nl, fr, province, region


@dataclass(frozen=True, slots=True)
class NameHit:
    """A firm found by a name: the number, the name that fits, and what tells it from others of that name.

    `municipality` is empty for natural persons; `fit` is exact, same_words, begins, has_words or nearly.
    """

    number: str
    name: str
    is_active: bool
    is_natural_person: bool
    municipality: str
    province: str | None
    fit: str


_FITS = ("exact", "same_words", "begins", "has_words", "nearly")


def open_register(folder: Path) -> Register | None:
    """The register loaded in that folder; None when there is none.

    Open it anew for each use, which takes well under a millisecond: a register that is loaded later takes the place
    of the file, and an open one goes on with what it has. Raises InputError when the file is not ours.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    connection = open_for_reading(path)
    if not is_ours(connection):
        connection.close()
        problem = "is no register, or one of another version of this program."
        raise InputError(
            [Fault(str(path), problem, "a register made by `wegwijzer load kbo`; load the full dump again.")]
        )
    return Register(connection)


class Register(AbstractContextManager["Register"]):
    """The loaded register of enterprises. Use it in a `with` block, or close it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        history = read_history(connection)
        self.as_of: date = history[-1].day
        self.extract: int = history[-1].number
        self._codes = Codes(connection)
        self._search = NameSearch(connection, NameFolder(read_legal_words(connection)))

    def __exit__(self, *details: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def by_number(self, number: str) -> RegisteredFirm | None:
        """The firm with that number, in any way of writing; None when the register does not have it.

        Raises ValueError with one sentence when it is no number.
        """
        digits = parse_enterprise_number(number)
        query = "SELECT status, situation, kind, form, started FROM enterprise WHERE number = ?"
        row = self._connection.execute(query, (int(digits),)).fetchone()
        return None if row is None else self._firm(digits, *row)

    def by_name(self, text: str, limit: int = 10) -> list[NameHit]:
        """The firms whose name fits best, active ones first among equals; at most `limit`."""
        return [
            self._hit(found.enterprise, found.text, found.is_active, _FITS[found.fit])
            for found in self._search.find(text[:LONGEST_SEARCH], limit)
        ]

    def facts(self, firm: RegisteredFirm) -> dict[str, KnownFact]:
        """What the register knows of the firm, as facts of facts.yaml."""
        return registered_facts(firm, shipped_vocabulary())

    def _firm(
        self, digits: str, status: str, situation: str, kind: int, form: str, started: int | None
    ) -> RegisteredFirm:
        number, is_natural = int(digits), kind == NATURAL
        query = "SELECT number FROM establishment WHERE enterprise = ? ORDER BY number"
        establishments = [found for (found,) in self._connection.execute(query, (number,))]
        seats = self._places([number])
        premises = self._places(establishments)
        province, region = _area([*seats, *premises] if is_natural else seats[:1])
        own = self._activities([number])
        return RegisteredFirm(
            number=digits,
            as_of=self.as_of,
            is_natural_person=is_natural,
            is_active=status == ACTIVE,
            status=self._codes.coded("Status", status),
            situation=self._codes.coded("JuridicalSituation", situation),
            legal_form=self._codes.coded("JuridicalForm", form) if form else None,
            started=date.fromordinal(started) if started else None,
            names=self._names([number, *establishments]),
            province=province,
            region=region,
            seat=_seat(seats) if not is_natural else None,
            activities=own or self._activities(establishments),
            activities_are_of_establishments=not own and bool(establishments),
            establishment_in_flanders=_in_flanders(establishments, [*premises, *(seats if is_natural else [])]),
            establishment_count=None if is_natural else len(establishments),
            establishment_postal_codes=()
            if is_natural
            else tuple(sorted({place[2] for place in premises if place[2]})),
        )

    def _names(self, entities: list[int]) -> tuple[RegisteredName, ...]:
        """All names, best to know the firm by first: its own before a shop's, full before short, Dutch first."""
        query = "SELECT DISTINCT kind, language, text FROM name WHERE entity = ?"
        found: dict[tuple[str, str, str], tuple[object, ...]] = {}
        for place, entity in enumerate(entities):
            for kind, language, text in self._connection.execute(query, (entity,)):
                order = (place > 0, _KIND_ORDER.get(kind, 9), language != _DUTCH, language, text, kind)
                found.setdefault((kind, language, text), order)
        return tuple(
            RegisteredName(text, self._codes.coded("TypeOfDenomination", kind), self._codes.coded("Language", language))
            for kind, language, text in sorted(found, key=lambda name: found[name])
        )

    def _places(self, entities: Iterable[int]) -> list[_Place]:
        query = (
            "SELECT entity, kind, postal_code, municipality_nl, municipality_fr, province, region"
            " FROM address JOIN place ON place.id = place WHERE entity = ?"
        )
        return sorted(row for entity in entities for row in self._connection.execute(query, (entity,)))

    def _activities(self, entities: Iterable[int]) -> tuple[RegisteredActivity, ...]:
        query = "SELECT packed FROM activity WHERE entity = ?"
        found = {
            activity
            for entity in entities
            for (packed,) in self._connection.execute(query, (entity,))
            for activity in unpack(packed)
        }
        return tuple(
            RegisteredActivity(
                self._codes.coded("ActivityGroup", group),
                version,
                self._codes.coded(f"Nace{version}", code),
                classification,
            )
            for group, version, classification, code in sorted(found)
        )

    def _hit(self, number: int, name: str, is_active: bool, fit: str) -> NameHit:
        query = "SELECT kind FROM enterprise WHERE number = ?"
        is_natural = self._connection.execute(query, (number,)).fetchone()[0] == NATURAL
        seats = self._places([number])
        if is_natural:
            query = "SELECT number FROM establishment WHERE enterprise = ?"
            seats += self._places(found for (found,) in self._connection.execute(query, (number,)).fetchall())
        province, _ = _area(seats if is_natural else seats[:1])
        municipality = "" if is_natural or not seats else seats[0][3] or seats[0][4]
        return NameHit(f"{number:010d}", name, is_active, is_natural, municipality, province, fit)


def _seat(places: list[_Place]) -> Seat | None:
    """The registered office; nothing for one abroad, of which only that is kept."""
    if not places or not any(places[0][2:5]):
        return None
    _, _, postal_code, municipality_nl, municipality_fr, _, _ = places[0]
    names = {"nl": municipality_nl, "fr": municipality_fr}
    return Seat(postal_code, {language: name for language, name in names.items() if name})


def _area(places: list[_Place]) -> tuple[str | None, str | None]:
    """The province and region in which all places lie; None where they differ or are not known."""
    provinces, regions = {place[5] for place in places}, {place[6] for place in places}
    province = provinces.pop() if len(provinces) == 1 else ""
    region = regions.pop() if len(regions) == 1 else ""
    return province or None, region or None


def _in_flanders(establishments: list[int], places: list[_Place]) -> bool | None:
    """Whether one lies in Flanders; None when none does and not all are known to lie elsewhere."""
    if any(place[6] == FLANDERS for place in places):
        return True
    known = {place[0] for place in places if place[6]}
    return False if establishments and known.issuperset(establishments) else None
