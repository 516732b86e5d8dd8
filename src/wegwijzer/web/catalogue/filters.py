"""Filters that live in the address: what is chosen, how many rows each choice would give, how to undo one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from wegwijzer.wording.language import say

R = TypeVar("R")
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Facet(Generic[R]):
    """One filter: its parameter, its answers as (value, label), and whether a row fits an answer."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    fits: Callable[[R, str], bool]


@dataclass(frozen=True, slots=True)
class OptionView:
    """An answer with the number of rows it would leave, given the other filters."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FilterView:
    """A filter as the form shows it. `error` says that the address asks for an answer that there is not."""

    name: str
    label: str
    options: tuple[OptionView, ...]
    chosen: str
    chosen_label: str
    error: str


@dataclass(frozen=True, slots=True)
class Undo:
    """A chosen filter, with the question string without it and how many rows that would leave."""

    label: str
    answer: str
    query: str
    count: int


@dataclass(frozen=True, slots=True)
class Filtered(Generic[R]):
    """The rows that fit every filter, with what the form shows."""

    rows: tuple[R, ...]
    filters: tuple[FilterView, ...]
    undo: tuple[Undo, ...]


def filtered(
    rows: Sequence[R],
    facets: Sequence[Facet[R]],
    asked: Mapping[str, str],
    *,
    kept: Mapping[str, str],
    language: str,
) -> Filtered[R]:
    """Apply the facets; `kept` are the other parameters that an undo link must keep (empty ones fall away)."""
    known = {facet.name: {value for value, _ in facet.options} for facet in facets}
    typed = {facet.name: str(asked.get(facet.name, "")).strip() for facet in facets}
    chosen = {name: value for name, value in typed.items() if value in known[name]}

    def fitting(without: str = "") -> list[R]:
        active = [facet for facet in facets if facet.name in chosen and facet.name != without]
        return [row for row in rows if all(facet.fits(row, chosen[facet.name]) for facet in active)]

    filters, undo = [], []
    for facet in facets:
        others = fitting(without=facet.name)
        labels = dict(facet.options)
        value = chosen.get(facet.name, "")
        unknown = typed[facet.name] if typed[facet.name] and not value else ""
        filters.append(
            FilterView(
                facet.name,
                facet.label,
                tuple(
                    OptionView(option, label, sum(facet.fits(row, option) for row in others), option == value)
                    for option, label in facet.options
                ),
                value,
                labels.get(value, ""),
                say("catalogue.filter.unknown", language, typed=unknown[:_LONGEST_SHOWN]) if unknown else "",
            )
        )
        if value:
            rest = {**kept, **{name: text for name, text in chosen.items() if name != facet.name}}
            undo.append(Undo(_told(facet.label, labels[value]), labels[value], _query(rest), len(others)))
    return Filtered(tuple(fitting()), tuple(filters), tuple(undo))


def _told(question: str, answer: str) -> str:
    """A chosen filter in words; a label that is a question needs no colon."""
    mark = "" if question.endswith("?") else ":"
    return f"{question}{mark} {answer}"


def _query(parameters: Mapping[str, str]) -> str:
    kept = {name: value for name, value in parameters.items() if value}
    return f"?{urlencode(kept)}" if kept else "?"
