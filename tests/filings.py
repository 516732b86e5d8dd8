"""Belgian annual accounts made up by a seeded generator, consistent in every sum, and their files in each format.

`client` gives the filings of one firm, newest first; `clients` a portfolio; `Trouble` the ways in which a firm can be
in trouble. `tests.filing_files` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

import numpy as np
import numpy.typing as npt

from wegwijzer.core.accounts.filing import AccountsModel, Filing, FinancialYear

Numbers = npt.NDArray[np.float64]

SECTORS = ("25110", "41201", "43221", "46731", "47112", "49410", "56101", "62010", "69201", "71121", "81220", "96021")
_GROSS_MARGIN = (0.38, 0.24, 0.42, 0.22, 0.26, 0.45, 0.62, 0.70, 0.80, 0.72, 0.68, 0.66)
_MODELS = (AccountsModel.MICRO, AccountsModel.ABRIDGED, AccountsModel.ABRIDGED, AccountsModel.FULL)
_NEWEST_YEAR = 2024


class Trouble(Enum):
    """How a firm can be in trouble; everything else about it stays ordinary."""

    FALLING_SALES = "falling_sales"
    LOSS = "loss"
    OVERDUE_DEBTS = "overdue_debts"
    NEGATIVE_EQUITY = "negative_equity"
    ILLIQUID = "illiquid"
    OVER_INDEBTED = "over_indebted"
    LOSSES_CARRIED_FORWARD = "losses_carried_forward"
    MARGIN_SQUEEZE = "margin_squeeze"
    STAFF_COSTS = "staff_costs"
    INTEREST_BURDEN = "interest_burden"


@dataclass
class Drivers:
    """What decides the accounts of many firms at once: one number a firm, years along the second axis."""

    turnover: Numbers
    gross_margin: Numbers
    staff_share: Numbers
    depreciation_rate: Numbers
    interest_rate: Numbers
    fixed_share: Numbers
    equity_share: Numbers
    long_share: Numbers
    carried_share: Numbers
    cash_share: Numbers
    overdue_share: Numbers


def _drivers(count: int, years: int, rng: np.random.Generator, sectors: npt.NDArray[np.int64]) -> Drivers:
    """Ordinary firms: profitable, solvent, liquid; year 0 is the oldest."""

    def drawn(low: float, high: float) -> Numbers:
        return rng.uniform(low, high, (count, 1))

    growth = np.cumprod(1 + rng.uniform(0.0, 0.08, (count, years)), axis=1)
    margin = np.asarray(_GROSS_MARGIN)[sectors][:, None] * rng.uniform(0.94, 1.06, (count, 1))
    return Drivers(
        turnover=np.exp(rng.normal(13.6, 0.9, (count, 1))) * growth,
        gross_margin=np.clip(margin * rng.uniform(0.995, 1.01, (count, years)), 0.05, 0.9),
        staff_share=drawn(0.50, 0.68) * np.ones((1, years)),
        depreciation_rate=drawn(0.05, 0.10) * np.ones((1, years)),
        interest_rate=drawn(0.015, 0.035) * np.ones((1, years)),
        fixed_share=drawn(0.25, 0.50) * np.ones((1, years)),
        equity_share=drawn(0.34, 0.55) * np.ones((1, years)),
        long_share=drawn(0.45, 0.60) * np.ones((1, years)),
        carried_share=drawn(0.4, 0.7) * np.ones((1, years)),
        cash_share=drawn(0.25, 0.45) * np.ones((1, years)),
        overdue_share=np.zeros((count, years)),
    )


def _afflict(drivers: Drivers, rows: slice | int, trouble: Trouble) -> None:
    """Bring one kind of trouble upon these firms, worst in the newest year."""
    d = drivers
    if trouble is Trouble.FALLING_SALES:
        d.turnover[rows, -1] = d.turnover[rows, -2] * 0.74
    elif trouble is Trouble.LOSS:
        d.gross_margin[rows, -2:] *= 0.55
        d.staff_share[rows, -2:] = 1.05
    elif trouble is Trouble.OVERDUE_DEBTS:
        d.overdue_share[rows, -1] = 0.4
    elif trouble is Trouble.NEGATIVE_EQUITY:
        d.equity_share[rows, -1] = -0.12
        d.equity_share[rows, -2] = 0.03
        d.carried_share[rows, -2:] = -1.5
    elif trouble is Trouble.ILLIQUID:
        d.fixed_share[rows, -2:] = 0.85
        d.long_share[rows, -2:] = 0.15
        d.cash_share[rows, -2:] = 0.02
    elif trouble is Trouble.OVER_INDEBTED:
        d.equity_share[rows, -2:] = 0.05
        d.carried_share[rows, -2:] = 0.1
        d.long_share[rows, -2:] = 0.7
    elif trouble is Trouble.LOSSES_CARRIED_FORWARD:
        d.carried_share[rows, -2] = -0.4
        d.carried_share[rows, -1] = -0.8
    elif trouble is Trouble.MARGIN_SQUEEZE:
        d.gross_margin[rows, -1] = d.gross_margin[rows, -2] - 0.08
    elif trouble is Trouble.STAFF_COSTS:
        d.staff_share[rows, -1] = 0.97
    elif trouble is Trouble.INTEREST_BURDEN:
        d.interest_rate[rows, -1] = 0.25
        d.staff_share[rows, -2:] = 0.86
        d.equity_share[rows, -2:] = 0.22
        d.long_share[rows, -2:] = 0.8


def _split(total: Numbers, rng: np.random.Generator, count: int) -> list[Numbers]:
    """Whole parts that make up the total to the euro; the signs of the parts are that of the total."""
    parts = []
    rest = total.copy()
    for left in range(count, 1, -1):
        part = np.trunc(rest * rng.uniform(0.5, 1.3, total.shape) / left)
        parts.append(part)
        rest = rest - part
    return [*parts, rest]


def _accounts(d: Drivers, rng: np.random.Generator) -> dict[str, Numbers]:
    """Every rubric of every firm and year from its drivers; every sum holds to the euro."""
    a: dict[str, Numbers] = {}
    shape = d.turnover.shape
    a["70"] = np.rint(d.turnover)
    a["74"] = np.rint(a["70"] * 0.01)
    a["76A"] = np.rint(a["70"] * 0.002)
    a["70/76A"] = a["70"] + a["74"] + a["76A"]
    a["60/61"] = np.rint(a["70/76A"] * (1 - d.gross_margin))
    a["60"], a["61"] = _split(a["60/61"], rng, 2)
    a["600/8"] = a["60"] + 500
    a["609"] = np.full(shape, -500.0)
    a["9900"] = a["70/76A"] - a["60/61"]

    total = np.rint(d.turnover * 0.75)
    a["21/28"] = np.rint(total * d.fixed_share)
    a["21"], a["22/27"], a["28"] = _split(a["21/28"], rng, 3)
    a["20"] = np.rint(total * 0.004)
    a["29/58"] = total - a["21/28"] - a["20"]
    cash = np.rint(a["29/58"] * d.cash_share)
    a["54/58"] = np.rint(cash * 0.8)
    a["50/53"] = cash - a["54/58"]
    rest = a["29/58"] - cash
    a["29"] = np.rint(rest * 0.03)
    a["490/1"] = np.rint(rest * 0.03)
    a["3"] = np.rint(rest * 0.25)
    a["30/36"], a["37"] = _split(a["3"], rng, 2)
    a["40/41"] = rest - a["29"] - a["490/1"] - a["3"]
    a["40"] = np.rint(a["40/41"] * 0.85)
    a["41"] = a["40/41"] - a["40"]
    a["20/58"] = a["10/49"] = total

    a["10/15"] = np.rint(total * d.equity_share)
    a["14"] = np.rint(np.abs(a["10/15"]) * d.carried_share)
    a["12"] = np.zeros(shape)
    a["15"] = np.rint(total * 0.005)
    others = a["10/15"] - a["14"] - a["15"]
    a["10/11"] = np.rint(np.where(others > 0, others * 0.6, 18_600))
    a["13"] = others - a["10/11"]  # negative where losses ate the reserves and the contributions are larger
    short_of = np.minimum(a["13"], 0)
    a["13"] -= short_of
    a["14"] += short_of
    a["10"] = a["100"] = a["10/11"]
    a["16"] = np.rint(total * 0.01)
    a["160/5"] = np.rint(a["16"] * 0.8)
    a["168"] = a["16"] - a["160/5"]
    a["17/49"] = total - a["10/15"] - a["16"]
    a["492/3"] = np.rint(a["17/49"] * 0.02)
    a["17"] = np.rint((a["17/49"] - a["492/3"]) * d.long_share)
    a["170/4"] = np.rint(a["17"] * 0.9)
    a["172/3"] = a["170/4"]
    a["178/9"] = a["17"] - a["170/4"]
    a["42/48"] = a["17/49"] - a["17"] - a["492/3"]
    shares = (("42", 0.12), ("43", 0.08), ("45", 0.2), ("46", 0.03), ("47/48", 0.05))
    for code, share in shares:
        a[code] = np.rint(a["42/48"] * share)
    a["44"] = a["42/48"] - sum(a[code] for code, _ in shares)
    a["440/4"], a["430/8"] = a["44"], a["43"]
    a["450/3"] = np.rint(a["45"] * 0.45)
    a["454/9"] = a["45"] - a["450/3"]
    a["9072"] = np.rint(a["450/3"] * d.overdue_share)
    a["9076"] = np.rint(a["454/9"] * d.overdue_share)

    a["62"] = np.rint(a["9900"] * d.staff_share)
    a["630"] = np.rint((a["21"] + a["22/27"]) * d.depreciation_rate)
    a["631/4"] = np.rint(a["40"] * 0.004)
    a["635/8"] = np.rint(a["16"] * 0.05)
    a["640/8"] = np.rint(a["70"] * 0.008)
    a["649"] = np.zeros(shape)
    a["66A"] = np.rint(a["70"] * 0.001)
    costs = ("62", "630", "631/4", "635/8", "640/8", "649", "66A")
    a["60/66A"] = a["60/61"] + sum(a[code] for code in costs)
    a["9901"] = a["70/76A"] - a["60/66A"]
    a["75"] = np.rint(cash * 0.01)
    a["75/76B"] = a["75"]
    a["65"] = np.rint((a["170/4"] + a["42"] + a["43"]) * d.interest_rate)
    a["650"] = a["65"]
    a["65/66B"] = a["65"]
    a["9903"] = a["9901"] + a["75/76B"] - a["65/66B"]
    a["67/77"] = np.rint(np.maximum(a["9903"], 0) * 0.22)
    a["9904"] = a["9905"] = a["9903"] - a["67/77"]
    a["9906"] = a["14"]
    a["1003"] = a["9087"] = np.rint(a["62"] / 5_500) / 10
    a["1013"] = np.rint(a["1003"] * 1_600)
    a["1023"] = a["62"]
    return a


_ONLY_FULL = ("60/66A", "70/76A", "60", "61", "600/8", "609", "74", "650")
_NOT_FULL = ("60/61", "9900")
_NOT_MICRO = ("9087",)


@cache
def _absent_from(model: AccountsModel) -> frozenset[str]:
    """The rubrics that a model does not have."""
    left_out = set(_NOT_FULL if model is AccountsModel.FULL else _ONLY_FULL)
    return frozenset(left_out | set(_NOT_MICRO) if model is AccountsModel.MICRO else left_out)


@dataclass(frozen=True)
class Made:
    """Many firms with all their years: arrays of (firm, year), year 0 the oldest."""

    accounts: Mapping[str, Numbers]
    sectors: npt.NDArray[np.int64]
    models: npt.NDArray[np.int64]
    hides_turnover: npt.NDArray[np.bool_]
    is_nv: npt.NDArray[np.bool_]
    numbers: npt.NDArray[np.int64]

    @property
    def years(self) -> int:
        """How many years there are."""
        return self.accounts["70"].shape[1]


def make(count: int, *, seed: int = 1, years: int = 3, troubles: Mapping[int, Trouble] | None = None) -> Made:
    """Firms from a seed, `troubles` by their place; `years` of accounts and one more to compare the oldest with."""
    rng = np.random.default_rng(seed)
    sectors = rng.integers(0, len(SECTORS), count)
    drivers = _drivers(count, years + 1, rng, sectors)
    for row, trouble in (troubles or {}).items():
        _afflict(drivers, row, trouble)
    models = rng.integers(0, len(_MODELS), count)
    return Made(
        accounts=_accounts(drivers, rng),
        sectors=sectors,
        models=models,
        hides_turnover=(models < 3) & (rng.random(count) < 0.6),
        is_nv=rng.random(count) < 0.2,
        numbers=_enterprise_numbers(count, rng),
    )


def _enterprise_numbers(count: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Valid enterprise numbers from 0900.000.0xx on, none twice: no firm has them."""
    first = rng.permutation(np.arange(9_000_000, 9_000_000 + max(count, 1)))[:count].astype(np.int64)
    return first * 100 + (97 - first % 97)


def entity(made: Made, row: int) -> str:
    """The enterprise number of a firm, in ten digits."""
    return f"{made.numbers[row]:010d}"


def filing(made: Made, row: int, age: int = 0) -> Filing:
    """The deposit of a firm; `age` 0 is the newest year. What is nil is left out, as the NBB's programs do."""
    model = _MODELS[int(made.models[row])]
    hidden = _absent_from(model) | ({"70"} if made.hides_turnover[row] else set())
    hidden = hidden if made.is_nv[row] else hidden | {"10", "100"}
    columns: list[dict[str, float]] = []
    for back in (age, age + 1):
        place = made.years - 1 - back
        found = {code: float(values[row, place]) for code, values in made.accounts.items() if code not in hidden}
        columns.append({code: value for code, value in found.items() if value})
    if not made.is_nv[row]:
        for column, back in zip(columns, (age, age + 1), strict=True):
            column["11"] = float(made.accounts["10/11"][row, made.years - 1 - back])
    year = _NEWEST_YEAR - age
    return Filing(
        entity=entity(made, row),
        year=FinancialYear(columns[0], date(year, 12, 31), 12.0),
        previous=FinancialYear(columns[1], date(year - 1, 12, 31), 12.0),
        model=model,
        is_deposit=True,
        deposited=date(year + 1, 6, 30),
        reference=f"{year + 1}-{int(made.numbers[row]) % 10**8:08d}",
        name=f"Voorbeeld {row + 1}",
        legal_form="nv" if made.is_nv[row] else "bv",
        nace=SECTORS[int(made.sectors[row])],
        nace_version="2008",
    )


def client(*, seed: int = 1, years: int = 3, trouble: Trouble | None = None) -> list[Filing]:
    """The filings of one firm, newest first."""
    made = make(1, seed=seed, years=years, troubles={} if trouble is None else {0: trouble})
    return [filing(made, 0, age) for age in range(years)]


def clients(
    count: int, *, seed: int = 1, years: int = 3, troubles: Mapping[int, Trouble] | None = None
) -> list[list[Filing]]:
    """A portfolio: the filings of each firm, newest first."""
    made = make(count, seed=seed, years=years, troubles=troubles)
    return [[filing(made, row, age) for age in range(years)] for row in range(count)]


def portfolio_with_ten_in_trouble(count: int = 200, *, seed: int = 1, years: int = 3) -> list[list[Filing]]:
    """A portfolio whose first ten clients are in trouble, each in its own way."""
    return clients(count, seed=seed, years=years, troubles=dict(enumerate(Trouble)))


def exported(deposits: Sequence[Filing]) -> list[Filing]:
    """The same accounts as a bookkeeping program exports them: no deposit, no reference."""
    return [
        Filing(
            entity=item.entity,
            year=item.year,
            previous=item.previous,
            model=item.model,
            name=item.name,
            legal_form=item.legal_form,
            nace=item.nace,
            nace_version=item.nace_version,
        )
        for item in deposits
    ]
