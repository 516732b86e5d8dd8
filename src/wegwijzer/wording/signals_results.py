"""Warning lights as plain data for machines, in the form of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wegwijzer.core.accounts.checking import Break
from wegwijzer.core.knipperlichten.reading import AccountsReading, LightReading, YearReading
from wegwijzer.wording.signals import LightWording

_DECIMALS = 6


def signals_data(
    readings: Iterable[AccountsReading], wording: LightWording, breaks: Mapping[str, Sequence[Break]] | None = None
) -> list[dict[str, object]]:
    """One entry an enterprise, in the order given; `breaks` are the sums that do not hold, by entity."""
    broken = breaks or {}
    return [_entity(reading, wording, broken.get(reading.history.entity, ())) for reading in readings]


def _entity(reading: AccountsReading, wording: LightWording, broken: Sequence[Break]) -> dict[str, object]:
    history, latest = reading.history, reading.latest
    return {
        "entity": history.entity,
        "name": history.name or None,
        "year_end": latest.year.year.end,
        "score": round(latest.score, 1),
        "computed": latest.computed,
        "lights": [_light(light, wording) for light in latest.lights],
        "notes": [*wording.notes(reading), *(wording.broken_sum(item) for item in broken)],
        "years": [_year(year) for year in reading.years],
    }


def _light(light: LightReading, wording: LightWording) -> dict[str, object]:
    return {
        "id": light.light,
        "name": wording.name(light.light),
        "status": light.status.value,
        "severe": light.is_severe,
        "value": _rounded(light.value),
        "previous": _rounded(light.previous),
        "threshold": light.threshold,
        "missing": list(light.missing),
        "missing_previous": list(light.missing_previous),
        "sentence": wording.sentence(light),
        "question": wording.question(light.light),
    }


def _year(year: YearReading) -> dict[str, object]:
    return {
        "end": year.year.year.end,
        "months": year.year.months,
        "score": round(year.score, 1),
        "lights": {light.light: light.status.value for light in year.lights},
        "values": {light.light: _rounded(light.value) for light in year.lights},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)
