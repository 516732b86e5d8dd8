"""What differs between two versions of a dossier, part by part and field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.dossier.fields import Written, words_in


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs: its part, the row of a table (0: none), and the texts before and after, "" where none."""

    part: PartId
    row: int
    field: str
    before: str
    after: str


def differences(before: Mapping[str, Written], after: Mapping[str, Written]) -> tuple[Difference, ...]:
    """Every field that differs, in the order of the parts. A row put in between moves those below it."""
    found = []
    for part in PartId:
        old, new = dict(words_in(before.get(part.value, {}))), dict(words_in(after.get(part.value, {})))
        for place in dict.fromkeys([*old, *new]):
            if old.get(place, "") != new.get(place, ""):
                row, _, field = place.rpartition(":")
                found.append(Difference(part, int(row or 0), field, old.get(place, ""), new.get(place, "")))
    return tuple(found)
