"""What changes among the sentences that are kept to learn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from wegwijzer.core.understanding.learnable import learnable
from wegwijzer.core.understanding.reading import CHIPS, Reading
from wegwijzer.readers.name_signs import shipped_name_signs
from wegwijzer.web.corrections.models import Correction

WAITING_DAYS, ACCEPTED_DAYS = 180, 3 * 365
"""How long a sentence waits for an editor before it is removed, and how long one that was accepted is kept."""
MOST_WAITING = 5_000
"""No more than this wait for an editor at once; what comes above it is not kept."""


def text_to_keep(text: str, *, known_names: Iterable[str] = ()) -> str:
    """The text as it would be kept: without names, numbers and addresses."""
    return learnable(text, shipped_name_signs(), known_names=known_names)


def keep(
    text: str, reading: Reading, chosen: Sequence[str], *, language: str, known_names: Iterable[str], on: date
) -> str:
    """Keep a sentence, stripped, with its choice; its id, or "" when it is not kept: no letter is left, or too many
    wait."""
    left = text_to_keep(text, known_names=known_names)
    waiting = Correction.objects.filter(state=Correction.State.WAITING)
    if not any(sign.isalpha() for sign in left) or waiting.count() >= MOST_WAITING:
        return ""
    row = Correction.objects.create(
        text=left,
        language=language,
        proposed=[{"id": one.id, "score": one.score} for one in reading.business[:CHIPS]],
        chosen=list(chosen),
        expertise=[one.id for one in reading.expertise if one.is_said],
        day=on,
    )
    return str(row.pk)


def choose(correction: str, chosen: Sequence[str]) -> bool:
    """Replace the choice of a sentence that nobody reviewed yet; False when there is none."""
    found = Correction.objects.filter(pk=UUID(correction), state=Correction.State.WAITING)
    return bool(found.update(chosen=list(chosen)))


def forget(corrections: Iterable[str]) -> None:
    """Remove sentences, reviewed or not: consent was taken back."""
    Correction.objects.filter(pk__in=[UUID(one) for one in corrections]).delete()


def accept(correction: UUID) -> bool:
    """Let a sentence be learnt from; False when it is not there to review."""
    found = Correction.objects.filter(pk=correction, state=Correction.State.WAITING)
    return bool(found.update(state=Correction.State.ACCEPTED))


def reject(correction: UUID) -> bool:
    """Remove a sentence, waiting or accepted; False when it is not there."""
    return bool(Correction.objects.filter(pk=correction).delete()[0])


def remove_old(on: date) -> int:
    """Remove what waited too long for an editor and what was kept long enough; how many."""
    removed = 0
    for state, days in ((Correction.State.WAITING, WAITING_DAYS), (Correction.State.ACCEPTED, ACCEPTED_DAYS)):
        removed += Correction.objects.filter(state=state, day__lt=on - timedelta(days=days)).delete()[0]
    return removed
