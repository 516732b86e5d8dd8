"""A population as CSV: delimiter, encoding and header are found out; every cell is text."""

from __future__ import annotations

import codecs
import csv
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.survey.csv_table import delimiter_of

if TYPE_CHECKING:
    import polars as pl

_SAMPLE = 64 * 1024
_CHUNK = 1 << 20
_LONGEST_HEADER = 2_000_000
_ENCODINGS = ("utf-8-sig", "cp1252")
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class CsvText:
    """A CSV file to read: `path` is the file itself, or a copy in UTF-8 that lives as long as this does."""

    path: Path
    header: tuple[str, ...]
    delimiter: str
    encoding: str
    _copy: object = field(default=None, repr=False, compare=False)

    def lazy(self) -> pl.LazyFrame:
        """Every row, all cells as text; an empty cell is missing. A row with another number of cells is an error."""
        import polars as pl

        return pl.scan_csv(
            self.path,
            separator=self.delimiter,
            schema=dict.fromkeys(self.header, pl.String()),
            has_header=True,
            infer_schema=False,
            truncate_ragged_lines=False,
            low_memory=True,
        )


def csv_text(path: Path, name: str) -> CsvText:
    """Find out how a CSV file is written. Raises InputError where it is no text, or has no header."""
    encoding = _encoding(path, name)
    copied = None if encoding == "utf-8-sig" else _Utf8Copy(path, encoding)
    source = path if copied is None else copied.path
    with source.open(encoding="utf-8-sig", newline="") as file:
        sample = file.read(_SAMPLE)
        file.seek(0)
        delimiter = delimiter_of(sample)
        header = _header(file.readline(_LONGEST_HEADER), delimiter, name)
    return CsvText(source, header, delimiter, encoding, copied)


def _header(line: str, delimiter: str, name: str) -> tuple[str, ...]:
    try:
        header = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise InputError([Fault(f"{name}:1", f"is no CSV ({error}).", "the names of the columns.")]) from error
    names = tuple(cell.strip() for cell in header)
    if not any(names):
        raise InputError([Fault(name, "has no header.", "the names of the columns in the first line.")])
    if "" in names:
        place = names.index("") + 1
        raise InputError([Fault(f"{name}:1", f"column {place} has no name.", "a name for each column.")])
    if all(cell.replace(".", "", 1).replace("-", "", 1).isdigit() for cell in names):
        raise InputError([Fault(f"{name}:1", "holds numbers, not names.", "the names of the columns in line 1.")])
    return names


def _encoding(path: Path, name: str) -> str:
    """The encoding of the whole file, read once from end to end in small pieces."""
    with path.open("rb") as raw:
        start = raw.read(2)
    if start in _WIDE:
        candidates: tuple[str, ...] = (_WIDE[start],)
    else:
        candidates = _ENCODINGS
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise InputError([Fault(name, "is text in no known encoding.", "UTF-8, UTF-16 or Windows-1252.")])


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as raw:
            while chunk := raw.read(_CHUNK):
                if b"\x00" in chunk and encoding != "utf-16":
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _Utf8Copy:
    """A copy of a file in UTF-8, in a folder of its own that goes when nobody holds this any more."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="wegwijzer-"))
        self.path = self._folder / "population.csv"
        target = self.path.open("w", encoding="utf-8", newline="")
        with path.open(encoding=encoding, newline="") as source, target as copy:
            while chunk := source.read(_CHUNK):
                copy.write(chunk)

    def __del__(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
