"""Look over a case before anything of it leaves: the words that may give it away, and the notes as they would read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.crypto import salted_hmac

from wegwijzer.core.interviews.exporting import digest_of
from wegwijzer.core.interviews.mask_patterns import MaskKind
from wegwijzer.core.interviews.masking import Mask, Numbering, masked, masks_of_words, propose_masks
from wegwijzer.web.interviews import queries
from wegwijzer.web.interviews.coding import question_text
from wegwijzer.web.interviews.models import Case, Note
from wegwijzer.web.interviews.study_reading import mask_labels, notes_in_order, vocabulary
from wegwijzer.wording.language import say

LONGEST_WORD = 80
MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may give the firm away: what it is, how often it stands there, and whether it will be hidden."""

    text: str
    kind: MaskKind
    kind_label: str
    count: int
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a note as it would read; `is_label`: it stands in the place of something."""

    text: str
    is_label: bool


@dataclass(frozen=True, slots=True)
class ReviewedNote:
    """A note as it would read."""

    question: str
    speaker: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page. `seal` stands for these choices on these texts: who confirms sends it back."""

    words: tuple[Word, ...]
    added: str
    notes: tuple[ReviewedNote, ...]
    is_reviewed: bool
    seal: str
    stored: tuple[Note, ...]
    masks: Mapping[UUID, tuple[Mask, ...]]
    kept: list[str]
    hidden: list[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Which proposals may stand, and what has to go besides; both as words."""

    kept: tuple[str, ...]
    hidden: tuple[str, ...]


def stored_choices(case: Case) -> Choices:
    """What the last review chose."""
    return Choices(tuple(case.kept_words), tuple(case.hidden_words))


def read_choices(sent: QueryDict) -> Choices:
    """The boxes: every proposal that was shown and is no longer ticked may stand."""
    ticked = set(sent.getlist("hide"))
    kept = [word for word in sent.getlist("shown") if word not in ticked]
    added = [" ".join(line.split())[:LONGEST_WORD] for line in sent.get("added", "").replace(",", "\n").splitlines()]
    hidden = list(dict.fromkeys(word for word in added if word))[:MOST_WORDS]
    return Choices(tuple(dict.fromkeys(kept)), tuple(hidden))


def review_page(case: Case, choices: Choices, language: str) -> ReviewPage:
    """What would be hidden under these choices, and how the notes would then read."""
    notes = notes_in_order(queries.notes(case.owner, [case]))
    labels = mask_labels(case.study.language)
    own = dict.fromkeys(choices.hidden, MaskKind.OTHER)
    words = vocabulary(own)
    kept = {_key(word) for word in choices.kept}
    found: dict[str, list[tuple[str, MaskKind]]] = {}
    proposed: dict[UUID, tuple[Mask, ...]] = {}
    for note in notes:
        proposed[note.pk] = propose_masks(note.text, words, labels=labels)
        for mask in proposed[note.pk]:
            if mask.kind is not MaskKind.OTHER:
                text = mask.span.of(note.text)
                found.setdefault(_key(text), []).append((text, mask.kind))
    # A word that is hidden anywhere is hidden everywhere in the case, also where it proposed itself to nobody.
    everywhere = {entries[0][0]: entries[0][1] for key, entries in found.items() if key not in kept}
    masks = {
        note.pk: _together(
            [mask for mask in proposed[note.pk] if _key(mask.span.of(note.text)) not in kept],
            masks_of_words(note.text, {**everywhere, **own}),
        )
        for note in notes
    }
    numbering = Numbering()
    shown = tuple(_as_read(note, masks[note.pk], numbering, case.study.language, language) for note in notes)
    return ReviewPage(
        words=tuple(
            Word(
                entries[0][0],
                entries[0][1],
                say(f"interviews.mask.{entries[0][1].value}", language),
                len(entries),
                key not in kept,
            )
            for key, entries in found.items()
        ),
        added="\n".join(choices.hidden),
        notes=shown,
        is_reviewed=bool(notes) and all(note.reviewed == digest_of(note.text) for note in notes),
        seal=_seal(case, notes, masks),
        stored=tuple(notes),
        masks=masks,
        kept=list(choices.kept),
        hidden=list(choices.hidden),
    )


def _together(proposed: Sequence[Mask], others: Sequence[Mask]) -> tuple[Mask, ...]:
    """The proposals, and the others where they hide nothing twice."""
    free = [mask for mask in others if not any(mask.span.overlaps(taken.span) for taken in proposed)]
    return tuple(sorted((*proposed, *free)))


def _as_read(
    note: Note, masks: Sequence[Mask], numbering: Numbering, study_language: str, language: str
) -> ReviewedNote:
    labels = mask_labels(study_language)
    parts: list[Part] = []
    at = 0
    for mask in masks:
        parts.append(Part(note.text[at : mask.span.start], False))
        words = mask.span.of(note.text)
        only = Mask(type(mask.span)(0, len(words)), mask.kind)
        parts.append(Part(masked(words, [only], labels=labels, numbering=numbering), True))
        at = mask.span.end
    parts.append(Part(note.text[at:], False))
    return ReviewedNote(
        question_text(note.question, language),
        say(f"interviews.speaker.{note.speaker}", language),
        tuple(part for part in parts if part.text),
    )


def _seal(case: Case, notes: Sequence[Note], masks: Mapping[UUID, Sequence[Mask]]) -> str:
    """A keyed digest of the texts and masks: a confirmation without having seen these is not taken."""
    told = [
        f"{note.pk} {digest_of(note.text)} {[(m.span.start, m.span.end, m.kind.value) for m in masks[note.pk]]}"
        for note in notes
    ]
    return salted_hmac("wegwijzer.interviews.review", "\n".join((str(case.pk), *told))).hexdigest()


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
