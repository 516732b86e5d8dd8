"""Tables to publish, and the sums that tie their cells together, within one table and over linked ones.

A cell is named by what it selects: `{("segment", "koploper"), ("size", "10-49")}`. A dimension that is not named is
summed over, so the margin that two tables share is one cell with one name, and nothing has to be said to link them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import numpy.typing as npt

from wegwijzer.core.errors import Fault, InputError

Numbers = npt.NDArray[np.float64]
Cell = frozenset[tuple[str, str]]
"""What a cell selects: pairs of a dimension and a category. The empty one is the total."""

TOTAL: Cell = frozenset()


def cell(selection: Mapping[str, str]) -> Cell:
    """The name of a cell: `cell({"segment": "koploper"})` is the margin of all leading firms."""
    return frozenset(selection.items())


@dataclass(frozen=True, slots=True)
class Dimension:
    """The categories of a dimension, each firm in exactly one; `groups` are sums of categories that are shown too."""

    name: str
    categories: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def members(self) -> tuple[str | None, ...]:
        """All that can be shown: categories, groups, and None for the total."""
        return (*self.categories, *self.groups, None)

    def parts(self, member: str | None) -> tuple[str, ...]:
        """The members that a group or the total is the sum of; a category has none."""
        if member is not None:
            return self.groups.get(member, ())
        grouped = {part for parts in self.groups.values() for part in parts}
        return tuple(name for name in (*self.categories, *self.groups) if name not in grouped)

    def places(self, member: str | None) -> tuple[int, ...]:
        """The places of the categories that a member covers."""
        if member in self.categories:
            return (self.categories.index(str(member)),)
        return tuple(place for part in self.parts(member) for place in self.places(part))


@dataclass(frozen=True, eq=False)
class Table:
    """Counts of firms, an axis a dimension, a place a category; margins are left out, they follow.

    `values` are numbers of at least 0 that add up and are published as well (weighted totals, turnover). `largest` are
    the largest contributions to each value, on an axis more, at least two and as many as the rule of dominance looks
    at; without them the rules on values cannot be applied and are not.
    """

    dimensions: tuple[Dimension, ...]
    counts: npt.NDArray[np.int64]
    values: Numbers | None = None
    largest: Numbers | None = None

    @classmethod
    def of(cls, axes: Mapping[str, Sequence[str]], counts: Sequence[object] | npt.NDArray[np.int64]) -> Table:
        """A table of counts: `Table.of({"segment": segments, "size": sizes}, counts)`."""
        dimensions = tuple(Dimension(name, tuple(categories)) for name, categories in axes.items())
        return cls(dimensions, np.asarray(counts, dtype=np.int64))

    def cells(self) -> Iterator[tuple[Cell, tuple[str | None, ...]]]:
        """Every cell with its member on each dimension, margins included."""
        for members in product(*(dimension.members for dimension in self.dimensions)):
            yield self.named(members), members

    def named(self, members: Sequence[str | None]) -> Cell:
        """The name of the cell with these members, None for a total."""
        pairs = zip(self.dimensions, members, strict=True)
        return frozenset((dimension.name, member) for dimension, member in pairs if member is not None)

    def under(self, members: Sequence[str | None]) -> tuple[npt.NDArray[np.intp], ...]:
        """The index of the inner cells that a cell covers."""
        return np.ix_(*(dimension.places(member) for dimension, member in zip(self.dimensions, members, strict=True)))


@dataclass(frozen=True, eq=False)
class LinkedCells:
    """The cells of all tables that are published together, each once, with the sums between them.

    A row of `sums` is one sum: 1 at the total, -1 at each part, and the row times the numbers is 0.
    """

    cells: tuple[Cell, ...]
    counts: Numbers
    values: Numbers | None
    largest: Numbers | None
    sums: Numbers
    is_margin: npt.NDArray[np.bool_]

    @property
    def place(self) -> dict[Cell, int]:
        """Where each cell stands."""
        return {name: place for place, name in enumerate(self.cells)}


def link(tables: Sequence[Table]) -> LinkedCells:
    """The cells of tables of the same firms. Raises InputError where two tables give a shared cell another number."""
    _check(tables)
    place: dict[Cell, int] = {}
    counts: list[float] = []
    values: list[float] = []
    largest: list[Numbers] = []
    margins: list[bool] = []
    sums: dict[tuple[int, frozenset[int]], None] = {}
    faults: list[Fault] = []
    for table in tables:
        for name, members in table.cells():
            under = table.under(members)
            count = float(table.counts[under].sum())
            value = float(table.values[under].sum()) if table.values is not None else 0.0
            if name not in place:
                place[name] = len(place)
                counts.append(count)
                values.append(value)
                largest.append(_largest(table, under))
                margins.append(any(d.parts(m) for d, m in zip(table.dimensions, members, strict=True)))
                continue
            margins[place[name]] |= any(d.parts(m) for d, m in zip(table.dimensions, members, strict=True))
            for what, known, found in (("count", counts, count), ("value", values, value)):
                if not np.isclose(known[place[name]], found, rtol=1e-9):
                    problem = f"the {what} is {known[place[name]]:g} in one table and {found:g} in another."
                    faults.append(Fault(written(name), problem, "tables of the same firms."))
        for name, members in table.cells():
            for axis, dimension in enumerate(table.dimensions):
                parts = dimension.parts(members[axis])
                if parts:
                    others = [table.named((*members[:axis], part, *members[axis + 1 :])) for part in parts]
                    sums[(place[name], frozenset(place[other] for other in others))] = None
    if faults:
        raise InputError(faults)
    matrix = np.zeros((len(sums), len(place)))
    for row, (total, addends) in enumerate(sums):
        matrix[row, total] = 1
        matrix[row, list(addends)] = -1
    has_values = all(table.values is not None for table in tables)
    has_largest = has_values and all(table.largest is not None for table in tables)
    return LinkedCells(
        cells=tuple(place),
        counts=np.array(counts),
        values=np.array(values) if has_values else None,
        largest=np.array(largest) if has_largest else None,
        sums=matrix,
        is_margin=np.array(margins, dtype=np.bool_),
    )


def written(name: Cell) -> str:
    """A cell in words for an error: `segment=koploper, size=10-49`, or `total`."""
    return ", ".join(f"{dimension}={category}" for dimension, category in sorted(name)) or "total"


def _largest(table: Table, under: tuple[npt.NDArray[np.intp], ...]) -> Numbers:
    """The largest contributions to a cell: those of a margin are among those of its parts."""
    if table.largest is None:
        return np.empty(0)
    depth = table.largest.shape[-1]
    return np.sort(table.largest[under].reshape(-1))[::-1][:depth].astype(np.float64)


def _check(tables: Sequence[Table]) -> None:
    faults = []
    depths = set()
    for number, table in enumerate(tables, start=1):
        where, shape = f"table {number}", tuple(len(dimension.categories) for dimension in table.dimensions)
        if table.counts.shape != shape:
            faults.append(Fault(where, f"has counts of shape {table.counts.shape}.", f"{shape}."))
            continue
        if (table.counts < 0).any():
            faults.append(Fault(where, "has a negative count.", "counts of firms."))
        if table.values is not None and (table.values.shape != shape or not (table.values >= 0).all()):
            faults.append(Fault(where, "has values that do not fit.", "a number of at least 0 for every cell."))
        if table.largest is not None:
            depths.add(table.largest.shape[-1])
            if table.largest.shape[:-1] != shape:
                faults.append(Fault(where, "has contributions that do not fit.", "a row of them for every cell."))
        for dimension in table.dimensions:
            names = [*dimension.categories, *dimension.groups]
            if len(set(names)) != len(names):
                faults.append(Fault(where, f'names a category of "{dimension.name}" twice.', "each once."))
    if not tables:
        faults.append(Fault("tables", "there is none.", "at least one table."))
    if len(depths) > 1:
        faults.append(Fault("tables", "differ in how many contributions they give.", "the same number in each."))
    if faults:
        raise InputError(faults)
