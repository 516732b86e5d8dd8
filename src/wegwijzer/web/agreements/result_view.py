"""The agreement on a page: each paragraph with what it means and why it is there, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.agreements.asking import as_day, clean, good_answers
from wegwijzer.core.agreements.assembling import assemble
from wegwijzer.core.agreements.document import Document, Line, Paragraph
from wegwijzer.core.agreements.template import Clause, Standing, Template
from wegwijzer.publishing.setting_text import unsettable
from wegwijzer.readers.agreements import Kind
from wegwijzer.web.agreements.models import Draft
from wegwijzer.web.agreements.question_view import party_name
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

_ENDS = ("end_date", "talk_until")


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source behind a clause; `standing` is a word for how sure it is, empty when its words were read."""

    title: str
    says: str
    url: str
    seen: str
    standing: str


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph with its explanation; `page` leads to the question while a choice is open."""

    number: str
    text: Line
    lines: tuple[Line, ...]
    explanation: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """An article."""

    number: int
    heading: str
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class OpenView:
    """Something to fill in, and where."""

    label: str
    page: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """The whole page."""

    document: Document
    sections: tuple[SectionView, ...]
    open: tuple[OpenView, ...]
    clashes: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    warnings: tuple[str, ...]
    version: str


def document_of(kind: Kind, draft: Draft) -> Document:
    """The text of a draft, in its language."""
    return assemble(kind.template, draft.answers, draft.language)


def result_view(kind: Kind, draft: Draft, language: str, *, on: date) -> ResultView:
    """Everything the page shows."""
    template, document = kind.template, document_of(kind, draft)
    clauses = {clause.id: clause for article in template.articles for clause in article.clauses}
    pages = {question.id: question.page for question in template.questions}
    return ResultView(
        document=document,
        sections=tuple(
            SectionView(
                section.number,
                section.heading,
                tuple(_paragraph(one, clauses.get(one.clause), template, language) for one in section.paragraphs),
            )
            for section in document.sections
        ),
        open=tuple(
            OpenView(
                _open_label(template, draft, point.label, point.key, point.party, language),
                pages[point.question],
                f"q-{point.key.replace('.', '-')}",
            )
            for point in document.open
        ),
        clashes=tuple(
            (
                local(clash.message, language),
                tuple(
                    (local(question.short, language), question.page, question.id)
                    for name in clash.questions
                    if (question := template.question(name))
                ),
            )
            for clash in document.clashes
        ),
        warnings=tuple(_warnings(kind, draft, document, language, on)),
        version=version_line(kind, language),
    )


def version_line(kind: Kind, language: str) -> str:
    """The kind, its version and the day it was looked over."""
    template = kind.template
    title = template.title[language]
    reviewed = date_text(template.reviewed_on, language)
    return say("agreements.version", language, title=title, version=template.version, day=reviewed)


def sources_of(clause: Clause, template: Template, language: str) -> tuple[SourceView, ...]:
    """The laws and documents behind a clause."""
    found = (template.sources[id] for id in clause.sources)
    return tuple(
        SourceView(
            local(source.title, language),
            local(source.says, language),
            source.url,
            source.seen,
            "" if source.standing is Standing.READ else say(f"agreements.standing.{source.standing.value}", language),
        )
        for source in found
    )


def _paragraph(found: Paragraph, clause: Clause | None, template: Template, language: str) -> ParagraphView:
    explanation = local(clause.explanation, language) if clause else say("agreements.choice_open", language)
    sources = sources_of(clause, template, language) if clause else ()
    return ParagraphView(found.number, found.text, found.lines, explanation, sources)


def _open_label(template: Template, draft: Draft, label: object, key: str, party: int, language: str) -> str:
    if key.startswith("party."):
        label_text = say(f"agreements.party_field.{key.rpartition('.')[2]}", language)
    else:
        label_text = local(label, language) if isinstance(label, dict) else ""
    if not party:
        return label_text
    return f"{label_text} ({party_name(template, draft.answers, party, language)})"


def _warnings(kind: Kind, draft: Draft, document: Document, language: str, on: date) -> list[str]:
    """What is odd, though nothing stops it: days gone by, signs that cannot be shown."""
    good = good_answers(kind.template, draft.answers)
    found = []
    begin = as_day(good.get("start_date", ""))
    if begin is not None and begin < on:
        found.append(say("agreements.warning.begin_past", language, day=date_text(begin, language)))
    found += [
        say("agreements.warning.end_past", language, day=date_text(day, language))
        for name in _ENDS
        if (day := as_day(good.get(name, ""))) is not None and day < on
    ]
    given = "".join(good.values())
    if signs := unsettable(given):
        found.append(say("agreements.warning.signs", language, signs=" ".join(sorted(signs)[:12])))
    if any(value and _bare(clean(value)) != _bare(value) for value in draft.answers.values()):
        found.append(say("agreements.warning.hidden", language))
    return found


def _bare(text: str) -> str:
    return "".join(text.split())
