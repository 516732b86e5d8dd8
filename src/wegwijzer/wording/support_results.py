"""The value of a plan as the plain data that other programs rely on (docs/contracts.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from wegwijzer.core.band import Band
from wegwijzer.core.support.assumptions import Assumption
from wegwijzer.core.support.steps import Figure, Step, Unit
from wegwijzer.core.support.values import PlanValue, SupportValue
from wegwijzer.wording.language import local
from wegwijzer.wording.support import SupportWording, period_data


def plan_value_data(value: PlanValue, wording: SupportWording) -> dict[str, object]:
    """The whole value of a plan, in the keys of the contract."""
    return {
        "on": value.on.isoformat(),
        "actions": [
            {
                "id": action.id,
                "kind": action.kind.id,
                "name": wording.action_name(action),
                "start": action.start.isoformat(),
                "end": action.end.isoformat(),
                "cost_eur": _band(action.cost()) if action.costs else None,
                "support": [_value_data(item, value.of(action.id), wording) for item in value.of(action.id)],
                "not_in_force": [
                    {"measure": item.measure.id, "day": item.day.isoformat()}
                    for item in value.not_in_force
                    if item.action.id == action.id
                ],
                "notices": [wording.notice(item, value.on) for item in value.notices if item.action.id == action.id],
            }
            for action in value.actions
        ],
        "assumptions": [_assumption_data(item, wording) for item in value.assumptions],
        "disclaimer": wording.told("disclaimer"),
    }


def _value_data(value: SupportValue, beside: tuple[SupportValue, ...], wording: SupportWording) -> dict[str, object]:
    return {
        "measure": value.measure.id,
        "name": local(value.measure.name, wording.language),
        "plain_name": wording.name(value),
        "variant": value.variant or None,
        "verdict": value.verdict.value,
        "nature": value.nature.value,
        "counts_on": value.counts_on.value,
        "day": value.day.isoformat(),
        **period_data(value.version.period),
        "status": value.version.status.value,
        "confidence": value.version.confidence.value,
        "source": str(value.version.source),
        "if_granted_eur": _band(value.if_granted),
        "certain_eur": _band(value.support),
        "alone_eur": _band(value.alone),
        "cash_eur": None if value.cash is None else _band(value.cash),
        "after_tax_eur": None if value.after_tax is None else _band(value.after_tax),
        "by_year": [{"year": year, "eur": _band(amount)} for year, amount in sorted(value.by_year.items())],
        "sentence": wording.worth(value),
        "steps": [_step_data(step, wording) for step in value.steps],
        "reasons": wording.reasons(value),
        "missing": list(value.missing),
        "caveat": local(value.version.caveat, wording.language) or None,
        "instead_of": wording.others(value, beside),
    }


def _step_data(step: Step, wording: SupportWording) -> dict[str, object]:
    source = step.basis.source
    return {
        "rule": step.rule,
        "sentence": wording.step(step),
        "figures": [
            {"name": name, "unit": figure.unit.value, "value": _figure(figure, wording)}
            for name, figure in step.figures.items()
        ],
        "source": None if source is None else str(source),
        **period_data(step.basis.period),
        "confidence": step.basis.confidence.value if step.basis.confidence else None,
    }


def _figure(figure: Figure, wording: SupportWording) -> object:
    if isinstance(figure.value, Band):
        return _band(figure.value)
    if isinstance(figure.value, date):
        return figure.value.isoformat()
    if figure.unit is Unit.FACT:
        return figure.value
    return wording.figure(figure) if isinstance(figure.value, str | Mapping) else None


def _assumption_data(assumption: Assumption, wording: SupportWording) -> dict[str, object]:
    definition, value = assumption.definition, assumption.value
    shown: object = value
    if isinstance(value, Band):
        shown = _band(value)
    elif isinstance(value, date):
        shown = value.isoformat()
    return {
        "id": definition.id,
        "subject": assumption.subject or None,
        "label": local(definition.label, wording.language),
        "unit": definition.unit,
        "value": shown,
        "origin": assumption.origin.value,
        "why": local(definition.why, wording.language),
        "where": definition.where,
        "source": None if definition.source is None else str(definition.source),
        "confidence": definition.confidence.value if definition.confidence else None,
    }


def _band(band: Band) -> object:
    """A number, or a range; the high end is absent where it is open."""
    if band.low is not None and band.low == band.high:
        return _number(band.low)
    ends = {"min": band.low or Decimal(0), "max": band.high}
    return {key: _number(end) for key, end in ends.items() if end is not None}


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
