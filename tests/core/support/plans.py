"""Plans for tests: read as a plan file is, with a small Flemish company that a test says the rest about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wegwijzer.core.band import Band
from wegwijzer.core.support.actions import Plan
from wegwijzer.core.support.values import PlanValue, SupportValue
from wegwijzer.core.support.valuing import value_plan
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.support_plan import read_plan
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.readers.yaml_file import LocatedData

ON = date(2026, 11, 30)
SMALL = {
    "legal_form": "bv",
    "region": "vlaanderen",
    "fte": 35,
    "turnover_eur": 6_200_000,
    "balance_sheet_total_eur": 4_100_000,
    "part_of_group": False,
    "small_company_wvv": True,
    "kmop_activity_listed": True,
    "public_ownership_pct": 0,
}
MEDIUM = {**SMALL, "fte": 120, "turnover_eur": 30_000_000, "balance_sheet_total_eur": 20_000_000}
LARGE = {**SMALL, "fte": 400, "turnover_eur": 90_000_000, "balance_sheet_total_eur": 80_000_000} | {
    "small_company_wvv": False
}


def an_action(kind: str, start: str, **changes: object) -> dict[str, object]:
    """An action of one day, as a plan file gives it."""
    return {"kind": kind, "start": start, "end": start, **changes}


def a_plan(*actions: dict[str, object], firm: dict[str, object] | None = None, **keys: object) -> Plan:
    """The plan of these actions."""
    data = {"firm": SMALL if firm is None else firm, "actions": list(actions), **keys}
    located = LocatedData("plan.yaml", _plain(data), {})
    return read_plan(located, shipped_support_rules(), shipped_catalogue().facts, on=ON)


def valued(plan: Plan, on: date = ON) -> PlanValue:
    """The plan's value by the shipped rules."""
    return value_plan(plan, shipped_support_rules(), shipped_day, on=on)


def found(value: PlanValue, measure: str, variant: str | None = None) -> list[SupportValue]:
    """The values of one measure, in the order of the actions."""
    return [
        item for item in value.values if item.measure.id == measure and (variant is None or item.variant == variant)
    ]


def worth(plan: Plan, measure: str, variant: str | None = None, on: date = ON) -> Band:
    """What the one value of a measure is worth if granted."""
    (item,) = found(valued(plan, on), measure, variant)
    return item.if_granted


def euros(low: object, high: object = None) -> Band:
    """An amount, or a range."""
    return Band(Decimal(str(low)), Decimal(str(low if high is None else high)))


def _plain(data: object) -> object:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(item) for item in data]
    return data
