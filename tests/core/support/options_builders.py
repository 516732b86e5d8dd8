"""Options, rules and small problems for the tests of combinations; what a test is not about is unremarkable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

from hypothesis import strategies as st

from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.period import Period
from wegwijzer.core.support.cumulation import CumulationRule, CumulationRules, IntensityRule, RuleKind, Scope
from wegwijzer.core.support.de_minimis import AidEntry, AidLedger, Counting, SmallAidRule
from wegwijzer.core.support.judging import Outcome, judge
from wegwijzer.core.support.laying_out import build
from wegwijzer.core.support.options import Cost, Option, OptionKind, Paper, Pool
from wegwijzer.core.support.problem import Problem
from wegwijzer.core.support.scheduling import Timing, timing

ON = date(2026, 1, 5)
SOURCE = Source("a source", None)
SINCE_2014 = Period(date(2014, 1, 1))
OLD_RULE = SmallAidRule(Period(date(2014, 1, 1), date(2023, 12, 31)), Decimal(200_000), 3, Counting.TAX_YEARS, SOURCE)
NEW_RULE = SmallAidRule(
    Period(date(2024, 1, 1), date(2030, 12, 31)), Decimal(300_000), 3, Counting.ROLLING_YEARS, SOURCE
)
SMALL_AID = (OLD_RULE, NEW_RULE)
COMMON_INTENSITY = IntensityRule("common", SINCE_2014, {}, SOURCE, Confidence.HIGH)


def euro(amount: str | int) -> Decimal:
    """An amount."""
    return Decimal(amount)


def an_option(action: str = "coating", measure: str = "a", eur: str | int = 1000, **others: Any) -> Option:
    """A grant of so much, for an action of half a year that starts in March."""
    known: dict[str, Any] = {
        "kind": OptionKind.GRANT,
        "euro_low": Decimal(eur),
        "euro_high": Decimal(eur),
        "start": date(2026, 3, 1),
        "end": date(2026, 8, 31),
        "paper": Paper.MEDIUM,
    }
    return Option(action=action, measure=measure, **{**known, **others})


def a_cost(id_: str = "coating:staff", eligible: str | int = 10_000) -> Cost:
    """A cost."""
    return Cost(id_, Decimal(eligible))


def a_rule(kind: RuleKind, one: str, other: str, **others: Any) -> CumulationRule:
    """A rule for a pair of measures on the same costs."""
    known: dict[str, Any] = {
        "id": f"{one}-{kind.value}-{other}",
        "scope": Scope.SAME_COSTS,
        "period": SINCE_2014,
        "text": {"nl": "Zo is het.", "en": "So it is.", "fr": "C’est ainsi."},
        "source": SOURCE,
        "confidence": Confidence.HIGH,
    }
    return CumulationRule(kind=kind, measures=(one,), others=(other,), **{**known, **others})


def rules(*found: CumulationRule, intensity: bool = True) -> CumulationRules:
    """Some rules, with the common ceiling of intensity."""
    return CumulationRules(found, (COMMON_INTENSITY,) if intensity else ())


def aid(
    eur: Band | int | None,
    granted: Period | date | None,
    *,
    measure: str = "",
    is_de_minimis: bool | None = True,
) -> AidEntry:
    """A line of the ledger; an amount of None is unknown."""
    period = Period(granted, granted) if isinstance(granted, date) else granted
    band = Band(Decimal(0), None) if eur is None else eur
    return AidEntry(
        period, band if isinstance(band, Band) else Band(Decimal(band), Decimal(band)), "", "", measure, is_de_minimis
    )


def a_problem(
    *options: Option,
    found: CumulationRules | None = None,
    ledger: AidLedger | None = None,
    small_aid: tuple[SmallAidRule, ...] = SMALL_AID,
    asking_allowed: bool = False,
) -> Problem:
    """The problem of options that are all in time."""
    timings = [timing(option, on=ON) for option in options]
    assert all(isinstance(item, Timing) for item in timings)
    in_time = [item for item in timings if isinstance(item, Timing)]
    return build(in_time, found or rules(), small_aid, ledger or AidLedger(), on=ON, asking_allowed=asking_allowed)


def chosen(problem: Problem, outcome: Outcome) -> set[str]:
    """The ids of what is chosen."""
    return {problem.options[place].id for place in outcome.chosen}


def every_outcome(problem: Problem, weights: list[int] | None = None) -> Iterator[Outcome]:
    """Brute force: each set that may be chosen, judged."""
    places = range(len(problem.timings))
    for picked in chain.from_iterable(combinations(places, size) for size in range(len(places) + 1)):
        outcome = judge(problem, picked, weights)
        if outcome is not None:
            yield outcome


# Every kind of rule, on measures a to d; small ceilings, so that they bite.
EVERY_RULE = rules(
    a_rule(RuleKind.ALLOWED, "a", "b"),
    a_rule(RuleKind.EXCLUDED, "a", "c"),
    a_rule(RuleKind.LIMITED, "a", "d", intensity_pct=Decimal(60)),
    a_rule(RuleKind.LIMITED, "b", "c", intensity_pct=Decimal(45)),
    a_rule(RuleKind.REDUCES, "b", "d"),
    a_rule(RuleKind.ALLOWED, "c", "d"),
    a_rule(RuleKind.WAITING, "d", "d", months=12, scope=Scope.ALWAYS),
)
TIGHT = (SmallAidRule(SINCE_2014, Decimal(300), 3, Counting.ROLLING_YEARS, SOURCE),)
TIGHT_LEDGER = AidLedger((aid(Band(Decimal(100), Decimal(120)), date(2024, 5, 1)),))
_POOLS = {"a": (Pool("wallet", Decimal("150.55")),), "c": (Pool("files", limit_files=2),)}
_cents = st.integers(1, 30_000).map(lambda amount: Decimal(amount) / 100)


@st.composite
def small_options(draw: st.DrawFn, most: int = 6) -> list[Option]:
    """A few options over three actions, which share costs and ceilings."""
    return [draw(_one_option(place)) for place in range(draw(st.integers(1, most)))]


@st.composite
def _one_option(draw: st.DrawFn, place: int) -> Option:
    action = draw(st.sampled_from(("x", "y", "z")))
    measure = draw(st.sampled_from("abcd"))
    high = draw(_cents)
    low = draw(st.sampled_from((high, high, (high / 3).quantize(Decimal("0.01")), Decimal(0))))
    start = date.fromordinal(ON.toordinal() + draw(st.integers(0, 700)))
    costs = draw(st.lists(st.sampled_from(("p", "q")), unique=True, max_size=2))
    return an_option(
        action,
        measure,
        kind=draw(st.sampled_from(OptionKind)),
        euro_low=low,
        euro_high=high,
        start=start,
        end=date.fromordinal(start.toordinal() + draw(st.integers(0, 400))),
        paper=draw(st.sampled_from(Paper)),
        costs=tuple(Cost(f"{action}:{cost}", draw(_cents) * 2) for cost in costs),
        is_de_minimis=draw(st.sampled_from((True, False, None))),
        max_intensity_pct=draw(st.sampled_from((None, Decimal(50)))),
        pools=_POOLS.get(measure, ()),
        lead_days=draw(st.sampled_from((None, 30, 200))),
        variant=str(place),
        is_sure=draw(st.booleans()),
    )
