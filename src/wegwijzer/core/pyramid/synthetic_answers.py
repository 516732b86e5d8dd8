"""Invented answers of firms whose segment is given, and which of them are missing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from wegwijzer.core.pyramid.answers import EXTRA_QUESTIONS, MISSING, QUESTIONS, Trits
from wegwijzer.core.pyramid.segments import Segment, place_in_pyramid
from wegwijzer.core.survey.design import Flags

Segments = npt.NDArray[np.int64]

ANSWERS = (*QUESTIONS, *EXTRA_QUESTIONS)
"""The questions that are answered, in the order of the questionnaire."""

_PLACE = {name: place for place, name in enumerate(ANSWERS)}
_MOST_ROUNDS = 2_000


def draw_answers(
    segments: Segments, habits: Mapping[Segment, Mapping[str, float]], random: np.random.Generator
) -> dict[str, Trits]:
    """Answers by the habits of each firm's segment that also put it there; a draw that does not is drawn again.

    Raises ValueError when the habits of a segment never lead to it.
    """
    chances = np.array([[habits[segment].get(name, 0.0) for name in ANSWERS] for segment in Segment])
    answers = np.zeros((len(ANSWERS), len(segments)), np.int8)
    left = np.arange(len(segments))
    for _ in range(_MOST_ROUNDS):
        if not len(left):
            break
        drawn = (random.random((len(ANSWERS), len(left))) < chances[segments[left]].T).astype(np.int8)
        _follow_the_filters(drawn)
        placed = place_in_pyramid(dict(zip(ANSWERS, drawn, strict=True)))
        fits = placed.possible == np.left_shift(1, segments[left])
        answers[:, left[fits]] = drawn[:, fits]
        left = left[~fits]
    if len(left):
        raise ValueError(f"the habits of {Segment(segments[left[0]]).id} do not lead there")
    return dict(zip(ANSWERS, answers, strict=True))


def leave_out(
    answers: Mapping[str, Trits], is_undecided: Flags, missing: float, random: np.random.Generator
) -> dict[str, Trits]:
    """The answers with some missing: at random where the firm stays decided, and until it is not for the undecided."""
    found = {name: values.copy() for name, values in answers.items()}
    for name in ANSWERS:
        rows = (random.random(len(is_undecided)) < missing) & ~is_undecided
        tried = {**found, name: np.where(rows, MISSING, found[name]).astype(np.int8)}
        stays = place_in_pyramid(tried).is_decided
        found[name][rows & stays] = MISSING
    for place in random.permutation(len(QUESTIONS)):
        decided = place_in_pyramid(found).is_decided & is_undecided
        found[ANSWERS[place]][decided] = MISSING
    return found


def _follow_the_filters(drawn: npt.NDArray[np.int8]) -> None:
    """Make answers (a row a question) agree with the filters of the questionnaire, in place."""

    def row(name: str) -> Trits:
        found: Trits = drawn[_PLACE[name]]
        return found

    product = row("q8a") | row("q8b")
    process = row("q14a") | row("q14b") | row("q14c")
    for name, parent in (("q10a", product), ("q11a", product), ("q16a", process), ("q25", row("q21a"))):
        drawn[_PLACE[name]] &= parent
    active = row("q21a") | row("q21d") | row("q22f") | row("q29")
    drawn[_PLACE["ongoing"]] |= active & ~(product | process | row("abandoned")) & 1
