"""What must be done by when, as data for machines; docs/contracts.md tells the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from wegwijzer.core.duties.dating import Dated
from wegwijzer.core.duties.rules import MeasureDuties
from wegwijzer.wording.duties import duty_words, is_late, open_text, questions_of
from wegwijzer.wording.language import local


class DatedMeasure(Protocol):
    """A measure of a plan, as its reader gives it."""

    @property
    def measure(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """What it is for."""

    @property
    def done(self) -> frozenset[str]:
        """The duties that are done."""


def duties_data(
    name: str,
    found: Sequence[tuple[DatedMeasure, Dated]],
    duties: Mapping[str, MeasureDuties],
    on: date,
    language: str,
) -> dict[str, object]:
    """What must be done by when for each measure of a plan, in the keys of the contract."""
    return {
        "on": on,
        "name": name,
        "measures": [
            {
                "measure": planned.measure,
                "title": planned.title,
                "duties": [
                    {
                        "id": duty.duty.id,
                        "kind": duty.duty.kind.value,
                        "side": duty.duty.side.value,
                        "what": local(duty.duty.what, language),
                        "day": duty.day,
                        "safe_day": duty.safe,
                        "counted_from": duty.counted_from,
                        "counted": duty_words(duty, language).counted,
                        "is_done": duty.duty.id in planned.done,
                        "is_past": is_late(duty, on),
                        "confidence": duty.found.confidence.value,
                        "source": str(duty.found.source),
                    }
                    for duty in dated.dated
                ],
                "open": [
                    {
                        "id": duty.duty.id,
                        "what": local(duty.duty.what, language),
                        "missing": duty.missing.value if duty.missing else None,
                        "why": open_text(duty, language),
                    }
                    for duty in dated.open
                ],
                "questions": list(questions_of(duties[planned.measure], dated, language)),
            }
            for planned, dated in found
        ],
    }
