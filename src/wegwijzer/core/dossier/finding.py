"""What a check found: whether it holds, where, and the values that its sentence needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wegwijzer.core.dossier.content import PartId, Place
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict

Value = str | int | Decimal | date


@dataclass(frozen=True, slots=True)
class Finding:
    """One check at one place: met, not met, or unknown while something is missing.

    `code` names its sentences: what is so, and what to do. `values` fill them in. `documented` is the rule it comes
    from, "" where it is plain sense. `is_advice` says that a request can go without.
    """

    code: str
    verdict: Verdict
    place: Place
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    documented: str = ""
    is_advice: bool = False


def met(code: str, part: PartId, **values: Value) -> Finding:
    """The check holds for the part as a whole."""
    return Finding(code, MET, Place(part), values)


def not_met(code: str, part: PartId, row: int = 0, field: str = "", **values: Value) -> Finding:
    """The check does not hold there."""
    return Finding(code, NOT_MET, Place(part, row, field), values)


def unknown(code: str, part: PartId, row: int = 0, field: str = "", **values: Value) -> Finding:
    """Something is missing to know whether the check holds."""
    return Finding(code, UNKNOWN, Place(part, row, field), values)
