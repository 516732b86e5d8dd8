"""One measure as it holds on a day, as plain data: what `catalogue list` and `show` print, and what the API gives."""

from __future__ import annotations

from typing import Any

from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.catalogue import MeasureOnDay
from wegwijzer.wording.advice import AdviceWording
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.language import local


def measure_summary(on_day: MeasureOnDay, wording: AdviceWording) -> dict[str, Any]:
    """The line of a list."""
    measure, version = on_day.measure, on_day.version
    return {
        "id": measure.id,
        "name": local(measure.name, wording.language),
        "plain_name": local(measure.plain_name, wording.language),
        "level": measure.level,
        "kind": measure.kind,
        "status": version.status.value,
        "confidence": version.confidence.value,
        "valid_from": version.period.valid_from.isoformat(),
        "valid_until": version.period.valid_until.isoformat() if version.period.valid_until else None,
    }


def measure_details(on_day: MeasureOnDay, wording: AdviceWording) -> dict[str, Any]:
    """The whole of it."""
    measure, version = on_day.measure, on_day.version
    language = wording.language
    amount = version.amount
    return {
        **measure_summary(on_day, wording),
        "summary": local(measure.summary, language),
        "providers": [provider.name for provider in measure.providers_on(wording.day)],
        "criteria": [
            {
                "id": item.id,
                "sentence": wording.criteria.requirement(item.test),
                "documented": item.documented,
            }
            for item in version.criteria
        ],
        "information": [local(line.information, language) for line in version.conditions if line.information],
        "amount": worth_text(
            worth(amount, {}) if amount else None, language, facts=wording.facts, is_service=measure.kind == "service"
        ),
        "amount_note": local(amount.note, language) if amount else "",
        "how_to_apply": local(version.how_to_apply, language),
        "odds": local(version.odds, language) or None,
        "caveats": wording.caveats(version),
        "source": str(version.source),
        "also": [str(also) for also in version.source.also],
        "documented": version.documented,
    }
