"""Cases beside each other, code by code."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.interviews.study import Case, Study


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many passages of each case carry each code; None for a case of which nothing was read to the end.

    A case in which nobody coded anything yet says nothing, which is not the same as 0.
    """

    codes: tuple[str, ...]
    cases: tuple[int, ...]
    counts: tuple[tuple[int | None, ...], ...]

    def row(self, code: str) -> tuple[int | None, ...]:
        """The counts of one code, case by case."""
        return self.counts[self.codes.index(code)]


def is_coded(case: Case) -> bool:
    """Whether every note of the case was read to the end by a coder, so that no code means no."""
    return bool(case.notes) and all((case.read_by or {}).get(note.id) for note in case.notes)


def compare(study: Study) -> Matrix:
    """The study's cases by code. A stretch that two coders gave the same code counts once."""
    codes = tuple(code.id for code in study.codes)
    columns = [_passages_by_code(case) if case.passages or is_coded(case) else None for case in study.cases]
    counts = tuple(tuple(None if column is None else column.get(code, 0) for column in columns) for code in codes)
    return Matrix(codes, tuple(case.number for case in study.cases), counts)


def mentions(case: Case, code: str) -> bool | None:
    """Whether a case holds a passage with the code; None while it is not coded to the end and none was found yet."""
    if any(code in passage.codes for passage in case.passages):
        return True
    return False if is_coded(case) else None


def _passages_by_code(case: Case) -> dict[str, int]:
    found: dict[str, set[tuple[str, int, int]]] = {}
    for passage in case.passages:
        for code in passage.codes:
            found.setdefault(code, set()).add((passage.note, passage.span.start, passage.span.end))
    return {code: len(places) for code, places in found.items()}
