"""A portfolio of fictional clients, to try the pages without files of one's own.

Two hundred firms from a seeded generator, most of them sound, ten in trouble in ten different ways. None exists: they
carry labels in place of enterprise numbers, and every page that shows them says so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from wegwijzer.core.accounts.filing import AccountsModel, Filing, FinancialYear
from wegwijzer.web.portfolio.sample_names import TRADES, Trade, firm_name

CLIENTS = 200
SEED = 2016
_YEARS = 3
_OWN_LABEL = "VERZONNEN-{number:03}"


@dataclass(frozen=True, slots=True)
class Course:
    """How a firm goes, a value a year, oldest first: growth of sales, gross margin and staff costs as shares, and more.

    `loans` are taken up in the year, as a share of sales; `stock` is the stock as a share of sales; `overdue` taxes and
    contributions past their day, as a share of sales. `equity` is the equity at the start as a share of sales.
    """

    growth: tuple[float, ...]
    margin: tuple[float, ...]
    staff: tuple[float, ...]
    stock: tuple[float, ...]
    loans: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
    overdue: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
    equity: float = 0.28
    is_nv: bool = False
    last_months: int = 12


def sample_filings(*, newest: int) -> Iterator[Filing]:
    """The filings of all fictional clients; `newest` is the year of their last accounts."""
    source = random.Random(SEED)  # noqa: S311 - figures to look at, nothing to guess
    troubled = source.sample(range(CLIENTS), len(_TROUBLES))
    names: set[str] = set()
    for number in range(CLIENTS):
        trade = source.choice(TRADES)
        course = _sound(source, trade)
        if number in troubled:
            course = _TROUBLES[troubled.index(number)](course)
        name = firm_name(source, trade, names)
        names.add(name)
        last = newest - (1 if source.random() < 0.06 and number not in troubled else 0)
        yield from _filings(source, trade, course, _OWN_LABEL.format(number=number + 1), name, last)


def _sound(source: random.Random, trade: Trade) -> Course:
    """A firm that does well enough, with the ups and downs of ordinary years."""
    margin, staff = trade.margin * source.uniform(0.9, 1.1), source.uniform(0.58, 0.74)
    return Course(
        growth=tuple(source.gauss(0.025, 0.055) for _ in range(_YEARS + 1)),
        margin=tuple(margin * source.gauss(1.0, 0.022) for _ in range(_YEARS + 1)),
        staff=tuple(staff * source.uniform(0.97, 1.03) for _ in range(_YEARS + 1)),
        stock=(trade.stock * source.uniform(0.8, 1.2),) * (_YEARS + 1),
        equity=source.uniform(0.04, 0.34),
        is_nv=source.random() < 0.12,
    )


def _filings(
    source: random.Random, trade: Trade, course: Course, entity: str, name: str, last: int
) -> Iterator[Filing]:
    years = _years(source, trade, course, last)
    for place in range(1, len(years)):
        year, previous = years[place], years[place - 1]
        yield Filing(
            entity=entity,
            year=year,
            previous=previous,
            model=AccountsModel.ABRIDGED,
            deposited=date(last - len(years) + place + 2, 6, 30),
            name=name,
            legal_form="nv" if course.is_nv else "bv",
            nace=trade.nace,
            nace_version="2008",
            where=entity,
        )


def _years(source: random.Random, trade: Trade, course: Course, last: int) -> list[FinancialYear]:
    """The years of one firm, oldest first; every sum of the balance sheet and the results holds to the euro."""
    sales = trade.sales * source.uniform(0.4, 2.2)
    fixed = sales * trade.fixed * source.uniform(0.7, 1.2)
    capital = max(18_600.0, round(sales * (0.12 if course.is_nv else 0.03), -2))
    equity = sales * course.equity
    loans = fixed * source.uniform(0.25, 0.7)
    found = []
    for place in range(_YEARS + 1):
        sales *= 1 + course.growth[place]
        fixed = fixed * 0.88 + sales * trade.fixed * 0.12 + sales * course.loans[place]
        loans = loans * 0.85 + sales * course.loans[place]
        margin, wages = sales * course.margin[place], sales * course.margin[place] * course.staff[place]
        written_off, other = fixed * 0.11, margin * 0.09
        operating = margin - wages - written_off - other
        interest = loans * 0.045 + sales * 0.001
        before_tax = operating - interest
        tax = max(0.0, before_tax) * 0.22
        result = before_tax - tax
        equity += result - max(0.0, result) * 0.7
        months = course.last_months if place == _YEARS else 12
        amounts = _amounts(
            sales=sales, margin=margin, wages=wages, written_off=written_off, other=other, interest=interest, tax=tax,
            fixed=fixed, loans=loans, equity=equity, capital=capital, stock=sales * course.stock[place],
            owed=sales * trade.owed, overdue=sales * course.overdue[place], share_of_year=months / 12,
        )  # fmt: skip
        end = date(last - _YEARS + place, 12, 31) if months == 12 else date(last, months, 30)
        found.append(FinancialYear(amounts, end, float(months)))
    return found


def _amounts(
    *,
    sales: float,
    margin: float,
    wages: float,
    written_off: float,
    other: float,
    interest: float,
    tax: float,
    fixed: float,
    loans: float,
    equity: float,
    capital: float,
    stock: float,
    owed: float,
    overdue: float,
    share_of_year: float,
) -> dict[str, float]:
    def flow(amount: float) -> float:
        return float(round(amount * share_of_year))

    results = {"70": flow(sales), "9900": flow(margin), "62": flow(wages), "630": flow(written_off)}
    results |= {"640/8": flow(other), "65/66B": flow(interest), "65": flow(interest), "75/76B": 0.0}
    results["9901"] = results["9900"] - results["62"] - results["630"] - results["640/8"]
    results["9903"] = results["9901"] - results["65/66B"]
    results["67/77"] = flow(tax)
    results["9904"] = results["9903"] - results["67/77"]
    assets, equity, loans, stock, owed = (float(round(part)) for part in (fixed, equity, loans, stock, owed))
    current = float(round(owed * 0.85 + sales * 0.03))
    cash = equity + loans + current - assets - stock - owed
    least = float(round(sales * 0.004))
    if cash < least:  # what is short is borrowed from the bank and the suppliers
        current += least - cash
        cash = least
    reserve = float(round(max(0.0, equity - capital) * 0.3))
    total = assets + stock + owed + cash
    balance = {
        "20": 0.0, "21/28": assets, "29": 0.0, "3": stock, "40/41": owed, "50/53": 0.0, "54/58": cash, "490/1": 0.0,
        "29/58": stock + owed + cash, "20/58": total, "10/11": capital, "10": capital, "12": 0.0, "13": reserve,
        "14": equity - capital - reserve, "15": 0.0, "10/15": equity, "16": 0.0, "17": loans, "42/48": current,
        "492/3": 0.0, "17/49": loans + current, "10/49": total, "9072": float(round(overdue * 0.4)),
        "9076": float(round(overdue * 0.6)), "9087": round(wages / 58_000, 1),
    }  # fmt: skip
    return balance | results


def _falling(course: Course) -> Course:
    return replace(course, growth=(0.01, -0.05, -0.14, -0.22), staff=_times(course.staff, (1, 1.06, 1.2, 1.34)))


def _squeezed(course: Course) -> Course:
    return replace(
        course, margin=_times(course.margin, (1, 0.92, 0.8, 0.68)), staff=(0.66, 0.71, 0.8, 0.9), equity=0.14
    )


def _eaten(course: Course) -> Course:
    worse = _times(course.margin, (0.8, 0.72, 0.64, 0.56))
    return replace(course, margin=worse, staff=(0.85, 0.93, 1.02, 1.12), overdue=(0, 0.004, 0.015, 0.03), equity=0.09)


def _short_of_cash(course: Course) -> Course:
    stock = _times(course.stock, (1, 1.2, 1.4, 1.6))
    return replace(course, growth=(0.1, 0.25, 0.35, 0.4), equity=0.03, stock=stock, staff=(0.74, 0.76, 0.78, 0.79))


def _overdue(course: Course) -> Course:
    return replace(course, overdue=(0, 0, 0.008, 0.024), equity=0.05, staff=(0.74, 0.77, 0.79, 0.82))


def _top_heavy(course: Course) -> Course:
    return replace(course, staff=(0.72, 0.8, 0.89, 0.95), equity=0.12)


def _over_borrowed(course: Course) -> Course:
    return replace(course, loans=(0.1, 0.45, 0.6, 0.1), equity=0.06, staff=(0.7, 0.7, 0.69, 0.68))


def _old_wound(course: Course) -> Course:
    return replace(course, equity=-0.06, staff=(0.84, 0.79, 0.75, 0.72))


def _full_of_stock(course: Course) -> Course:
    return replace(course, stock=(0.2, 0.3, 0.42, 0.55), growth=(0, -0.03, -0.06, -0.08), equity=0.14)


def _below_half_the_capital(course: Course) -> Course:
    worse = _times(course.margin, (0.9, 0.86, 0.82, 0.78))
    return replace(course, is_nv=True, margin=worse, staff=(0.82, 0.88, 0.94, 0.98), equity=0.15, last_months=9)


def _times(values: tuple[float, ...], factors: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(value * factor for value, factor in zip(values, factors, strict=True))


_TROUBLES = (
    _falling,
    _squeezed,
    _eaten,
    _short_of_cash,
    _overdue,
    _top_heavy,
    _over_borrowed,
    _old_wound,
    _full_of_stock,
    _below_half_the_capital,
)
