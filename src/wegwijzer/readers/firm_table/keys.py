"""Whether the keys of a population are all there, each once, in bounded memory.

Keys are kept as hashes of eight bytes, spilled to files in parts when there are many, and looked at only when the keys
do not simply rise. Rows whose hashes agree are read again, so that a chance agreement is no fault.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from wegwijzer.readers.firm_table.faults import FaultTally, shown

Hashes = npt.NDArray[np.uint64]

IN_MEMORY = 2_000_000
"""Hashes held in memory before they are spilled: 16 MB, and three times that while they are put in order."""

_PARTS = 64
_MOST_SUSPECTS = 1_000


class KeyCheck:
    """Takes the keys batch by batch; `finish` tells of the doubles."""

    def __init__(self, column: str, tally: FaultTally, *, in_memory: int = IN_MEMORY) -> None:
        self._column, self._tally = column, tally
        self._in_memory = in_memory
        self._last: object = None
        self._rises = True
        self._hashes: list[Hashes] = []
        self._held = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def add(self, keys: pl.Series, *, first_row: int) -> None:
        """The keys of the next batch; an empty one is a fault."""
        missing = _empty(keys).arg_true()
        if len(missing):
            self._tally.note(
                self._column,
                "empty",
                row=first_row + int(missing[0]),
                key=None,
                problem="the row has no key.",
                expected="a key in every row, or no such column at all.",
                rows=len(missing),
            )
        keys = keys.cast(pl.String) if keys.dtype in (pl.Categorical, pl.Enum) else keys
        if self._rises:
            self._rises = self._still_rises(keys)
        self._keep(keys.hash(seed=23).to_numpy())

    def finish(self, reread: Callable[[], Iterator[pl.Series]]) -> None:
        """Tell of keys that are there twice; `reread` gives the keys of all batches once more."""
        if not self._rises:
            twice = self._twice()
            if len(twice):
                self._tell(twice, reread)

    def close(self) -> None:
        """Take away the files of spilled hashes."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _still_rises(self, keys: pl.Series) -> bool:
        known = keys.drop_nulls()
        if not len(known):
            return True
        first, last = known[0], known[-1]
        rises = self._last is None or self._last < first
        self._last = last
        return bool(rises and (known.len() < 2 or (known[:-1] < known[1:]).all()))

    def _keep(self, hashes: Hashes) -> None:
        self._hashes.append(hashes)
        self._held += len(hashes)
        if self._held > self._in_memory:
            self._spill()

    def _spill(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="wegwijzer-keys-")
        held = np.concatenate(self._hashes)
        part = (held >> np.uint64(58)).astype(np.uint8)  # sorted in one pass
        order = np.argsort(part, kind="stable")
        ends = np.searchsorted(part[order], np.arange(_PARTS + 1))
        for place in range(_PARTS):
            chunk = held[order[ends[place] : ends[place + 1]]]
            with (Path(self._folder.name) / f"{place}").open("ab") as file:
                chunk.tofile(file)
        self._hashes, self._held = [], 0

    def _twice(self) -> Hashes:
        """The hashes that are there more than once."""
        if self._folder is None:
            return _repeated(np.concatenate(self._hashes)) if self._hashes else np.empty(0, np.uint64)
        if self._hashes:
            self._spill()
        found = [_repeated(np.fromfile(Path(self._folder.name) / f"{place}", np.uint64)) for place in range(_PARTS)]
        return np.concatenate(found)

    def _tell(self, twice: Hashes, reread: Callable[[], Iterator[pl.Series]]) -> None:
        suspects = twice[:_MOST_SUSPECTS]
        seen: dict[object, int] = {}
        row = 1
        for keys in reread():
            plain = keys.cast(pl.String) if keys.dtype in (pl.Categorical, pl.Enum) else keys
            for place in np.flatnonzero(np.isin(plain.hash(seed=23).to_numpy(), suspects)).tolist():
                key = plain[place]
                if key is None:
                    continue
                if key in seen:
                    self._tally.note(
                        self._column,
                        "twice",
                        row=row + place,
                        key=None,
                        problem=f"the key {shown(key)} is that of row {seen[key]:,} already.",
                        expected="each key once.",
                    )
                else:
                    seen[key] = row + place
            row += len(plain)


def _empty(keys: pl.Series) -> pl.Series:
    """Whether each key is absent or white space.

    Where every key begins with a visible character of ASCII, as nearly always, that is seen by the first and last in
    order, in a third of the time of stripping them all.
    """
    if keys.dtype != pl.String:
        return keys.is_null()
    first, last = keys.min(), keys.max()
    if isinstance(first, str) and isinstance(last, str) and first >= "!" and last < "\x7f":
        return keys.is_null()
    return keys.is_null() | (keys.str.strip_chars() == "")


def _repeated(hashes: Hashes) -> Hashes:
    ordered = np.sort(hashes)
    return np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
