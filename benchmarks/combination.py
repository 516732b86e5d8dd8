"""The best combination of 30 measures for 10 actions over 24 months: all alternatives, proven to the cent.

Each action has four costs; a measure rests on one or two of them. A third of the measures has a yearly ceiling, a sixth
takes two files a year, half is small aid of which a ledger holds some. Half surely fits the firm; of the rest that is
open. The first line holds the rules of the package, where nearly every pair on one cost is a question. The harder line
documents three of every hundred pairs, of all kinds. The floor is laying the problem out, without solving it.

What drives the time is the integer programmes of the alternatives (what surely fits first, most money, least paper in
three steps, fastest, if allowed), not reading or judging. What brought the harder line from more than 30 seconds to
some two of processor time: groups of options that exclude each other in place of pairs; one column for what falls under
the same ceilings, whoever brings it; the best sought near the bound first; how many files will do asked of the money
that they bring; one row of small aid a change of what is left; no restarts, no search for symmetry or by rules of
thumb. What fills ceilings to the cent is kept by group, and half of the alternatives are looked for beside the others,
on a second core where one is free. Tried, and no gain: every largest clique, the exact hull of small ceilings, columns
fixed by their reduced cost, all kinds of paper in one objective, starting from the set before.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from benchmarks.reporting import Figure, Measured, milliseconds
from wegwijzer.core.band import exactly
from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.period import Period
from wegwijzer.core.support.combination import Combination, Goal
from wegwijzer.core.support.combining import combine
from wegwijzer.core.support.cumulation import CumulationRule, CumulationRules, RuleKind, Scope
from wegwijzer.core.support.de_minimis import AidEntry, AidLedger
from wegwijzer.core.support.laying_out import build
from wegwijzer.core.support.options import Cost, Option, OptionKind, Paper, Pool, checked
from wegwijzer.core.support.scheduling import Timing, timing
from wegwijzer.readers.cumulation import shipped_cumulation

MEASURES, ACTIONS, MONTHS = 30, 10, 24
LIMIT_MS = 1_000.0
RUNS = 5
_ON = date(2026, 1, 5)
_KINDS = (RuleKind.ALLOWED,) * 6 + (RuleKind.EXCLUDED,) * 2 + (RuleKind.LIMITED, RuleKind.REDUCES)
_DOCUMENTED_SHARE = 0.03
_PAPERS = tuple(Paper)


def measure() -> Iterator[Measured | Figure]:
    """Every line of the report."""
    shipped = shipped_cumulation()
    made = CumulationRules(tuple(_rules()), shipped.rules.intensity)
    ledger = AidLedger((AidEntry(Period(date(2024, 5, 1), date(2024, 5, 1)), exactly(120_000), "", "", ""),))
    plans = [_plan(seed) for seed in range(RUNS)]

    def solve(options: tuple[Option, ...], rules: CumulationRules) -> Combination:
        return combine(options, rules=rules, small_aid=shipped.small_aid, ledger=ledger, on=_ON)

    def lay_out(options: tuple[Option, ...]) -> None:
        timings = [item for option in options if isinstance(item := timing(option, on=_ON), Timing)]
        build(timings, made, shipped.small_aid, ledger, on=_ON, asking_allowed=False)

    solve(plans[0], shipped.rules)  # the first run loads the solver
    floor = milliseconds([_seconds(lambda plan=plan: lay_out(plan)) for plan in plans])  # type: ignore[misc]
    title = f"{MEASURES} measures x {ACTIONS} actions over {MONTHS} months"
    yield Measured(f"{title}: laid out (the floor)", floor, None, None)
    for name, rules in (("rules of the package", shipped.rules), ("harder rules", made)):
        times = [_seconds(lambda plan=plan, rules=rules: solve(plan, rules)) for plan in plans]  # type: ignore[misc]
        yield Measured(f"{title}: {name}", milliseconds(times), LIMIT_MS, floor, tail="p50")
    most = next(item for item in solve(plans[0], made).alternatives if Goal.MOST_MONEY in item.goals)
    yield Figure("the first plan: most money to count on", float(most.euro_low), "euro", None)
    yield Figure("the first plan: files in it", len(most.choices), "files", None)


def _plan(seed: int) -> tuple[Option, ...]:
    drawn = random.Random(seed)
    options = []
    for number in range(ACTIONS):
        start = _ON + timedelta(days=drawn.randrange(10, MONTHS * 30))
        action = f"action-{number}"
        eligible = {f"{action}:{cost}": Decimal(drawn.randrange(2_000, 120_000)) for cost in "abcd"}
        options += [_option(drawn, action, place, start, eligible) for place in range(MEASURES)]
    return checked(options)


def _option(drawn: random.Random, action: str, place: int, start: date, eligible: dict[str, Decimal]) -> Option:
    costs = drawn.sample(sorted(eligible), drawn.choice((1, 1, 2)))
    rate = Decimal(drawn.choice((20, 25, 30, 40, 50)))
    euro = sum((eligible[cost] for cost in costs), Decimal(0)) * rate / 100
    year, measure_ = start.year, f"measure-{place}"
    pools = []
    if place % 3 == 0:
        pools.append(Pool(f"{measure_}:{year}", Decimal(7_500 + 1_000 * place)))
    if place % 6 == 1:
        pools.append(Pool(f"{measure_}:{year}:files", limit_files=2))
    return Option(
        action=action,
        measure=measure_,
        kind=OptionKind.TAX if place % 5 == 4 else OptionKind.GRANT,
        euro_low=euro if place % 4 else euro / 2,
        euro_high=euro,
        start=start,
        end=start + timedelta(days=180),
        paper=_PAPERS[place % 3],
        costs=tuple(Cost(cost, eligible[cost]) for cost in costs),
        is_de_minimis=(False, True, None, False)[place % 4],
        max_intensity_pct=rate + 10,
        pools=tuple(pools),
        lead_days=None if place % 7 == 0 else 30 + 10 * (place % 9),
        is_sure=place % 4 < 2,
    )


def _rules() -> Iterator[CumulationRule]:
    drawn = random.Random(7)
    for one, other in combinations(range(MEASURES), 2):
        if drawn.random() < _DOCUMENTED_SHARE:
            kind = drawn.choice(_KINDS)
            yield CumulationRule(
                id=f"{one}-{other}",
                kind=kind,
                scope=Scope.SAME_COSTS,
                measures=(f"measure-{one}",),
                others=(f"measure-{other}",),
                period=Period(date(2014, 1, 1)),
                text={},
                source=Source("drawn", None),
                confidence=Confidence.LOW,
                intensity_pct=Decimal(60) if kind is RuleKind.LIMITED else None,
            )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
