"""Grants: the formula of the catalogue, step by step, under ceilings that actions of the same year share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from wegwijzer.core.band import NOTHING, Band, exactly, hull_of
from wegwijzer.core.catalogue.amounts import Worth, worth
from wegwijzer.core.catalogue.measure import Amount, Measure
from wegwijzer.core.support.actions import PlannedAction
from wegwijzer.core.support.assumptions import Origin
from wegwijzer.core.support.context import Context, Reading
from wegwijzer.core.support.part_steps import limit_step, part_steps, sum_of
from wegwijzer.core.support.rules import MeasureRule
from wegwijzer.core.support.steps import Basis, Step, basis_of, euro, text
from wegwijzer.core.support.values import Nature, SupportValue, YearCeiling
from wegwijzer.core.support.yearly import YearlyUse
from wegwijzer.core.truth import NOT_MET

_ANYTHING = Band(NOTHING.low, None)


def grants(
    context: Context, measure: Measure, rule: MeasureRule, actions: Sequence[PlannedAction]
) -> Iterator[SupportValue]:
    """What a grant is worth for each action, the earliest first."""
    years: dict[int, YearlyUse] = {}
    for action in actions:
        day = context.application_day(action, rule)
        reading = context.read(action, measure, day)
        if reading is None:
            continue
        amount = reading.assessment.version.amount
        if amount is not None and amount.parts and not _is_relevant(amount, reading):
            continue
        if day.year not in years:
            years[day.year] = _received(
                context, measure, day.year, per_year=amount is not None and amount.per == "year"
            )
        amounts = _amounts(rule, reading, years[day.year])
        yield SupportValue(
            action=action,
            measure=measure,
            version=reading.assessment.version,
            variant="",
            counts_on=rule.counts_on,
            day=day,
            assessment=reading.assessment,
            picture=reading.picture,
            rules=reading.day.rules,
            verdict=reading.assessment.verdict,
            nature=Nature.GRANT,
            if_granted=amounts.shared,
            alone=amounts.alone,
            by_year={day.year: amounts.shared},
            steps=amounts.steps,
            ceilings=amounts.ceilings,
        )


def _is_relevant(amount: Amount, reading: Reading) -> bool:
    """Whether the action has a cost that the amount is a share of."""
    values = reading.picture.values
    return any(part.fixed or values.get(part.base or "") != NOTHING for part in amount.parts)


def _received(context: Context, measure: Measure, year: int, *, per_year: bool) -> YearlyUse:
    """What was already taken of the year's ceilings before this plan."""
    use = YearlyUse()
    found = [item for item in context.plan.received if item.measure == measure.id and item.year == year]
    for item in found:
        use.take("", item.eur)
    if per_year:
        received = use.taken.get("", NOTHING)
        origin = Origin.PLAN if found else Origin.DATA
        context.book.note("already_received", received, origin, subject=f"{measure.id} {year}")
    return use


class _Amounts(NamedTuple):
    """The worth on its own, beside earlier actions of the year, the steps, and the ceilings of the year."""

    alone: Band
    shared: Band
    steps: tuple[Step, ...]
    ceilings: tuple[YearCeiling, ...] = ()


def _amounts(rule: MeasureRule, reading: Reading, use: YearlyUse) -> _Amounts:
    """The worth on its own, the worth beside earlier actions of the year, and the steps."""
    version = reading.assessment.version
    basis = basis_of(version)
    if version.amount is None or not version.amount.parts:
        return _Amounts(_ANYTHING, _ANYTHING, (Step("amount_open", {}, basis),))
    parts = tuple(part for part in version.amount.parts if part.id not in rule.left_out)
    found = worth(replace(version.amount, parts=parts), reading.picture.values)
    counted = [part for part in found.parts if part.base != NOTHING]
    steps: list[Step] = []
    for part in counted:
        if found.amount.one_of and len(counted) > 1:
            steps.append(Step("either", {"part": text(part.part.label)}, basis))
        steps += part_steps(part, basis)
    alone, steps = _within_costs(rule, found, reading, steps, basis)
    ceilings: list[YearCeiling] = []
    shared = _shared(rule, reading, found, use, ceilings) if found.amount.per == "year" else alone
    if found.ceiling is not None:
        name = "yearly_ceiling" if found.amount.per == "year" else "ceiling"
        before = sum_of(part.worth for part in counted)
        steps.append(limit_step(name, before, found.ceiling, alone, basis))
    if shared != alone:
        steps.append(Step("shared", {"alone": euro(alone), "result": euro(shared)}, basis))
    return _Amounts(alone, shared, tuple(steps), tuple(ceilings))


def _within_costs(
    rule: MeasureRule, found: Worth, reading: Reading, steps: list[Step], basis: Basis
) -> tuple[Band, list[Step]]:
    """What no source gives exactly, held to the budget: a lump sum that follows from it, or unknown surcharges."""
    budget = reading.picture.values.get("project_budget_eur")
    if rule.surcharges_unknown and isinstance(budget, Band):
        highest = budget.capped(found.parts[0].ceiling or budget) if found.parts else NOTHING
        total = found.total.hull(Band(found.total.low, highest.high))
        return total, [*steps, Step("surcharges_unknown", {"result": euro(total)}, basis)]
    is_open = any(part.rate is None and not part.unlimited.is_exact for part in found.parts)
    if not is_open or not isinstance(budget, Band) or budget == NOTHING:
        return found.total, steps
    total = found.total.capped(budget)
    return total, [*steps, Step("within_costs", {"cost": euro(budget), "result": euro(total)}, basis)]


def _shared(rule: MeasureRule, reading: Reading, found: Worth, use: YearlyUse, ceilings: list[YearCeiling]) -> Band:
    """The worth beside what earlier actions of the year take from the same ceilings, which are noted in `ceilings`."""
    if found.ceiling is not None:
        ceilings.append(YearCeiling("", found.ceiling))
    is_single = sum(part.base != NOTHING for part in found.parts) == 1
    if reading.assessment.verdict is NOT_MET:
        return found.total
    version = reading.assessment.version
    groups = {ceiling: rule.figure(version, ceiling.figure) for ceiling in rule.shared}
    amounts: list[Band] = []
    for part in found.parts:
        result = part.worth
        names = [f"part:{part.part.id}"]
        if part.ceiling is not None:
            result = result.capped(use.room(names[0], part.ceiling))
            if is_single and part.base != NOTHING:
                ceilings.append(YearCeiling(names[0], part.ceiling))
        for ceiling, limit in groups.items():
            if limit is not None and part.part.id in ceiling.parts:
                names.append(f"group:{ceiling.figure}")
                result = result.capped(use.room(names[-1], exactly(limit)))
                if is_single and part.base != NOTHING:
                    ceilings.append(YearCeiling(names[-1], exactly(limit)))
        if found.ceiling is not None:
            result = result.capped(use.room("", found.ceiling))
        if not found.amount.one_of:
            for name in (*names, ""):
                use.take(name, result)
        amounts.append(result)
    if not found.amount.one_of:
        return sum_of(amounts)
    total = hull_of(amounts) if amounts else NOTHING
    use.take("", total)
    return total
