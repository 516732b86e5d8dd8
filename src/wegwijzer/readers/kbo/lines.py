"""Rows of a csv file of any size, a block at a time, with the line each stands on.

A row is a line: KBO Open Data puts no line breaks inside fields. So a quote that is never closed spoils its own line
and no other, where a csv reader would take in all that follows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

BLOCK = 1 << 18
"""Bytes read at a time."""
LONGEST_LINE = 1 << 20
"""Bytes without a line break that are kept waiting for one; a row is a few hundred."""


class Readable(Protocol):
    """Gives bytes until there are none."""

    def read(self, size: int, /) -> bytes: ...


Report = Callable[[int, str, str, str], None]
"""Told of a bad row: line, kind, what is wrong, what was expected."""
Batch = tuple[Sequence[int], list[list[str]]]


def read_batches(stream: Readable, *, report: Report, advance: Callable[[int], None]) -> Iterator[Batch]:
    """Line numbers with their rows, in order, the first line included. Bad lines are reported and left out.

    Bytes that are not UTF-8 come through as lone surrogates; `is_text` finds them.
    """
    pending, line, is_skipping = b"\xef\xbb\xbf", 1, False
    while block := stream.read(BLOCK):
        advance(len(block))
        if line == 1 and pending == b"\xef\xbb\xbf":
            pending = b""
            block = block.removeprefix(b"\xef\xbb\xbf")
        if is_skipping:
            _, found, block = block.partition(b"\n")
            if not found:
                continue
            is_skipping = False
            line += 1
        data = pending + block
        end = data.rfind(b"\n") + 1
        pending = data[end:]
        if end:
            lines = data[:end].decode("utf-8", "surrogateescape").split("\n")[:-1]
            yield _rows(lines, line, report)
            line += len(lines)
        if len(pending) > LONGEST_LINE:
            report(line, "line", f"is longer than {LONGEST_LINE:,} bytes.", "a row of a few hundred.")
            pending, is_skipping = b"", True
    if pending and pending != b"\xef\xbb\xbf":
        yield _rows([pending.decode("utf-8", "surrogateescape")], line, report)


def is_text(value: str) -> bool:
    """Whether the value was text in UTF-8."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _rows(lines: list[str], first: int, report: Report) -> Batch:
    try:
        rows = list(csv.reader(lines, strict=True))
    except csv.Error:
        rows = []
    if len(rows) == len(lines):
        return range(first, first + len(lines)), rows
    numbers, kept = [], []
    for number, text in enumerate(lines, start=first):
        try:
            (row,) = csv.reader([text], strict=True)
        except (csv.Error, ValueError):
            report(number, "quotes", "cannot be split into fields.", "fields between commas, with quotes in pairs.")
            continue
        numbers.append(number)
        kept.append(row)
    return numbers, kept
