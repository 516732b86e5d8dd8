"""Options that another one beats in everything: a best set never needs them, so that a solver need not look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from wegwijzer.core.support.options import MOST_EURO, Paper
from wegwijzer.core.support.problem import CeilingKind, Problem

_ON_PLAN = (CeilingKind.POOL, CeilingKind.SMALL_AID)
MOST_CENTS = int(MOST_EURO) * 100
_WORK = {Paper.LIGHT: 0, Paper.MEDIUM: 1, Paper.HEAVY: 2}


def dominated(problem: Problem, weights: Sequence[int] | None = None) -> frozenset[int]:
    """The options that can be exchanged for another at no loss, whatever else is chosen.

    The other excludes it, brings no less, takes no more paper and weighs no less. It falls under no ceiling, and
    excludes nothing, that this one does not. It has its costs for itself, so that no ceiling on a cost can ever touch
    it. Of two that are alike in all this, the first stays.
    """
    beside = defaultdict(set, problem.beside())
    over = _over(problem)
    brings = [
        tuple(
            min([sum(row[part] for part in parts), *(_cents(problem, number) for number in over[place])])
            for row in problem.reach
        )
        for place, parts in enumerate(problem.parts_of)
    ]
    alone = _alone(problem, beside)
    found: set[int] = set()
    for worse in range(len(problem.timings)):
        for better in sorted(beside[worse] & alone):
            paper = _WORK[problem.options[better].paper] - _WORK[problem.options[worse].paper]
            weight = 0 if weights is None else weights[better] - weights[worse]
            more = [high - low for high, low in zip(brings[better], brings[worse], strict=True)]
            if paper > 0 or weight < 0 or min(more) < 0 or not over[better] <= over[worse]:
                continue
            if not beside[better] <= beside[worse] | {worse}:
                continue
            alike = (
                paper == 0
                and weight == 0
                and not any(more)
                and over[better] == over[worse]
                and beside[worse] <= beside[better] | {better}
                and worse in alone
            )
            if not alike or better < worse:
                found.add(worse)
                break
    return frozenset(found)


def _cents(problem: Problem, number: int) -> int:
    """The sum that a ceiling leaves at most; a limit of files leaves any."""
    return problem.ceilings[number].cents if number < len(problem.ceilings) else MOST_CENTS


def _over(problem: Problem) -> list[set[int]]:
    """The numbers of the pools, small aid and file limits over each option."""
    over: list[set[int]] = [set() for _ in problem.timings]
    for number, ceiling in enumerate(problem.ceilings):
        if ceiling.kind in _ON_PLAN:
            for part in ceiling.parts:
                over[problem.parts[part].option].add(number)
    for number, limit in enumerate(problem.file_limits):
        for place in limit.options:
            over[place].add(len(problem.ceilings) + number)
    return over


def _alone(problem: Problem, beside: dict[int, set[int]]) -> set[int]:
    """The options that exclude every other that rests on one of their costs."""
    holders: dict[str, set[int]] = defaultdict(set)
    for part in problem.parts:
        if part.cost is not None:
            holders[part.cost].add(part.option)
    crowd: list[set[int]] = [set() for _ in problem.timings]
    for part in problem.parts:
        if part.cost is not None:
            crowd[part.option] |= holders[part.cost] - {part.option}
    return {place for place, others in enumerate(crowd) if others <= beside[place]}
