"""What may leave: notes that a person looked at as they now stand, with everything hidden that they chose to hide.

There is one gate. Every export, report and table is made of what comes through it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wegwijzer.core.interviews.masking import Labels, Mask, Numbering, mask_edits
from wegwijzer.core.interviews.spans import apply_edits, move_span
from wegwijzer.core.interviews.study import Case, Note, Passage, Study


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided on a note: the masks, for the text with this digest and for no other."""

    digest: str
    masks: tuple[Mask, ...]


Reviews = Mapping[str, Review]
"""By note id."""


@dataclass(frozen=True, slots=True)
class Released:
    """A study as it may leave: masked cases, and the numbers of those that are held back."""

    study: Study
    held_back: tuple[int, ...]


def digest_of(text: str) -> str:
    """What tells whether a text is still the one that was looked at."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_reviewed(note: Note, reviews: Reviews) -> bool:
    """Whether a person looked at the note as it now stands."""
    review = reviews.get(note.id)
    return review is not None and review.digest == digest_of(note.text)


def may_leave(case: Case, reviews: Reviews) -> bool:
    """Whether all notes of a case were looked at as they now stand; a case without notes has nothing to tell."""
    return bool(case.notes) and all(is_reviewed(note, reviews) for note in case.notes)


def release(study: Study, reviews: Reviews, *, labels: Labels) -> Released:
    """The study with the cases that may leave, masked. Each case is masked by itself, so exports of parts add up."""
    free = tuple(masked_case(case, reviews, labels=labels) for case in study.cases if may_leave(case, reviews))
    held = tuple(case.number for case in study.cases if not may_leave(case, reviews))
    return Released(replace(study, cases=free), held)


def masked_case(case: Case, reviews: Reviews, *, labels: Labels) -> Case:
    """The case with the masks of its reviews; a passage that begins or ends inside a mask takes the whole label."""
    numbering = Numbering()
    notes: list[Note] = []
    passages: list[Passage] = []
    for note in case.notes:
        edits = mask_edits(note.text, reviews[note.id].masks, labels=labels, numbering=numbering)
        notes.append(replace(note, text=apply_edits(note.text, edits)))
        for passage in case.passages:
            if passage.note != note.id:
                continue
            span = move_span(passage.span, edits, length=len(note.text)).span
            if span is not None:
                passages.append(replace(passage, span=span))
    return replace(case, notes=tuple(notes), passages=tuple(passages))
