"""Find the best combinations of measures for a plan, and explain them.

Exact: what is proposed by the optimiser is judged in whole cents by the evaluator that brute force uses, and proven
against it in the tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.support.choosing import IN_REACH, SURE, Aim, Chooser
from wegwijzer.core.support.combination import Alternative, Combination, Goal, Shift
from wegwijzer.core.support.cumulation import CumulationRules
from wegwijzer.core.support.de_minimis import AidLedger, SmallAidRule, headroom, releases
from wegwijzer.core.support.explaining import explained
from wegwijzer.core.support.judging import Outcome, certain_filled_first
from wegwijzer.core.support.laying_out import build_both
from wegwijzer.core.support.options import Option, checked
from wegwijzer.core.support.programme import LONGEST_SECONDS
from wegwijzer.core.support.scheduling import Late, Timing, shifted, timing

MOST_OPTIONS = 600
MOST_SHIFTS = 6
"""Other starts that are worked out, those with most in reach first."""
DEFAULT_SHARE = Decimal(75)


def combine(
    options: Iterable[Option],
    *,
    rules: CumulationRules,
    small_aid: Sequence[SmallAidRule],
    ledger: AidLedger,
    on: date,
    share_pct: Decimal = DEFAULT_SHARE,
    seconds: float = LONGEST_SECONDS,
) -> Combination:
    """The best combinations of the options as they look on the day; the order of entry does not matter.

    `share_pct` of the most money is what the alternative with the least paper keeps. Raises InputError on options that
    contradict themselves, and UnprovenError when the best cannot be proven in `seconds` a proof.
    """
    ordered = checked(options)
    if len(ordered) > MOST_OPTIONS:
        raise InputError([Fault("", f"there are {len(ordered)} options.", f"at most {MOST_OPTIONS}.")])
    finder = _Finder(rules, tuple(small_aid), ledger, on, seconds)
    timings, late = finder.timed(ordered)
    careful, hopeful = finder.choosers(timings)
    row = SURE if careful.brings(SURE) else IN_REACH
    knows_speed = any(item.decided_on is not None for item in timings)
    with ThreadPoolExecutor(max_workers=1) as beside:  # the solver lets go of the interpreter while it works
        quick = beside.submit(finder.fastest, careful, row) if knows_speed else None
        hoped = beside.submit(finder.best_allowed, hopeful, row)
        certain = beside.submit(careful.certain_first)
        most = careful.most()
        light = careful.least_paper(row, Aim({row: int(most.worth[row] * share_pct / 100)}))
    found = [
        (Goal.CERTAIN_FIRST, careful, finder.if_more_certain(careful, certain.result(), most)),
        (Goal.MOST_MONEY, careful, certain_filled_first(careful.problem, most)),
        (Goal.LEAST_PAPER, careful, light),
        (Goal.FASTEST, careful, None if quick is None else quick.result()),
        (Goal.IF_ALLOWED, hopeful, finder.if_allowed(hopeful, hoped.result(), row, most)),
    ]
    told = [(goal, chooser, outcome) for goal, chooser, outcome in found if outcome is not None]
    last = max((item.granted_on for item in timings), default=on)
    return Combination(
        on=on,
        alternatives=_told_once(told, careful, late, ledger, small_aid),
        late=late,
        shifts=finder.shifts(ordered, late, most),
        headroom=headroom(ledger, small_aid, on=on),
        releases=releases(ledger, finder.small_aid, since=on, until=last),
        share_pct=share_pct,
        knows_speed=knows_speed,
    )


class _Finder:
    """What stays the same while several problems of one plan are looked at."""

    def __init__(
        self,
        rules: CumulationRules,
        small_aid: tuple[SmallAidRule, ...],
        ledger: AidLedger,
        on: date,
        seconds: float,
    ) -> None:
        self.rules, self.small_aid, self.ledger, self.on, self.seconds = rules, small_aid, ledger, on, seconds

    def timed(self, options: Iterable[Option]) -> tuple[list[Timing], tuple[Late, ...]]:
        """The options that are in time, and those that are not; what brings nothing is neither."""
        seen = [
            timing(option, on=self.on, rules=self.rules, ledger=self.ledger) for option in options if option.euro_high
        ]
        return [item for item in seen if isinstance(item, Timing)], tuple(
            item for item in seen if isinstance(item, Late)
        )

    def choosers(self, timings: Sequence[Timing]) -> tuple[Chooser, Chooser]:
        """Choosers for the options in time: with every open question answered with no, and with yes."""
        careful, hopeful = build_both(timings, self.rules, self.small_aid, self.ledger, on=self.on)
        return Chooser(careful, seconds=self.seconds), Chooser(hopeful, seconds=self.seconds)

    def fastest(self, chooser: Chooser, row: int) -> Outcome | None:
        """The set whose money is decided soonest: each cent weighs the days that it comes before the last decision."""
        known = [item.decided_on for item in chooser.problem.timings if item.decided_on is not None]
        last = max(known)
        weights = [
            1 + ((last - item.decided_on).days if item.decided_on is not None else 0)
            for item in chooser.problem.timings
        ]
        found = chooser.most_of(row, weights=weights)
        return None if found is None else chooser.without_needless(found, weights)

    def if_more_certain(self, chooser: Chooser, found: Outcome | None, most: Outcome) -> Outcome | None:
        """What surely fits first, where the most money gives up some of that; None elsewhere."""
        if found is None:
            return None
        first, other = (certain_filled_first(chooser.problem, item) for item in (found, most))
        return first if _certain(chooser, first) > _certain(chooser, other) else None

    def best_allowed(self, chooser: Chooser, row: int) -> Outcome | None:
        """The most money with every open question answered with yes; None where there is no question."""
        problem = chooser.problem
        if not problem.asked and all(option.is_de_minimis is not None for option in problem.options):
            return None
        return chooser.most_of(row)

    def if_allowed(self, chooser: Chooser, best: Outcome | None, row: int, most: Outcome) -> Outcome | None:
        """The most money once every open question is answered with yes; None where that wins nothing."""
        if best is None or best.worth[row] <= most.worth[row]:
            return None
        return chooser.without_needless(best, rows=(row,))

    def shifts(self, options: Sequence[Option], late: Sequence[Late], most: Outcome) -> tuple[Shift, ...]:
        """What later starts would win, the nearest first; only those that win something."""
        wanted: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
        for item in late:
            if item.possible_start is not None:
                days = (item.possible_start - item.option.start).days
                wanted[item.option.action, days] += item.option.euro_high
        found = []
        for action, days in sorted(wanted, key=lambda key: (-wanted[key], key))[:MOST_SHIFTS]:
            moved = [shifted(option, days) if option.action == action else option for option in options]
            timings, _ = self.timed(moved)
            chooser = self.choosers(timings)[0]
            best = chooser.most()
            gain = [Decimal(best.worth[row] - most.worth[row]) / 100 for row in (SURE, IN_REACH)]
            taken = {chooser.problem.options[place].id for place in best.chosen}
            options_won = tuple(item.option for item in late if item.option.id in taken)
            if gain > [Decimal(0), Decimal(0)]:
                start = next(option.start for option in moved if option.action == action)
                found.append(Shift(action, days, start, options_won, gain[0], gain[1]))
        return tuple(sorted(found, key=lambda item: (item.days, item.action)))


def _certain(chooser: Chooser, found: Outcome) -> Decimal:
    """What can be counted on of what surely fits, in euro."""
    sure = (place for place in found.chosen if chooser.problem.options[place].is_sure)
    return sum((found.low(place) for place in sure), Decimal(0))


def _told_once(
    found: Sequence[tuple[Goal, Chooser, Outcome]],
    careful: Chooser,
    late: Sequence[Late],
    ledger: AidLedger,
    small_aid: Sequence[SmallAidRule],
) -> tuple[Alternative, ...]:
    """Each result once, under all goals that it is best in."""
    grouped: dict[tuple[frozenset[str], bool], list[tuple[Goal, Chooser, Outcome]]] = defaultdict(list)
    for goal, chooser, outcome in found:
        names = frozenset(chooser.problem.options[place].id for place in outcome.chosen)
        grouped[names, goal is Goal.IF_ALLOWED].append((goal, chooser, outcome))
    told = []
    for group in grouped.values():
        _, chooser, outcome = group[0]
        goals = tuple(goal for goal, _, _ in group)
        told.append(explained(goals, chooser.problem, careful.problem, outcome, late, ledger, small_aid))
    return tuple(told)
