"""Logistic regression with a quadratic penalty, for many labels at once and more features than examples.

The penalised likelihood is raised by Böhning and Lindsay's bound on its curvature ("Monotonicity of quadratic-
approximation algorithms", 1988): one matrix is inverted once for all labels, and every step goes up. Steps are
accelerated as in Nesterov (1983) and start anew where that does not help. The weights are found as a combination of
the examples, so the work depends on their number and not on the number of features.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_MOST_STEPS = 2_000
_CLOSE_ENOUGH = 1e-3


def fit(kernel: Matrix, targets: Matrix, weights: Matrix, penalty: float) -> Matrix:
    """The combination of examples that explains the targets best.

    `kernel` holds the products of the examples with each other (n x n), `targets` how true each label is of each
    example (n x labels, 0 to 1), `weights` how much each example counts (n), `penalty` what a large weight costs
    (above 0). Scores of new examples are their products with these n, times the result (n x labels).
    """
    if penalty <= 0:
        raise ValueError("the penalty must be above 0")
    count = len(kernel)
    inverse = np.linalg.inv(weights[:, None] * kernel / 4 + penalty * np.eye(count))
    found = np.zeros(targets.shape)
    ahead, speed = found, 1.0
    for _ in range(_MOST_STEPS):
        residual = weights[:, None] * (targets - probability(kernel @ ahead)) - penalty * ahead
        step = inverse @ residual
        after = ahead + step
        moved = after - found
        # The step turns against the direction taken: forget the speed.
        speed = 1.0 if float(np.sum(step * moved)) < 0 else speed
        faster = (1 + np.sqrt(1 + 4 * speed * speed)) / 2
        ahead = after + (speed - 1) / faster * moved
        found, speed = after, faster
        if float(np.abs(kernel @ step).max()) < _CLOSE_ENOUGH:
            break
    return found


def probability(scores: Matrix) -> Matrix:
    """From log-odds to probabilities, without overflow.

    >>> probability(np.array([0.0, -1000.0, 1000.0])).tolist()
    [0.5, 0.0, 1.0]
    """
    return np.asarray(0.5 * (1 + np.tanh(scores / 2)))
