"""The innovation premium: pay free of tax and contributions, under its ceilings per person, per staff and per year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.band import ANYTHING, NOTHING, Band, exactly
from wegwijzer.core.catalogue.amounts import in_cents
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.firm.facts import FactValue
from wegwijzer.core.premium.rules import PremiumRules
from wegwijzer.core.support.actions import Idea, PlannedAction
from wegwijzer.core.support.context import Context, Reading
from wegwijzer.core.support.rules import MeasureRule
from wegwijzer.core.support.steps import Basis, Step, basis_of, euro, number, percent
from wegwijzer.core.support.tax import share_of
from wegwijzer.core.support.values import Nature, SupportValue
from wegwijzer.core.support.yearly import YearlyUse, left_over
from wegwijzer.core.truth import NOT_MET


@dataclass(slots=True)
class _Year:
    """What the year's earlier ideas took: persons, and euro of the share of the wage bill."""

    persons: Band
    money: YearlyUse


def innovation_premiums(
    context: Context, measure: Measure, rule: MeasureRule, actions: Sequence[PlannedAction]
) -> Iterator[SupportValue]:
    """What each rewarded idea can be paid free of tax and contributions, the earliest first."""
    years: dict[int, _Year] = {}
    for action in actions:
        year = years.setdefault(action.start.year, _Year(NOTHING, YearlyUse()))
        value = _value(context, measure, rule, action, year)
        if value is not None:
            yield value


def _value(
    context: Context, measure: Measure, rule: MeasureRule, action: PlannedAction, year: _Year
) -> SupportValue | None:
    persons = exactly(sum((idea.persons for idea in action.ideas), Decimal(0)))
    facts: dict[str, FactValue] = {}
    if action.ideas:
        facts["persons_rewarded"] = exactly(max(idea.persons for idea in action.ideas))
        facts["persons_rewarded_this_year"] = year.persons.plus(persons)
    reading = context.read(action, measure, action.start, facts)
    if reading is None:
        return None
    alone, result, steps = _amounts(_ceilings(context, reading), reading, action.ideas, year)
    if reading.assessment.verdict is not NOT_MET:
        year.persons = year.persons.plus(persons)
    return SupportValue(
        action=action,
        measure=measure,
        version=reading.assessment.version,
        variant="",
        counts_on=rule.counts_on,
        day=action.start,
        assessment=reading.assessment,
        picture=reading.picture,
        rules=reading.day.rules,
        verdict=reading.assessment.verdict,
        nature=Nature.EXEMPT_PAY,
        if_granted=result,
        alone=alone,
        by_year={action.start.year: result},
        steps=steps,
    )


def _amounts(
    ceilings: PremiumRules | None, reading: Reading, ideas: tuple[Idea, ...], year: _Year
) -> tuple[Band, Band, tuple[Step, ...]]:
    """The exempt pay on its own and beside the year's earlier ideas, with the steps."""
    version = reading.assessment.version
    basis = basis_of(version)
    if not ideas or ceilings is None:
        return Band(Decimal(0), None), Band(Decimal(0), None), (Step("ideas_unknown", {}, basis),)
    staff = reading.picture.values.get("employees_headcount")
    limit = ceilings.most_persons(staff if isinstance(staff, Band) else ANYTHING)
    room = left_over(limit, year.persons)
    steps: list[Step] = []
    total = NOTHING
    for idea in ideas:
        counted = exactly(idea.persons).capped(room)
        room = left_over(room, counted)
        pay, step = _exempt_pay(idea, counted, basis)
        steps.append(step)
        total = total.plus(pay)
    if limit.high is not None:
        steps.append(Step("persons_limit", {"limit": number(limit), "result": euro(total)}, basis))
    alone = result = total
    share, bill = exactly(ceilings.most_wage_bill_pct), reading.picture.values.get("annual_gross_wage_bill_eur")
    if isinstance(bill, Band):
        ceiling = share_of(bill, share)
        alone, result = total.capped(ceiling), total.capped(year.money.room("bill", ceiling))
        figures = {"share": percent(share), "ceiling": euro(ceiling), "result": euro(result)}
        steps.append(Step("wage_bill", figures, basis))
    else:
        alone = result = total.hull(NOTHING)
        steps.append(Step("wage_bill_unknown", {"share": percent(share)}, basis))
    if reading.assessment.verdict is not NOT_MET:
        year.money.take("bill", result)
    return alone, result, tuple(steps)


def _ceilings(context: Context, reading: Reading) -> PremiumRules | None:
    """The ceilings of the version, as the helper for premiums reads them."""
    period = reading.assessment.version.period
    return next((rules for rules in context.rules.premium if rules.period == period), None)


def _exempt_pay(idea: Idea, persons: Band, basis: Basis) -> tuple[Band, Step]:
    """The exempt pay for one idea: the premium, but not more than a gross month's pay, for the persons that count."""
    wage = idea.monthly_gross_wage_eur
    each = idea.premium_eur.hull(NOTHING) if wage is None else idea.premium_eur.capped(wage)
    result = in_cents(each.product(persons))
    figures = {"premium": euro(idea.premium_eur), "persons": number(persons), "result": euro(result)}
    if wage is None:
        return result, Step("premium_wage_unknown", figures, basis)
    return result, Step("premium", {**figures, "wage": euro(wage)}, basis)
