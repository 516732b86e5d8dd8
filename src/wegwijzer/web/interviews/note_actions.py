"""Take in what was written: from the tablet's queue and from plain forms alike. Nothing that was typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from wegwijzer.core.interviews.spans import Span, edits_between, move_span
from wegwijzer.core.interviews.syncing import Change, Outcome, Stored, receive
from wegwijzer.web.interviews.models import Case, Note, Passage, Received, Rival

MOST_NOTES = 200
"""Notes of one case."""
_CLOCKS_DIFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """A change as sent. `settles`: the rivals between which the writer has now chosen."""

    change: UUID
    note: UUID
    question: str
    speaker: str
    text: str
    base: int
    at: datetime | None = None
    settles: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done with a change, and the note as it now is.

    `is_refused`: the change found no place: the case holds as many notes as it may, or the id is taken.
    """

    sent: Sent
    outcome: Outcome
    version: int
    text: str
    speaker: str
    is_refused: bool = False


def take_in(case: Case, changes: Iterable[Sent], *, now: datetime) -> list[Taken]:
    """Take in changes one after another, each whole or not at all."""
    return [_take_in_one(case, sent, now=now) for sent in changes]


@transaction.atomic
def _take_in_one(case: Case, sent: Sent, *, now: datetime) -> Taken:
    note = Note.objects.for_owner(case.owner).filter(pk=sent.note, case=case).first()
    known = Received.objects.for_owner(case.owner).filter(pk=sent.change).exists()
    stored = None if note is None else Stored(note.text, note.speaker, note.version)
    change = Change(str(sent.change), sent.base, sent.text, sent.speaker)
    outcome, after = receive(stored, change, is_known=known)
    if note is None and outcome is Outcome.STORED:
        is_full = Note.objects.for_owner(case.owner).filter(case=case).count() >= MOST_NOTES
        if is_full or Note.objects.filter(pk=sent.note).exists():
            return Taken(sent, Outcome.CONFLICT, 0, "", sent.speaker, is_refused=True)
        note = Note(id=sent.note, owner=case.owner, case=case, question=sent.question, at=_begun(case, sent, now))
        note.text, note.speaker = sent.text, sent.speaker
        note.save(force_insert=True)
    elif note is not None and outcome is Outcome.STORED and after is not None:
        _rewrite(note, after)
    elif note is not None and outcome is Outcome.CONFLICT:
        Rival.objects.get_or_create(
            id=sent.change,
            defaults={"owner": case.owner, "note": note, "speaker": sent.speaker, "at": now, "text": sent.text},
        )
    if not known and note is not None:
        Received.objects.bulk_create([Received(id=sent.change, owner=case.owner, case=case)], ignore_conflicts=True)
    if note is not None and outcome is not Outcome.CONFLICT and sent.settles:
        Rival.objects.for_owner(case.owner).filter(note=note, pk__in=sent.settles).delete()
    if after is None:
        return Taken(sent, outcome, 0, "", sent.speaker)
    return Taken(sent, outcome, after.version, after.text, after.speaker)


def _rewrite(note: Note, after: Stored) -> None:
    """Keep the new text, and move what points into the old one."""
    if after.text != note.text:
        edits = edits_between(note.text, after.text)
        for passage in Passage.objects.for_owner(note.owner).filter(note=note):
            moved = move_span(Span(passage.start, passage.end), edits, length=len(note.text))
            if moved.span is None:
                passage.delete()
                continue
            passage.start, passage.end = moved.span.start, moved.span.end
            passage.is_touched = passage.is_touched or moved.touched
            passage.save(update_fields=["start", "end", "is_touched"])
    note.text, note.speaker, note.version = after.text, after.speaker, after.version
    note.save(update_fields=["text", "speaker", "version"])


def _begun(case: Case, sent: Sent, now: datetime) -> datetime:
    """When the note was begun, by the tablet's clock as far as that can be."""
    first = case.consented or now
    if sent.at is None or not first - _CLOCKS_DIFFER <= sent.at <= now + _CLOCKS_DIFFER:
        return now
    return max(first, min(sent.at, now))
