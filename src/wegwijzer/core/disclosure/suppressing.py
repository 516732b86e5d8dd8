"""Which other cells to hide, so that the sensitive ones cannot be worked out from the sums.

For a cell that is not protected, the cheapest way is sought to change it in another table of whole numbers that
readers could not tell from the true one: the shown cells that would have to change are hidden too. Afterwards every
cell hidden in vain is shown again. The auditor decides throughout, so what comes out is safe; that it is the least
possible is not promised, and tests measure how far it is from that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from wegwijzer.core.disclosure.auditing import DisclosureError, Flags, Measured, intervals, refusal
from wegwijzer.core.disclosure.polytope import EmptyError, Polytope
from wegwijzer.core.disclosure.rules import Interval
from wegwijzer.core.disclosure.tables import LinkedCells, Numbers

_ROUNDS = 3
"""How often the costs of a search are set anew to those of what it found."""


def hide_more(cells: LinkedCells, measured: Sequence[Measured], primary: Flags, fixed: Flags, costs: Numbers) -> Flags:
    """The cells to hide: the sensitive ones and those that protect them.

    `fixed` cells are never hidden beyond the sensitive ones; `costs` is what hiding each cell costs. Raises
    DisclosureError with the first cell that nothing protects.
    """
    hidden = primary.copy()
    while not is_safe(cells, measured, hidden):
        for one in measured:
            while (failing := _first_failing(cells, one, hidden)) is not None:
                place, interval = failing
                more = _cheapest(cells, one, hidden, fixed, costs, place, interval)
                if more is None or not (more & ~hidden).any():
                    raise DisclosureError([refusal(cells.cells[place], one, interval, place)])
                hidden |= more
    return _without_vain(cells, measured, primary, hidden, costs)


def is_safe(cells: LinkedCells, measured: Sequence[Measured], hidden: Flags) -> bool:
    """Whether the auditor lets these hidden cells pass."""
    return all(next(_failing(cells, one, hidden), None) is None for one in measured)


def _failing(cells: LinkedCells, measured: Measured, hidden: Flags) -> Iterator[tuple[int, Interval]]:
    """The hidden cells that are not protected, with what readers can tell of them."""
    for place, interval in intervals(cells.sums, measured, hidden, until_enough=True):
        if not interval.gives(measured.need(place), float(measured.numbers[place])):
            yield place, interval


def _first_failing(cells: LinkedCells, measured: Measured, hidden: Flags) -> tuple[int, Interval] | None:
    """The smallest sensitive cell that is not protected, or else the smallest other one."""
    failing = [
        ((place not in measured.needs, float(measured.numbers[place]), place), interval)
        for place, interval in _failing(cells, measured, hidden)
    ]
    if not failing:
        return None
    (_, _, place), interval = min(failing, key=lambda pair: pair[0])
    return place, interval


def _cheapest(
    cells: LinkedCells,
    measured: Measured,
    hidden: Flags,
    fixed: Flags,
    costs: Numbers,
    place: int,
    interval: Interval,
) -> Flags | None:
    """The cheapest cells to hide as well so that one cell is protected; None when there are none."""
    best: Flags | None = None
    for changes in _ways(measured, place, interval):
        more = hidden.copy()
        for change in changes:
            found = _moved(cells, measured, more, fixed, costs, place, change)
            if found is None:
                break
            more |= found
        else:
            if best is None or costs[more & ~hidden].sum() < costs[best & ~hidden].sum():
                best = more
    return best


def _ways(measured: Measured, place: int, interval: Interval) -> Iterator[tuple[float, ...]]:
    """Changes of a cell that would protect it, each a way by itself."""
    need, true = measured.need(place), float(measured.numbers[place])
    low, high = float(measured.low[place]), float(measured.high[place])
    forced = tuple(
        change
        for change, short in (
            (need.above, true + need.above > interval.high),
            (-need.below, true - need.below < interval.low),
        )
        if short and change
    )
    wanted = [interval.low + need.width, low + need.width]
    if not np.isinf(interval.high):
        wanted.append(interval.high)
    seen = set()
    for most in wanted:
        most = min(max(most, true), high)
        least = max(low, most - need.width)
        way = forced + tuple(
            change
            for change, short in ((most - true, most > interval.high), (least - true, least < interval.low))
            if short and change
        )
        if way and way not in seen:
            seen.add(way)
            yield way


def _moved(
    cells: LinkedCells, measured: Measured, hidden: Flags, fixed: Flags, costs: Numbers, place: int, change: float
) -> Flags | None:
    """The cells that change in the cheapest table in which one cell changes by so much; None when there is none."""
    free = np.flatnonzero((hidden | ~fixed) & (np.arange(len(fixed)) != place))
    up = measured.high[free] - measured.numbers[free]
    down = np.maximum(measured.numbers[free] - measured.low[free], 0.0)
    system = cells.sums[:, free]
    try:
        points = Polytope(
            np.hstack([system, -system]), -cells.sums[:, place] * change, np.concatenate([np.maximum(up, 0.0), down])
        )
    except EmptyError:
        return None
    price = np.where(hidden[free], 0.0, costs[free])
    reach = np.maximum(np.minimum(np.concatenate([up, down]), abs(change)), 1e-9)
    rate = np.concatenate([price, price]) / reach
    best: Flags | None = None
    for _ in range(_ROUNDS):
        _, point = points.least(rate + 1e-7)
        moved = np.abs(point[: len(free)] - point[len(free) :]) > 1e-6 * max(1.0, abs(change)) * 1e-3
        found = np.zeros(len(fixed), np.bool_)
        found[free[moved]] = True
        if best is not None and costs[found & ~hidden].sum() >= costs[best & ~hidden].sum():
            break
        best = found
        used = np.maximum(point, 1e-9)
        rate = np.where(point > 1e-9, np.concatenate([price, price]) / used, rate)
    return best


def _without_vain(
    cells: LinkedCells, measured: Sequence[Measured], primary: Flags, hidden: Flags, costs: Numbers
) -> Flags:
    """Show again what was hidden in vain, the dearest first."""
    candidates: npt.NDArray[np.intp] = np.flatnonzero(hidden & ~primary)
    for place in sorted(candidates.tolist(), key=lambda place: (-costs[place], place)):
        fewer = hidden.copy()
        fewer[place] = False
        if is_safe(cells, measured, fewer):
            hidden = fewer
    return hidden
