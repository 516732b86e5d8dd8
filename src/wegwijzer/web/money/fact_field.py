"""A fact of the catalogue as a field of a form, and back to the value that a plan or firm file would give."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType, FactValue
from wegwijzer.readers.fact_values import LARGEST_NUMBER, ValueProblem, read_value
from wegwijzer.readers.places import place_of
from wegwijzer.web.money.fields import Field, Kind, Reading
from wegwijzer.wording.language import local, say
from wegwijzer.wording.results import value_data

_KINDS = {
    FactType.NUMBER: Kind.BAND,
    FactType.MONEY: Kind.BAND,
    FactType.BOOLEAN: Kind.YES_NO,
    FactType.CHOICE: Kind.CHOICE,
    FactType.CODE: Kind.TEXT,
    FactType.DATE: Kind.DAY_OR_YEAR,
    FactType.TEXT: Kind.TEXT,
}
_OLDEST = date(1800, 1, 1)


def fact_field(fact: FactDefinition, language: str, *, group: str = "") -> Field:
    """The field that asks a fact."""
    is_money = fact.type is FactType.MONEY
    return Field(
        name=fact.id,
        kind=_KINDS[fact.type],
        label=local(fact.question, language),
        hint=local(fact.help, language),
        unit=say("money.unit.euro", language) if is_money else local(fact.unit, language),
        options=tuple((option.id, _capital(local(option.label, language))) for option in fact.options),
        group=group,
        is_money=is_money,
        least=Decimal(0) if fact.minimum is None else fact.minimum,
        most=LARGEST_NUMBER if fact.maximum is None else fact.maximum,
        first=_OLDEST,
    )


def check_facts(reading: Reading, facts: FactDictionary, *, on: date) -> None:
    """Refuse what the catalogue cannot read; the postal code must exist."""
    for name, value in reading.values.items():
        if value is None or name not in facts:
            continue
        try:
            read_value(facts[name], fact_data(facts[name], value))
            if name == "postal_code":
                place_of(str(value), on=on)
        except UnknownEntryError:
            reading.refuse(name, "postal_code", typed=value)
        except ValueProblem:
            reading.refuse(name, "nace" if facts[name].type is FactType.CODE else "fact", typed=value)


def fact_data(fact: FactDefinition, value: Any) -> object:
    """A value of a form as a firm file gives it."""
    if isinstance(value, Mapping):
        low, high = (Decimal(value[end]) for end in ("min", "max"))
        return low if low == high else {"min": low, "max": high}
    if fact.type is FactType.DATE and str(value).isdigit():
        return int(value)
    return value


def field_value(fact: FactDefinition, value: FactValue) -> Any:
    """A known value as the field of its fact keeps it; None where the field cannot show it (a day within a month)."""
    data = value_data(fact, value)
    if _KINDS[fact.type] is Kind.BAND:
        ends = data if isinstance(data, Mapping) else {"min": data, "max": data}
        low, high = ends.get("min", 0), ends.get("max")
        return None if high is None else {"min": str(low), "max": str(high)}
    if fact.type is FactType.DATE and isinstance(data, Mapping):
        years = {str(end)[:4] for end in data.values()}
        return years.pop() if len(data) == 2 and len(years) == 1 else None
    return data


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
