"""One note to be coded: its sentences to tick, the code book by theme, and the passages that this coder made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from wegwijzer.core.interviews.exporting import digest_of
from wegwijzer.core.interviews.sentences import sentences
from wegwijzer.core.interviews.spans import Span
from wegwijzer.core.interviews.study import CODERS
from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.interviews import queries
from wegwijzer.web.interviews.models import Case, Note, StudyCode
from wegwijzer.web.interviews.study_reading import notes_in_order
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """One sentence to tick, with the codes that this coder gave in it."""

    place: int
    text: str
    codes: str


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A coded stretch."""

    id: str
    text: str
    codes: str
    is_quote: bool
    is_touched: bool


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A note in the list beside."""

    id: str
    question: str
    speaker: str
    is_current: bool
    is_read: bool


@dataclass(frozen=True, slots=True)
class CodingPage:
    """Everything on the page. `digest` tells whether the text is still the one that was shown."""

    coder: int
    notes: tuple[NoteLink, ...]
    note: Note
    question: str
    speaker: str
    digest: str
    is_read: bool
    sentences: tuple[SentenceLine, ...]
    passages: tuple[PassageLine, ...]
    themes: tuple[tuple[str, tuple[StudyCode, ...]], ...]
    next_note: str
    read_count: int


@dataclass(frozen=True, slots=True)
class CodingForm:
    """What was chosen: stretches, codes, and whether it may be quoted."""

    spans: tuple[Span, ...]
    codes: tuple[str, ...]
    is_quote: bool


def coder_of(sent: QueryDict) -> int:
    """Which coder is at work; the first where nothing is said."""
    return 2 if sent.get("codeur") == "2" else CODERS[0]


def coding_page(case: Case, note: Note, language: str, *, coder: int) -> CodingPage:
    """The page for one note. What the other coder did is not on it."""
    owner = case.owner
    notes = notes_in_order(queries.notes(owner, [case]))
    digests = {other.pk: digest_of(other.text) for other in notes}
    read = {
        reading.note_id
        for reading in queries.readings(owner, notes)
        if reading.coder == coder and reading.digest == digests[reading.note_id]
    }
    codes = queries.codes(owner, case.study)
    labels = {code.code: code.label for code in codes}
    own = [passage for passage in queries.passages(owner, [note]) if passage.coder == coder]
    place = next(at for at, other in enumerate(notes) if other.pk == note.pk)
    following = [other for other in (*notes[place + 1 :], *notes[:place]) if other.pk not in read]

    def named(chosen: Sequence[str]) -> str:
        return ", ".join(labels[code] for code in labels if code in chosen)

    return CodingPage(
        coder=coder,
        notes=tuple(
            NoteLink(
                str(other.pk),
                question_text(other.question, language),
                say(f"interviews.speaker.{other.speaker}", language),
                other.pk == note.pk,
                other.pk in read,
            )
            for other in notes
        ),
        note=note,
        question=question_text(note.question, language),
        speaker=say(f"interviews.speaker.{note.speaker}", language),
        digest=digests[note.pk],
        is_read=note.pk in read,
        sentences=tuple(
            SentenceLine(
                at,
                span.of(note.text),
                named([code for item in own if Span(item.start, item.end).overlaps(span) for code in item.codes]),
            )
            for at, span in enumerate(sentences(note.text))
        ),
        passages=tuple(
            PassageLine(
                str(item.pk), note.text[item.start : item.end], named(item.codes), item.is_quote, item.is_touched
            )
            for item in own
        ),
        themes=codes_by_theme(codes, language),
        next_note=str(following[0].pk) if following else "",
        read_count=len(read),
    )


def codes_by_theme(codes: Sequence[StudyCode], language: str) -> tuple[tuple[str, tuple[StudyCode, ...]], ...]:
    """The code book under the titles of the themes; a theme without codes is left out."""
    found = []
    for theme in shipped_topic_guide().themes:
        own = tuple(code for code in codes if code.theme == theme.id)
        if own:
            found.append((theme.title[language], own))
    return tuple(found)


def read_coding(sent: QueryDict, note: Note, known: Sequence[StudyCode]) -> CodingForm:
    """The stretches chosen: an exact selection where there is one, else the ticked sentences, neighbours together."""
    codes = {code.code for code in known}
    chosen = tuple(code for code in sent.getlist("code") if code in codes)
    return CodingForm(_selected(sent, note) or _ticked(sent, note), chosen, "quote" in sent)


def question_text(question: str, language: str) -> str:
    """The words of a question of the guide; its id when the guide no longer has it."""
    found = shipped_topic_guide().questions.get(question)
    return found.text[language] if found else question


def _selected(sent: QueryDict, note: Note) -> tuple[Span, ...]:
    try:
        start, end = int(sent.get("start", "")), int(sent.get("end", ""))
    except ValueError:
        return ()
    return (Span(start, end),) if 0 <= start < end <= len(note.text) else ()


def _ticked(sent: QueryDict, note: Note) -> tuple[Span, ...]:
    ticked = {int(place) for place in sent.getlist("sentence") if place.isascii() and place.isdigit()}
    found: list[Span] = []
    last = -2
    for place, span in enumerate(sentences(note.text)):
        if place not in ticked:
            continue
        if place == last + 1:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        last = place
    return tuple(found)
