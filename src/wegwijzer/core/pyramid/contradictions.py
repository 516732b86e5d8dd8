"""Answers of one firm that cannot both hold. They are counted and named, never repaired and never left out.

The filter questions of the survey cause most of them: who has introduced nothing is not asked who developed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from wegwijzer.core.pyramid.answers import NO, YES, Trits
from wegwijzer.core.survey.design import Flags

_PRODUCT = ("q8a", "q8b")
_PROCESS = ("q14a", "q14b", "q14c")

CONTRADICTIONS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "spending_without_innovation": (("q22f",), (*_PRODUCT, *_PROCESS, "ongoing", "abandoned")),
    "own_product_without_product": (("q10a",), _PRODUCT),
    "new_to_market_without_product": (("q11a",), _PRODUCT),
    "own_process_without_process": (("q16a",), _PROCESS),
    "staff_without_research": (("q25",), ("q21a",)),
}
"""By name: what is answered yes, though every one of the others is answered no. Questions not asked are left out."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One kind of contradiction and the rows that show it."""

    id: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    rows: Flags


def contradictions_in(answers: Mapping[str, Trits]) -> list[Contradiction]:
    """The contradictions that there are, each with its rows; the questions that count are those that were asked.

    >>> found = contradictions_in({"q10a": np.array([1], np.int8), "q8a": np.array([0]), "q8b": np.array([0])})
    >>> [item.id for item in found]
    ['own_product_without_product']
    """
    found = []
    for name, (yes, no) in CONTRADICTIONS.items():
        asked = tuple(question for question in no if question in answers)
        needed = [question for question in no if question not in ("ongoing", "abandoned")]
        if any(question not in answers for question in (*yes, *needed)):
            continue
        rows = np.logical_and.reduce(
            [*(answers[question] == YES for question in yes), *(answers[question] == NO for question in asked)]
        )
        if rows.any():
            found.append(Contradiction(name, yes, asked, rows))
    return found
