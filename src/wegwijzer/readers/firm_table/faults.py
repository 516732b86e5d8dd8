"""The faults of a population's rows: one line for each kind of fault in a column, with its first row and the count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wegwijzer.core.errors import Fault, InputError

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Found:
    first_row: int
    key: str | None
    problem: str
    expected: str
    rows: int


class FaultTally:
    """Faults of one file, counted as its batches pass by."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._found: dict[tuple[str, str], _Found] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def note(
        self, column: str, kind: str, *, row: int, key: object, problem: str, expected: str, rows: int = 1
    ) -> None:
        """Count `rows` more rows with this kind of fault; the first one told is the one shown."""
        known = self._found.get((column, kind))
        if known is not None:
            self._found[column, kind] = replace(known, rows=known.rows + rows)
            return
        self._found[column, kind] = _Found(row, None if key is None else shown(key), problem, expected, rows)

    def faults(self) -> list[Fault]:
        """One fault for each column and kind, in the order in which they were met."""
        told = []
        for (column, _), found in self._found.items():
            named = f" ({found.key})" if found.key is not None else ""
            more = f" {found.rows:,} rows in all." if found.rows > 1 else ""
            where = f"{self._name}, {column}, row {found.first_row:,}{named}"
            told.append(Fault(where, f"{found.problem}{more}", found.expected))
        return told

    def raise_any(self) -> None:
        """Raise InputError when there is a fault."""
        if self._found:
            raise InputError(self.faults())


def shown(value: object) -> str:
    """A value to put in a message: whole, or its beginning."""
    text = str(value).replace("\n", " ")
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
