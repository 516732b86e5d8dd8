"""Lay options out as a problem: which pairs clash, and which ceilings they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import combinations
from math import ceil

from wegwijzer.core.support.cumulation import Answer, CumulationRules, Relation, relation, waiting_rules
from wegwijzer.core.support.de_minimis import AidLedger, SmallAidRule, headroom, months_later, rule_on
from wegwijzer.core.support.options import Option, OptionKind, Pool
from wegwijzer.core.support.problem import (
    CeilingKind,
    CommonIntensity,
    FileLimit,
    Part,
    Problem,
    Reduction,
    SharedCeiling,
)
from wegwijzer.core.support.scheduling import Timing


def build(
    timings: Sequence[Timing],
    rules: CumulationRules,
    small_aid: Sequence[SmallAidRule],
    ledger: AidLedger,
    *,
    on: date,
    asking_allowed: bool,
) -> Problem:
    """The problem of the options that are in time.

    With `asking_allowed`, a pair of which nothing is documented may be chosen together, and support of which nobody
    says that it is small aid does not count as such; without, neither.
    """
    careful, hopeful = build_both(timings, rules, small_aid, ledger, on=on)
    return hopeful if asking_allowed else careful


def build_both(
    timings: Sequence[Timing],
    rules: CumulationRules,
    small_aid: Sequence[SmallAidRule],
    ledger: AidLedger,
    *,
    on: date,
) -> tuple[Problem, Problem]:
    """The problem with every open question answered with no, and the same with yes."""
    ordered = tuple(sorted(timings, key=lambda item: (item.granted_on, item.option.id)))
    options = [item.option for item in ordered]
    found = dict(_relations(ordered, rules, on))
    asked = {pair: held for pair, held in found.items() if held.answer is Answer.ASK}
    apart = {pair: held for pair, held in found.items() if held.answer in (Answer.NEVER, Answer.ONE_OF)}
    holders = _holders(options)
    parts, reach = _laid_out(options, {cost for cost, members in holders.items() if len(members) > 1})
    # which places in `parts` each option has
    parts_of: list[list[int]] = [[] for _ in options]
    for place, part in enumerate(parts):
        parts_of[part.option].append(place)
    on_cost = {(part.option, part.cost): place for place, part in enumerate(parts) if part.cost is not None}
    others = (
        *_pools(options, parts_of),
        *_costs(options, holders, on_cost, reach),
        *_limited(options, found, on_cost),
    )
    counted = _small_aid(ordered, parts_of, small_aid, ledger, unknown_counts=True)
    careful = Problem(
        timings=ordered,
        parts=parts,
        reach=reach,
        apart=apart | asked,
        asked=asked,
        ceilings=(*others, *counted),
        intensities=tuple(_intensities(options, holders, on_cost, reach, rules, on)),
        reductions=tuple(_reductions(options, found, on_cost, reach)),
        file_limits=tuple(_file_limits(options)),
        parts_of=tuple(tuple(places) for places in parts_of),
        options=tuple(options),
    )
    known = _small_aid(ordered, parts_of, small_aid, ledger, unknown_counts=False)
    return careful, replace(careful, apart=apart, ceilings=(*others, *known))


def cents(euro: Decimal) -> int:
    """Whole cents, rounded down: support is never told higher than it is."""
    return int((euro * 100).to_integral_value(ROUND_FLOOR))


def _relations(
    ordered: Sequence[Timing], rules: CumulationRules, on: date
) -> Iterator[tuple[tuple[int, int], Relation]]:
    """Pairs for which something holds; the others go together."""
    options = [item.option for item in ordered]
    pairs = {pair for members in _holders(options).values() for pair in combinations(sorted(members), 2)}
    of_measure: dict[str, list[int]] = defaultdict(list)
    for place, option in enumerate(options):
        of_measure[option.measure].append(place)
    for rule in rules.rules:
        firsts = [place for measure in rule.measures for place in of_measure[measure]]
        seconds = [place for measure in rule.others for place in of_measure[measure]]
        pairs |= {(min(one, two), max(one, two)) for one in firsts for two in seconds if one != two}
    for one, other in sorted(pairs):
        held = relation(options[one], options[other], rules, on=on)
        waits = _waits(ordered[one], ordered[other], rules, on)
        if waits is not None and held.answer is not Answer.ONE_OF:
            held = waits
        if held.answer is not Answer.TOGETHER:
            yield (one, other), held


def _waits(one: Timing, other: Timing, rules: CumulationRules, on: date) -> Relation | None:
    """Whether one of the two would be granted in the waiting period after the other."""
    for first, second in ((one, other), (other, one)):
        for rule in waiting_rules(first.option, rules, on=on):
            if second.option.measure in rule.others and rule.months is not None:
                early, late = sorted((first.granted_on, second.granted_on))
                if late < months_later(early, rule.months):
                    return Relation(Answer.NEVER, rule)
    return None


def _holders(options: Sequence[Option]) -> dict[str, list[int]]:
    """Which options rest on each cost."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, option in enumerate(options):
        for cost in option.costs:
            holders[cost.id].append(place)
    return holders


def _laid_out(options: Sequence[Option], shared: set[str]) -> tuple[tuple[Part, ...], tuple[tuple[int, ...], ...]]:
    parts: list[Part] = []
    most: list[int] = []
    least: list[int] = []
    for place, option in enumerate(options):
        whole, lowest = cents(option.euro_high), cents(option.euro_low)
        split = _split(option, shared, whole)
        scaled = [amount * lowest // whole if whole else 0 for _, amount in split]
        scaled[-1] += lowest - sum(scaled)
        parts += [Part(place, cost) for cost, _ in split]
        most += [amount for _, amount in split]
        least += scaled
    return tuple(parts), (tuple(least),) if most == least else (tuple(least), tuple(most))


def _split(option: Option, shared: set[str], whole: int) -> list[tuple[str | None, int]]:
    """The cents of an option by shared cost, the rest last; rounding falls to the last."""
    own = [cost for cost in option.costs if cost.id in shared]
    if not own:
        return [(None, whole)]
    told = all(cost.support_eur is not None for cost in option.costs)
    total = sum((cost.eligible_eur for cost in option.costs), Decimal(0))
    split: list[tuple[str | None, int]] = []
    left = whole
    for cost in sorted(own, key=lambda cost: cost.id):
        share = cents(cost.support_eur or Decimal(0)) if told else int(whole * cost.eligible_eur / total)
        split.append((cost.id, min(left, share)))
        left -= split[-1][1]
    if len(own) < len(option.costs):
        split.append((None, left))
    else:
        split[-1] = (split[-1][0], split[-1][1] + left)
    return split


def _pools(options: Sequence[Option], parts_of: Sequence[Sequence[int]]) -> Iterator[SharedCeiling]:
    members: dict[Pool, list[int]] = defaultdict(list)
    for place, option in enumerate(options):
        for pool in option.pools:
            if pool.limit_eur is not None:
                members[pool] += parts_of[place]
    for pool in sorted(members, key=lambda pool: pool.id):
        yield SharedCeiling(CeilingKind.POOL, tuple(members[pool]), cents(pool.limit_eur or Decimal(0)), pool=pool)


def _file_limits(options: Sequence[Option]) -> Iterator[FileLimit]:
    members: dict[Pool, list[int]] = defaultdict(list)
    for place, option in enumerate(options):
        for pool in option.pools:
            if pool.limit_files is not None:
                members[pool].append(place)
    for pool in sorted(members, key=lambda pool: pool.id):
        yield FileLimit(pool, tuple(members[pool]), pool.limit_files or 0)


def _small_aid(
    ordered: Sequence[Timing],
    parts_of: Sequence[Sequence[int]],
    small_aid: Sequence[SmallAidRule],
    ledger: AidLedger,
    *,
    unknown_counts: bool,
) -> Iterator[SharedCeiling]:
    """For every day of a grant, what is granted in the years up to it stays within what the ledger leaves."""
    counted = [
        (place, item.granted_on)
        for place, item in enumerate(ordered)
        if item.option.is_de_minimis or (item.option.is_de_minimis is None and unknown_counts)
    ]
    found: list[SharedCeiling] = []
    for day in sorted({day for _, day in counted}, reverse=True):
        room = headroom(ledger, small_aid, on=day)
        rule = rule_on(small_aid, day)
        first = day if rule is None else rule.counts_from(day)
        parts = tuple(part for place, granted in counted if first <= granted <= day for part in parts_of[place])
        limit = cents(room.left.low or Decimal(0))
        within = set(parts)
        if not any(within <= later.members and later.cents <= limit for later in found):  # else it never bites first
            found.append(SharedCeiling(CeilingKind.SMALL_AID, parts, limit, headroom=room))
    yield from reversed(found)


def _costs(
    options: Sequence[Option],
    holders: Mapping[str, Sequence[int]],
    on_cost: Mapping[tuple[int, str], int],
    reach: Sequence[Sequence[int]],
) -> Iterator[SharedCeiling]:
    for cost, members in sorted(holders.items()):
        if len(members) > 1:
            parts = tuple(on_cost[place, cost] for place in members)
            most = cents(max(_eligible(options[place], cost) for place in members))
            most = max(most, *(row[part] for part in parts for row in reach))  # what one gives by itself, it may give
            yield SharedCeiling(CeilingKind.COST, parts, most, cost)


def _intensities(
    options: Sequence[Option],
    holders: Mapping[str, Sequence[int]],
    on_cost: Mapping[tuple[int, str], int],
    reach: Sequence[Sequence[int]],
    rules: CumulationRules,
    on: date,
) -> Iterator[CommonIntensity]:
    rule = rules.intensity_on(on)
    if rule is None:
        return
    for cost, members in sorted(holders.items()):
        grants = [place for place in members if options[place].kind is OptionKind.GRANT]
        if len(grants) < 2:
            continue
        caps = {}
        for place in grants:
            part, documented = on_cost[place, cost], options[place].max_intensity_pct
            allowed = 0 if documented is None else cents(_eligible(options[place], cost) * documented / 100)
            # what it gives by itself, it may give
            caps[part] = tuple(max(allowed, row[part]) if row[part] else 0 for row in reach)
        yield CommonIntensity(cost, caps, rule)


def _limited(
    options: Sequence[Option],
    found: Mapping[tuple[int, int], Relation],
    on_cost: Mapping[tuple[int, str], int],
) -> Iterator[SharedCeiling]:
    for (one, other), held in found.items():
        if held.answer is not Answer.LIMITED or held.rule is None or held.rule.intensity_pct is None:
            continue
        for cost in sorted(_common(options[one], options[other])):
            most = max(_eligible(options[one], cost), _eligible(options[other], cost))
            parts = tuple(part for (_, of), part in on_cost.items() if of == cost)
            limit = cents(most * held.rule.intensity_pct / 100)
            yield SharedCeiling(CeilingKind.LIMITED, parts, limit, cost, relation=held, pair=(one, other))


def _reductions(
    options: Sequence[Option],
    found: Mapping[tuple[int, int], Relation],
    on_cost: Mapping[tuple[int, str], int],
    reach: Sequence[Sequence[int]],
) -> Iterator[Reduction]:
    """The support of the reducer leaves the base; the rate on the base stays. Rounded up: never told too high."""
    for (one, other), held in found.items():
        if held.answer is not Answer.REDUCED:
            continue
        reducer, reduced = (one, other) if held.reducer is options[one] else (other, one)
        for cost in sorted(_common(options[one], options[other])):
            part, by = on_cost[reduced, cost], on_cost[reducer, cost]
            base = cents(_eligible(options[reduced], cost))
            lost = tuple(min(row[part], ceil(Fraction(row[by] * row[part], base))) for row in reach)
            yield Reduction(reducer, reduced, part, lost, held)


def _common(one: Option, other: Option) -> set[str]:
    return {cost.id for cost in one.costs} & {cost.id for cost in other.costs}


def _eligible(option: Option, cost_id: str) -> Decimal:
    return next(cost.eligible_eur for cost in option.costs if cost.id == cost_id)
