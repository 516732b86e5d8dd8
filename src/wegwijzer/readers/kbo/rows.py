"""From the rows of a dump to rows of the store. What cannot be right is reported, and the rest goes through.

The loops below run once for each of some fifteen million rows; so they are plain, and ask a dictionary before they
compute.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from wegwijzer.readers.kbo.extract import parse_day
from wegwijzer.readers.kbo.layout import Heading
from wegwijzer.readers.kbo.lines import Batch, Report, is_text
from wegwijzer.readers.kbo.names import LONGEST_NAME, NameFolder
from wegwijzer.readers.kbo.numbers import BAD, BRANCH, FIRST_ESTABLISHMENT, entity_number
from wegwijzer.readers.kbo.whereabouts import Whereabouts

NATURAL = 1
LEGAL = 2
PERSONAL_NAME = "001"
"""The type of denomination that for a natural person is the name of the person."""
ACTIVE = "AC"

_KINDS = {"1": NATURAL, "2": LEGAL}
_CLASSES = {"MAIN": "M", "SECO": "S", "ANCI": "A"}
_SEATS = frozenset({"REGO", "BAET", "OBAD"})
_MOST_REMEMBERED = 100_000
_NUMBER = "a number with right check digits, such as 0403.019.261."

Rows = list[tuple[object, ...]]


class KnownEntities(Protocol):
    """Which entities there are: from memory while a dump is loaded, from the store during an update."""

    def add(self, number: int, is_natural: bool) -> bool: ...

    def is_natural(self, number: int) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file needs to know: its heading, whom to tell of bad rows, and what was read before it."""

    heading: Heading
    report: Report
    shown: Callable[[str], str]
    codes: Mapping[str, Collection[str]]
    entities: KnownEntities
    whereabouts: Whereabouts
    folder: NameFolder

    def rows(self, batches: Iterable[Batch]) -> Iterator[list[tuple[int, tuple[str, ...]]]]:
        """The columns used of each row with its line, the heading and empty lines left out."""
        width, pick, report, is_first = self.heading.width, self.heading.pick, self.report, True
        for lines, rows in batches:
            if set(map(len, rows)) == {width}:
                found = list(zip(lines, map(pick, rows), strict=True))
            else:
                found = []
                for line, row in zip(lines, rows, strict=True):
                    if len(row) == width:
                        found.append((line, pick(row)))
                    elif row:
                        report(line, "fields", f"has {len(row)} fields.", f"{width}, as the first line has.")
            if is_first and found:
                del found[0]
                is_first = False
            yield found

    def owner(self, line: int, number_text: str) -> tuple[int, bool] | None:
        """The entity that a row is about and whether it is a natural person's; None, and reported, when it is none."""
        number = entity_number(number_text)
        if number == BRANCH:
            return None
        if number == BAD:
            self.bad_number(line, number_text)
            return None
        is_natural = self.entities.is_natural(number)
        if is_natural is None:
            problem = f"is about {self.shown(number_text)}, which is no enterprise or establishment read before."
            self.report(line, "unknown entity", problem, "an entity of the enterprise and establishment files.")
            return None
        return number, is_natural

    def bad_number(self, line: int, number_text: str) -> None:
        """Report a number that is none."""
        self.report(line, "number", f"the number {self.shown(number_text)} is wrong.", _NUMBER)


def keys(reading: Reading, batches: Iterable[Batch]) -> Iterator[Rows]:
    """The entities of a list of deletions."""
    for rows in reading.rows(batches):
        found: Rows = []
        for line, (text,) in rows:
            number = entity_number(text)
            if number == BAD:
                reading.bad_number(line, text)
            elif number != BRANCH:
                found.append((number,))
        yield found


def codes(reading: Reading, batches: Iterable[Batch]) -> Iterator[Rows]:
    """Labels: category, code, language, description."""
    for rows in reading.rows(batches):
        found: Rows = []
        for line, row in rows:
            if all(row) and all(map(is_text, row)):
                found.append(row)
            else:
                reading.report(line, "code", "lacks a value, or is not text in UTF-8.", "four texts.")
        yield found


def enterprises(reading: Reading, batches: Iterable[Batch]) -> Iterator[Rows]:
    """Enterprises: number, status, situation, kind, form, day of the start."""
    report, shown, add = reading.report, reading.shown, reading.entities.add
    statuses = reading.codes.get("Status") or {ACTIVE, "ST"}
    days: dict[str, int | None] = {"": None}
    for rows in reading.rows(batches):
        found: Rows = []
        for line, (text, status, situation, kind_text, form, start) in rows:
            number = entity_number(text)
            if not 0 <= number < FIRST_ESTABLISHMENT:
                reading.bad_number(line, text)
                continue
            if status not in statuses:
                report(line, "status", f"unknown status {shown(status)}.", f"one of {_some(statuses)}.")
                continue
            kind = _KINDS.get(kind_text)
            if kind is None:
                problem = f"unknown type of enterprise {shown(kind_text)}."
                report(line, "type", problem, "1 for a natural or 2 for a legal person.")
                continue
            if start not in days and not _remember_day(days, start):
                report(line, "date", f"the start date {shown(start)} is no day.", "dd-mm-yyyy.")
                continue
            if len(situation) > 10 or len(form) > 10 or not (situation.isascii() and form.isascii()):
                report(line, "code", "the juridical situation or form is no code.", "three digits.")
                continue
            if not add(number, kind == NATURAL):
                report(line, "twice", f"enterprise {shown(text)} was read before.", "each number once.")
                continue
            found.append((number, status, situation, kind, form, days[start]))
        yield found


def establishments(reading: Reading, batches: Iterable[Batch]) -> Iterator[Rows]:
    """Establishments: number and enterprise."""
    add = reading.entities.add
    for rows in reading.rows(batches):
        found: Rows = []
        for line, (text, enterprise_text) in rows:
            number = entity_number(text)
            if number < FIRST_ESTABLISHMENT:
                reading.bad_number(line, text)
                continue
            owner = reading.owner(line, enterprise_text)
            if owner is None:
                continue
            enterprise, is_natural = owner
            if enterprise >= FIRST_ESTABLISHMENT:
                reading.bad_number(line, enterprise_text)
            elif add(number, is_natural):
                found.append((number, enterprise))
            else:
                problem = f"establishment {reading.shown(text)} was read before."
                reading.report(line, "twice", problem, "each number once.")
        yield found


def names(reading: Reading, batches: Iterable[Batch]) -> Iterator[Rows]:
    """Names: entity, type, language, text, key. The names of natural persons themselves are passed over."""
    key, report = reading.folder.key, reading.report
    for rows in reading.rows(batches):
        found: Rows = []
        for line, (text, language, kind, name) in rows:
            owner = reading.owner(line, text)
            if owner is None:
                continue
            number, is_natural = owner
            if len(kind) > 3 or len(language) > 3 or not (kind.isascii() and language.isascii()):
                report(line, "code", "the language or type of the name is no code.", "digits.")
                continue
            if is_natural and kind == PERSONAL_NAME:
                continue
            if not is_text(name):
                report(line, "encoding", "the name is not text in UTF-8.", "a file in UTF-8.")
                continue
            stripped = name.strip()
            if not stripped or len(stripped) > LONGEST_NAME:
                report(line, "name", "the name is empty or endless.", f"1 to {LONGEST_NAME} characters.")
                continue
            found.append((number, kind, language, stripped, key(stripped)))
        yield found


def addresses(reading: Reading, batches: Iterable[Batch]) -> Iterator[Rows]:
    """Addresses: entity, type, place. Those of branches and those struck off are passed over."""
    report, whereabouts = reading.report, reading.whereabouts
    days: dict[str, int | None] = {}
    for rows in reading.rows(batches):
        found: Rows = []
        for line, (text, kind, country_nl, country_fr, code, city_nl, city_fr, struck_off) in rows:
            if kind == "ABBR":
                continue
            owner = reading.owner(line, text)
            if owner is None:
                continue
            if kind not in _SEATS:
                report(line, "type", "the type of address is unknown.", f"one of ABBR, {_some(_SEATS)}.")
                continue
            if struck_off:
                if struck_off not in days and not _remember_day(days, struck_off):
                    report(line, "date", "the day of striking off is no day.", "dd-mm-yyyy, or nothing.")
                continue
            number, is_natural = owner
            if is_natural:
                place = whereabouts.of_natural_person(code, country_nl or country_fr)
            elif is_text(city_nl) and is_text(city_fr):
                place = whereabouts.of_legal_person(code, city_nl, city_fr, country_nl or country_fr)
            else:
                report(line, "encoding", "the municipality is not text in UTF-8.", "a file in UTF-8.")
                continue
            found.append((number, kind, place))
        yield found


def activities(reading: Reading, batches: Iterable[Batch]) -> Iterator[Rows]:
    """Activities: entity, and its activities packed in one text (`unpack`); rows that follow each other share one."""
    report, shown = reading.report, reading.shown
    kinds: dict[tuple[str, str, str], str] = {}
    last_text, entity, packed = "", 0, list[str]()
    for rows in reading.rows(batches):
        found: Rows = []
        for line, (text, group, version, code, classification) in rows:
            if text != last_text:
                owner = reading.owner(line, text)
                if owner is None:
                    continue
                if packed:
                    found.append((entity, " ".join(packed)))
                    packed = []
                last_text, entity = text, owner[0]
            kind = kinds.get((group, version, classification))
            if kind is None:
                kind = _kind_of_activity(group, version, classification)
                if kind is None:
                    problem = f"{shown(group)}, {shown(version)}, {shown(classification)} is no kind of activity."
                    report(line, "activity", problem, "a group, a NACE version (a year) and MAIN, SECO or ANCI.")
                    continue
                kinds[(group, version, classification)] = kind
            if not (code.isdecimal() and code.isascii() and 2 <= len(code) <= 7):
                report(line, "activity", f"the NACE code {shown(code)} is none.", "two to seven digits.")
                continue
            packed.append(kind + code)
        if packed:
            found.append((entity, " ".join(packed)))
            packed, last_text = [], ""
        yield found


def unpack(packed: str) -> Iterator[tuple[str, str, str, str]]:
    """Group, version, classification and code of each activity in a packed text.

    >>> list(unpack("0012008M10711"))
    [('001', '2008', 'MAIN', '10711')]
    """
    long = {letter: word for word, letter in _CLASSES.items()}
    for token in packed.split(" "):
        yield token[:3], token[3:7], long[token[7]], token[8:]


def _kind_of_activity(group: str, version: str, classification: str) -> str | None:
    letter = _CLASSES.get(classification)
    is_group = len(group) == 3 and group.isascii() and group.isdecimal()
    is_version = len(version) == 4 and version.isascii() and version.isdecimal()
    return f"{group}{version}{letter}" if letter and is_group and is_version else None


def _remember_day(days: dict[str, int | None], text: str) -> bool:
    day = parse_day(text)
    if day is None:
        return False
    if len(days) >= _MOST_REMEMBERED:
        days.clear()
        days[""] = None
    days[text] = day.toordinal()
    return True


def _some(values: Iterable[str]) -> str:
    return ", ".join(sorted(values)[:10])
