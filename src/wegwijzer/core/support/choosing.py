"""The best sets of options: proposed by HiGHS, judged exactly, and proposed again until the proof is closed.

A proposal in floating point may be a fraction of a cent too rosy; it is then struck out, and the next one asked, until
no set that is left could be better than the best one judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor, inf

from wegwijzer.core.support.dominating import dominated, exchanges
from wegwijzer.core.support.judging import PAPERS, Outcome, judge
from wegwijzer.core.support.options import Paper
from wegwijzer.core.support.problem import Problem
from wegwijzer.core.support.programme import Programme, Row, UnprovenError, programme, solve

_MOST_PROPOSALS = 200
_MOST_CONTESTED = 60
"""Of more files than this nobody makes a plan; then only those that bring nothing are spared."""
_MOST_TIED = 60
"""Up to so many options, ties are broken by paper exactly."""
_SLACK = 1e-3
"""Amounts are whole cents and paper is whole files, so that a bound this much too low or too high tells the same."""


SURE, IN_REACH = 0, -1
"""Which money counts: what the firm can count on, or the most that is in reach."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What an answer must keep to: the least money by row, the most files by kind of paper, and options to be in it."""

    least: Mapping[int, int] = field(default_factory=dict)
    most_files: Mapping[Paper, int] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()


class Chooser:
    """Chooses sets of one problem; what it builds of it is kept."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._made: dict[tuple[int, ...], Programme] = {}
        self._exchanges = exchanges(problem)
        self._files = {
            paper: {place: 1.0 for place, option in enumerate(problem.options) if option.paper is paper}
            for paper in PAPERS
        }

    def most(self) -> Outcome:
        """The set with the most money to count on; of those the one with the most in reach, of equals the least paper.

        Among very many options, the set found first with the most to count on is kept and added to, and of paper only
        files that can be spared are looked for.
        """
        best = self.most_of(SURE)
        if best is None:  # choosing nothing is always possible
            raise UnprovenError(len(self.problem.timings))
        is_small = len(self.problem.timings) <= _MOST_TIED
        if len(self.problem.reach) > 1:
            kept = frozenset() if is_small else frozenset(self.without_needless(best, rows=(SURE,)).chosen)
            best = self.most_of(IN_REACH, Aim({SURE: best.worth[SURE]}, kept=kept)) or best
        if is_small:
            best = self.least_paper(IN_REACH, Aim(dict(enumerate(best.worth)))) or best
        return self.without_needless(best)

    def most_of(self, row: int, aim: Aim | None = None, weights: Sequence[int] | None = None) -> Outcome | None:
        """The set with the most money of a row, every cent times the weight of its option.

        None where nothing keeps to the aim; its least money is weighted too.
        """
        return self._best(None, row, aim or Aim(), weights)

    def least_paper(self, row: int, aim: Aim) -> Outcome | None:
        """Of the sets that keep to the aim, one with the fewest heavy files, then medium, then light.

        Of those the one that brings most of the row, unless there are very many options. None where nothing keeps to
        the aim.
        """
        found: Outcome | None = None
        for paper in PAPERS:
            if not self._files[paper]:
                continue
            found = self._best(paper, row, aim, None)
            if found is None:
                return None
            aim = replace(aim, most_files={**aim.most_files, paper: self._count(found, paper)})
        is_small = len(self.problem.timings) <= _MOST_TIED
        return self._best(None, row, aim, None) if is_small or found is None else found

    def without_needless(
        self, found: Outcome, weights: Sequence[int] | None = None, *, rows: Sequence[int] = (SURE, IN_REACH)
    ) -> Outcome:
        """The same money of some rows with no file that could be spared, the heaviest looked at first."""
        idle = {place for place in found.chosen if not any(self._cents(found, place)[row] for row in rows)}
        fewer = judge(self.problem, set(found.chosen) - idle, weights) if idle else None
        if fewer is not None and all(fewer.worth[row] >= found.worth[row] for row in rows):
            found = fewer
        contested = self._contested(found)
        if len(contested) > _MOST_CONTESTED:
            return found
        papers = [PAPERS.index(option.paper) for option in self.problem.options]
        order = sorted(contested, key=lambda place: (papers[place], -place))
        for place in order:
            fewer = judge(self.problem, set(found.chosen) - {place}, weights)
            if fewer is not None and all(fewer.worth[row] >= found.worth[row] for row in rows):
                found = fewer
        return found

    def _cents(self, found: Outcome, place: int) -> tuple[int, ...]:
        return found.cents[found.chosen.index(place)]

    def _contested(self, found: Outcome) -> set[int]:
        """The chosen options that could be spared: no others surely bring money that nothing else could."""
        chosen, problem = set(found.chosen), self.problem
        spare = {place for place in chosen if not all(found.cents[found.chosen.index(place)])}
        spare |= {item.reducer for item in problem.reductions if {item.reducer, item.reduced} <= chosen}
        groups = [(item.members, item.cents) for item in problem.ceilings]
        groups += [(item.members, min(min(caps) for caps in item.caps.values())) for item in problem.intensities]
        for members, limit in groups:
            own = [part for part in members if problem.parts[part].option in chosen]
            if sum(problem.reach[-1][part] for part in own) > limit:
                spare |= {problem.parts[part].option for part in own}
        return spare

    def _programme(self, rows: Sequence[int]) -> Programme:
        count = len(self.problem.reach)
        wanted = tuple(sorted({row % count for row in rows}))
        if wanted not in self._made:
            self._made[wanted] = programme(self.problem, wanted)
        return self._made[wanted]

    def _best(self, paper: Paper | None, row: int, aim: Aim, weights: Sequence[int] | None) -> Outcome | None:
        """The set with the fewest files of a kind of paper, or (None) the most money of the row."""
        made, count = self._programme([row, *aim.least]), len(self.problem.reach)
        extra = [(self._files[kind], -inf, float(most)) for kind, most in aim.most_files.items()]
        for of, least in aim.least.items():
            extra.append((made.money(self.problem, of % count, weights), (least - _SLACK) / made.unit, inf))
        objective = made.money(self.problem, row % count, weights) if paper is None else self._files[paper]
        gap = _SLACK / made.unit if paper is None else 1 - _SLACK
        out = dominated(self._exchanges, weights) - aim.kept
        if out:
            extra.append((dict.fromkeys(out, 1.0), -inf, 0.0))
        if aim.kept:
            extra.append((dict.fromkeys(aim.kept, 1.0), float(len(aim.kept)), inf))
        best: Outcome | None = None
        best_value = 0
        for _ in range(_MOST_PROPOSALS):
            proposed = solve(made, objective, smallest=paper is not None, gap=gap, extra=extra)
            if proposed is None:
                return best
            chosen, bound = proposed
            found = judge(self.problem, chosen, weights)
            if found is not None and self._keeps(found, aim):
                value = found.worth[row] if paper is None else -self._count(found, paper)
                if best is None or value > best_value:
                    best, best_value = found, value
            limit = floor(bound * made.unit + 2 * _SLACK) if paper is None else -ceil(bound - _SLACK)
            if best is not None and best_value >= limit:
                return best
            extra.append(_other_than(chosen, len(self.problem.timings)))
        raise UnprovenError(len(self.problem.timings))

    def _keeps(self, found: Outcome, aim: Aim) -> bool:
        few = all(self._count(found, paper) <= most for paper, most in aim.most_files.items())
        return few and all(found.worth[row] >= least for row, least in aim.least.items())

    def _count(self, found: Outcome, paper: Paper) -> int:
        return sum(place in self._files[paper] for place in found.chosen)


def _other_than(chosen: frozenset[int], options: int) -> Row:
    """A row that any other set keeps to: something of it is left out, or something else is chosen."""
    terms = {place: -1.0 if place in chosen else 1.0 for place in range(options)}
    return terms, 1.0 - len(chosen), inf
