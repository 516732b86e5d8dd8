"""What a plan is worth: every measure that can support an action, step by step, on the day whose rules count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from wegwijzer.core.band import NOTHING
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.support.actions import Plan, PlannedAction
from wegwijzer.core.support.assumptions import AssumptionBook
from wegwijzer.core.support.context import Context, DayOf
from wegwijzer.core.support.earning import income_deductions
from wegwijzer.core.support.granting import grants
from wegwijzer.core.support.investing import investment_support
from wegwijzer.core.support.researching import researcher_exemptions
from wegwijzer.core.support.rewarding import innovation_premiums
from wegwijzer.core.support.rules import Formula, MeasureRule, SupportRules
from wegwijzer.core.support.tax import after_tax, in_cash
from wegwijzer.core.support.values import Notice, PlanValue, SupportValue
from wegwijzer.core.truth import MET, NOT_MET

Calculation = Callable[[Context, Measure, MeasureRule, Sequence[PlannedAction]], Iterator[SupportValue]]

_CALCULATIONS: dict[Formula, Calculation] = {
    Formula.GRANT: grants,
    Formula.RESEARCHERS: researcher_exemptions,
    Formula.PREMIUM: innovation_premiums,
    Formula.INCOME: income_deductions,
    Formula.INVESTMENT: investment_support,
}


def value_plan(plan: Plan, rules: SupportRules, day_of: DayOf, *, on: date) -> PlanValue:
    """Value a plan as it looks on the day `on`.

    `day_of` gives the catalogue of any day: each measure is read by the version of the day that counts for it. The
    order in which actions were entered changes nothing.
    """
    actions = plan.in_time
    book = AssumptionBook(rules.assumptions, plan.assumptions)
    context = Context(plan, rules, day_of(on).catalogue, day_of, on, book)
    found: dict[str, list[SupportValue]] = {action.id: [] for action in actions}
    for measure in context.catalogue.measures.values():
        rule = rules.measures.get(measure.id)
        suited = [action for action in actions if is_for(measure, action)]
        if rule is None or rule.counted_in is not None or not suited:
            continue
        for value in _CALCULATIONS[rule.formula](context, measure, rule, suited):
            found[value.action.id].append(_with_cash(value, book))
    values = tuple(value for action in actions for value in sorted(found[action.id], key=_likeliest_first))
    reached = {(value.action.id, value.measure.id) for value in values}
    return PlanValue(
        on=on,
        actions=actions,
        values=values,
        not_in_force=tuple(item for key, item in context.not_in_force.items() if key not in reached),
        assumptions=book.used,
        notices=tuple(_notices(actions, on)),
    )


def is_for(measure: Measure, action: PlannedAction) -> bool:
    """Whether a measure is meant for this kind of action."""
    return action.kind.planned_action in measure.actions or measure.id in action.kind.also


def _with_cash(value: SupportValue, book: AssumptionBook) -> SupportValue:
    if value.verdict is NOT_MET:
        return value
    cash = in_cash(value.if_granted, value.nature, book)
    return replace(value, cash=cash, after_tax=after_tax(cash, value.nature, book))


def _likeliest_first(value: SupportValue) -> tuple[int, bool, Decimal, str, int]:
    """Certain ones first, measures that may not be open after those that are, refused ones last; then most euro first.

    What counts is the euro that comes at least: "up to" a large sum is less than a smaller one that is sure.
    """
    if value.verdict is NOT_MET or value.if_granted == NOTHING:
        place = 3
    elif value.verdict is MET:
        place = 0
    else:
        place = 1 if value.assessment.status_verdict is MET else 2
    least = value.if_granted.low or Decimal(0)
    return place, value.if_granted.high is None, -least, value.measure.id, value.version.number


def _notices(actions: Sequence[PlannedAction], on: date) -> Iterator[Notice]:
    for action in actions:
        if action.end < on:
            yield Notice("past", action)
        elif action.start < on:
            yield Notice("begun", action)
