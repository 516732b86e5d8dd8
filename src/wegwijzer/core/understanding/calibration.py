"""Honest chances from the scores of a reader: of what is told to be 70 % likely, about 70 % is right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_PLATT_STEPS = 50


def probability(scores: Matrix) -> Matrix:
    """From log-odds to probabilities, without overflow.

    >>> probability(np.array([0.0, -1000.0, 1000.0])).tolist()
    [0.5, 0.0, 1.0]
    """
    return np.asarray(0.5 * (1 + np.tanh(scores / 2)))


def platt(raw: Matrix, truth: Matrix) -> tuple[float, float]:
    """Slope and offset that make raw log-odds honest, by Newton's method on the likelihood (Platt, 1999)."""
    design = np.column_stack([raw, np.ones(len(raw))])
    found = np.array([1.0, 0.0])
    for _ in range(_PLATT_STEPS):
        chance = probability(design @ found)
        curvature = design.T @ (design * (chance * (1 - chance))[:, None]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(curvature, design.T @ (truth - chance))
        found = found + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return float(found[0]), float(found[1])
