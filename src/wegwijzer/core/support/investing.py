"""Investments: a share deducted from taxable profit, or the credit for research, at once or with depreciation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from wegwijzer.core.band import NOTHING, Band, exactly
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.firm.facts import FactValue
from wegwijzer.core.support.actions import PlannedAction
from wegwijzer.core.support.assumptions import KEPT_TAX_IN_INVESTMENT, Origin
from wegwijzer.core.support.context import Context, Reading
from wegwijzer.core.support.rules import MeasureRule
from wegwijzer.core.support.steps import Step, basis_of, euro, number, percent
from wegwijzer.core.support.tax import HUNDREDTH, share_of
from wegwijzer.core.support.values import Nature, SupportValue
from wegwijzer.core.support.yearly import left_over

_BASE = "investment_eur"
_OF_RESEARCH = ("technology_rd", "patent")
ONE_OFF, SPREAD = "one_off", "spread"


def investment_support(
    context: Context, measure: Measure, rule: MeasureRule, actions: Sequence[PlannedAction]
) -> Iterator[SupportValue]:
    """What a tax measure is worth for each action with an investment; spread beside at once where both are."""
    for action in actions:
        day = action.invested_on or action.start
        reading = context.read(action, measure, day)
        if reading is None:
            continue
        invested = reading.picture.values.get(_BASE)
        if not isinstance(invested, Band) or invested == NOTHING:
            continue
        context.book.note("invested_on", day, Origin.PLAN if action.invested_on else Origin.DAY, subject=action.id)
        counted = invested
        if rule.less_exempt_tax_from is not None and day >= rule.less_exempt_tax_from:
            counted = left_over(invested, context.book.number(KEPT_TAX_IN_INVESTMENT) or NOTHING)
            if counted != invested:
                extra: Mapping[str, FactValue] = {_BASE: counted}
                reading = context.read(action, measure, day, extra) or reading
        one_off = _at_once(measure, rule, action, reading, invested=invested, counted=counted)
        spread = _spread(rule, one_off, counted)
        if spread is None:
            yield replace(one_off, variant="", excludes=one_off.excludes[1:])
        else:
            yield from (one_off, spread)


def _at_once(
    measure: Measure, rule: MeasureRule, action: PlannedAction, reading: Reading, *, invested: Band, counted: Band
) -> SupportValue:
    assessment, day = reading.assessment, action.invested_on or action.start
    basis = basis_of(assessment.version)
    found = assessment.worth
    result = found.total if found is not None else NOTHING
    is_credit = bool(assessment.version.amount and assessment.version.amount.is_credit)
    steps = [Step("invested", {"cost": euro(invested)}, basis)]
    if counted != invested:
        steps.append(Step("less_exempt_tax", {"result": euro(counted)}, basis))
    if found is not None and found.parts:
        rates = [part.rate for part in found.parts if part.rate is not None]
        rate = rates[0]
        for other in rates[1:]:
            rate = rate.hull(other)
        steps.append(Step("one_off", {"rate": percent(rate), "result": euro(result)}, basis))
    refund = rule.figure(assessment.version, "refund_after_years")
    if refund is not None:
        steps.append(Step("refund", {"years": number(exactly(refund))}, basis))
    elif not is_credit:
        steps.append(Step("needs_profit", {}, basis))
    category = reading.picture.values.get("investment_category")
    excluded = rule.excludes if category is None or category in _OF_RESEARCH else ()
    return SupportValue(
        action=action,
        measure=measure,
        version=assessment.version,
        variant=ONE_OFF,
        counts_on=rule.counts_on,
        day=day,
        assessment=assessment,
        picture=reading.picture,
        rules=reading.day.rules,
        verdict=assessment.verdict,
        nature=Nature.CREDIT if is_credit else Nature.DEDUCTION,
        if_granted=result,
        alone=result,
        by_year={day.year: result},
        steps=tuple(steps),
        excludes=((measure.id, SPREAD), *((other, "") for other in excluded)),
    )


def _spread(rule: MeasureRule, one_off: SupportValue, counted: Band) -> SupportValue | None:
    """The same with a share of each year's depreciation, where the version documents one for such an investment."""
    values = one_off.picture.values
    rate = rule.figure(one_off.version, "spread_pct")
    if rate is None or values.get("investment_category") not in rule.spread_categories:
        return None
    basis = basis_of(one_off.version)
    result = share_of(counted, exactly(rate))
    figures = {"rate": percent(exactly(rate)), "result": euro(result)}
    years = values.get("depreciation_years")
    by_year: dict[int, Band] = {}
    if isinstance(years, Band) and years.is_exact and years.low:
        by_year = _per_year(result, one_off.day.year, int(years.low))
        figures |= {"years": number(years), "yearly": euro(by_year[one_off.day.year])}
        step = Step("spread", figures, basis)
    else:
        step = Step("spread_years_unknown", figures, basis)
    kept = tuple(item for item in one_off.steps if item.rule != "one_off")
    place = 1 + sum(item.rule in ("less_exempt_tax",) for item in kept)
    return replace(
        one_off,
        variant=SPREAD,
        if_granted=result,
        alone=result,
        by_year=by_year,
        steps=(*kept[:place], step, *kept[place:]),
        excludes=((one_off.measure.id, ONE_OFF), *one_off.excludes[1:]),
    )


def _per_year(total: Band, first: int, years: int) -> dict[int, Band]:
    """The total over so many years in equal parts, rounded half up to the cent; the last year takes the difference."""
    ends: list[list[Decimal]] = []
    for end in (total.low or Decimal(0), total.high or Decimal(0)):
        each = (end / years).quantize(HUNDREDTH, ROUND_HALF_UP)
        ends.append([each] * (years - 1) + [end - each * (years - 1)])
    return {
        first + place: Band(min(low, high), max(low, high)) for place, (low, high) in enumerate(zip(*ends, strict=True))
    }
