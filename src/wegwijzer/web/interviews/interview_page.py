"""The page of one talk: the guide's questions, each with its notes beside it, and texts that wait for a choice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID, uuid5

from wegwijzer.core.interviews.guide import Question
from wegwijzer.core.interviews.study import SPEAKERS
from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.interviews import queries
from wegwijzer.web.interviews.models import Case, Note, Rival
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class RivalView:
    """A text that was written elsewhere upon an older version."""

    id: str
    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class NoteBox:
    """One field to write in. `version` 0: nothing is kept yet. `number` counts the boxes of its question, from 1."""

    id: str
    number: int
    text: str
    speaker: str
    version: int
    rivals: tuple[RivalView, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """One question of the guide with its boxes."""

    id: str
    text: str
    prompts: tuple[str, ...]
    purpose: str
    paragraph: str
    boxes: tuple[NoteBox, ...]

    @property
    def has_words(self) -> bool:
        """Whether anything is noted here."""
        return any(box.text.strip() for box in self.boxes)


@dataclass(frozen=True, slots=True)
class ThemeBlock:
    """One theme with its questions."""

    id: str
    title: str
    purpose: str
    questions: tuple[QuestionBlock, ...]

    @property
    def noted(self) -> int:
        """How many of its questions have notes."""
        return sum(question.has_words for question in self.questions)


def interview_page(case: Case, language: str, *, extra: str = "") -> tuple[ThemeBlock, ...]:
    """The whole guide with what is noted. `extra`: a question that gets one more empty box."""
    notes: dict[str, list[Note]] = defaultdict(list)
    for note in queries.boxes(case.owner, case):
        notes[note.question].append(note)
    rivals: dict[UUID, list[Rival]] = defaultdict(list)
    for rival in queries.rivals(case.owner, case):
        rivals[rival.note_id].append(rival)
    return tuple(
        ThemeBlock(
            theme.id,
            theme.title[language],
            theme.purpose[language],
            tuple(_block(case, question, notes[question.id], rivals, language, extra) for question in theme.questions),
        )
        for theme in shipped_topic_guide().themes
    )


def speaker_choices(language: str) -> list[tuple[str, str]]:
    """Who may be speaking, with words."""
    return [(speaker, say(f"interviews.speaker.{speaker}", language)) for speaker in SPEAKERS]


def box_id(case: Case, question: str, number: int) -> UUID:
    """The id of a box that is empty as yet: the same each time the page is made, on every screen."""
    return uuid5(case.pk, f"{question} {number}")


def themes_in(language: str) -> list[tuple[str, str]]:
    """The themes of the guide, with their titles."""
    return [(theme.id, theme.title[language]) for theme in shipped_topic_guide().themes]


def _block(
    case: Case, question: Question, notes: list[Note], rivals: dict[UUID, list[Rival]], language: str, extra: str
) -> QuestionBlock:
    filled = [note for note in notes if note.text.strip() or rivals[note.pk]] or notes[:1]
    boxes = [
        NoteBox(
            str(note.pk),
            place,
            note.text,
            note.speaker,
            note.version,
            tuple(RivalView(str(rival.pk), rival.text, rival.speaker) for rival in rivals[note.pk]),
        )
        for place, note in enumerate(filled, start=1)
    ]
    if not boxes or extra == question.id:
        boxes.append(_empty_box(case, question.id, len(boxes) + 1, {note.pk for note in notes}))
    return QuestionBlock(
        question.id,
        question.text[language],
        question.prompts[language],
        question.purpose[language],
        question.paragraph,
        tuple(boxes),
    )


def _empty_box(case: Case, question: str, number: int, taken: set[UUID]) -> NoteBox:
    attempt = number
    while box_id(case, question, attempt) in taken:
        attempt += 1
    return NoteBox(str(box_id(case, question, attempt)), number, "", SPEAKERS[0], 0)
