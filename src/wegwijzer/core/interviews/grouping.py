"""Groups of firms that are large enough to be shown: small ones are taken together with a neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.core.interviews.study import CATEGORIES, Attribute, Case

UNKNOWN = "unknown"
"""The category of firms of which an attribute is not known: shown as such, so that the groups add up."""

_ORDERED = frozenset({Attribute.SIZE, Attribute.LAYER, Attribute.FOUNDED})


@dataclass(frozen=True, slots=True)
class Group:
    """The firms of one category, or of several taken together."""

    categories: tuple[str, ...]
    firms: int

    @property
    def id(self) -> str:
        """The categories in one word."""
        return "+".join(self.categories)


def groups_of(cases: Sequence[Case], attribute: Attribute, *, minimum: int) -> tuple[Group, ...]:
    """The groups of an attribute, each with at least the minimum of firms as far as there are that many.

    Where categories have an order, a small one goes with the smaller of its neighbours; elsewhere with the smallest.

    >>> sizes = ("1-9", "1-9", "1-9", "10-49", "10-49", "10-49", "50-99", "100+")
    >>> cases = [Case(number, {Attribute.SIZE: size}) for number, size in enumerate(sizes)]
    >>> [(group.id, group.firms) for group in groups_of(cases, Attribute.SIZE, minimum=2)]
    [('1-9', 3), ('10-49', 3), ('50-99+100+', 2)]
    """
    counts = dict.fromkeys((*CATEGORIES[attribute], UNKNOWN), 0)
    for case in cases:
        counts[category_of(case, attribute)] += 1
    groups = [Group((category,), count) for category, count in counts.items() if count]
    while len(groups) > 1:
        small = min(range(len(groups)), key=lambda place: groups[place].firms)
        if groups[small].firms >= minimum:
            break
        others = [place for place in range(len(groups)) if place != small]
        if attribute in _ORDERED:
            others = [place for place in others if abs(place - small) == 1]
        partner = min(others, key=lambda place: groups[place].firms)
        first, second = sorted((small, partner))
        joined = Group(groups[first].categories + groups[second].categories, groups[first].firms + groups[second].firms)
        groups = [*groups[:first], joined, *groups[first + 1 : second], *groups[second + 1 :]]
    return tuple(groups)


def category_of(case: Case, attribute: Attribute) -> str:
    """The category of a firm; UNKNOWN where it is not known."""
    return case.attributes.get(attribute, UNKNOWN)
