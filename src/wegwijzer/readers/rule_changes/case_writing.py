"""The worked cases of a published version: those of the version before it, read again, as editors saw them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wegwijzer.core.advice.assessing import Assessment
from wegwijzer.core.truth import NOT_MET, UNKNOWN
from wegwijzer.readers.catalogue import standing_text
from wegwijzer.readers.rule_changes.case_readings import CaseReading
from wegwijzer.readers.rule_changes.proposing import RuleChange, case_file_name
from wegwijzer.readers.yaml_file import read_yaml
from wegwijzer.readers.yaml_writing import write_yaml


def cases_text(change: RuleChange, readings: Sequence[CaseReading]) -> str:
    """The measure's case file with cases on the first day of the change, so that its period has cases too."""
    name = case_file_name(change.measure)
    data: Any = read_yaml(standing_text(name), name=name).data
    day = change.starts.isoformat()
    current = [reading for reading in readings if reading.is_current] or list(readings)
    for reading in current:
        if reading.after is not None:
            data["cases"].append(
                {"case": f"{reading.case} (from {day})", "day": day, **_expected(reading.after, reading)}
            )
    return write_yaml(data, name=name)


def _expected(found: Assessment, reading: CaseReading) -> dict[str, Any]:
    said: dict[str, Any] = {"firm": reading.firm, "expect": found.verdict.value}
    if found.verdict is UNKNOWN:
        said["missing"] = list(found.missing)
    if found.verdict is NOT_MET and found.blocking:
        said["because"] = found.blocking[0].criterion.id
    if found.worth is not None:
        said["amount"] = {"min_eur": found.worth.total.low, "max_eur": found.worth.total.high}
    return said
