"""Cover pairs that exclude each other by groups of which at most one may be chosen.

One row for a group tells an optimiser far more than a row for each pair of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def cliques(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Groups whose members all exclude each other, that together hold every pair; the same pairs give the same groups.

    >>> cliques([(0, 1), (0, 2), (1, 2), (2, 3)])
    [(0, 1, 2), (2, 3)]
    """
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    left = sorted((min(pair), max(pair)) for pair in pairs)
    covered: set[tuple[int, int]] = set()
    found: list[tuple[int, ...]] = []
    for one, other in left:
        if (one, other) in covered:
            continue
        group = [one, other]
        candidates = beside[one] & beside[other]
        while candidates:
            # the one that leaves most room to grow, the first of equals
            best = min(candidates, key=lambda member: (-len(candidates & beside[member]), member))
            group.append(best)
            candidates &= beside[best]
        group.sort()
        covered |= {(low, high) for place, low in enumerate(group) for high in group[place + 1 :]}
        found.append(tuple(group))
    return found
