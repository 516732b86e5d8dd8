"""Criteria as columns: every test and every group of tests becomes one named SQL expression, worked out once.

Criteria share tests, and groups share parts. Each distinct one gets a column of its own; a group reads the columns of
its parts. Columns come in layers: a layer reads those before it, so that any engine can add them one after the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from wegwijzer.core.criteria.nodes import All, AnyOf, Criterion, Named, Not, Undocumented
from wegwijzer.core.criteria.sql import to_sql


@dataclass(frozen=True, slots=True)
class Column:
    """A named SQL expression."""

    name: str
    sql: str


Layers = tuple[tuple[Column, ...], ...]


class Compiler:
    """Gives criteria their columns.

    `present` are the facts that the population has or that follow from it. A test of any other fact is unknown for
    every firm and reads no column.
    """

    def __init__(self, present: Collection[str]) -> None:
        self.present = present
        self._names: dict[Criterion, str] = {}
        self._depths: dict[Criterion, int] = {}
        self._layers: list[list[Column]] = [[]]
        self._conditions: dict[str, str] = {}
        self._read: set[str] = set()

    @property
    def layers(self) -> Layers:
        """The columns made so far."""
        return tuple(tuple(layer) for layer in self._layers)

    @property
    def facts(self) -> frozenset[str]:
        """The facts that the columns made so far read."""
        return frozenset(self._read)

    def reads(self, fact: str) -> None:
        """Note that a fact is read beside the criteria, by an amount."""
        self._read.add(fact)

    def condition(self, sql: str) -> str:
        """The column of a condition on a population's own columns, which is true or false."""
        if sql not in self._conditions:
            self._conditions[sql] = f"c{len(self._conditions)}"
            self._layers[0].append(Column(self._conditions[sql], sql))
        return self._conditions[sql]

    def column_of(self, criterion: Criterion) -> str:
        """The column that holds a criterion's reading: true, false or null for met, not met, unknown."""
        plain = self._plain(criterion)
        known = self._names.get(plain)
        return known if known is not None else self._add(plain)

    def paths(self, criterion: Criterion) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every tested fact with the columns that are all null when the test keeps the criterion unknown.

        As `Criterion.open_facts` walks: down through parts that are unknown themselves.
        """
        for fact, columns in self._open(criterion):
            yield fact, tuple(dict.fromkeys(columns))

    def _open(self, criterion: Criterion) -> Iterator[tuple[str, tuple[str, ...]]]:
        match criterion:
            case Not(part) | Named(_, part):
                yield from self._open(part)
            case All(parts) | AnyOf(parts):
                own = self.column_of(criterion)
                for part in parts:
                    for fact, columns in self._open(part):
                        yield fact, (own, *columns)
            case Undocumented():
                return
            case _:
                for fact in criterion.facts():
                    yield fact, (self.column_of(criterion),)

    def _plain(self, criterion: Criterion) -> Criterion:
        """The criterion without names, and without tests of facts that nobody knows."""
        match criterion:
            case Named(_, inner):
                return self._plain(inner)
            case Not(part):
                return Not(self._plain(part))
            case All(parts):
                return All(tuple(self._plain(part) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self._plain(part) for part in parts))
        return criterion if self._present_all(criterion) else Undocumented()

    def _present_all(self, criterion: Criterion) -> bool:
        return all(fact in self.present for fact in criterion.facts())

    def _add(self, plain: Criterion) -> str:
        parts = _parts_of(plain)
        for part in parts:
            self.column_of(part)
        depth = max((self._depths[part] + 1 for part in parts), default=0)
        name = f"n{len(self._names)}"
        sql = to_sql(plain, self._names)
        self._names[plain], self._depths[plain] = name, depth
        while len(self._layers) <= depth:
            self._layers.append([])
        self._layers[depth].append(Column(name, sql))
        if not parts:
            self._read.update(plain.facts())
        return name


def _parts_of(criterion: Criterion) -> tuple[Criterion, ...]:
    match criterion:
        case All(parts) | AnyOf(parts):
            return parts
        case Not(part):
            return (part,)
    return ()
