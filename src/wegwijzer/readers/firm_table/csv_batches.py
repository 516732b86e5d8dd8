"""The rows of a CSV file in batches, read in blocks of whole records, so that memory does not grow with the file.

Every record must have as many cells as the header: a file that breaks off, or a stray delimiter, is told with its line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

import polars as pl

from wegwijzer.core.errors import Fault, InputError

MOST_ROWS = 65_536
"""Rows of a batch: as text a row takes sixteen bytes a cell at least."""

_BLOCK = 8 << 20
_LONGEST_RECORD = 256 << 20
_SHOWN_FAULTS = 20


def csv_batches(path: Path, name: str, *, header: Sequence[str], delimiter: str, rows: int) -> Iterator[pl.DataFrame]:
    """All rows as text, `rows` at a time, but no more than fit; an empty cell is missing.

    Raises InputError with the lines that will not do.
    """
    rows = min(rows, MOST_ROWS)
    held: list[pl.DataFrame] = []
    count = 0
    for frame in _frames(path, name, header, delimiter):
        held.append(frame)
        count += frame.height
        while count >= rows:
            whole = pl.concat(held)
            yield whole[:rows]
            held, count = [whole[rows:]], count - rows
    if count:
        yield pl.concat(held).rechunk()


def _frames(path: Path, name: str, header: Sequence[str], delimiter: str) -> Iterator[pl.DataFrame]:
    separator, width = delimiter.encode(), len(header)
    line = 2
    for block in _blocks(path):
        lines = block.count(b"\n")
        if b'"' in block or block.count(separator) != (width - 1) * lines:
            _check_widths(block, name, line, delimiter, width)
        line += lines
        if block.strip():
            yield pl.read_csv(
                block,
                has_header=False,
                separator=delimiter,
                schema=dict.fromkeys(header, pl.String()),
                infer_schema=False,
                truncate_ragged_lines=False,
            )


def _blocks(path: Path) -> Iterator[bytes]:
    """Whole records without the header, each block some megabytes and ending in a line end."""
    with path.open("rb") as file:
        file.readline()
        rest = b""
        while chunk := file.read(_BLOCK):
            block = rest + chunk.replace(b"\r\n", b"\n") if b"\r\n" in chunk else rest + chunk
            end = _end_of_records(block)
            if len(block) - end > _LONGEST_RECORD:
                raise InputError([Fault(str(path), "a quoted cell does not end.", "quotes around a whole cell.")])
            if end:
                yield block[:end]
            rest = block[end:]
        if rest.strip():
            yield rest if rest.endswith(b"\n") else rest + b"\n"


def _end_of_records(block: bytes) -> int:
    """Behind the last line end that stands outside quotes; 0 where there is none."""
    end = block.rfind(b"\n") + 1
    quotes = block.count(b'"', 0, end)
    while end and quotes % 2:
        before = block.rfind(b"\n", 0, end - 1) + 1
        quotes -= block.count(b'"', before, end)
        end = before
    return end


def _check_widths(block: bytes, name: str, line: int, delimiter: str, width: int) -> None:
    """Raise InputError with the records that have another number of cells than the header."""
    faults = []
    reader = csv.reader(StringIO(block.decode("utf-8"), newline=""), delimiter=delimiter)
    before = 0
    limit = csv.field_size_limit(_LONGEST_RECORD)
    try:
        for record in reader:
            if record and len(record) != width:
                faults.append(Fault(f"{name}:{line + before}", f"has {len(record)} cells.", f"{width}, as the header."))
            before = reader.line_num
    finally:
        csv.field_size_limit(limit)
    if faults:
        more = len(faults) - _SHOWN_FAULTS
        told = [Fault(name, f"{more:,} more lines have another number of cells.")] if more > 0 else []
        raise InputError([*faults[:_SHOWN_FAULTS], *told])
