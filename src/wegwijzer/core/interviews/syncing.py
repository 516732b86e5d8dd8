"""Take in what a tablet wrote, also when it comes late, twice, or after somebody else wrote: nothing is ever lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """What was done with a change. The value is what the tablet is told."""

    STORED = "stored"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Stored:
    """A note as kept. `version` counts its texts, from 1."""

    text: str
    speaker: str
    version: int


@dataclass(frozen=True, slots=True)
class Change:
    """A text that a tablet wrote. `id` is made by the tablet, once; `base` is the version it wrote upon, 0 for none."""

    id: str
    base: int
    text: str
    speaker: str


def receive(stored: Stored | None, change: Change, *, is_known: bool) -> tuple[Outcome, Stored | None]:
    """What happens to a change, and the note after it.

    `is_known`: a change with this id came before, so that this is an echo. On CONFLICT the note stays as it is, and the
    change has to be kept beside it until a person has looked at both.
    """
    if is_known:
        return Outcome.SAME, stored
    if stored is None:
        if not change.text.strip():
            return Outcome.SAME, None
        return Outcome.STORED, Stored(change.text, change.speaker, 1)
    if (change.text, change.speaker) == (stored.text, stored.speaker):
        return Outcome.SAME, stored
    if change.base == stored.version:
        return Outcome.STORED, Stored(change.text, change.speaker, stored.version + 1)
    return Outcome.CONFLICT, stored
