"""The first page of agreements: the plain questions, the kind they lead to, and the visitor's drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from wegwijzer.core.agreements.asking import clean
from wegwijzer.readers.agreements import Agreements
from wegwijzer.web.agreements.models import Draft
from wegwijzer.web.post.telling import ZONE
from wegwijzer.wording.language import local
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind in a list."""

    slug: str
    title: str
    also: str
    summary: str


@dataclass(frozen=True, slots=True)
class ChoosingView:
    """`chosen` is the kind that the answers lead to, with why."""

    questions: tuple[tuple[str, str, tuple[tuple[str, str, bool], ...]], ...]
    kinds: tuple[KindLine, ...]
    chosen: KindLine | None
    why: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    id: UUID
    title: str
    about: str
    changed: str


def choosing_view(
    agreements: Agreements, answers: Mapping[str, str], chosen: int | None, language: str
) -> ChoosingView:
    """The questions with what was answered, and the kind of rule number `chosen`."""
    lines = {id: _line(agreements, id, language) for id in agreements.kinds}
    rule = agreements.choosing.rules[chosen] if chosen is not None else None
    return ChoosingView(
        questions=tuple(
            (
                id,
                local(question, language),
                tuple((one.id, local(one.label, language), answers.get(id) == one.id) for one in options),
            )
            for id, question, options in agreements.choosing.questions
        ),
        kinds=tuple(lines.values()),
        chosen=lines[rule.kind] if rule else None,
        why=local(rule.why, language) if rule else "",
        is_asked=bool(answers),
    )


def draft_lines(agreements: Agreements, drafts: Iterable[Draft], language: str) -> tuple[DraftLine, ...]:
    """The drafts by what they are about."""
    return tuple(
        DraftLine(
            draft.pk,
            local(agreements.kinds[draft.kind].template.title, language),
            clean(draft.answers.get("purpose", ""))[:120],
            date_text(draft.changed.astimezone(ZONE).date(), language),
        )
        for draft in drafts
        if draft.kind in agreements.kinds
    )


def _line(agreements: Agreements, id: str, language: str) -> KindLine:
    found = agreements.kinds[id]
    return KindLine(found.slug, local(found.template.title, language), found.also, local(found.summary, language))
