"""How often the intervals of the Gini and of the top tenth hold the true figure, for lognormal amounts.

Run by hand: `python tests/reference/reach/coverage.py`; its lines stand in docs/how-reach-is-measured.md.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import numpy as np

from wegwijzer.core.reach.concentration import gini_interval, top_interval

SAMPLES = 2_000
NORMAL = NormalDist()


def main() -> None:
    """Print a line of the table for each spread and number of firms."""
    random = np.random.default_rng(1)
    for spread in (0.5, 1.0, 1.5):
        gini = 2 * NORMAL.cdf(spread / sqrt(2)) - 1
        top = 1 - NORMAL.cdf(NORMAL.inv_cdf(0.9) - spread)
        for firms in (50, 200, 1_000):
            held = np.zeros(2)
            for _ in range(SAMPLES):
                amounts = random.lognormal(0, spread, firms)
                for place, (found, true) in enumerate(((gini_interval(amounts), gini), (top_interval(amounts), top))):
                    held[place] += found.low <= true <= found.high
            print(f"| {spread} | {firms:,} | {100 * held[0] / SAMPLES:.1f} % | {100 * held[1] / SAMPLES:.1f} % |")


if __name__ == "__main__":
    main()
