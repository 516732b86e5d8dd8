"""What is asked of the firm: what decides most of the support, with what the walk told filled in already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wegwijzer.core.firm.profile import Profile
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.money.fact_field import check_facts, fact_field, field_value
from wegwijzer.web.money.fields import Field, Reading, read

ASKED = (
    "postal_code",
    "legal_form",
    "fte",
    "turnover_eur",
    "balance_sheet_total_eur",
    "part_of_group",
    "founded",
)
"""Region, form, size and age: nearly every measure hangs on them."""
DECISIVE = ("postal_code", "fte")
"""Without these no rate can be told."""


def firm_fields(language: str) -> list[Field]:
    """The fields of the firm."""
    facts = shipped_catalogue().facts
    return [fact_field(facts[name], language) for name in ASKED]


def firm_values(profile: Profile) -> dict[str, Any]:
    """What is known of the firm, as the fields keep it."""
    facts = shipped_catalogue().facts
    return {name: field_value(facts[name], profile.facts[name].value) for name in ASKED if name in profile.facts}


def read_firm_form(sent: Mapping[str, str], walk: Profile, language: str, *, on: date) -> Reading:
    """What was sent; what the walk told already is not kept a second time (None)."""
    reading = read(firm_fields(language), sent, language)
    check_facts(reading, shipped_catalogue().facts, on=on)
    told = firm_values(walk)
    for name, value in reading.values.items():
        if value is not None and _as_read(value) == _as_read(told.get(name)):
            reading.values[name] = None
    return reading


def _as_read(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple(float(value[end]) for end in ("min", "max"))
    return value
