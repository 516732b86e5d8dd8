"""What may be chosen together, in whole cents: options in time, pairs that clash, and ceilings that options share.

The support of an option is laid out in parts, one for each cost that another option also rests on and one for the
rest, so that a ceiling on a cost touches what rests on it and no more. Where support is known as a range, every
ceiling holds for the least and for the most of it: what a firm can count on, and what is in reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from wegwijzer.core.support.cumulation import IntensityRule, Relation
from wegwijzer.core.support.de_minimis import Headroom
from wegwijzer.core.support.options import Option, Pool
from wegwijzer.core.support.scheduling import Timing


class CeilingKind(Enum):
    """What keeps several options within a sum."""

    POOL = "pool"
    SMALL_AID = "small_aid"
    COST = "cost"
    """Support on a cost is no more than the cost."""
    INTENSITY = "intensity"
    """Grants on a cost stay within the highest intensity of one of them."""
    LIMITED = "limited"
    """A rule for two measures keeps all support on a cost within a share of it."""


@dataclass(frozen=True, slots=True)
class SharedCeiling:
    """The `parts` together get at most `cents`; for LIMITED only once both options of `pair` are chosen.

    `cost` names the cost of a ceiling on one; `pool` and `headroom` what the sum comes from.
    """

    kind: CeilingKind
    parts: tuple[int, ...]
    cents: int
    cost: str = ""
    pool: Pool | None = None
    headroom: Headroom | None = None
    relation: Relation | None = None
    pair: tuple[int, int] | None = None
    rule: IntensityRule | None = None

    @property
    def members(self) -> frozenset[int]:
        """The parts."""
        return frozenset(self.parts)


@dataclass(frozen=True, slots=True)
class CommonIntensity:
    """The parts of grants on one cost together get at most the largest of the `caps` of those chosen.

    The caps are cents for each row of `Problem.reach`; a part that brings nothing in a row lifts no cap there.
    """

    cost: str
    caps: Mapping[int, tuple[int, ...]]
    rule: IntensityRule

    @property
    def members(self) -> frozenset[int]:
        """The parts."""
        return frozenset(self.caps)


@dataclass(frozen=True, slots=True)
class Reduction:
    """With both options chosen, a part loses so many cents in each row of `Problem.reach`."""

    reducer: int
    reduced: int
    part: int
    cents: tuple[int, ...]
    relation: Relation


@dataclass(frozen=True, slots=True)
class FileLimit:
    """At most so many of these options."""

    pool: Pool
    options: tuple[int, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the support of an option: that which rests on a shared cost, or (None) the rest."""

    option: int
    cost: str | None


@dataclass(frozen=True)
class Problem:
    """Everything that decides which sets of options may be chosen, and what each part may bring.

    `reach` holds the cents of every part: the row to count on, and where support is a range, the row in reach.
    `apart` are pairs that may not both be
    chosen; `asked` those of which nobody wrote down whether they may. Options stand in the order of their grant;
    `parts_of` tells which parts each has.
    """

    timings: tuple[Timing, ...]
    parts: tuple[Part, ...]
    reach: tuple[tuple[int, ...], ...]
    apart: Mapping[tuple[int, int], Relation]
    asked: Mapping[tuple[int, int], Relation]
    ceilings: tuple[SharedCeiling, ...]
    intensities: tuple[CommonIntensity, ...]
    reductions: tuple[Reduction, ...]
    file_limits: tuple[FileLimit, ...]
    parts_of: tuple[tuple[int, ...], ...]
    options: tuple[Option, ...]

    @cached_property
    def beside(self) -> tuple[frozenset[int], ...]:
        """For each option, those that it excludes."""
        found: list[set[int]] = [set() for _ in self.timings]
        for one, other in self.apart:
            found[one].add(other)
            found[other].add(one)
        return tuple(frozenset(others) for others in found)

    @cached_property
    def over_part(self) -> tuple[tuple[int, ...], ...]:
        """For each part, the places in `ceilings` of those over it."""
        found: list[list[int]] = [[] for _ in self.parts]
        for number, ceiling in enumerate(self.ceilings):
            for part in ceiling.parts:
                found[part].append(number)
        return tuple(tuple(numbers) for numbers in found)

    @cached_property
    def common_over(self) -> tuple[tuple[int, ...], ...]:
        """For each part, the places in `intensities` of those over it."""
        found: list[list[int]] = [[] for _ in self.parts]
        for number, common in enumerate(self.intensities):
            for part in common.caps:
                found[part].append(number)
        return tuple(tuple(numbers) for numbers in found)

    @cached_property
    def reductions_of(self) -> Mapping[int, tuple[Reduction, ...]]:
        """The reductions of each option that is reduced by any."""
        found: dict[int, list[Reduction]] = {}
        for reduction in self.reductions:
            found.setdefault(reduction.reduced, []).append(reduction)
        return {option: tuple(items) for option, items in found.items()}
