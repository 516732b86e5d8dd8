"""Cases for tests: unremarkable but for what a test is about."""

from __future__ import annotations

from wegwijzer.core.interviews.guide import Code
from wegwijzer.core.interviews.spans import Span
from wegwijzer.core.interviews.study import Attribute, Case, Note, Passage, Study


def a_code(name: str = "trigger") -> Code:
    return Code(name, "renewal", name, f"when {name}")


def a_note(text: str = "Een zin. Nog een zin.", note: str = "n1") -> Note:
    return Note(note, "renewal-done", "manager", 3, text)


def a_passage(*codes: str, start: int = 0, end: int = 8, note: str = "n1", coder: int = 1) -> Passage:
    return Passage(note, Span(start, end), frozenset(codes), coder)


def a_case(
    number: int = 1,
    *passages: Passage,
    notes: tuple[Note, ...] | None = None,
    readers: tuple[int, ...] = (1,),
    **attributes: str,
) -> Case:
    notes = (a_note(),) if notes is None else notes
    known = {Attribute(name): value for name, value in attributes.items()}
    return Case(number, known, notes, passages, {note.id: frozenset(readers) for note in notes})


def a_study(*cases: Case, codes: tuple[str, ...] = ("trigger", "result")) -> Study:
    return Study(tuple(a_code(code) for code in codes), cases)
