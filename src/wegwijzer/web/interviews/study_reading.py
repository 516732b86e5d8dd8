"""From what is stored to the values of the core."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from wegwijzer.core.interviews import study as core
from wegwijzer.core.interviews.exporting import Released, Review, Reviews, digest_of, release
from wegwijzer.core.interviews.guide import Code
from wegwijzer.core.interviews.mask_patterns import MaskKind, Vocabulary
from wegwijzer.core.interviews.masking import Labels, Mask
from wegwijzer.core.interviews.name_finding import WORD
from wegwijzer.core.interviews.spans import Span
from wegwijzer.readers.place_names import place_names
from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.interviews import queries
from wegwijzer.web.interviews.models import Case, Note, Study, StudyCode
from wegwijzer.wording.language import LANGUAGES, say, texts

_TOPICS = ("advice", "catalogue", "guide", "interviews", "portfolio", "signals", "site")


def read_study(study: Study) -> core.Study:
    """A study with all its cases, unmasked: for its researcher alone."""
    owner = study.owner
    cases = queries.cases(owner, study)
    notes = queries.notes(owner, cases)
    by_case: dict[object, list[Note]] = defaultdict(list)
    for note in notes:
        by_case[note.case_id].append(note)
    passages = defaultdict(list)
    for row in queries.passages(owner, notes):
        span = Span(row.start, row.end)
        passages[row.note_id].append(
            core.Passage(str(row.note_id), span, frozenset(row.codes), row.coder, row.is_quote)
        )
    texts_now = {note.pk: digest_of(note.text) for note in notes}
    read: dict[object, set[int]] = defaultdict(set)
    for reading in queries.readings(owner, notes):
        if reading.digest == texts_now[reading.note_id]:
            read[reading.note_id].add(reading.coder)
    return core.Study(
        tuple(read_code(code) for code in queries.codes(owner, study)),
        tuple(
            core.Case(
                case.number,
                read_attributes(case),
                tuple(_note(note, case) for note in notes_in_order(by_case[case.pk])),
                tuple(passage for note in by_case[case.pk] for passage in passages[note.pk]),
                {str(note.pk): frozenset(read[note.pk]) for note in by_case[case.pk]},
            )
            for case in cases
        ),
    )


def read_code(code: StudyCode) -> Code:
    """A code of a code book."""
    return Code(code.code, code.theme, code.label, code.definition)


def read_attributes(case: Case) -> Mapping[core.Attribute, str]:
    """What is known of a firm, as far as the categories know it."""
    return {
        attribute: case.attributes[attribute.value]
        for attribute in core.Attribute
        if case.attributes.get(attribute.value) in core.CATEGORIES[attribute]
    }


def read_reviews(notes: Sequence[Note]) -> Reviews:
    """The reviews of notes."""
    return {
        str(note.pk): Review(
            note.reviewed, tuple(Mask(Span(start, end), MaskKind(kind)) for start, end, kind in note.masks)
        )
        for note in notes
        if note.reviewed
    }


def released(study: Study) -> Released:
    """What may leave of a study: the one gate, for every export and report."""
    cases = queries.cases(study.owner, study)
    reviews = read_reviews(queries.notes(study.owner, cases))
    return release(read_study(study), reviews, labels=mask_labels(study.language))


@cache
def mask_labels(language: str) -> Labels:
    """The word that stands in the place of what is hidden."""
    return {kind: say(f"interviews.mask.{kind.value}", language) for kind in MaskKind}


@cache
def common_words() -> frozenset[str]:
    """Ordinary words: those that our own texts use in lower case, in any language."""
    found: set[str] = set()
    for language in LANGUAGES:
        for topic in _TOPICS:
            for text in texts(topic, language).values():
                found.update(match[0].lower() for match in WORD.finditer(text) if match[0].islower())
        for theme in shipped_topic_guide().themes:
            for question in theme.questions:
                words = (question.text[language], question.purpose[language], *question.prompts[language])
                found.update(match[0] for text in words for match in WORD.finditer(text) if match[0].islower())
    return frozenset(found)


def vocabulary(hidden: Mapping[str, MaskKind]) -> Vocabulary:
    """The words that proposals lean on."""
    return Vocabulary(places=place_names(), common=common_words(), hidden=hidden)


def _note(note: Note, case: Case) -> core.Note:
    minute = None
    if case.consented is not None:
        minute = max(0, int((note.at - case.consented).total_seconds() // 60))
    return core.Note(str(note.pk), note.question, note.speaker, minute, note.text)


def notes_in_order(notes: Sequence[Note]) -> list[Note]:
    """Notes in the order of the guide, and within a question as they were begun."""
    places = {question: place for place, question in enumerate(shipped_topic_guide().questions)}
    return sorted(notes, key=lambda note: (places.get(note.question, len(places)), note.at, str(note.pk)))
