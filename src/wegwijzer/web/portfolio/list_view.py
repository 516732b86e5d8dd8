"""The list of clients as the page shows it: one row each, in words and small drawings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.safestring import SafeString

from wegwijzer.core.accounts.filing import TWELVE_MONTHS
from wegwijzer.core.accounts.history import AccountsYear
from wegwijzer.core.knipperlichten.light import LightUnit
from wegwijzer.web.portfolio.charts import score_bar, sparkline
from wegwijzer.web.portfolio.client_readings import ClientReading, talked_this_year
from wegwijzer.web.portfolio.light_marks import counts_text, light_strip
from wegwijzer.wording.language import say
from wegwijzer.wording.signals import LightWording, most_worrying, value_text
from wegwijzer.wording.values import date_text

ROWS_A_PAGE = 100
_MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure over the years: the drawing, and the newest value in words (empty where it is not known)."""

    drawing: SafeString
    value: str


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the list."""

    id: UUID
    name: str
    number: str
    is_fictional: bool
    year: str
    score: str
    bar: SafeString
    lights: SafeString
    counts: str
    equity: Trend
    margin: Trend
    light: str
    question: str
    last_talk: str
    is_due: bool


def client_rows(clients: Sequence[ClientReading], wording: LightWording, *, today: date) -> tuple[ClientRow, ...]:
    """The rows of the clients, in their order."""
    return tuple(_row(client, wording, today) for client in clients)


def _row(item: ClientReading, wording: LightWording, today: date) -> ClientRow:
    language, latest = wording.language, item.reading.latest
    top = next(iter(most_worrying(latest, wording.board)), None)
    talk = item.client.last_talk
    return ClientRow(
        id=item.client.pk,
        name=item.name,
        number=item.number if item.number != item.name else "",
        is_fictional=item.client.is_fictional,
        year=closing_text(latest.year, language),
        score=f"{latest.score:.0f}",
        bar=score_bar(latest.score),
        lights=light_strip(latest, wording.board, language),
        counts=counts_text(latest, language),
        equity=_trend(item, "equity", language, equity_of),
        margin=_trend(item, "margin", language, margin_of),
        light=wording.name(top.light) if top else "",
        question=wording.question(top.light) if top else "",
        last_talk=date_text(talk, language) if talk else "",
        is_due=not talked_this_year(item.client, today),
    )


def closing_text(year: AccountsYear, language: str) -> str:
    """The financial year by its closing year, with its months where they are not twelve."""
    end = year.year.end
    name = say("portfolio.year.unknown", language) if end is None else str(end.year)
    if year.months != TWELVE_MONTHS:
        return say("portfolio.year.months", language, year=name, months=f"{year.months:g}")
    return name


def equity_of(year: AccountsYear) -> float | None:
    """Equity; None where the accounts do not give it."""
    return year.year.amounts.get("10/15")


def margin_of(year: AccountsYear) -> float | None:
    """The gross margin as if the year had twelve months; None where the accounts do not tell.

    The full model has no line for it: there it is the income from operations less goods and services, which is how
    the abridged model defines it.
    """
    amounts = year.year.amounts
    margin = amounts.get("9900")
    if margin is None and "70/76A" in amounts:
        goods = amounts.get("60/61")
        if goods is None and ("60" in amounts or "61" in amounts):
            goods = amounts.get("60", 0.0) + amounts.get("61", 0.0)
        margin = None if goods is None else amounts["70/76A"] - goods
    return None if margin is None else margin * TWELVE_MONTHS / year.months


def _trend(item: ClientReading, name: str, language: str, figure_of: Callable[[AccountsYear], float | None]) -> Trend:
    years = list(reversed(item.history.years[:_MOST_YEARS]))
    values = [figure_of(year) for year in years]
    told = [
        say("portfolio.trend.year", language, year=closing_text(year, language), amount=_euro(value, language))
        for year, value in zip(years, values, strict=True)
        if value is not None
    ]
    if not told:
        return Trend(SafeString(), "")
    label = say(f"portfolio.trend.{name}", language, years=", ".join(told))
    newest = values[-1]
    return Trend(sparkline(values, label), "" if newest is None else _euro(newest, language))


def _euro(amount: float, language: str) -> str:
    return value_text(amount, LightUnit.EUR, language)
