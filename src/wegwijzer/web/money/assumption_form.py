"""Everything that was assumed, as fields that change it in place, and what was sent in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wegwijzer.core.band import Band
from wegwijzer.core.support.assumptions import Assumption, Origin
from wegwijzer.core.support.options import MOST_EURO
from wegwijzer.core.support.values import PlanValue
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.money.fields import Field, Kind, Reading, Shown, read, shown
from wegwijzer.web.money.plan_reading import RECEIVED
from wegwijzer.wording.language import local, say
from wegwijzer.wording.support import SupportWording

_KINDS = {"euro": Kind.NUMBER, "percent": Kind.NUMBER, "yes_no": Kind.YES_NO, "day": Kind.DAY}
_UNITS = {"euro": "euro", "percent": "percent"}


@dataclass(frozen=True, slots=True)
class AssumptionLine:
    """One assumption: its field, where its value comes from, and a source where it is ours."""

    shown: Shown
    origin: str
    source: str
    source_url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What was sent, apart for the plan and for each of its actions; None takes a value away."""

    plan: Mapping[str, Any]
    actions: Mapping[str, Mapping[str, Any]]


def assumption_lines(value: PlanValue, language: str, reading: Reading | None = None) -> list[AssumptionLine]:
    """The list; with a reading, with what was sent and what is wrong with it."""
    wording = SupportWording(shipped_catalogue().facts, language)
    fields = assumption_fields(value, language)
    values = {field.name: _kept(item) for field, item in zip(fields, value.assumptions, strict=True)}
    lines = []
    for item, field in zip(value.assumptions, shown(fields, values, language, reading), strict=True):
        source = item.definition.source if item.origin is Origin.DATA else None
        lines.append(
            AssumptionLine(
                field,
                wording.told(f"origin.{item.origin.value}"),
                source.title if source else "",
                (source.url or "") if source else "",
                item.origin is Origin.OPEN,
            )
        )
    return lines


def assumption_fields(value: PlanValue, language: str) -> list[Field]:
    """A field for each assumption."""
    wording = SupportWording(shipped_catalogue().facts, language)
    names = {action.id: wording.action_name(action) for action in value.actions}
    return [_field(item, names, language) for item in value.assumptions]


def read_assumptions(value: PlanValue, sent: Mapping[str, str], language: str) -> tuple[Reading, Given]:
    """What was sent; what stays as it was is not taken for something that the visitor said."""
    reading = read(assumption_fields(value, language), sent, language)
    plan: dict[str, Any] = {}
    actions: dict[str, dict[str, Any]] = {}
    for item in value.assumptions:
        name = field_name(item)
        if name not in reading.values or name not in sent:
            continue
        found = reading.values[name]
        if _is_same(found, _kept(item)):
            continue
        if item.definition.unit == "day":
            actions.setdefault(item.subject, {})[item.definition.id] = found
        elif item.definition.id == RECEIVED:
            plan[f"{RECEIVED}:{':'.join(item.subject.split())}"] = found
        else:
            plan[item.definition.id] = found
    return reading, Given(plan, actions)


def field_name(item: Assumption) -> str:
    """The name of the field of an assumption."""
    return "-".join([item.definition.id, *item.subject.split()])


def _field(item: Assumption, names: Mapping[str, str], language: str) -> Field:
    definition = item.definition
    unit = _UNITS.get(definition.unit, "")
    label = local(definition.label, language)
    return Field(
        name=field_name(item),
        kind=_KINDS[definition.unit],
        label=f"{label[:1].upper()}{label[1:]}{_about(item, names, language)}",
        hint=local(definition.why, language),
        unit=say(f"money.unit.{unit}", language) if unit else "",
        is_money=definition.unit == "euro",
        least=definition.minimum or Decimal(0),
        most=MOST_EURO if definition.maximum is None else definition.maximum,
    )


def _about(item: Assumption, names: Mapping[str, str], language: str) -> str:
    """Which action, or which measure and year, an assumption is about."""
    if not item.subject:
        return ""
    measure, _, year = item.subject.partition(" ")
    known = shipped_catalogue().measures.get(measure)
    subject = names.get(item.subject) or (f"{local(known.name, language)} {year}" if known else item.subject)
    return f" ({subject})"


def _kept(item: Assumption) -> Any:
    value = item.value
    if isinstance(value, Band):
        return None if value.exact is None else format(value.exact, "f")
    return value.isoformat() if isinstance(value, date) else value


def _is_same(found: Any, kept: Any) -> bool:
    if isinstance(found, str) and isinstance(kept, str):
        try:
            return Decimal(found) == Decimal(kept)
        except ArithmeticError:
            return found == kept
    return bool(found == kept)


def faults_of(reading: Reading, fields: Sequence[Field]) -> dict[str, str]:
    """The faults, in the order of the fields."""
    return {field.name: reading.faults[field.name] for field in fields if field.name in reading.faults}
