"""Income from patents and other rights: the deduction of old on gross income, that of now on net income and nexus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wegwijzer.core.band import NOTHING, Band, exactly, hull_of
from wegwijzer.core.catalogue.amounts import in_cents
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.firm.facts import FactValue
from wegwijzer.core.support.actions import Income, PlannedAction
from wegwijzer.core.support.context import Context, Reading
from wegwijzer.core.support.rules import MeasureRule
from wegwijzer.core.support.steps import Basis, Figure, Step, basis_of, euro, number, percent
from wegwijzer.core.support.tax import share_of
from wegwijzer.core.support.values import Nature, SupportValue
from wegwijzer.core.support.yearly import left_over

_WHOLE = Decimal(100)
_ANY_FRACTION = Band(Decimal(0), _WHOLE)
_UNKNOWN_INCOME = Band(Decimal(0), None)
NET, GROSS = "innovation_income_net_eur", "patent_income_eur"


def income_deductions(
    context: Context, measure: Measure, rule: MeasureRule, actions: Sequence[PlannedAction]
) -> Iterator[SupportValue]:
    """What may be deducted for each year of income of each action; nothing for an action without income."""
    for action in actions:
        for income in sorted(action.incomes, key=lambda item: item.day):
            value = _value(context, measure, rule, action, income)
            if value is not None:
                yield value


def _value(
    context: Context, measure: Measure, rule: MeasureRule, action: PlannedAction, income: Income
) -> SupportValue | None:
    net, nexus = net_income(income), _nexus(context, action, income)
    gross = _UNKNOWN_INCOME if income.gross_eur is None else income.gross_eur
    facts: dict[str, FactValue] = {NET: net, GROSS: gross, "nexus_fraction_pct": nexus}
    reading = context.read(action, measure, income.day, facts)
    if reading is None:
        return None
    base, share = _formula(reading)
    basis = basis_of(reading.assessment.version)
    if base == GROSS:
        result = share_of(gross, share)
        steps = [Step("gross_income", {"year": _year(income), "income": euro(gross)}, basis)]
        steps.append(Step("income_share", {"rate": percent(share), "result": euro(result)}, basis))
    else:
        result = in_cents(share_of(net, share).product(nexus).times_share(1 / _WHOLE))
        steps = list(_net_steps(income, net, nexus, share, result, basis=basis))
    steps.append(Step("needs_profit", {}, basis))
    variant = str(income.year) if income.received_on is None else income.received_on.isoformat()
    return SupportValue(
        action=action,
        measure=measure,
        version=reading.assessment.version,
        variant=variant,
        counts_on=rule.counts_on,
        day=income.day,
        assessment=reading.assessment,
        picture=reading.picture,
        rules=reading.day.rules,
        verdict=reading.assessment.verdict,
        nature=Nature.DEDUCTION,
        if_granted=result,
        alone=result,
        by_year={income.day.year: result},
        steps=tuple(steps),
        excludes=tuple((other, variant) for other in rule.excludes),
    )


def net_income(income: Income) -> Band:
    """The net income of the year: as stated, else gross less the research of that year, never below nothing."""
    if income.net_eur is not None:
        return income.net_eur
    if income.gross_eur is None:
        return _UNKNOWN_INCOME
    if income.costs_eur is None:
        return income.gross_eur.hull(NOTHING)
    return left_over(income.gross_eur, income.costs_eur)


def nexus_fraction(income: Income, uplift_pct: Band) -> Band:
    """The nexus fraction in per cent: own and unrelated work, raised, over all costs of the right; at most the whole.

    Any fraction is possible while none of the costs is known; one that is left out beside others is nothing.
    """
    costs = (income.own_eur, income.unrelated_eur, income.related_eur, income.acquired_eur)
    if all(cost is None for cost in costs):
        return _ANY_FRACTION
    own, unrelated, related, acquired = (NOTHING if cost is None else cost for cost in costs)
    qualifying, other = own.plus(unrelated), related.plus(acquired)
    low = _fraction(qualifying.low, other.high, uplift_pct.low)
    return Band(low, max(low, _fraction(qualifying.high, other.low, uplift_pct.high)))


def _fraction(qualifying: Decimal | None, other: Decimal | None, uplift: Decimal | None) -> Decimal:
    if other is None:
        return Decimal(0)
    if qualifying is None:
        return _WHOLE
    if qualifying + other == 0:
        return Decimal(0)
    return min(_WHOLE, qualifying * (_WHOLE + (uplift or 0)) / (qualifying + other))


def _nexus(context: Context, action: PlannedAction, income: Income) -> Band:
    stated = action.facts.get("nexus_fraction_pct")
    if isinstance(stated, Band):
        return stated
    return nexus_fraction(income, context.book.number("nexus_uplift_pct") or NOTHING)


def _formula(reading: Reading) -> tuple[str, Band]:
    """What the deduction is a share of, and which; a range below the whole stands for the nexus fraction."""
    amount = reading.assessment.version.amount
    parts = amount.parts if amount else ()
    rates = [exactly(case.percentage.high) for part in parts for case in part.rate if case.percentage.high is not None]
    bases = {part.base for part in parts}
    return (GROSS if GROSS in bases else NET), hull_of(rates) if rates else NOTHING


def _net_steps(income: Income, net: Band, nexus: Band, share: Band, result: Band, *, basis: Basis) -> Iterator[Step]:
    if income.net_eur is None and income.gross_eur is not None and income.costs_eur is not None:
        figures = {"income": euro(income.gross_eur), "costs": euro(income.costs_eur), "result": euro(net)}
        yield Step("net_income", {"year": _year(income), **figures}, basis)
    else:
        yield Step("net_given", {"year": _year(income), "result": euro(net)}, basis)
    yield Step("nexus", {"nexus": percent(nexus)}, basis)
    yield Step("nexus_share", {"rate": percent(share), "nexus": percent(nexus), "result": euro(result)}, basis)


def _year(income: Income) -> Figure:
    return number(exactly(income.day.year))
