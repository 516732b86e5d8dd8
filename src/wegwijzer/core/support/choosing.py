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
from wegwijzer.core.support.programme import LONGEST_SECONDS, Programme, Row, UnprovenError, programme, solve

_MOST_PROPOSALS = 200
_MOST_CONTESTED = 60
"""Of more files than this nobody makes a plan; then only those that bring nothing are spared."""
_MOST_TIED = 60
"""Up to so many options, ties are broken by paper exactly."""
_NEARNESS = (0.98, 0.9)
"""Shares of a bound that the best is sought above first."""
_SLACK = 1e-3
"""Amounts are whole cents and paper is whole files, so that a bound this much too low or too high tells the same."""


SURE, IN_REACH = 0, -1
"""Which money counts: what the firm can count on, or the most that is in reach."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What an answer keeps to: the least money by row, the most files by kind of paper, options in and out of it."""

    least: Mapping[int, int] = field(default_factory=dict)
    most_files: Mapping[Paper, int] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()


class Chooser:
    """Chooses sets of one problem; what it builds of it is kept. Each proof may take so many seconds."""

    def __init__(self, problem: Problem, *, seconds: float = LONGEST_SECONDS) -> None:
        self.problem, self.seconds = problem, seconds
        self._made: dict[tuple[tuple[int, ...], tuple[int, ...] | None], Programme] = {}
        self._exchanges = exchanges(problem)
        self._files = {
            paper: {place: 1.0 for place, option in enumerate(problem.options) if option.paper is paper}
            for paper in PAPERS
        }

    def brings(self, row: int) -> bool:
        """Whether any set brings money of a row."""
        found = (judge(self.problem, (place,)) for place in range(len(self.problem.timings)))
        return any(one is not None and one.worth[row] for one in found)

    def most(self, kept: frozenset[int] = frozenset()) -> Outcome:
        """The set with the most money to count on; of those the one with the most in reach, of equals the least paper.

        The options of `kept`, which go together, are in it. Among very many options, the set found first with the most
        to count on is kept and added to, and of paper only files that can be spared are looked for.
        """
        best = self.most_of(SURE, Aim(kept=kept))
        if best is None:  # choosing nothing is always possible
            raise UnprovenError(len(self.problem.timings))
        is_small = len(self.problem.timings) <= _MOST_TIED
        if len(self.problem.reach) > 1:
            added = () if is_small else self.without_needless(best, rows=(SURE,), kept=kept).chosen
            best = self.most_of(IN_REACH, Aim({SURE: best.worth[SURE]}, kept=kept.union(added))) or best
        if is_small:
            best = self.least_paper(IN_REACH, Aim(dict(enumerate(best.worth)), kept=kept)) or best
        return self.without_needless(best, kept=kept)

    def certain_first(self) -> Outcome | None:
        """The most money of what surely fits the firm, and then the most that can be had beside it.

        None where everything surely fits, or nothing that does brings anything to count on.
        """
        unsure = frozenset(place for place, option in enumerate(self.problem.options) if not option.is_sure)
        if not unsure or len(unsure) == len(self.problem.options):
            return None
        certain = self.most_of(SURE, Aim(without=unsure))
        if certain is None or not certain.worth[SURE]:
            return None
        return self.most(frozenset(self.without_needless(certain, rows=(SURE,)).chosen))

    def most_of(self, row: int, aim: Aim | None = None, weights: Sequence[int] | None = None) -> Outcome | None:
        """The set with the most money of a row, every cent times the weight of its option.

        None where nothing keeps to the aim; its least money is weighted too.
        """
        return self._most(row, aim or Aim(), weights)

    def least_paper(self, row: int, aim: Aim) -> Outcome | None:
        """Of the sets that keep to the aim, one with the fewest heavy files, then medium, then light.

        Of those the one that brings most of the row, unless there are very many options. None where nothing keeps to
        the aim.
        """
        found: Outcome | None = None
        for paper in PAPERS:
            if not self._files[paper]:
                continue
            found = self._fewest(paper, row, aim)
            if found is None:
                return None
            aim = replace(aim, most_files={**aim.most_files, paper: self._count(found, paper)})
        is_small = len(self.problem.timings) <= _MOST_TIED
        return self._most(row, aim, None) if is_small or found is None else found

    def without_needless(
        self,
        found: Outcome,
        weights: Sequence[int] | None = None,
        *,
        rows: Sequence[int] = (SURE, IN_REACH),
        kept: frozenset[int] = frozenset(),
    ) -> Outcome:
        """The same money of some rows with no file that could be spared, the heaviest looked at first; `kept` stay."""
        idle = {place for place in found.chosen if not any(self._cents(found, place)[row] for row in rows)} - kept
        fewer = judge(self.problem, set(found.chosen) - idle, weights) if idle else None
        if fewer is not None and all(fewer.worth[row] >= found.worth[row] for row in rows):
            found = fewer
        contested = self._contested(found) - kept
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

    def _programme(self, rows: Sequence[int], weights: Sequence[int] | None) -> Programme:
        count = len(self.problem.reach)
        wanted = tuple(sorted({row % count for row in rows})), None if weights is None else tuple(weights)
        if wanted not in self._made:
            self._made[wanted] = programme(self.problem, *wanted)
        return self._made[wanted]

    def _most(self, row: int, aim: Aim, weights: Sequence[int] | None) -> Outcome | None:
        """The set with the most money of the row, each cent times the weight of its option.

        The best is sought near the bound first, where it nearly always is: whatever lies further off need not be looked
        at then.
        """
        made = self._programme([row, *aim.least], weights)
        objective, extra = (
            made.money(self.problem, row % len(self.problem.reach), weights),
            self._rows(made, aim, weights),
        )
        relaxed = solve(made, objective, smallest=False, gap=0.0, extra=extra, is_relaxed=True, seconds=self.seconds)
        if relaxed is None:
            return None
        best: Outcome | None = None
        nearness = [*(relaxed[1] * share for share in _NEARNESS), -inf]
        for _ in range(_MOST_PROPOSALS):
            gap = _SLACK / made.unit
            proposed = solve(
                made, objective, smallest=False, gap=gap, extra=extra, beyond=nearness[0], seconds=self.seconds
            )
            if proposed is None:
                nearness.pop(0)
                if not nearness or (best is not None and best.worth[row] / made.unit > nearness[0]):
                    return best
                continue
            chosen, bound = proposed
            found = judge(self.problem, chosen, weights)
            if found is not None and self._keeps(found, aim) and (best is None or found.worth[row] > best.worth[row]):
                best = found
            if best is not None and best.worth[row] >= floor(bound * made.unit + 2 * _SLACK):
                return best
            extra.append(_other_than(chosen, len(self.problem.timings)))
        raise UnprovenError(len(self.problem.timings))

    def _fewest(self, paper: Paper, row: int, aim: Aim) -> Outcome | None:
        """The set with the fewest files of a kind of paper.

        Whether so many files will do is asked of the money that they bring, for which the bounds of a programme are far
        tighter than for a count. Each number below the least that a programme in parts needs is ruled out by it; from
        there two at a time, for what cannot be is proven sooner the further off it is.
        """
        made = self._programme([row, *aim.least], None)
        rows, files = self._rows(made, aim, None), self._files[paper]
        relaxed = solve(made, files, smallest=True, gap=0.0, extra=rows, is_relaxed=True, seconds=self.seconds)
        if relaxed is None:
            return None
        fewest, most = max(0, ceil(relaxed[1] - _SLACK)), len(files)  # what may be, and what was tried
        best: Outcome | None = None
        tried = fewest
        while best is None or fewest < self._count(best, paper):
            found = self._any_with(made, paper, row, aim, rows, tried)
            if found is not None:
                best = found
                tried = self._count(found, paper) - 1
            elif tried >= most:
                return None
            else:
                fewest = tried + 1
                tried = min(tried + 2, most) if best is None else self._count(best, paper) - 1
        return best

    def _any_with(
        self, made: Programme, paper: Paper, row: int, aim: Aim, rows: Sequence[Row], most: int
    ) -> Outcome | None:
        """A set that keeps to the aim with at most so many files of a kind of paper; None where there is none."""
        money = made.money(self.problem, row % len(self.problem.reach))
        extra = [*rows, (self._files[paper], -inf, float(most))]
        least = (aim.least[row] - 4 * _SLACK) / made.unit if row in aim.least else -inf
        for _ in range(_MOST_PROPOSALS):
            proposed = solve(made, money, smallest=False, gap=inf, extra=extra, beyond=least, seconds=self.seconds)
            if proposed is None:
                return None
            found = judge(self.problem, proposed[0])
            if found is not None and self._keeps(found, aim):
                return found
            extra.append(_other_than(proposed[0], len(self.problem.timings)))
        raise UnprovenError(len(self.problem.timings))

    def _rows(self, made: Programme, aim: Aim, weights: Sequence[int] | None) -> list[Row]:
        """What an aim asks, and what need not be looked at, as rows of the programme."""
        count = len(self.problem.reach)
        rows: list[Row] = [(self._files[kind], -inf, float(most)) for kind, most in aim.most_files.items()]
        for of, least in aim.least.items():
            rows.append((made.money(self.problem, of % count, weights), (least - _SLACK) / made.unit, inf))
        left = [item for item in self._exchanges if item.better not in aim.without]
        out = (dominated(left, weights) - aim.kept) | aim.without
        if out:
            rows.append((dict.fromkeys(out, 1.0), -inf, 0.0))
        if aim.kept:
            rows.append((dict.fromkeys(aim.kept, 1.0), float(len(aim.kept)), inf))
        return rows

    def _keeps(self, found: Outcome, aim: Aim) -> bool:
        few = all(self._count(found, paper) <= most for paper, most in aim.most_files.items())
        return few and all(found.worth[row] >= least for row, least in aim.least.items())

    def _count(self, found: Outcome, paper: Paper) -> int:
        return sum(place in self._files[paper] for place in found.chosen)


def _other_than(chosen: frozenset[int], options: int) -> Row:
    """A row that any other set keeps to: something of it is left out, or something else is chosen."""
    terms = {place: -1.0 if place in chosen else 1.0 for place in range(options)}
    return terms, 1.0 - len(chosen), inf
