"""For the researcher alone: the cases beside each other by code, and how far two coders agree."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.interviews.agreement import Agreement, agreement, pooled
from wegwijzer.core.interviews.comparing import compare
from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.interviews.models import Study
from wegwijzer.web.interviews.study_reading import read_study
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One code: how many passages each case has; empty where a case is not coded yet."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One code: on how many sentences both judged, the share alike, and kappa; in words where it is not defined."""

    label: str
    n: int
    observed: str
    kappa: str
    counts: str


@dataclass(frozen=True, slots=True)
class ComparingView:
    """The page."""

    cases: tuple[int, ...]
    themes: tuple[tuple[str, tuple[MatrixRow, ...]], ...]
    agreement: tuple[AgreementRow, ...]
    together: AgreementRow | None


def comparing_view(study: Study, language: str) -> ComparingView:
    """The matrix by theme, and the agreement where two people coded the same notes."""
    read = read_study(study)
    matrix = compare(read)
    themes = []
    for theme in shipped_topic_guide().themes:
        rows = tuple(
            MatrixRow(code.label, tuple("" if count is None else str(count) for count in matrix.row(code.id)))
            for code in read.codes
            if code.theme == theme.id
        )
        if rows:
            themes.append((theme.title[language], rows))
    found = agreement(read)
    together = pooled(found.values())
    rows_of_agreement = tuple(_row(code.label, found[code.id], language) for code in read.codes if found[code.id].n)
    return ComparingView(
        matrix.cases,
        tuple(themes),
        rows_of_agreement,
        _row(say("interviews.compare.together", language), together, language) if together.n else None,
    )


def _row(label: str, found: Agreement, language: str) -> AgreementRow:
    kappa = found.kappa
    return AgreementRow(
        label,
        found.n,
        _percent(found.observed, language),
        say("interviews.compare.undefined", language) if kappa is None else _number(kappa, language),
        f"{found.both} / {found.first} / {found.second} / {found.neither}",
    )


def _percent(share: float | None, language: str) -> str:
    if share is None:
        return say("interviews.compare.undefined", language)
    return f"{_number(100 * share, language, places=0)} %"


def _number(value: float, language: str, *, places: int = 2) -> str:
    text = f"{value:.{places}f}".replace("-", "−")
    return text if language == "en" else text.replace(".", ",")
