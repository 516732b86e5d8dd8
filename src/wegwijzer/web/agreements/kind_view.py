"""A kind of agreement before there is a text: its checklist, and every clause it can hold with why."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.readers.agreements import Kind
from wegwijzer.web.agreements.result_view import SourceView, sources_of, version_line
from wegwijzer.wording.language import local


@dataclass(frozen=True, slots=True)
class CheckView:
    """A line of the checklist, with what the clauses on it mean."""

    id: str
    title: str
    check: str
    explanations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """The whole page."""

    slug: str
    title: str
    also: str
    summary: str
    checklist: tuple[CheckView, ...]
    sources: tuple[SourceView, ...]
    version: str


def kind_view(kind: Kind, language: str) -> KindView:
    """Everything the page shows."""
    template = kind.template
    clauses = [(article.topic, clause) for article in template.articles for clause in article.clauses]
    sources = {source.title: source for _, clause in clauses for source in sources_of(clause, template, language)}
    return KindView(
        slug=kind.slug,
        title=local(template.title, language),
        also=kind.also,
        summary=local(kind.summary, language),
        checklist=tuple(
            CheckView(
                line.id,
                local(line.title, language),
                local(line.check, language),
                tuple(local(clause.explanation, language) for topic, clause in clauses if topic == line.id),
            )
            for line in kind.checklist
        ),
        sources=tuple(sources.values()),
        version=version_line(kind, language),
    )
