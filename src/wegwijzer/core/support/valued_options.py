"""From the value of a plan to the options that a best combination is chosen from.

An option holds what a measure brings when it is granted, before ceilings that actions share; how sure that is stays
with the value. What cannot be told in euro yet, for want of a tax rate or a cost, is no option.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from wegwijzer.core.band import NOTHING, Band
from wegwijzer.core.duties.rules import Kind, Side
from wegwijzer.core.duties.terms import Anchor, Unit, last_day
from wegwijzer.core.support.actions import Plan
from wegwijzer.core.support.assumptions import KEPT_TAX_IN_INVESTMENT
from wegwijzer.core.support.context import DayOf
from wegwijzer.core.support.options import Cost, Filing, FilingRule, Option, OptionKind, Paper, Pool, checked
from wegwijzer.core.support.rules import CountsOn, Formula, MeasureRule, SupportRules
from wegwijzer.core.support.values import Nature, PlanValue, SupportValue
from wegwijzer.core.support.valuing import value_plan
from wegwijzer.core.truth import MET

_PAPER = {"low": Paper.LIGHT, "medium": Paper.MEDIUM, "high": Paper.HEAVY}


def valued_options(plan: Plan, rules: SupportRules, day_of: DayOf, *, on: date) -> tuple[Option, ...]:
    """The options of a plan as it looks on the day `on`; what is refused or not known in euro is left out."""
    return options_of(value_plan(plan, rules, day_of, on=on), plan, rules)


def options_of(value: PlanValue, plan: Plan, rules: SupportRules) -> tuple[Option, ...]:
    """The options of a plan that was valued already."""
    found = [option for item in value.values if (option := _option(item, plan, rules)) is not None]
    limits: dict[str, Pool] = {}
    for option in found:
        for pool in option.pools:  # rules that changed within a year leave its largest ceiling
            known = limits.get(pool.id)
            if known is None or (pool.limit_eur or 0) > (known.limit_eur or 0):
                limits[pool.id] = pool
    return checked(replace(option, pools=tuple(limits[pool.id] for pool in option.pools)) for option in found)


def _option(value: SupportValue, plan: Plan, rules: SupportRules) -> Option | None:
    rule = rules.measures[value.measure.id]
    euro = value.alone if value.nature in (Nature.GRANT, Nature.KEPT_TAX) else value.cash
    if value.is_refused or euro is None or euro.high is None or euro == NOTHING:
        return None
    filing = _filing(value, rule, rules)
    needs_notice = rule.formula is Formula.RESEARCHERS and value.action.notified_on is None
    return Option(
        action=value.action.id,
        measure=value.measure.id,
        kind=OptionKind.GRANT if value.nature is Nature.GRANT else OptionKind.TAX,
        euro_low=euro.low or Decimal(0),
        euro_high=euro.high,
        start=value.action.start,
        end=value.action.end,
        paper=_PAPER[value.measure.effort],
        costs=tuple(_costs(value, rule, rules)),
        is_de_minimis=rule.is_de_minimis if value.nature is Nature.GRANT else False,
        max_intensity_pct=_highest_rate(value) if value.nature is Nature.GRANT else None,
        pools=tuple(_pools(value, plan)),
        lead_days=_lead_days(value, rules),
        filing=filing,
        notice_before_start=needs_notice,
        variant=value.variant,
        is_sure=value.verdict is MET,
        is_lowered=_is_lowered(value, plan, rule),
    )


def _is_lowered(value: SupportValue, plan: Plan, rule: MeasureRule) -> bool:
    """Whether the plan itself took the withholding tax that was kept off the investment."""
    given = plan.assumptions.get(KEPT_TAX_IN_INVESTMENT)
    is_off = rule.less_exempt_tax_from is not None and value.day >= rule.less_exempt_tax_from
    return is_off and given is not None and given != NOTHING


def _costs(value: SupportValue, rule: MeasureRule, rules: SupportRules) -> Iterator[Cost]:
    """The costs of the plan that the support rests on, by the kinds that its amount is a share of."""
    action, amount = value.action, value.version.amount
    kinds: dict[str, None] = {}
    if rule.formula is Formula.RESEARCHERS:
        kinds = {kind: None for kind in action.costs if rules.cost_kinds[kind].is_staff}
    elif rule.formula in (Formula.GRANT, Formula.INVESTMENT):
        bases = {part.base for part in amount.parts} if amount else set()
        for item in action.kind.sums:
            if item.fact in bases and (item.valid_from is None or value.day >= item.valid_from):
                kinds |= dict.fromkeys(kind for kind in item.costs if kind in action.costs)
        if "project_budget_eur" in bases or None in bases:
            kinds |= dict.fromkeys(action.costs)
    for kind in kinds:
        high = action.costs[kind].high
        if high:
            yield Cost(f"{action.id}:{kind}", high)


def _highest_rate(value: SupportValue) -> Decimal | None:
    worth = value.assessment.worth
    highs = [part.rate.high for part in worth.parts if part.rate is not None] if worth else []
    known = [high for high in highs if high is not None]
    return max(known) if known else None


def _pools(value: SupportValue, plan: Plan) -> Iterator[Pool]:
    """The ceilings of the year, less what the firm already received of the measure in it."""
    year = value.day.year
    since, until = date(year, 1, 1), date(year, 12, 31)
    for ceiling in value.ceilings:
        limit = ceiling.limit.high
        if limit is None:
            continue
        if ceiling.name == "":
            limit = max(limit - _received(plan, value.measure.id, year), Decimal(0))
        name = f":{ceiling.name}" if ceiling.name else ""
        yield Pool(f"{value.measure.id}:{year}{name}", limit, since=since, until=until)


def _received(plan: Plan, measure: str, year: int) -> Decimal:
    amounts: list[Band] = [item.eur for item in plan.received if item.measure == measure and item.year == year]
    return sum((amount.low or Decimal(0) for amount in amounts), Decimal(0))


def _filing(value: SupportValue, rule: MeasureRule, rules: SupportRules) -> Filing:
    """When the file must be in: support is asked for before the start, unless a documented term says otherwise."""
    if rule.counts_on is not CountsOn.APPLICATION:
        return Filing(FilingRule.ANY_TIME)
    days = rule.figure(value.version, "request_deadline_days")
    if days is not None:
        return Filing(FilingRule.WITHIN_DAYS_AFTER_START, int(days))
    earliest = rules.earliest_start(value.measure.id, value.day)
    is_next_month = earliest is not None and earliest.day == 1 and earliest.month != value.day.month
    return Filing(FilingRule.MONTH_BEFORE_START if is_next_month else FilingRule.BEFORE_START)


def _lead_days(value: SupportValue, rules: SupportRules) -> int | None:
    """Days from filing to the decision, where a term in days, weeks or months is documented."""
    duties = rules.duties.get(value.measure.id)
    for duty in duties.duties if duties else ():
        period = duty.on(value.day)
        term = period.term if period else None
        is_answer = duty.kind is Kind.ANSWER and duty.side is Side.EXPECT
        if is_answer and term and term.anchor is Anchor.REQUEST and term.unit is not Unit.WORKING_DAYS:
            return (last_day(term, value.day, frozenset()) - value.day).days
    return None
