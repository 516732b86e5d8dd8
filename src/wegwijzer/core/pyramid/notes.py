"""What a reader of a pyramid must know of the rows and the map behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wegwijzer.core.pyramid.contradictions import contradictions_in
from wegwijzer.core.pyramid.mapping import BREAK_YEAR
from wegwijzer.core.pyramid.segments import Reading, out_of_reach
from wegwijzer.core.pyramid.view import SurveyView
from wegwijzer.core.survey.data import places_by_value
from wegwijzer.core.survey.design import Flags

_SHOWN_IDS = 20


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader of the figures must know: an id, what fills in its sentence, and in how many rows.

    `segments` are the ids of the segments it names.
    """

    id: str
    arguments: Mapping[str, str]
    rows: int = 0
    is_warning: bool = False
    segments: tuple[str, ...] = ()


def notes_on(
    view: SurveyView,
    within: Flags,
    *,
    absent: tuple[str, ...],
    reading: Reading,
    by: str = "",
    id_column: str = "",
) -> Iterator[Note]:
    """The notes on the rows `within`; `absent` are the answers without a column."""
    yield from _of_the_file(view)
    yield from _contradictions(view, within)
    yield from _duplicates(view, id_column)
    yield from _of_the_map(view, absent, reading)
    is_across = _crosses_break(view, by)
    if is_across or view.survey_map.is_after_break:
        yield Note("across_break" if is_across else "after_break", {"year": str(BREAK_YEAR)}, is_warning=True)


def _of_the_file(view: SurveyView) -> Iterator[Note]:
    data = view.data
    for column, codes in data.user_missing.items():
        for code, count in codes.items():
            label = data.label(column, code) or code
            yield Note("user_missing", {"column": column, "code": code, "label": label}, count)
    yield from (Note(note, {}) for note in data.notes)


def _contradictions(view: SurveyView, within: Flags) -> Iterator[Note]:
    for item in contradictions_in(view.answers):
        rows = item.rows & within
        if rows.any():
            arguments = {"where": view.data.first_rows(rows), "yes": ", ".join(item.yes)}
            yield Note(f"contradiction.{item.id}", arguments, int(rows.sum()))


def _of_the_map(view: SurveyView, absent: tuple[str, ...], reading: Reading) -> Iterator[Note]:
    questions = reading.questions
    needed = [name for name in absent if name in questions]
    if needed:
        yield Note("absent", {"columns": ", ".join(needed)}, is_warning=True)
        unsure = out_of_reach(needed, reading)
        if unsure:
            ids = tuple(segment.id for segment in unsure)
            yield Note("out_of_reach", {"columns": ", ".join(needed)}, is_warning=True, segments=ids)
    others = [name for name in absent if name not in questions]
    if others:
        yield Note("absent_elsewhere", {"columns": ", ".join(others)}, is_warning=True)
    unverified = [name for name in view.survey_map.unverified if name in view.answers or name in absent]
    if unverified:
        arguments = {"map": view.survey_map.id, "columns": ", ".join(unverified)}
        yield Note("unverified", arguments, is_warning=True)


def _duplicates(view: SurveyView, id_column: str) -> Iterator[Note]:
    column = id_column or ("id" if view.has("id") else "")
    if not column:
        return
    values = places_by_value(view.texts(column))
    double = {value: places for value, places in values.items() if value is not None and len(places) > 1}
    for value, places in list(double.items())[:_SHOWN_IDS]:
        yield Note("duplicate", {"id": value, "where": view.data.first_at(places)}, len(places), is_warning=True)
    rest = list(double.values())[_SHOWN_IDS:]
    if rest:
        yield Note("duplicate_more", {"ids": str(len(rest))}, sum(len(places) for places in rest), is_warning=True)


def _crosses_break(view: SurveyView, by: str) -> bool:
    """Whether the groups are survey years on both sides of the break."""
    if not by or not view.has(by):
        return False
    values = [value for value in places_by_value(view.texts(by)) if value is not None]
    found = [value.casefold().removeprefix("cis").strip() for value in values]
    years = [int(value) for value in found if value.isascii() and value.isdigit() and 2000 <= int(value) <= 2100]
    return len(years) == len(found) and any(y < BREAK_YEAR for y in years) and any(y >= BREAK_YEAR for y in years)
