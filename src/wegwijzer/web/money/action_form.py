"""The form of an action read, and kept actions as a plan file would give them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from wegwijzer.core.support.actions import ActionKind
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.money.action_fields import ALONE, INCOME, PARTNERS, action_fields, details_of
from wegwijzer.web.money.fact_field import fact_data
from wegwijzer.web.money.fields import Reading, read
from wegwijzer.web.money.models import Action

_LONGEST_YEARS = 20
_COUNTRY = 2
_HUNDRED = Decimal(100)
_RESEARCHER = ("diploma", "number", "withholding_tax_eur")


def read_action(kind: ActionKind, sent: Mapping[str, str], language: str) -> Reading:
    """What was sent about an action, with every fault: also those between fields."""
    reading = read(action_fields(kind, language), sent, language)
    values = reading.values
    _check_days(reading)
    costs = [name for name in values if name.startswith("cost_") and values[name] is not None]
    faulty = any(name.startswith("cost_") for name in reading.faults)
    if kind.costs and not costs and not faulty and values.get("income_year") is None:
        reading.refuse(f"cost_{kind.costs[0]}", "no_costs")
    _check_partners(reading)
    if values.get("notified_on") and values.get("number") is None and values.get("diploma") is None:
        values["number"] = 1
    if values.get("income_year") is None and any(values.get(name) is not None for name in INCOME):
        reading.refuse("income_year", "income_year")
    return reading


def _check_days(reading: Reading) -> None:
    start, end = reading.values.get("start"), reading.values.get("end")
    if not start or not end:
        return
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if last < first:
        reading.refuse("end", "end_before_start")
    elif last.year - first.year > _LONGEST_YEARS:
        reading.refuse("end", "too_long_action", years=_LONGEST_YEARS)


def _check_partners(reading: Reading) -> None:
    values = reading.values
    total = Decimal(0)
    for place in PARTNERS:
        share, country = values.get(f"share_{place}"), values.get(f"country_{place}")
        partner = values.get(f"partner_{place}")
        if share is not None and partner in (None, ALONE):
            reading.refuse(f"partner_{place}", "which_partner")
        total += Decimal(share or 0)
        if country is not None:
            code = str(country).upper()
            values[f"country_{place}"] = code
            if len(code) != _COUNTRY or not code.isascii() or not code.isalpha():
                reading.refuse(f"country_{place}", "country")
    if total >= _HUNDRED:
        reading.refuse("share_1", "shares")


def action_data(action: Action) -> dict[str, object]:
    """A kept action as a plan file gives it."""
    values: dict[str, Any] = action.data
    facts = shipped_catalogue().facts
    data: dict[str, object] = {
        "id": str(action.pk),
        "kind": action.kind,
        "name": values.get("name"),
        **{name: values.get(name) for name in ("start", "end", "apply_on", "invested_on", "notified_on")},
    }
    costs = {
        name.removeprefix("cost_"): number_data(value)
        for name, value in values.items()
        if name.startswith("cost_") and value is not None
    }
    if costs:
        data["costs"] = costs
    partners = _partners(values)
    if partners is not None:
        data["partners"] = partners
    if any(values.get(name) is not None for name in _RESEARCHER):
        data["researchers"] = [
            {
                "diploma": values.get("diploma"),
                "number": values.get("number") or 1,
                "withholding_tax_eur": number_data(values.get("withholding_tax_eur")),
            }
        ]
    if values.get("income_year") is not None:
        data["incomes"] = [{"year": values["income_year"], **{name: number_data(values.get(name)) for name in INCOME}}]
    if values.get("persons") is not None:
        names = ("premium_eur", "monthly_gross_wage_eur")
        data["ideas"] = [{"persons": values["persons"], **{name: number_data(values.get(name)) for name in names}}]
    stated = {name: values.get(name) for name in details_of(action.kind)} | dict(action.facts)
    data |= {
        name: fact_data(facts[name], value) for name, value in stated.items() if name in facts and value is not None
    }
    return {name: value for name, value in data.items() if value is not None}


def number_data(value: Any) -> object:
    """An amount of a form as a plan file gives it."""
    if value is None:
        return None
    low, high = Decimal(value["min"]), Decimal(value["max"])
    return low if low == high else {"min": low, "max": high}


def _partners(values: Mapping[str, Any]) -> list[dict[str, object]] | None:
    """The partners; None while nobody said who takes part."""
    if values.get("partner_1") == ALONE:
        return []
    found = [
        {
            "kind": values[f"partner_{place}"],
            "share_pct": None if values.get(f"share_{place}") is None else Decimal(values[f"share_{place}"]),
            "sme": values.get(f"sme_{place}"),
            "country": values.get(f"country_{place}") or "BE",
        }
        for place in PARTNERS
        if values.get(f"partner_{place}") not in (None, ALONE)
    ]
    return found or None
