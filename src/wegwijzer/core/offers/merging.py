"""Offerings that turned out to be one thing, shown once with everybody named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wegwijzer.core.offers.alike import Answer
from wegwijzer.core.offers.offering import Offering


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing on offer: the offering that is shown, those that are the same, and how they belong together.

    `how` is None for one that stands alone; JOINT where any two of them are done together.
    """

    head: Offering
    others: tuple[Offering, ...] = ()
    how: Answer | None = None

    @property
    def all(self) -> tuple[Offering, ...]:
        """Every offering behind it."""
        return (self.head, *self.others)

    @property
    def structures(self) -> tuple[str, ...]:
        """The names of the structures behind it, each once."""
        return tuple(dict.fromkeys(one.structure for one in self.all if one.structure))


def merged(offerings: Sequence[Offering], decided: Iterable[tuple[str, str, Answer]]) -> tuple[Shown, ...]:
    """The offerings with those that are the same put together, in the order of the first of each.

    Only offerings that are given count: when the one that was shown expires, the other is shown in its place.
    """
    place = {one.id: number for number, one in enumerate(offerings)}
    root = list(range(len(offerings)))
    joint: set[int] = set()

    def root_of(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for first, second, answer in decided:
        if answer is Answer.DIFFERENT or first not in place or second not in place:
            continue
        low, high = sorted((root_of(place[first]), root_of(place[second])))
        root[high] = low
        if answer is Answer.JOINT:
            joint.add(place[first])
    groups: dict[int, list[int]] = {}
    for number in range(len(offerings)):
        groups.setdefault(root_of(number), []).append(number)
    found = []
    for numbers in groups.values():
        head, *others = (offerings[number] for number in numbers)
        how = None if not others else Answer.JOINT if joint.intersection(numbers) else Answer.SAME
        found.append(Shown(head, tuple(others), how))
    return tuple(found)
