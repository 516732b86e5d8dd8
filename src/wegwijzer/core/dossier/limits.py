"""The limits of a measure on a project, read from the measure's own version: never written a second time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.measure import Version
from wegwijzer.core.criteria.nodes import Values
from wegwijzer.core.dossier.structure import Extra, Request


class LimitKind(Enum):
    """What is limited; the amounts are euro, the durations months, the shares per cent."""

    LEAST_COST = "least_cost"
    MOST_COST = "most_cost"
    LEAST_SUPPORT = "least_support"
    MOST_SUPPORT = "most_support"
    LEAST_MONTHS = "least_months"
    MOST_MONTHS = "most_months"
    MOST_SHARE = "most_share"
    LEAST_FIRMS = "least_firms"
    LEAST_RESEARCH = "least_research"
    MONTH_AFTER = "month_after"
    """The project begins on the first day of the month after the request at the earliest."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. `documented` is the quote, or the name of the figure in the measure's file, from which it comes."""

    kind: LimitKind
    value: Decimal
    documented: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a measure asks of a dossier on one day. `rate` and `ceiling` read its support for this firm: per cent
    and euro, None where its file has none or several."""

    request: Request
    version: Version
    limits: tuple[Limit, ...]
    extras: tuple[Extra, ...]
    rate: Band | None = None
    ceiling: Band | None = None

    def limit(self, kind: LimitKind) -> Limit | None:
        """The limit of that kind, if the measure has one."""
        return next((limit for limit in self.limits if limit.kind is kind), None)


_EURO = {
    "min_budget_eur": LimitKind.LEAST_COST,
    "min_project_eur": LimitKind.LEAST_COST,
    "min_support_eur": LimitKind.LEAST_SUPPORT,
    "max_support_eur": LimitKind.MOST_SUPPORT,
    "max_support_per_partner_eur": LimitKind.MOST_SUPPORT,
    "max_company_support_eur": LimitKind.MOST_SUPPORT,
    "max_duration_months": LimitKind.MOST_MONTHS,
}
_RANGES = {
    "budget_eur": (LimitKind.LEAST_COST, LimitKind.MOST_COST),
    "duration_months": (LimitKind.LEAST_MONTHS, LimitKind.MOST_MONTHS),
}
_YEAR = 12


def rules_for(request: Request, version: Version, values: Values) -> Rules:
    """What the measure asks on the day that its version holds, of a firm of which `values` are known."""
    rate, ceiling = _support(version, values)
    extras = tuple(extra for extra in request.extras if documents(version, extra.quote))
    return Rules(request, version, tuple(_limits(request, version)), extras, rate, ceiling)


def _support(version: Version, values: Values) -> tuple[Band | None, Band | None]:
    if version.amount is None:
        return None, None
    found = worth(version.amount, values)
    if len(found.parts) != 1:
        return None, found.ceiling
    return found.parts[0].rate, found.parts[0].ceiling or found.ceiling


def _limits(request: Request, version: Version) -> Iterator[Limit]:
    told = version.documented.get("amount")
    amount: Mapping[str, object] = told if isinstance(told, Mapping) else {}
    for key, kind in _EURO.items():
        if (value := _number(amount.get(key))) is not None:
            yield _limit(version, kind, value, key)
    if (years := _number(amount.get("max_duration_years"))) is not None:
        yield _limit(version, LimitKind.MOST_MONTHS, years * _YEAR, "max_duration_years")
    for key, (low, high) in _RANGES.items():
        span = amount.get(key)
        if isinstance(span, Mapping):
            for kind, end in ((low, "min"), (high, "max")):
                if (value := _number(span.get(end))) is not None:
                    yield _limit(version, kind, value, f"{key}.{end}")
    for quoted in request.limits:
        if documents(version, quoted.quote):
            yield _limit(version, LimitKind(quoted.kind), Decimal(quoted.value), quoted.quote)


def _limit(version: Version, kind: LimitKind, value: Decimal, documented: str) -> Limit:
    return Limit(kind, value, documented, version.source.title, version.source.url)


def _number(value: object) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def documents(version: Version, quote: str) -> bool:
    """Whether the conditions or the research notes of the version hold the quote, word for word."""
    return any(quote in text for text in (*(row.documented for row in version.conditions), *_texts(version.documented)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
