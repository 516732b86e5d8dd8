"""The least and the most that a linear form can be over the points with A x = b and 0 <= x <= upper.

The simplex method with bounded variables on a dense tableau. The systems here are small (the hidden cells of a
table), their coefficients are 0, 1 and -1, and many forms are asked of one system: each search starts where the last
one ended.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
_TINY = 1e-9
_PATIENCE = 40
"""Steps without progress after which the rule that cannot go round in circles (Bland's) takes over."""


class EmptyError(Exception):
    """There is no such point."""


class Polytope:
    """The points with A x = b and 0 <= x <= upper (infinite: no limit). Raises EmptyError when there are none."""

    def __init__(self, a: Numbers, b: Numbers, upper: Numbers) -> None:
        rows, self._size = a.shape
        self._scale = max(1.0, float(np.abs(b).max(initial=0.0)))
        sign = np.where(b < 0, -1.0, 1.0)
        self._tableau = np.hstack([a * sign[:, None], np.eye(rows)])
        self._right = b * sign / self._scale
        self._upper = np.concatenate([upper / self._scale, np.full(rows, np.inf)])
        self._basis = np.arange(self._size, self._size + rows)
        self._flipped = np.zeros(self._size + rows, np.bool_)
        self._start()

    def least(self, form: Numbers) -> tuple[float, Numbers]:
        """The least value of a form and a point that has it; minus infinity when there is no limit."""
        if not self._descend(form):
            return -np.inf, self._point()
        point = self._point()
        return float(form @ point), point

    def _start(self) -> None:
        """Find a first point by driving out a slack for every row, then drop the slacks and rows that say nothing."""
        cost = np.concatenate([np.zeros(self._size), np.ones(len(self._basis))])
        self._descend(cost)
        if self._right[self._basis >= self._size].sum() > 1e-7:
            raise EmptyError
        keep = np.ones(len(self._basis), np.bool_)
        for row in np.flatnonzero(self._basis >= self._size):
            columns = np.flatnonzero(np.abs(self._tableau[row, : self._size]) > _TINY)
            free = [column for column in columns if column not in self._basis]
            if free:
                self._pivot(int(row), int(free[0]))
            else:
                keep[row] = False
        self._tableau = self._tableau[keep][:, : self._size]
        self._right = self._right[keep]
        self._basis = self._basis[keep]
        self._upper = self._upper[: self._size]
        self._flipped = self._flipped[: self._size]

    def _point(self) -> Numbers:
        point = np.zeros(len(self._upper))
        point[self._basis] = self._right
        point[self._flipped] = self._upper[self._flipped] - point[self._flipped]
        return point[: self._size] * self._scale

    def _descend(self, form: Numbers) -> bool:
        """Walk to a lowest point of the form; False when it falls without end."""
        cost = np.where(self._flipped, -form, form)
        reduced = cost - cost[self._basis] @ self._tableau
        stuck = 0
        while True:
            falling = np.flatnonzero(reduced < -_TINY)
            falling = falling[self._upper[falling] > _TINY]
            if not len(falling):
                return True
            entering = int(falling[0] if stuck > _PATIENCE else falling[np.argmin(reduced[falling])])
            step, row, at_upper = self._limit(entering)
            if np.isinf(step):
                return False
            stuck = stuck + 1 if step < _TINY else 0
            if row < 0:
                self._right -= self._tableau[:, entering] * step
                self._tableau[:, entering] *= -1
                reduced[entering] *= -1
                self._flipped[entering] ^= True
                continue
            if at_upper:
                self._flip_row(row)
            self._pivot(row, entering)
            reduced -= reduced[entering] * self._tableau[row]

    def _limit(self, entering: int) -> tuple[float, int, bool]:
        """How far a variable can rise, which row stops it (-1: its own limit), and whether at that row's limit."""
        column = self._tableau[:, entering]
        down, up = np.full(len(column), np.inf), np.full(len(column), np.inf)
        positive, negative = column > _TINY, column < -_TINY
        down[positive] = np.maximum(self._right[positive], 0) / column[positive]
        room = self._upper[self._basis] - self._right
        up[negative] = np.maximum(room[negative], 0) / -column[negative]
        both = np.minimum(down, up)
        least = float(both.min(initial=np.inf))
        own = float(self._upper[entering])
        if own <= least:
            return own, -1, False
        ties = np.flatnonzero(both <= least + 1e-12)
        row = int(ties[np.argmin(self._basis[ties])])
        return least, row, bool(up[row] < down[row])

    def _flip_row(self, row: int) -> None:
        """Measure the basic variable of a row down from its limit instead of up from 0."""
        basic = self._basis[row]
        self._tableau[row] *= -1
        self._tableau[row, basic] = 1
        self._right[row] = self._upper[basic] - self._right[row]
        self._flipped[basic] ^= True

    def _pivot(self, row: int, entering: int) -> None:
        pivot = self._tableau[row, entering]
        self._tableau[row] /= pivot
        self._right[row] /= pivot
        column = self._tableau[:, entering].copy()
        column[row] = 0
        touched = np.flatnonzero(column)
        self._tableau[touched] -= np.outer(column[touched], self._tableau[row])
        self._right[touched] -= column[touched] * self._right[row]
        self._basis[row] = entering
