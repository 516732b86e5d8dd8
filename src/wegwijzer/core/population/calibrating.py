"""Whether a synthetic Flanders is what it should be: the report's figures beside those of the rows made.

Tables 3, 6 and 11 and the cited figures are aimed at. Table 4 is not: its sixteen firms stand for nobody else, as the
report says; it is shown beside the population for what it is worth. The standard error is that of rows drawn at
random; the rows are laid out more evenly than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from wegwijzer.core.population.columns import Column
from wegwijzer.core.population.drawing import Flags, Integers, Numbers
from wegwijzer.core.population.firms import Population, Rows
from wegwijzer.core.population.plan import LAYERS, PopulationPlan

Columns = Mapping[str, Column]

TOLERANCE = 3.0
"""So many standard errors apart, a figure is still what it should be."""

_LAST_DAY = 9999


@dataclass(frozen=True, slots=True)
class Aim:
    """One printed figure: where it stands and its unit (percent or count); `is_aimed`: the population aims at it."""

    table: str
    row: str
    column: str
    unit: str
    figure: float
    is_aimed: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """A figure with what the rows made of it, in its unit; None for a share of no rows."""

    aim: Aim
    reached: float | None
    standard_error: float | None

    @property
    def difference(self) -> float | None:
        """Reached less aimed."""
        return None if self.reached is None else self.reached - self.aim.figure

    @property
    def is_within(self) -> bool | None:
        """Whether it is what it should be, to within the sampling error; None where nothing was aimed at."""
        if not self.aim.is_aimed or self.difference is None or self.standard_error is None:
            return None
        return abs(self.difference) <= TOLERANCE * self.standard_error + 1e-9


@dataclass(frozen=True, slots=True)
class Parts:
    """Figures that part the same rows: which part each row is in (-1 for none), and what is added up (None: rows)."""

    aims: tuple[Aim, ...]
    part: Callable[[Rows, Columns], Integers]
    amount: Callable[[Rows], Numbers] | None = None


class Calibration:
    """Adds up what rows make of each figure."""

    def __init__(self, population: Population) -> None:
        """For the figures of its plan."""
        self._parts = tuple(_all_parts(population.plan))
        self._sums = [np.zeros((2, len(parts.aims))) for parts in self._parts]
        self._rows = 0

    def add(self, rows: Rows, columns: Columns) -> None:
        """Count some rows in."""
        self._rows += len(rows.staff)
        for parts, sums in zip(self._parts, self._sums, strict=True):
            part = parts.part(rows, columns)
            inside = part >= 0
            amount = rows.weight if parts.amount is None else rows.weight * parts.amount(rows)
            counted, place = amount[inside], part[inside]
            sums[0] += np.bincount(place, counted, len(parts.aims))
            sums[1] += np.bincount(place, counted**2, len(parts.aims))

    def reached(self) -> tuple[Reached, ...]:
        """The figures so far."""
        return tuple(
            found
            for parts, sums in zip(self._parts, self._sums, strict=True)
            for found in self._of(parts.aims, sums[0], sums[1])
        )

    def _of(self, aims: tuple[Aim, ...], sums: Numbers, squares: Numbers) -> Iterator[Reached]:
        whole = float(sums.sum())
        for aim, above, square in zip(aims, sums.tolist(), squares.tolist(), strict=True):
            if aim.unit == "count":
                yield Reached(aim, above, float(np.sqrt(max(square - above**2 / max(self._rows, 1), 0.0))))
            elif not whole:
                yield Reached(aim, None, None)
            else:
                share = above / whole
                spread = max(square * (1 - 2 * share) + share**2 * float(squares.sum()), 0.0)
                yield Reached(aim, 100 * share, 100 * float(np.sqrt(spread)) / whole)


def _all_parts(plan: PopulationPlan) -> Iterator[Parts]:
    yield from _table_3(plan)
    yield from _table_4(plan)
    aims = tuple(Aim("6", entry.id, plan.use.year, "count", entry.firms, True) for entry in plan.use.users)
    users = [plan.sizes_between(entry.low, entry.high) for entry in plan.use.users]
    yield Parts(aims, _by_size(plan, users, where=lambda rows: rows.uses))
    classes = plan.research.classes
    by_size = _by_size(plan, [plan.sizes_between(entry.low, entry.high) for entry in classes])
    for column, printed, amount in (
        ("spending", [entry.spending_pct for entry in classes], lambda rows: rows.spending),
        ("staff", [entry.staff_pct for entry in classes], lambda rows: rows.researchers),
    ):
        # The staff of table 11 adds up to 100.1 % in print.
        shares = [100 * share / sum(printed) for share in printed]
        named = zip(classes, shares, strict=True)
        aims = tuple(Aim("11", entry.id, column, "percent", share, True) for entry, share in named)
        yield Parts(aims, by_size, amount)
    for cited in plan.cited:
        sizes = tuple(place for place, size in enumerate(plan.sizes) if size.id in cited.sizes)
        aim = Aim("introduction", cited.id, cited.what, "count", cited.number, True)
        yield Parts((aim,), _by_size(plan, [sizes]), _staff if cited.what == "staff" else None)


def _table_3(plan: PopulationPlan) -> Iterator[Parts]:
    sizes = np.isin(np.arange(len(plan.sizes)), plan.sizes_between(*plan.layers.staff))
    for name, shares in plan.layers.printed.items():
        sectors = np.array([sector.in_survey and name in (sector.technology, "total") for sector in plan.sectors])

        def part(rows: Rows, columns: Columns, sectors: Flags = sectors) -> Integers:
            return np.where(sectors[rows.sector] & sizes[rows.size], rows.layer, -1)

        yield Parts(
            tuple(Aim("3", LAYERS[place], name, "percent", share, True) for place, share in enumerate(shares)), part
        )


def _by_size(
    plan: PopulationPlan, groups: list[tuple[int, ...]], where: Callable[[Rows], Flags] | None = None
) -> Callable[[Rows, Columns], Integers]:
    table = np.full(len(plan.sizes), -1)
    for place, sizes in enumerate(groups):
        table[list(sizes)] = place

    def part(rows: Rows, columns: Columns) -> Integers:
        found = table[rows.size]
        return found if where is None else np.where(where(rows), found, -1)

    return part


def _staff(rows: Rows) -> Numbers:
    return rows.staff.astype(np.float64)


_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sector": {
        "food": ("food",),
        "metal": ("metal_machinery",),
        "textile": ("textile",),
        "building-wood-print": ("construction", "wood_furniture", "graphic"),
    },
    "province": {
        "antwerp": ("antwerpen",),
        "limburg": ("limburg",),
        "east-flanders": ("oost-vlaanderen",),
        "flemish-brabant": ("vlaams-brabant",),
        "west-flanders": ("west-vlaanderen",),
    },
}
"""Which words of a column are a row of table 4."""
_STAFF = {"below-10": (0, 9), "from-10": (10, 49), "from-50": (50, 99), "above-100": (101, 10**9)}
_FOUNDED = {"before-1980": (1, 1979), "1980-1999": (1980, 1999), "after-2010": (2011, _LAST_DAY)}


def _table_4(plan: PopulationPlan) -> Iterator[Parts]:
    days = {
        name: (date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal()) for name, (low, high) in _FOUNDED.items()
    }
    readings = {group: _worded(group, tuple(rows.values())) for group, rows in _WORDS.items()}
    readings["size"] = _ranged(tuple(_STAFF.values()), lambda rows, columns: rows.staff)
    readings["founded"] = _ranged(tuple(days.values()), lambda rows, columns: columns["founded"].values)
    for group, part in readings.items():
        firms = {entry.id: entry.firms for entry in plan.sixteen if entry.group == group}
        rows = {**_WORDS, "size": _STAFF, "founded": _FOUNDED}[group]
        if set(firms) == set(rows):
            whole = sum(firms.values())
            yield Parts(
                tuple(Aim("4", name, group, "percent", 100 * firms[name] / whole, False) for name in rows), part
            )


def _worded(column: str, parts: tuple[tuple[str, ...], ...]) -> Callable[[Rows, Columns], Integers]:
    def part(rows: Rows, columns: Columns) -> Integers:
        found = columns[column]
        places = [next((place for place, words in enumerate(parts) if word in words), -1) for word in found.words]
        return np.asarray(np.array([*places, -1])[found.values])

    return part


def _ranged(
    ranges: tuple[tuple[int, int], ...], number: Callable[[Rows, Columns], Integers]
) -> Callable[[Rows, Columns], Integers]:
    def part(rows: Rows, columns: Columns) -> Integers:
        values = number(rows, columns)
        found = np.full(len(values), -1)
        for place, (low, high) in enumerate(ranges):
            found[(values >= low) & (values <= high)] = place
        return found

    return part
