"""The map as a table: rows of one axis, a column for each step, and where nobody is or many are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from wegwijzer.core.structures.doers import Axis, Doer
from wegwijzer.core.structures.steps import Step


@dataclass(frozen=True, slots=True)
class Cell:
    """Who helps a row at a step: those `tied` to the row, and the `general` ones that are tied to no row at all."""

    step: Step
    tied: tuple[Doer, ...]
    general: tuple[Doer, ...]

    @property
    def everybody(self) -> tuple[Doer, ...]:
        """All of them, those of the row first."""
        return (*self.tied, *self.general)

    @property
    def structures(self) -> tuple[str, ...]:
        """The structures tied to the row, each once, however much it offers."""
        return tuple(dict.fromkeys(id for doer in self.tied for id in doer.structures))


@dataclass(frozen=True, slots=True)
class Row:
    """One value of the axis with its cells, in the order of the steps."""

    value: str
    cells: tuple[Cell, ...]


class Finding(Enum):
    """What managers look for: a cell with nobody at all, with nobody of its own, or with many of its own."""

    NOBODY = "nobody"
    NOBODY_OF_ITS_OWN = "nobody_of_its_own"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Found:
    """A cell worth looking at."""

    finding: Finding
    value: str
    cell: Cell


def fits(doer: Doer, chosen: Mapping[Axis, str], step: Step | None = None) -> bool:
    """Whether it may help there: tied to what is chosen, or tied to nothing on that axis; and at that step."""
    on_axes = all(not doer.ties(axis) or value in doer.ties(axis) for axis, value in chosen.items())
    return on_axes and (step is None or step in doer.steps)


def grid(doers: Iterable[Doer], axis: Axis, values: Sequence[str]) -> tuple[Row, ...]:
    """The table, a row for each value, in the order of the values and, in a cell, of the doers."""
    known = tuple(doers)
    return tuple(Row(value, tuple(_cell(known, axis, value, step) for step in Step)) for value in values)


def findings(rows: Iterable[Row], *, many: int) -> tuple[Found, ...]:
    """The cells without anybody, without anybody of their own, and with `many` structures of their own or more."""
    found = []
    for row in rows:
        for cell in row.cells:
            if not cell.everybody:
                found.append(Found(Finding.NOBODY, row.value, cell))
            elif not cell.tied:
                found.append(Found(Finding.NOBODY_OF_ITS_OWN, row.value, cell))
            elif len(cell.structures) >= many:
                found.append(Found(Finding.MANY, row.value, cell))
    order = list(Finding)
    return tuple(sorted(found, key=lambda one: order.index(one.finding)))


def _cell(doers: Sequence[Doer], axis: Axis, value: str, step: Step) -> Cell:
    helping = [doer for doer in doers if step in doer.steps]
    return Cell(
        step,
        tuple(doer for doer in helping if value in doer.ties(axis)),
        tuple(doer for doer in helping if not doer.ties(axis)),
    )
