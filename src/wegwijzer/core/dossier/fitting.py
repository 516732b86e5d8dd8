"""Whether the project fits the amounts of the measure: large enough, and what of it lies above a ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.dossier.content import NOTHING, Content, PartId
from wegwijzer.core.dossier.finding import Finding, met, not_met, unknown
from wegwijzer.core.dossier.limits import Limit, LimitKind, Rules

_COSTS = PartId.COSTS
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_EACH_PARTNER = ("max_support_per_partner_eur", "max_company_support_eur")


def check_fit(content: Content, rules: Rules) -> Iterator[Finding]:
    """The minimum and maximum of the project and of the support; unknown while costs or the rate are.

    Above a ceiling of support nothing is refused: the firm carries the rest itself, and is told how much support
    there is at most. Support is rounded half up to the cent.
    """
    for kind in (LimitKind.LEAST_COST, LimitKind.MOST_COST):
        limit = rules.limit(kind)
        if limit is not None:
            yield replace(_cost(content, limit), documented=limit.documented)
    least, most = rules.limit(LimitKind.LEAST_SUPPORT), rules.limit(LimitKind.MOST_SUPPORT)
    support = support_of(content, rules.rate)
    if least is not None:
        yield replace(_least_support(support, least, rules.rate), documented=least.documented)
    if most is not None:
        ceiling = _ceiling(content, most, rules.ceiling)
        yield replace(_most_support(support, ceiling), documented=most.documented, is_advice=True)
    for line in content.costs if rules.request.costs else ():
        if line.kind and line.kind not in rules.request.costs:
            finding = not_met("cost_not_taken", _COSTS, line.row, "kind", kind=line.kind)
            yield replace(finding, documented=rules.request.costs_quote)


def support_of(content: Content, rate: Band | None) -> Band | None:
    """The support before any ceiling, in euro; None while the costs or the rate are not known."""
    if rate is None or not content.is_cost_known or content.cost_sum < NOTHING:
        return None
    low, high = (None if end is None else _share(content.cost_sum, end) for end in (rate.low, rate.high))
    return Band(low, high)


def _share(euro: Decimal, percentage: Decimal) -> Decimal:
    return (euro * percentage / _HUNDRED).quantize(_CENT, ROUND_HALF_UP)


def _cost(content: Content, limit: Limit) -> Finding:
    total = content.cost_sum
    values: dict[str, Any] = {"total": total, "limit": limit.value}
    if limit.kind is LimitKind.LEAST_COST:
        if total >= limit.value:
            return met("least_cost", _COSTS, **values)
        return (not_met if content.is_cost_known else unknown)("least_cost", _COSTS, **values)
    if total > limit.value:  # a line whose amount is missing can only make it more
        return not_met("most_cost", _COSTS, **values)
    return (met if content.is_cost_known else unknown)("most_cost", _COSTS, **values)


def _least_support(support: Band | None, limit: Limit, rate: Band | None) -> Finding:
    if support is None:
        return unknown("least_support_open", _COSTS, limit=limit.value)
    verdict = support.at_least(limit.value)
    values: dict[str, Decimal] = {"limit": limit.value}
    if support.low is not None and support.high is not None and rate is not None:
        values |= {"low": support.low, "high": support.high}
    else:
        return unknown("least_support_open", _COSTS, limit=limit.value)
    return replace(met("least_support", _COSTS, **values), verdict=verdict)


def _ceiling(content: Content, limit: Limit, told: Band | None) -> Band:
    """The ceiling in euro: as the measure reads for this firm, else the figure of its file.

    One that holds for each partner apart says little of the whole: then only that it is at least so much.
    """
    if limit.documented in _EACH_PARTNER and content.partners:
        return Band(limit.value, None)
    return told if told is not None and None not in (told.low, told.high) else exactly(limit.value)


def _most_support(support: Band | None, ceiling: Band) -> Finding:
    least, most = ceiling.low or NOTHING, ceiling.high
    if support is None or support.low is None or support.high is None or most is None:
        return unknown("most_support_open", _COSTS, limit=most or least)
    values: dict[str, Any] = {"limit": most, "low": support.low, "high": support.high}
    if support.high <= least:
        return met("most_support", _COSTS, **values)
    return (not_met if support.low > most else unknown)("most_support", _COSTS, **values)
