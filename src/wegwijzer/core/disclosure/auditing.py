"""What readers can work out of hidden cells from what is published beside them, and whether that is too much.

A reader knows every shown number, that the sums hold, and that nothing is negative. The numbers that a hidden cell may
then have are found by linear programming over all sums of all tables at once. Counts are whole: an end of an interval
is believed only if a table of whole numbers has it, so that an interval is never wider than what a reader faces. Where
tables of three dimensions let the two differ, the interval found may be the narrower one, never the wider.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from wegwijzer.core.disclosure.polytope import Polytope
from wegwijzer.core.disclosure.rules import HIDDEN, DisclosureRules, Interval, Protection, Reason
from wegwijzer.core.disclosure.tables import Cell, LinkedCells, Numbers, written
from wegwijzer.core.errors import Fault, InputError

Flags = npt.NDArray[np.bool_]


class DisclosureError(InputError):
    """A publication that would let readers work out what must stay hidden, with every cell that would be told."""


@dataclass(frozen=True, eq=False)
class Measured:
    """One published number of every cell, what readers know of a hidden one beforehand, and what must stay unknown.

    `low` and `high` bound a cell in a reader's eyes when it is hidden. `is_whole`: the numbers are counts.
    """

    name: str
    numbers: Numbers
    low: Numbers
    high: Numbers
    needs: Mapping[int, Protection]
    is_whole: bool

    def need(self, place: int) -> Protection:
        """What must stay unknown of a hidden cell, as far as the rules themselves leave it unknown.

        A cell that only protects others must not be given away either.
        """
        need = self.needs.get(place, HIDDEN if self.is_whole else Protection())
        room = float(self.high[place] - self.low[place])
        return replace(need, width=room) if room < need.width else need


def measures(
    cells: LinkedCells, primary: Mapping[int, Reason], needs: Sequence[Mapping[int, Protection]], rules: DisclosureRules
) -> tuple[Measured, ...]:
    """The counts and, where there are any, the values, as readers face them."""
    low, high = known_of_counts(cells.counts, primary, rules)
    found = [Measured("count", cells.counts, low, high, needs[0], True)]
    if cells.values is not None:
        nothing = np.zeros_like(cells.values)
        found.append(Measured("value", cells.values, nothing, np.full_like(nothing, np.inf), needs[1], False))
    return tuple(found)


def known_of_counts(counts: Numbers, primary: Mapping[int, Reason], rules: DisclosureRules) -> tuple[Numbers, Numbers]:
    """What readers know of a hidden count by the rules alone."""
    low = np.where((counts > 0) & rules.zeros_are_known, 1.0, 0.0)
    high = np.full_like(counts, np.inf)
    if rules.publish_reasons:
        if rules.zeros_are_known:
            low[counts > 0] = rules.minimum_count  # a reader sees that the rule of the minimum did not hide it
        for place, reason in primary.items():
            if reason is Reason.MINIMUM_COUNT:
                low[place], high[place] = 1.0, rules.minimum_count - 1.0
    return low, high


def intervals(
    sums: Numbers, measured: Measured, hidden: Flags, *, until_enough: bool = False
) -> Iterator[tuple[int, Interval]]:
    """The numbers that each hidden cell may have in a reader's eyes, by place.

    With `until_enough` the search for a cell stops when it is known to be protected: such an interval may be too
    narrow, but tells the same of whether it is enough.
    """
    for rows, places in _components(sums, hidden):
        yield from _bounds(sums[rows], measured, places, hidden, until_enough)


def audit(cells: LinkedCells, measured: Sequence[Measured], hidden: Flags) -> dict[str, dict[int, Interval]]:
    """The intervals of every hidden cell, by measure. Raises DisclosureError when one is narrower than it must be."""
    found = {one.name: dict(intervals(cells.sums, one, hidden)) for one in measured}
    faults = [
        refusal(cells.cells[place], one, interval, place)
        for one in measured
        for place, interval in found[one.name].items()
        if not interval.gives(one.need(place), float(one.numbers[place]))
    ]
    faults += [
        Fault(written(cells.cells[place]), "must be hidden and is shown.", "a hidden cell.")
        for place in measured[0].needs
        if not hidden[place]
    ]
    if faults:
        raise DisclosureError(faults)
    return found


def refusal(name: Cell, measured: Measured, interval: Interval, place: int) -> Fault:
    """Why a hidden cell is not protected; the true number is not told."""
    need = measured.need(place)
    width = max(need.width, need.below + need.above)
    high = "any" if np.isinf(interval.high) else f"{interval.high:g}"
    return Fault(
        written(name),
        f"the {measured.name} is hidden, but readers can tell it is {interval.low:g} to {high}.",
        f"an interval at least {width:g} wide around it. Publish fewer or coarser cells.",
    )


def _bounds(
    sums: Numbers, measured: Measured, places: npt.NDArray[np.intp], hidden: Flags, until_enough: bool
) -> Iterator[tuple[int, Interval]]:
    shown = np.where(hidden, 0.0, measured.numbers)
    system, low = sums[:, places], measured.low[places]
    points = Polytope(system, -(sums @ shown) - system @ low, measured.high[places] - low)
    true = measured.numbers[places]
    least, most = true.copy(), true.copy()
    for column, place in enumerate(places.tolist()):
        for sign in (-1.0, 1.0):
            so_far = Interval(float(least[column]), float(most[column]))
            if until_enough and so_far.gives(measured.need(place), float(true[column])):
                break
            form = np.zeros(len(places))
            form[column] = sign
            value, point = points.least(form)
            if np.isinf(value):
                most[column] = np.inf
                continue
            table = point + low
            if measured.is_whole:
                whole = np.round(table)
                if np.abs(table - whole).max() > 1e-6:
                    continue
                table = whole
            np.minimum(least, table, out=least)
            np.maximum(most, table, out=most)
        yield place, Interval(float(least[column]), float(most[column]))


def _components(sums: Numbers, hidden: Flags) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Groups of hidden cells that share sums, with those sums: groups tell nothing of each other."""
    member = (sums != 0) & hidden
    left = set(np.flatnonzero(hidden).tolist())
    while left:
        group = {left.pop()}
        rows: set[int] = set()
        grown = set(group)
        while grown:
            new_rows = set(np.flatnonzero(member[:, sorted(grown)].any(axis=1)).tolist()) - rows
            rows |= new_rows
            grown = set(np.flatnonzero(member[sorted(new_rows)].any(axis=0)).tolist()) - group
            group |= grown
        left -= group
        yield np.array(sorted(rows), np.intp), np.array(sorted(group), np.intp)
