"""Options that another one beats in everything: a best set never needs them, so that a solver need not look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.core.support.options import MOST_EURO, Paper
from wegwijzer.core.support.problem import CeilingKind, Problem

_ON_PLAN = (CeilingKind.POOL, CeilingKind.SMALL_AID)
MOST_CENTS = int(MOST_EURO) * 100
_WORK = {Paper.LIGHT: 0, Paper.MEDIUM: 1, Paper.HEAVY: 2}


@dataclass(frozen=True, slots=True)
class Exchange:
    """That `better` can take the place of `worse` where it weighs no less; `is_alike`: the other way round too."""

    worse: int
    better: int
    is_alike: bool


def exchanges(problem: Problem) -> tuple[Exchange, ...]:
    """The options that can be exchanged for another at no loss, whatever else is chosen.

    The other excludes it, brings no less and takes no more paper. It falls under no ceiling, and excludes nothing, that
    this one does not. It has its costs for itself, so that no ceiling on a cost can ever touch it.
    """
    beside, over = problem.beside, _over(problem)
    brings = [
        tuple(
            min([sum(row[part] for part in parts), *(_cents(problem, number) for number in over[place])])
            for row in problem.reach
        )
        for place, parts in enumerate(problem.parts_of)
    ]
    work = [_WORK[option.paper] for option in problem.options]
    alone = _alone(problem)
    found = []
    for worse in range(len(problem.timings)):
        for better in sorted(beside[worse] & alone):
            paper = work[better] - work[worse]
            if paper > 0 or any(high < low for high, low in zip(brings[better], brings[worse], strict=True)):
                continue
            if not over[better] <= over[worse] or not beside[better] - {worse} <= beside[worse]:
                continue
            is_alike = (
                paper == 0
                and brings[better] == brings[worse]
                and over[better] == over[worse]
                and beside[worse] - {better} <= beside[better]
                and worse in alone
            )
            found.append(Exchange(worse, better, is_alike))
    return tuple(found)


def dominated(found: Sequence[Exchange], weights: Sequence[int] | None = None) -> frozenset[int]:
    """The options that can be left out: another takes their place that weighs no less. Of two alike the first stays."""
    out = set()
    for item in found:
        heavier = 0 if weights is None else weights[item.better] - weights[item.worse]
        if heavier > 0 or (heavier == 0 and (not item.is_alike or item.better < item.worse)):
            out.add(item.worse)
    return frozenset(out)


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


def _alone(problem: Problem) -> set[int]:
    """The options that exclude every other that rests on one of their costs."""
    holders: dict[str, set[int]] = defaultdict(set)
    for part in problem.parts:
        if part.cost is not None:
            holders[part.cost].add(part.option)
    crowd: list[set[int]] = [set() for _ in problem.timings]
    for part in problem.parts:
        if part.cost is not None:
            crowd[part.option] |= holders[part.cost] - {part.option}
    return {place for place, others in enumerate(crowd) if others <= problem.beside[place]}
