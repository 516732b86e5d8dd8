"""What a dump says of itself in meta.csv: its number, its kind and the day of which it is a picture.

Headings of all files are checked here too, so that a dump of another form is refused before anything is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.kbo.dump import Dump
from wegwijzer.readers.kbo.layout import FULL_FILES, META, UPDATE_FILES, Heading, read_heading
from wegwijzer.readers.kbo.lines import read_batches

_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Extract:
    """One dump or update: its number in the series, its day, and the files it has, in the order of reading."""

    number: int
    is_update: bool
    day: date
    files: tuple[str, ...]
    identity: str


def parse_day(text: str) -> date | None:
    """A day as KBO writes it, dd-mm-yyyy; None for anything else.

    >>> parse_day("24-11-2026"), parse_day("2026-11-24")
    (datetime.date(2026, 11, 24), None)
    """
    if len(text) != 10 or text[2] != "-" or text[5] != "-" or not text.isascii():
        return None
    day, month, year = text[:2], text[3:5], text[6:]
    if not (day.isdecimal() and month.isdecimal() and year.isdecimal()):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_extract(dump: Dump) -> Extract:
    """The extract, all its headings checked. Raises InputError with every fault."""
    meta = _variables(dump)
    faults = []
    where = f"{dump.name}/{META}"
    number = meta.get("extractnumber", "")
    if not (number.isdecimal() and number.isascii() and len(number) <= _LONGEST_NUMBER):
        faults.append(Fault(where, "gives no ExtractNumber.", "a whole number, such as 140."))
    day = parse_day(meta.get("snapshotdate", ""))
    if day is None:
        faults.append(Fault(where, "gives no SnapshotDate.", "a day, such as 24-11-2026."))
    kind = meta.get("extracttype", "").lower()
    if kind not in ("full", "update"):
        faults.append(Fault(where, "gives no ExtractType.", "full or update."))
    if faults or day is None:
        raise InputError(faults)
    files = FULL_FILES if kind == "full" else UPDATE_FILES
    missing = [name for name in files if name not in dump.sizes]
    if kind == "full" and missing:
        raise InputError(
            [Fault(dump.name, f"lacks {', '.join(missing)}.", "all files of a full dump of KBO Open Data.")]
        )
    if kind == "update" and len(missing) >= len(files) - 2:
        problem = "calls itself an update and holds no *_delete.csv or *_insert.csv."
        raise InputError([Fault(dump.name, problem, "the files of an update of KBO Open Data.")])
    present = tuple(name for name in files if name in dump.sizes and name != META)
    _check_headings(dump, present)
    return Extract(int(number), kind == "update", day, present, f"{kind} {number} {dump.identity}")


def heading_of(dump: Dump, file: str) -> Heading | Fault:
    """The heading of a file, read from its first block, or what is wrong with it."""
    with dump.open(file) as stream:
        for _, rows in read_batches(stream, report=_ignore_row, advance=_ignore_bytes):
            if rows:
                return read_heading(file, rows[0])
    return read_heading(file, [])


def _check_headings(dump: Dump, files: tuple[str, ...]) -> None:
    faults: list[Fault] = []
    for file in files:
        try:
            found = heading_of(dump, file)
        except InputError as error:
            faults += error.faults
            continue
        if isinstance(found, Fault):
            faults.append(Fault(f"{dump.name}/{found.where}", found.problem, found.expected))
    if faults:
        raise InputError(faults)


def _variables(dump: Dump) -> dict[str, str]:
    found: dict[str, str] = {}
    heading: Heading | None = None
    with dump.open(META) as stream:
        for _, rows in read_batches(stream, report=_ignore_row, advance=_ignore_bytes):
            for row in rows:
                if heading is None:
                    read = read_heading(META, row)
                    if isinstance(read, Fault):
                        raise InputError([Fault(f"{dump.name}/{read.where}", read.problem, read.expected)])
                    heading = read
                elif len(row) == heading.width:
                    name, value = heading.pick(row)
                    found[name.strip().lower()] = value.strip()
    return found


def _ignore_row(line: int, kind: str, problem: str, expected: str) -> None:
    """Bad rows are reported when the file is read, not when it is looked into."""


def _ignore_bytes(count: int) -> None:
    """Looking into a file is no progress."""
