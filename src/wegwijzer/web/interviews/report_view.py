"""The cross-case report in words: the firms, the codes by group, and what may be quoted."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.interviews.comparing import is_coded
from wegwijzer.core.interviews.cross_case import CrossCase, cross_case
from wegwijzer.core.interviews.grouping import UNKNOWN, Group
from wegwijzer.core.interviews.study import Attribute
from wegwijzer.core.interviews.study import Study as CoreStudy
from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.interviews.case_form import category_label
from wegwijzer.web.interviews.models import Study
from wegwijzer.web.interviews.study_reading import released
from wegwijzer.wording.language import say

HIDDEN = "•"
QUOTES_A_CODE = 5


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """How many firms there are in each group of one attribute."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One code with its counts."""

    label: str
    definition: str
    cells: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class ReportTheme:
    """The codes of one theme, with what may be quoted: (code, words)."""

    title: str
    rows: tuple[ReportRow, ...]
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report. `held_back`, `uncoded`: how many cases are left out, and why."""

    firms: int
    minimum: int
    is_refused: bool
    held_back: int
    uncoded: int
    profile: tuple[ProfileTable, ...]
    by: str
    by_label: str
    by_choices: tuple[tuple[str, str, bool], ...]
    groups: tuple[tuple[str, int], ...]
    themes: tuple[ReportTheme, ...]
    hidden: int


def report_view(study: Study, wanted: str, language: str) -> ReportView:
    """The report by one attribute; by size when nothing that exists is asked for."""
    known = {attribute.value: attribute for attribute in Attribute}
    by = known.get(wanted, Attribute.SIZE)
    free = released(study)
    found = cross_case(free.study, by=by, minimum=study.minimum)
    return ReportView(
        firms=found.firms,
        minimum=found.minimum,
        is_refused=found.is_refused,
        held_back=len(free.held_back),
        uncoded=len(found.left_out),
        profile=tuple(
            ProfileTable(
                say(f"interviews.attribute.{attribute.value}", language),
                tuple((_label(attribute, group, language), str(group.firms)) for group in groups),
            )
            for attribute, groups in found.profile.items()
        ),
        by=by.value,
        by_label=say(f"interviews.attribute.{by.value}", language),
        by_choices=tuple(
            (attribute.value, say(f"interviews.attribute.{attribute.value}", language), attribute is by)
            for attribute in Attribute
        ),
        groups=tuple((_label(by, group, language), group.firms) for group in found.groups),
        themes=_themes(found, free.study, language),
        hidden=found.hidden,
    )


def _themes(found: CrossCase, study: CoreStudy, language: str) -> tuple[ReportTheme, ...]:
    titles = {theme.id: theme.title[language] for theme in shipped_topic_guide().themes}
    themes = []
    for theme, title in titles.items():
        rows = [row for row in found.rows if row.code.theme == theme]
        if not rows:
            continue
        shown = {row.code.id for row in rows if row.total}
        themes.append(
            ReportTheme(
                title,
                tuple(
                    ReportRow(
                        row.code.label,
                        row.code.definition,
                        tuple(_count(count) for count in row.firms),
                        _count(row.total),
                    )
                    for row in rows
                ),
                tuple(
                    (row.code.label, words)
                    for row in rows
                    if row.code.id in shown
                    for words in quotes(study, row.code.id)
                ),
            )
        )
    return tuple(themes)


def quotes(study: CoreStudy, code: str) -> list[str]:
    """Masked passages with the code that may be quoted, by the alphabet: their order tells nothing of the firms."""
    found = set()
    for case in study.cases:
        if not is_coded(case):
            continue
        texts = {note.id: note.text for note in case.notes}
        for passage in case.passages:
            if passage.is_quote and code in passage.codes:
                found.add(" ".join(passage.span.of(texts[passage.note]).split()))
    return sorted(found)[:QUOTES_A_CODE]


def _label(attribute: Attribute, group: Group, language: str) -> str:
    labels = [
        say("interviews.case.unknown", language)
        if category == UNKNOWN
        else category_label(attribute, category, language)
        for category in group.categories
    ]
    return say("interviews.report.or", language).join(labels)


def _count(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
