"""Aid that a group had before: a line typed by hand, or a CSV file, read by the one reader of ledgers.

Days and amounts may be written by hand ("17/5/2024", "12.500 euro"). What the reader refuses is told in the visitor's
language, cell by cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.errors import InputError
from wegwijzer.core.support.de_minimis import AidLedger
from wegwijzer.readers.aid_ledger import COLUMNS, REQUIRED, read_aid_ledger
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.web.typed_numbers import typed_number
from wegwijzer.wording.language import LANGUAGES, local, say

LONGEST_CELL = 300
_SHOWN = 40
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_RANGE = re.compile(r"\s*(?:-|–|\b(?:tot|to|à)\b)\s*")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was read: its lines, or what is wrong with it."""

    rows: Sequence[Mapping[str, str]]
    faults: Sequence[str]


def read_row(cells: Mapping[str, str], language: str, *, on: date) -> tuple[dict[str, str], dict[str, str]]:
    """A line as the ledger keeps it, with a fault for each cell that it cannot have."""
    row = {column: _normal(column, str(cells.get(column, "")), language) for column in COLUMNS}
    faults = {
        column: say(f"money.aid.fault.{column}", language, typed=_short(str(cells.get(column, ""))))
        for column in COLUMNS
        if row[column] and not _is_read([{column: row[column]}], on=on)
    }
    if not any(row.values()):
        faults["date"] = say("money.aid.fault.empty", language)
    return row, faults


def read_file(content: bytes, language: str, *, most: int, on: date) -> SentFile:
    """The lines of a CSV file, in commas or semicolons, with every fault of every line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text or not text.strip():
        return SentFile((), [say("money.aid.fault.no_csv" if text.strip() else "money.aid.fault.no_lines", language)])
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") >= first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error:
        return SentFile((), [say("money.aid.fault.no_csv", language)])
    header = [_column(cell) for cell in rows[0]]
    faults = list(_header_faults(header, rows[0], language))
    lines = [(place, row) for place, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    if len(lines) > most:
        faults.append(say("money.aid.fault.too_many_lines", language, count=len(lines), most=most))
    elif not lines:
        faults.append(say("money.aid.fault.no_lines", language))
    if faults:
        return SentFile((), faults)
    return _read_lines(lines, header, language, on=on)


def ledger_of(rows: Iterable[Mapping[str, str]], *, on: date) -> AidLedger:
    """Kept lines as a ledger on a day; aid of after that day is not had yet."""
    had = [row for row in rows if not row.get("date") or str(row["date"]) <= on.isoformat()[: len(str(row["date"]))]]
    return read_aid_ledger(_csv(had), name="ledger", on=on, measures=shipped_catalogue().measures)


def _read_lines(
    lines: Sequence[tuple[int, Sequence[str]]], header: Sequence[str], language: str, *, on: date
) -> SentFile:
    read: list[dict[str, str]] = []
    faults: list[str] = []
    for place, cells in lines:
        if len(cells) != len(header):
            count = {"line": place, "cells": len(cells), "columns": len(header)}
            faults.append(say("money.aid.fault.cells", language, **count))
            continue
        row = {column: _normal(column, cell, language) for column, cell in zip(header, cells, strict=True) if column}
        read.append({column: row.get(column, "") for column in COLUMNS})
        if not _is_read([row], on=on):  # only then is it worth asking which cell
            _, wrong = read_row(dict(zip(header, cells, strict=True)), language, on=on)
            faults += [say("money.aid.fault.line", language, line=place, fault=fault) for fault in wrong.values()]
    return SentFile(() if faults else read, faults)


def _header_faults(header: Sequence[str], typed: Sequence[str], language: str) -> Iterator[str]:
    for column, cell in zip(header, typed, strict=True):
        if not column:
            yield say("money.aid.fault.column", language, typed=_short(cell), columns=_columns(language))
    for column in REQUIRED:
        if column not in header:
            name = say(f"money.aid.column.{column}", language)
            yield say("money.aid.fault.no_column", language, column=name, columns=_columns(language))
    if len({column for column in header if column}) < len([column for column in header if column]):
        yield say("money.aid.fault.twice", language)


def _columns(language: str) -> str:
    return ", ".join(say(f"money.aid.column.{column}", language) for column in COLUMNS)


def _column(cell: str) -> str:
    """The column of a heading, in any of the languages; "" for none."""
    wanted = cell.strip().casefold()
    for column in COLUMNS:
        if wanted == column or wanted in {say(f"money.aid.column.{column}", code) for code in LANGUAGES}:
            return column
    return ""


def _normal(column: str, cell: str, language: str) -> str:
    """A cell as the reader of ledgers takes it; what cannot be put so stays, for the reader to refuse."""
    text = " ".join(cell.replace("\0", "").split())
    if column == "date":
        found, month = typed_day(text), _MONTH_FIRST.match(text)
        if month:
            return f"{month[2]}-{int(month[1]):02d}"
        return found.isoformat() if found else text
    if column == "euro":
        numbers = [typed_number(part, language) for part in _RANGE.split(text)] if text else []
        known = [format(number, "f") for number in numbers if number is not None and number >= 0]
        return "-".join(known) if known and len(known) == len(numbers) else text
    if column == "measure":
        return _measure(text)
    return text


def _measure(text: str) -> str:
    """The id of a measure that is named by its own name; otherwise the text as it stands."""
    measures = shipped_catalogue().measures
    wanted = text.casefold()
    for id_, measure in measures.items():
        if any(wanted == local(measure.name, code).casefold() for code in LANGUAGES):
            return id_
    return text


def _is_read(rows: Sequence[Mapping[str, str]], *, on: date) -> bool:
    try:
        read_aid_ledger(_csv(rows), name="line", on=on, measures=shipped_catalogue().measures)
    except InputError:
        return False
    return True


def _csv(rows: Iterable[Mapping[str, str]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows([[row.get(column, "") for column in COLUMNS] for row in rows])
    return written.getvalue()


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
