"""Reach by two dimensions at once, so that filters can be combined and nothing that is hidden can be worked out.

All tables of two dimensions are protected together with those of one, which `reaching` decided on: a class that is
hidden there stays hidden here, and one that is shown there is counted as known to readers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.protecting import Protected, protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import TOTAL, Cell, Table, cell
from wegwijzer.core.reach.disclosing import REACHED
from wegwijzer.core.reach.intervals import rate
from wegwijzer.core.reach.rates import joined_names, moved
from wegwijzer.core.reach.results import Rate, Reach
from wegwijzer.core.reach.use import Firms, Flags, Integers, Uses

Counts = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Weights = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Pair = tuple[str, str]
YES, NO = "yes", "no"

OTHERS = "others"
"""The class of all firms whose own class has too few users to be crossed, or is not known."""
ENOUGH = 8
"""A class is crossed when it has so many times the smallest count of users: with fewer hardly a cell could be shown."""


@dataclass(frozen=True, slots=True)
class CrossCell:
    """The firms of two classes at once; `rate` is None where it is hidden."""

    row: str
    column: str
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """Reach by two dimensions. `is_told` is False where no way was found to protect it: then it has no cells."""

    rows: str
    columns: str
    cells: tuple[CrossCell, ...]
    is_told: bool = True

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(found.rate is None for found in self.cells)

    def rate(self, row: str, column: str) -> Rate | None:
        """The rate of a cell; None where it is hidden or not there."""
        return next((one.rate for one in self.cells if (one.row, one.column) == (row, column)), None)


@dataclass(frozen=True, eq=False)
class _Side:
    """One dimension: its classes, and the class of each use and of each row of the population."""

    names: tuple[str, ...]
    uses: Integers
    firms: Integers


def crossings(uses: Uses, firms: Firms, found: Reach, *, rules: DisclosureRules) -> tuple[Crossing, ...]:
    """Every pair of the dimensions of a year's reach. A population that is a survey has too few rows for this.

    The number of firms of two classes is public. Where hardly any of them are not reached, those are protected too.
    """
    dimensions = tuple(by.dimension for by in found.by)
    pairs = list(combinations(dimensions, 2))
    if firms.design is not None or found.whole is None or not firms.has(found.year):
        return tuple(Crossing(one, other, (), is_told=False) for one, other in pairs)
    rows = uses.rows(found.year)
    sides = {name: _side(uses, firms, name, rows, rules) for name in dimensions}
    within = firms.within(found.year)
    users = {pair: _users(sides, pair) for pair in pairs}
    weights = {pair: _firms(sides, pair, firms, within) for pair in pairs}
    rests = _rests(users, weights) if _is_whole(firms) else {}
    has_rest = any(((rest > 0) & (rest < rules.minimum_count)).any() for rest in rests.values())
    told = sorted(pairs, key=lambda pair: users[pair].size)
    while told:
        tables = [_table(sides, pair, users[pair], rests[pair] if has_rest else None) for pair in told]
        try:
            protected = protect(tables, rules, **_decided(found, sides, tables, has_rest=has_rest))
        except DisclosureError:
            told.pop()  # the finest table has the smallest cells
            continue
        break
    return tuple(
        _crossing(pair, sides, users[pair], weights[pair], protected, has_rest=has_rest)
        if pair in told
        else Crossing(*pair, (), is_told=False)
        for pair in pairs
    )


def _side(uses: Uses, firms: Firms, dimension: str, rows: Integers, rules: DisclosureRules) -> _Side:
    mine, theirs = uses.classes[dimension], firms.classes[dimension]
    names = joined_names(mine, theirs)
    users = moved(mine, names)[rows]
    counts = np.bincount(np.where(users < 0, len(names), users), minlength=len(names) + 1)
    least = ENOUGH * rules.minimum_count
    kept = [place for place in range(len(names)) if counts[place] >= least]
    while kept and 0 < len(rows) - counts[kept].sum() < least:
        kept.remove(min(kept, key=lambda place: int(counts[place])))  # the others together must be enough too
    place_of = np.full(len(names) + 1, len(kept), np.int64)  # -1, not known, goes with the others
    place_of[kept] = np.arange(len(kept))
    return _Side((*(names[place] for place in kept), OTHERS), place_of[users], place_of[moved(theirs, names)])


def _users(sides: dict[str, _Side], pair: Pair) -> Counts:
    one, other = (sides[name] for name in pair)
    counts = np.zeros((len(one.names), len(other.names)), np.int64)
    np.add.at(counts, (one.uses, other.uses), 1)
    return counts


def _firms(sides: dict[str, _Side], pair: Pair, firms: Firms, within: Flags) -> Weights:
    one, other = (sides[name] for name in pair)
    counts = np.zeros((len(one.names), len(other.names)))
    np.add.at(counts, (one.firms[within], other.firms[within]), firms.weight[within])
    return counts


def _is_whole(firms: Firms) -> bool:
    """Whether the population counts firms: where weights are estimates nobody knows how many are not reached."""
    return bool((firms.weight == np.round(firms.weight)).all())


def _rests(users: Mapping[Pair, Counts], weights: Mapping[Pair, Weights]) -> dict[Pair, Counts]:
    """The firms that are not reached, by pair, so that all tables still add up to each other.

    That all firms of two classes are reached tells of each of them; it is protected as if one were not, which has no
    other class in any table.
    """
    rests = {pair: np.rint(weights[pair]).astype(np.int64) - count for pair, count in users.items()}
    for pair, count in users.items():
        for at, place in np.argwhere(count > 0).tolist():
            lacking = 1 - int(rests[pair][at, place])
            if lacking > 0:
                known = {pair[0]: at, pair[1]: place}
                for other, rest in rests.items():
                    rest[known.get(other[0], -1), known.get(other[1], -1)] += lacking
    return rests


def _table(sides: dict[str, _Side], pair: Pair, users: Counts, rest: Counts | None) -> Table:
    axes: dict[str, Sequence[str]] = {name: sides[name].names for name in pair}
    if rest is None:
        return Table.of(axes, users)
    return Table.of(axes | {REACHED: (YES, NO)}, np.stack([users, rest], axis=-1))


def _decided(
    found: Reach, sides: Mapping[str, _Side], tables: Sequence[Table], *, has_rest: bool
) -> dict[str, Sequence[Cell]]:
    """What readers know already: the tables of one dimension, and of all firms whatever is public."""
    ends = ({REACHED: YES}, {REACHED: NO}) if has_rest else ({},)
    shown: dict[Cell, None] = {TOTAL: None}
    hidden: dict[Cell, None] = {}
    for end in ends:
        shown[cell(end)] = None
        for by in found.by:
            known = {one.category: one.is_hidden for one in by.cells}
            names = sides[by.dimension].names[:-1]
            for name in names:
                (hidden if known[name] else shown)[cell({by.dimension: name, **end})] = None
            if not any(known[name] for name in names):  # then the others follow from the total
                shown[cell({by.dimension: OTHERS, **end})] = None
    if has_rest:
        for table in tables:
            for one, _ in table.cells():
                if not any(dimension == REACHED for dimension, _ in one):
                    shown[one] = None
    return {"shown": list(shown), "hidden": list(hidden)}


def _crossing(
    pair: Pair,
    sides: dict[str, _Side],
    users: Counts,
    weights: Weights,
    protected: Protected,
    *,
    has_rest: bool,
) -> Crossing:
    rows, columns = (sides[name].names for name in pair)
    cells = []
    for at, row in enumerate(rows):
        for place, column in enumerate(columns):
            named = {pair[0]: row, pair[1]: column}
            wanted = ({**named, REACHED: YES}, {**named, REACHED: NO}) if has_rest else (named,)
            is_hidden = any(protected.hides(one) for one in wanted)
            found = rate(int(users[at, place]), float(weights[at, place]))
            cells.append(CrossCell(row, column, None if is_hidden else found))
    return Crossing(pair[0], pair[1], tuple(cells))
