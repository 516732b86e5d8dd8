"""Read the ledger of aid that a group of linked firms had: CSV with a header, every fault at once.

A day may be a year or a month where no more is known, and an amount a range; what is left empty is not known. Nothing
is guessed: what is not known widens what may still be granted.
"""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from wegwijzer.core.band import Band
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.period import Period
from wegwijzer.core.support.de_minimis import AidEntry, AidLedger
from wegwijzer.core.support.options import MOST_EURO

COLUMNS = ("date", "euro", "grantor", "member", "measure", "de_minimis", "name")
"""`member` is the firm of the group; `measure` an id of the catalogue, `name` what it is called otherwise."""
REQUIRED = ("date", "euro")
MOST_ROWS = 10_000
_LONGEST_CELL = 300
_FIRST_YEAR = 1950
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_EURO = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?\Z")
_YES = ("ja", "oui", "yes", "true", "1")
_NO = ("nee", "neen", "non", "no", "false", "0")


def read_aid_ledger(text: str, *, name: str, on: date, measures: Collection[str]) -> AidLedger:
    """The ledger of a CSV text with commas or semicolons. Raises InputError with the faults of all lines.

    Aid granted after `on` is a fault: a ledger tells what was had.
    """
    first = text.lstrip("\ufeff").partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator, strict=True))
    except csv.Error as error:
        raise InputError([Fault(name, f"is no CSV ({error}).", "a header, and a line for each sum of aid.")]) from error
    if not rows:
        raise InputError([Fault(name, "is empty.", f"a header with {', '.join(COLUMNS)}.")])
    header = [cell.strip().casefold() for cell in rows[0]]
    faults = _header_faults(header, name)
    if len(rows) - 1 > MOST_ROWS:
        faults.append(Fault(name, f"has {len(rows) - 1:,} lines.", f"at most {MOST_ROWS:,}."))
    if faults:
        raise InputError(faults)
    reader = _RowReader(on, measures)
    for line, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            reader.read(f"{name}:{line}", row, header)
    if reader.faults:
        raise InputError(reader.faults)
    return AidLedger(tuple(reader.entries))


def _header_faults(header: list[str], name: str) -> list[Fault]:
    where = f"{name}:1"
    faults = []
    for column in header:
        if column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, n=1, cutoff=0.5)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            faults.append(Fault(where, f'unknown column "{column}".{hint}', f"columns {', '.join(COLUMNS)}."))
    faults += [
        Fault(where, f'there is no column "{column}".', f"a header with {', '.join(COLUMNS)}.")
        for column in REQUIRED
        if column not in header
    ]
    if len(set(header)) < len(header):
        faults.append(Fault(where, "a column is there twice.", "each column once."))
    return faults


class _RowReader:
    def __init__(self, on: date, measures: Collection[str]) -> None:
        self._on, self._measures = on, measures
        self.faults: list[Fault] = []
        self.entries: list[AidEntry] = []

    def read(self, where: str, row: list[str], header: list[str]) -> None:
        before = len(self.faults)
        if len(row) != len(header):
            self.faults.append(Fault(where, f"has {len(row)} cells.", f"{len(header)}, as the header has."))
            return
        cells = {column: cell.strip() for column, cell in zip(header, row, strict=True)}
        for column, cell in cells.items():
            if len(cell) > _LONGEST_CELL:
                self.faults.append(Fault(where, f"{column} is too long.", f"at most {_LONGEST_CELL} characters."))
        granted = self._granted(cells["date"], where)
        euro = self._euro(cells["euro"], where)
        measure = self._measure(cells, where)
        small = self._small(cells.get("de_minimis", ""), where)
        if len(self.faults) == before:
            entry = AidEntry(granted, euro, cells.get("grantor", ""), cells.get("member", ""), measure, small)
            self.entries.append(entry)

    def _granted(self, cell: str, where: str) -> Period | None:
        if not cell:
            return None
        found = _DAY.match(cell)
        try:
            if found is None:
                raise ValueError
            year, month, day = (int(part) if part else None for part in found.groups())
            first = date(year or 0, month or 1, day or 1)
            last = first if day else date(first.year, month or 12, monthrange(first.year, month or 12)[1])
        except ValueError:
            self.faults.append(
                Fault(where, f'date: "{cell}" is no day.', "2024-05-17, 2024-05 or 2024; empty if unknown.")
            )
            return None
        if first > self._on:
            problem = f"date: {cell} lies after {self._on.isoformat()}."
            self.faults.append(Fault(where, problem, "aid that was granted already; or the day with --on."))
        if first.year < _FIRST_YEAR:
            self.faults.append(Fault(where, f"date: {cell} lies too far back.", f"a day from {_FIRST_YEAR} on."))
        return Period(first, min(last, max(first, self._on)))

    def _euro(self, cell: str, where: str) -> Band:
        if not cell:
            return Band(Decimal(0), None)
        ends = [part.strip() for part in cell.split("-")]
        is_number = len(ends) <= 2 and all(_EURO.match(end) for end in ends)
        values = [Decimal(end.replace(",", ".")) for end in ends] if is_number else []
        if not values or values[0] > values[-1]:
            expected = "12500, 12500.50 or a range such as 10000-15000; empty if unknown."
            self.faults.append(Fault(where, f'euro: "{cell}" is no amount.', expected))
            return Band(Decimal(0), None)
        if values[-1] > MOST_EURO:
            self.faults.append(Fault(where, f"euro: {cell} is more than can be.", f"at most {MOST_EURO:,} euro."))
        return Band(values[0], values[-1])

    def _measure(self, cells: Mapping[str, str], where: str) -> str:
        measure = cells.get("measure", "")
        if not measure or measure in self._measures:
            return measure or cells.get("name", "")
        near = get_close_matches(measure.casefold(), list(self._measures), n=1, cutoff=0.5)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        expected = "a measure of the catalogue; for any other aid, leave it empty and fill in name."
        self.faults.append(Fault(where, f'measure: there is no "{measure}".{hint}', expected))
        return ""

    def _small(self, cell: str, where: str) -> bool | None:
        if not cell:
            return None
        if cell.casefold() in (*_YES, *_NO):
            return cell.casefold() in _YES
        self.faults.append(
            Fault(where, f'de_minimis: "{cell}" is neither yes nor no.', "yes, no, or empty if unknown.")
        )
        return None
