"""Accounts for tests: an unremarkable small bv, of which a test changes what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wegwijzer.core.accounts.filing import Filing, FinancialYear
from wegwijzer.core.accounts.rubrics import Identity, Rubric, RubricChart, RubricKind

HEALTHY: Mapping[str, float] = {
    "20": 0,
    "21/28": 400_000,
    "21": 0,
    "22/27": 400_000,
    "28": 0,
    "29/58": 600_000,
    "29": 0,
    "3": 150_000,
    "40/41": 250_000,
    "50/53": 0,
    "54/58": 190_000,
    "490/1": 10_000,
    "20/58": 1_000_000,
    "10/11": 50_000,
    "13": 100_000,
    "14": 350_000,
    "10/15": 500_000,
    "16": 0,
    "17": 200_000,
    "42/48": 290_000,
    "492/3": 10_000,
    "17/49": 500_000,
    "10/49": 1_000_000,
    "70": 2_000_000,
    "9900": 700_000,
    "62": 400_000,
    "630": 80_000,
    "9901": 200_000,
    "65": 10_000,
    "9904": 150_000,
    "9087": 9.5,
    "9072": 0,
    "9076": 0,
}
"""Amounts of a healthy firm; every sum of `a_chart` holds."""

_FLOWS = {"70", "9900", "62", "630", "9901", "65", "9904"}
_SIGNED = {"14", "10/15", "9900", "9901", "9904", "62", "630", "65"}


def a_chart() -> RubricChart:
    """A chart of the rubrics of `HEALTHY`."""
    codes = {*HEALTHY, "10", "12", "15", "19"}
    rubrics = {
        code: Rubric(
            code,
            {"nl": f"rubriek {code}"},
            RubricKind.FLOW if code in _FLOWS else RubricKind.AVERAGE if code == "9087" else RubricKind.STOCK,
            is_signed=code in _SIGNED,
            only_when_there_is=code in {"9072", "9076"},
        )
        for code in codes
    }
    identities = (
        Identity("20/58", ("10/49",)),
        Identity("20/58", ("20", "21/28", "29/58")),
        Identity("29/58", ("29", "3", "40/41", "50/53", "54/58", "490/1")),
        Identity("10/49", ("10/15", "16", "17/49")),
        Identity("10/15", ("10/11", "12", "13", "14", "15"), unless=("19",)),
        Identity("17/49", ("17", "42/48", "492/3")),
    )
    return RubricChart(rubrics, identities)


def a_year(*, end: date | None = None, months: float | None = None, **changes: float | None) -> FinancialYear:
    """A healthy year with some amounts changed; codes as keywords with `_` for `/` and a leading r (`r10_15=1`)."""
    amounts: dict[str, float] = dict(HEALTHY)
    for name, amount in changes.items():
        code = name.removeprefix("r").replace("_", "/")
        if amount is None:
            amounts.pop(code, None)
        else:
            amounts[code] = amount
    return FinancialYear(amounts, end, months)


def a_filing(
    year: FinancialYear | None = None,
    previous: FinancialYear | None = None,
    *,
    entity: str = "0403019261",
    **more: object,
) -> Filing:
    """A filing of a healthy firm, unless a year is given."""
    return Filing(entity, year or a_year(), previous, **more)  # type: ignore[arg-type]
