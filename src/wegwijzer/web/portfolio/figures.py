"""Equity, margin and liquidity over the years: a drawing each, and the numbers for the table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from wegwijzer.core.accounts.history import AccountsHistory, AccountsYear
from wegwijzer.core.knipperlichten.light import LightUnit
from wegwijzer.web.portfolio.charts import Point, bar_chart
from wegwijzer.web.portfolio.list_view import closing_text, equity_of, margin_of
from wegwijzer.wording.language import say
from wegwijzer.wording.signals import LightWording, value_text
from wegwijzer.wording.values import number_text

_MOST_YEARS = 5
_LIQUIDITY = "liquidity"
_THOUSAND, _MILLION = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over the years: title, drawing, and (year, value) oldest first."""

    id: str
    title: str
    drawing: SafeString
    told: str
    rows: tuple[tuple[str, str], ...]


def figures(history: AccountsHistory, wording: LightWording) -> tuple[Figure, ...]:
    """The three figures; one of which no year is known is left out."""
    years = list(reversed(history.years[:_MOST_YEARS]))
    found = (
        _amounts("equity", [equity_of(year) for year in years], years, wording),
        _amounts("margin", [margin_of(year) for year in years], years, wording),
        _liquidity(years, wording),
    )
    return tuple(figure for figure in found if figure is not None)


def liquidity_of(year: AccountsYear) -> float | None:
    """Current assets over what is owed within the year, as the light has it; None where the accounts do not tell."""
    amounts = year.year.amounts
    current, owed = amounts.get("29/58"), amounts.get("42/48")
    if current is None or owed is None:
        return None
    owed += amounts.get("492/3", 0.0)
    return (current - amounts.get("29", 0.0)) / owed if owed else None


def short_amount(amount: float, language: str) -> str:
    """An amount to stand in a drawing: in thousands or millions of euro.

    >>> short_amount(-1_240_000, "nl"), short_amount(86_400, "en")
    ('−1,2 mln', '86k')
    """
    size = abs(amount)
    if size >= _MILLION:
        number, unit = Decimal(repr(amount / _MILLION)).quantize(Decimal("0.1")), "million"
    elif size >= _THOUSAND:
        number, unit = Decimal(repr(amount / _THOUSAND)).quantize(Decimal("1")), "thousand"
    else:
        number, unit = Decimal(repr(amount)).quantize(Decimal("1")), "one"
    return say(f"portfolio.short.{unit}", language, number=number_text(number, language).replace("-", "\u2212"))


def _amounts(name: str, values: list[float | None], years: list[AccountsYear], wording: LightWording) -> Figure | None:
    language = wording.language
    written = ["" if value is None else value_text(value, LightUnit.EUR, language) for value in values]
    short = ["" if value is None else short_amount(value, language) for value in values]
    return _figure(name, values, short, written, years, language)


def _liquidity(years: list[AccountsYear], wording: LightWording) -> Figure | None:
    values = [liquidity_of(year) for year in years]
    written = ["" if value is None else value_text(value, LightUnit.RATIO, wording.language) for value in values]
    limit = wording.version(_LIQUIDITY).threshold
    text = say("portfolio.figure.limit", wording.language, limit=wording.value(_LIQUIDITY, limit))
    return _figure("liquidity", values, written, written, years, wording.language, limit=limit, limit_text=text)


def _figure(
    name: str,
    values: list[float | None],
    short: list[str],
    written: list[str],
    years: list[AccountsYear],
    language: str,
    *,
    limit: float | None = None,
    limit_text: str = "",
) -> Figure | None:
    if all(value is None for value in values):
        return None
    unknown = say("portfolio.figure.unknown", language)
    names = [closing_text(year, language) for year in years]
    points = [
        Point(str(year.year.end.year) if year.year.end else name_, value, text or "?")
        for year, name_, value, text in zip(years, names, values, short, strict=True)
    ]
    rows = tuple((name_, text or unknown) for name_, text in zip(names, written, strict=True))
    title = say(f"portfolio.figure.{name}", language)
    told = say(
        "portfolio.figure.told", language, title=title, years=", ".join(f"{year}: {text}" for year, text in rows)
    )
    drawing = bar_chart(points, told, chart_id=name, limit=limit, limit_text=limit_text)
    return Figure(name, title, drawing, told, rows)
