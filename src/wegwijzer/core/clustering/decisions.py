"""What a person decides about clusters, and what the next run must obey because of it.

`Decision(CONFIRM, (members,))` these belong together; `Decision(MERGE, (some, others))` these groups are one;
`Decision(SPLIT, (some, others))` each group belongs together, and not with another; `Decision(REJECT, (members,))`
these do not belong together. A later decision goes before an earlier one that says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, pairwise

from wegwijzer.core.clustering.grouping import Constraints


class Verdict(Enum):
    """What was decided."""

    CONFIRM = "confirm"
    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on groups of needs, by their ids. Raises ValueError where the groups do not fit the verdict."""

    verdict: Verdict
    groups: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        fewest = 2 if self.verdict in (Verdict.MERGE, Verdict.SPLIT) else 1
        if len(self.groups) < fewest or not all(self.groups):
            raise ValueError(f"{self.verdict.value} needs at least {fewest} group(s) of needs, none of them empty")
        named = [need for group in self.groups for need in group]
        if len(set(named)) != len(named):
            raise ValueError("a need stands in two groups of one decision")

    @property
    def needs(self) -> tuple[str, ...]:
        """Every need it speaks of."""
        return tuple(need for group in self.groups for need in group)

    def together(self) -> tuple[tuple[str, ...], ...]:
        """Groups that it says belong together."""
        if self.verdict is Verdict.MERGE:
            return (self.needs,)
        return () if self.verdict is Verdict.REJECT else self.groups

    def apart(self) -> tuple[tuple[str, str], ...]:
        """Pairs that it says do not belong together; of groups that hang together one pair says enough."""
        if self.verdict is Verdict.REJECT:
            return tuple(combinations(self.needs, 2))
        if self.verdict is Verdict.SPLIT:
            return tuple(combinations((group[0] for group in self.groups), 2))
        return ()


class _Chains:
    """Which places were bound together, and which bundles may never meet."""

    def __init__(self) -> None:
        self._head: dict[int, int] = {}
        self._enemies: dict[int, set[int]] = {}

    def head(self, place: int) -> int:
        """The place by which the bundle of a place is known."""
        found = place
        while self._head.get(found, found) != found:
            found = self._head[found]
        self._head[place] = found
        return found

    def bind(self, one: int, other: int) -> bool:
        """Bind two bundles, unless they may never meet; whether they are bound now."""
        first, second = sorted((self.head(one), self.head(other)))
        if first == second:
            return True
        if second in self._enemies.get(first, ()):
            return False
        self._head[second] = first
        for enemy in self._enemies.pop(second, set()):
            self._enemies[enemy].discard(second)
            self._enemies[enemy].add(first)
            self._enemies.setdefault(first, set()).add(enemy)
        return True

    def part(self, one: int, other: int) -> None:
        """Say that two bundles may never meet, unless they are one already."""
        first, second = self.head(one), self.head(other)
        if first != second:
            self._enemies.setdefault(first, set()).add(second)
            self._enemies.setdefault(second, set()).add(first)

    def apart(self) -> list[tuple[int, int]]:
        """The pairs of bundles that may never meet."""
        return sorted((one, other) for one, others in self._enemies.items() for other in others if one < other)


def constraints_of(
    decisions: Sequence[Decision],
    places: Mapping[str, int],
    *,
    previous: Mapping[str, Sequence[str]] | None = None,
) -> Constraints:
    """What decisions (oldest first) and the clusters of an earlier run ask of needs at these places.

    Needs that are not there are passed over. Clusters of an earlier run stay whole as far as no decision parts them,
    and never become one by themselves: that is for a person to say.
    """
    chains = _Chains()
    bound: list[tuple[int, int]] = []
    for decision in reversed(decisions):
        for group in decision.together():
            here = [places[need] for need in group if need in places]
            bound += [pair for pair in pairwise(here) if chains.bind(*pair)]
        for one, other in _pairs_here(decision, places):
            chains.part(one, other)
    seeds: dict[int, int] = {}
    for number, (_, members) in enumerate(sorted((previous or {}).items())):
        anchors: list[int] = []
        for place in sorted({places[need] for need in members if need in places}):
            # A member that may not stay with the first begins a part of its own.
            anchor = next((known for known in anchors if chains.bind(known, place)), None)
            if anchor is None:
                anchors.append(place)
                seeds.setdefault(place, number)
            else:
                bound.append((anchor, place))
    return Constraints(together=bound, apart=chains.apart(), seeds=seeds)


def _pairs_here(decision: Decision, places: Mapping[str, int]) -> list[tuple[int, int]]:
    if decision.verdict is Verdict.SPLIT:
        firsts = [next((places[need] for need in group if need in places), None) for group in decision.groups]
        return list(combinations([first for first in firsts if first is not None], 2))
    return [(places[one], places[other]) for one, other in decision.apart() if one in places and other in places]
