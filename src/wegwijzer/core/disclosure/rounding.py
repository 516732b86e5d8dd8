"""Rounding counts to multiples of a step, always the same way.

A table of two dimensions is rounded so that it still adds up: every cell and every margin goes to one of the two
multiples beside it (controlled rounding; Cox & Ernst 1982 show that this can always be done). Where tables are linked,
that cannot always be done, so each cell goes to its nearest multiple and the same cell gets the same number in all.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from wegwijzer.core.disclosure.tables import Cell, Table

Counts = npt.NDArray[np.int64]


def rounded(count: int, step: int) -> int:
    """The nearest multiple; halfway goes to the even one, so that sums do not creep up."""
    return int(np.rint(count / step)) * step


def rounded_table(table: Table, step: int) -> Mapping[Cell, int]:
    """Every cell of a table of two dimensions, rounded so that it adds up; groups by their nearest multiple."""
    inner = controlled(table.counts, step)
    found: dict[Cell, int] = {}
    for name, members in table.cells():
        grouped = any(d.groups for d in table.dimensions)
        under = table.under(members)
        found[name] = rounded(int(table.counts[under].sum()), step) if grouped else int(inner[under].sum())
    return found


def controlled(counts: Counts, step: int) -> Counts:
    """A table of two dimensions rounded so that it adds up, each number and margin to a multiple beside it.

    What each number has above its multiple is moved along circles of unfinished numbers, rows and columns by turns,
    until every number has nothing or a whole step. A circle moves the way that changes the counts least.

    >>> controlled(np.array([[3, 4], [4, 9]]), 5)
    array([[ 0,  5],
           [ 5, 10]])
    """
    rows, columns = counts.shape
    above = np.zeros((rows + 1, columns + 1), np.int64)
    above[:rows, :columns] = counts % step
    above[:rows, columns] = -above[:rows, :columns].sum(axis=1) % step
    above[rows] = -above[:rows].sum(axis=0) % step
    start = above.copy()
    while (circle := _circle(above, step)) is not None:
        up, down = circle[::2], circle[1::2]
        if _gain(start, above, down, up, step) > _gain(start, above, up, down, step):
            up, down = down, up
        move = min(min(step - above[place] for place in up), min(above[place] for place in down))
        for place in up:
            above[place] += move
        for place in down:
            above[place] -= move
    return (counts - counts % step + above[:rows, :columns]).astype(np.int64)


Place = tuple[int, int]


def _gain(start: Counts, above: Counts, up: list[Place], down: list[Place], step: int) -> float:
    """How much nearer to their own multiple the numbers come when some rise and others fall."""
    return float(sum(start[place] * 2 - step for place in up) + sum(step - start[place] * 2 for place in down))


def _circle(above: Counts, step: int) -> list[Place] | None:
    """Unfinished numbers, each sharing its row or its column with the next by turns; None when all are finished.

    A row or column has either none or at least two of them, because it adds up to whole steps: a walk that leaves each
    by another number than it came by must come back to where it was.
    """
    unfinished = (above > 0) & (above < step)
    if not unfinished.any():
        return None
    walked: list[Place] = []
    here = ("row", int(np.argwhere(unfinished)[0][0]))
    seen = {here: 0}
    while True:
        kind, number = here
        line = unfinished[number] if kind == "row" else unfinished[:, number]
        for other in np.flatnonzero(line).tolist():
            place = (number, other) if kind == "row" else (other, number)
            if not walked or place != walked[-1]:
                break
        walked.append(place)
        here = ("column", other) if kind == "row" else ("row", other)
        if here in seen:
            return walked[seen[here] :]
        seen[here] = len(walked)
