"""What a set of chosen options brings, exactly: the one evaluator, for the optimiser's answer and for brute force."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wegwijzer.core.support.filling import Ceiling, fill
from wegwijzer.core.support.options import Paper
from wegwijzer.core.support.problem import CeilingKind, Problem

PAPERS = (Paper.HEAVY, Paper.MEDIUM, Paper.LIGHT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What chosen options bring together.

    `cents` tells for every chosen option the cents to count on, and where support is a range, those in reach; `worth`
    the sums of these, each cent times the weight of its option. `of_part` tells the cents in reach of every part.
    """

    chosen: tuple[int, ...]
    cents: tuple[tuple[int, ...], ...]
    worth: tuple[int, ...]
    of_part: Mapping[int, int]

    def low(self, option: int) -> Decimal:
        """What the firm can count on from a chosen option, in euro.

        It is what is in reach where that is less: an option that another lowers gets less, the more the other brings.
        """
        return Decimal(min(self.cents[self.chosen.index(option)])) / 100

    def high(self, option: int) -> Decimal:
        """What is in reach from a chosen option, in euro."""
        return Decimal(max(self.cents[self.chosen.index(option)])) / 100


def judge(problem: Problem, chosen: Collection[int], weights: Sequence[int] | None = None) -> Outcome | None:
    """What the options bring together, or None where they may not be chosen together.

    `weights` tells how much a cent of each option counts when a ceiling is shared out; 1 without. Of ways to share it
    out that are as good, one is taken in which what is in reach of an option is no less than what can be counted on.
    """
    ordered = tuple(sorted(chosen))
    taken = set(ordered)
    if any(not problem.beside[option].isdisjoint(taken) for option in ordered):
        return None
    if any(len(taken.intersection(limit.options)) > limit.most for limit in problem.file_limits):
        return None
    parts = [part for option in ordered for part in problem.parts_of[option]]
    place = {part: number for number, part in enumerate(parts)}
    by_part = None if weights is None else [weights[problem.parts[part].option] for part in parts]
    rows: list[tuple[int, ...]] = []
    for number, reach in enumerate(problem.reach):
        within = [reach[part] for part in parts]
        for option in taken.intersection(problem.reductions_of):
            for reduction in problem.reductions_of[option]:
                if reduction.reducer in taken:
                    within[place[reduction.part]] -= reduction.cents[number]
        if min(within, default=0) < 0:
            return None
        ceilings = _ceilings(problem, taken, place, number)
        filled = fill(within, ceilings, by_part)
        if rows:
            least = [min(few, most) for few, most in zip(rows[0], within, strict=True)]
            even = fill(within, ceilings, by_part, least=least)
            filled = even if _sum(even, by_part) == _sum(filled, by_part) else filled
        rows.append(filled)
    cents = tuple(
        tuple(sum(row[place[part]] for part in problem.parts_of[option]) for row in rows) for option in ordered
    )
    counted = [1 if weights is None else weights[option] for option in ordered]
    worth = tuple(
        sum(weight * row[number] for weight, row in zip(counted, cents, strict=True))
        for number in range(len(problem.reach))
    )
    return Outcome(ordered, cents, worth, {part: rows[-1][place[part]] for part in parts})


def certain_filled_first(problem: Problem, found: Outcome) -> Outcome:
    """The same set and the same money, with shared ceilings filled by what surely fits the firm before what may fit."""
    weights = [2 if option.is_sure else 1 for option in problem.options]
    again = judge(problem, found.chosen, weights)
    rows = range(len(problem.reach))
    if again is None or any(_of_row(again, row) != _of_row(found, row) for row in rows):
        return found
    if sum(map(min, again.cents)) < sum(map(min, found.cents)):  # less to count on, for what one lowers the other by
        return found
    return replace(again, worth=found.worth)


def _of_row(found: Outcome, row: int) -> int:
    return sum(cents[row] for cents in found.cents)


def _sum(amounts: Sequence[int], weights: Sequence[int] | None) -> int:
    return sum(amounts) if weights is None else sum(a * w for a, w in zip(amounts, weights, strict=True))


def paper_of(problem: Problem, chosen: Collection[int]) -> tuple[int, int, int]:
    """The files by how much work they take, heavy ones first: fewer of those matters more than fewer of the next."""
    files = [problem.timings[place].option.paper for place in chosen]
    heavy, medium, light = (files.count(paper) for paper in PAPERS)
    return heavy, medium, light


def _ceilings(problem: Problem, taken: set[int], place: dict[int, int], row: int) -> list[Ceiling]:
    found = []
    under: dict[int, list[int]] = {}
    together: dict[int, list[int]] = {}
    for part in place:
        for number in problem.over_part[part]:
            under.setdefault(number, []).append(part)
        for number in problem.common_over[part]:
            together.setdefault(number, []).append(part)
    for number in sorted(under):
        ceiling = problem.ceilings[number]
        if ceiling.kind is CeilingKind.LIMITED and not taken.issuperset(ceiling.pair or ()):
            continue
        found.append(Ceiling(frozenset(place[part] for part in under[number]), ceiling.cents))
    for number in sorted(together):
        own = together[number]
        if len(own) > 1:
            limit = max(problem.intensities[number].caps[part][row] for part in own)
            found.append(Ceiling(frozenset(place[part] for part in own), limit))
    return found
