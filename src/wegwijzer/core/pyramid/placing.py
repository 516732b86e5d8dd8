"""Place one firm by at most ten plain questions, asking next whatever settles most.

The questions are those of table 12, with the ones that the table only ever uses together made into one: goods and
services, and the three kinds of process. Nothing is lost by that, for the table asks whether any of them is yes. A
firm that brought out no product did not develop one either; patterns that say so are left out (the survey does not
put those questions).

Which question comes next follows from every pattern of answers worked out beforehand: the fewest questions still to
be expected, where the segments weigh as the shares given; among equally good ones the first of the survey. A question
that cannot change the outcome is never asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

from wegwijzer.core.pyramid.answers import MISSING, NO, YES
from wegwijzer.core.pyramid.segments import PRINTED, Masks, Segment, possible_by_pattern, segments_in

Costs = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Shares = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """One question to a firm: the survey's answers it stands for, and the question without which it cannot be yes."""

    id: str
    answers: tuple[str, ...]
    follows: str | None = None


PLAIN_QUESTIONS = (
    PlainQuestion("product", ("q8a", "q8b")),
    PlainQuestion("process", ("q14a", "q14b", "q14c")),
    PlainQuestion("own_product", ("q10a",), "product"),
    PlainQuestion("market_first", ("q11a",), "product"),
    PlainQuestion("own_process", ("q16a",), "process"),
    PlainQuestion("research", ("q21a",)),
    PlainQuestion("spending", ("q22f",)),
    PlainQuestion("research_staff", ("q25",)),
    PlainQuestion("bought_knowledge", ("q21d",)),
    PlainQuestion("together", ("q29",)),
)
"""The plain questions, in the order of the survey: the order in which equally good ones are asked."""

QUESTION_IDS = tuple(question.id for question in PLAIN_QUESTIONS)
_PLACE = {name: place for place, name in enumerate(QUESTION_IDS)}
_COUNT = len(PLAIN_QUESTIONS)
EQUALLY_GOOD = 0.05
"""Questions to be expected, above the fewest, that mean nothing: how firms spread inside a segment is not known."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a firm stands by its answers so far.

    `decided_by` is a smallest set of its answers that leaves the same segments possible; `open_questions` are those
    it did not answer, or could not, that may still change the outcome.
    """

    possible: tuple[Segment, ...]
    decided_by: tuple[str, ...]
    open_questions: tuple[str, ...]

    @property
    def is_decided(self) -> bool:
        """Whether one segment is left."""
        return len(self.possible) == 1


def standing(known: Mapping[str, int]) -> Standing:
    """Place a firm by its plain answers (`YES`, `NO`, or `MISSING` for "I don't know").

    >>> standing({"process": YES, "together": NO, "product": NO, "own_process": NO, "bought_knowledge": NO}).possible
    (<Segment.VOLGER: 3>,)
    """
    pattern = _pattern(known)
    table = _possible()
    mask = int(table[pattern])
    kept = list(pattern)
    for place in reversed(range(_COUNT)):
        answer, kept[place] = kept[place], MISSING
        if int(table[tuple(kept)]) != mask:
            kept[place] = answer
    decided_by = tuple(name for name, answer in zip(QUESTION_IDS, kept, strict=True) if answer != MISSING)
    everything = _Policy.of(frozenset(), (1.0,) * len(Segment))
    matters = tuple(name for name in QUESTION_IDS if everything.relevant[_PLACE[name]][pattern])
    return Standing(segments_in(mask), decided_by, matters)


def next_question(known: Mapping[str, int], shares: Shares) -> str | None:
    """The question to ask next; None when no question that is left could change the outcome.

    `shares` say how many firms are in each segment, from the top, in any unit.
    """
    policy, pattern = _policy(known, shares)
    choice = int(policy.choice[pattern])
    return None if choice < 0 else policy.names[choice]


def most_questions_left(known: Mapping[str, int], shares: Shares) -> int:
    """How many questions may still matter, whatever the answers will be: an upper bound for what is to come."""
    policy, pattern = _policy(known, shares)
    return sum(bool(flags[pattern]) for flags in policy.relevant)


def expected_questions(known: Mapping[str, int], shares: Shares) -> float:
    """How many more questions are to be expected when the firm knows every answer."""
    policy, pattern = _policy(known, shares)
    return float(policy.cost[pattern])


def survey_answers(known: Mapping[str, int]) -> dict[str, int]:
    """The survey's answers that plain answers stand for; those not known are missing."""
    pattern = _pattern(known)
    found: dict[str, int] = {}
    for question, answer in zip(PLAIN_QUESTIONS, pattern, strict=True):
        is_ruled_out = question.follows is not None and pattern[_PLACE[question.follows]] == NO
        found |= dict.fromkeys(question.answers, NO if is_ruled_out else answer)
    return found


def counting(known: Mapping[str, int]) -> dict[str, int]:
    """The answers that count: what follows from an earlier question stands no longer once that is answered with no."""
    strange = sorted(set(known) - set(QUESTION_IDS))
    if strange:
        raise ValueError(f"no such question: {', '.join(strange)}")
    return {
        question.id: known[question.id]
        for question in PLAIN_QUESTIONS
        if question.id in known and (question.follows is None or known.get(question.follows) != NO)
    }


def _pattern(known: Mapping[str, int]) -> tuple[int, ...]:
    counted = counting(known)
    return tuple(counted.get(name, MISSING) for name in QUESTION_IDS)


def _policy(known: Mapping[str, int], shares: Shares) -> tuple[_Policy, tuple[int, ...]]:
    """The policy for a firm that cannot answer what it said it does not know, and where in it the firm is."""
    counted = counting(known)
    unknown = frozenset(name for name, answer in counted.items() if answer == MISSING)
    policy = _Policy.of(unknown, tuple(shares))
    return policy, tuple(counted.get(name, MISSING) for name in policy.names)


@lru_cache(maxsize=1)
def _outcomes() -> tuple[Masks, Flags]:
    """The segment of every complete pattern of plain answers, as a mask, and which patterns a firm can have."""
    table = possible_by_pattern(PRINTED).reshape((3,) * len(PRINTED.questions))
    masks, fits = np.zeros((2,) * _COUNT, np.uint8), np.zeros((2,) * _COUNT, np.bool_)
    for pattern in product((NO, YES), repeat=_COUNT):
        by_name = {
            name: answer for question, answer in zip(PLAIN_QUESTIONS, pattern, strict=True) for name in question.answers
        }
        masks[pattern] = table[tuple(by_name[name] for name in PRINTED.questions)]
        fits[pattern] = all(
            answer == NO or question.follows is None or pattern[_PLACE[question.follows]] == YES
            for question, answer in zip(PLAIN_QUESTIONS, pattern, strict=True)
        )
    return masks, fits


@lru_cache(maxsize=1)
def _possible() -> Masks:
    """The segments that some completion gives, for every pattern of yes, no and missing."""
    masks, fits = _outcomes()
    return np.asarray(_over_missing(np.where(fits, masks, 0).astype(np.uint8), np.bitwise_or), np.uint8)


def _over_missing(values: npt.NDArray[np.generic], combine: np.ufunc) -> npt.NDArray[np.generic]:
    """Add to each axis of no and yes a third place, missing, that combines both."""
    for axis in range(values.ndim):
        values = np.concatenate([values, combine.reduce(values, axis=axis, keepdims=True)], axis=axis)
    return values


@dataclass(frozen=True, slots=True, eq=False)
class _Policy:
    """What to ask at every pattern of the questions that can be asked, an axis each.

    `choice` is the place of the question among `names`, -1 where nothing is left to ask; `cost` the questions to be
    expected; `relevant` says per question where it may still change the outcome.
    """

    names: tuple[str, ...]
    choice: npt.NDArray[np.int8]
    cost: Costs
    relevant: tuple[Flags, ...]

    @staticmethod
    @lru_cache(maxsize=512)
    def of(unknown: frozenset[str], shares: Shares) -> _Policy:
        """Work it out for firms that cannot answer some questions."""
        names = tuple(name for name in QUESTION_IDS if name not in unknown)
        axes = len(names)
        answerable = tuple(slice(0, 2) if name in names else MISSING for name in QUESTION_IDS)
        outcome = _possible()[answerable]
        weight = np.asarray(_over_missing(_weights(shares), np.add)[answerable], np.float64)
        relevant = tuple(_matters(outcome, axis) for axis in range(axes))
        mass = np.asarray(_over_missing(weight, np.add), np.float64)
        cost, choice = np.zeros((3,) * axes), np.full((3,) * axes, -1, np.int8)
        for _ in range(axes):  # a pattern's cost is right once those with one question less are
            asked = np.stack([_cost_of_asking(axis, cost, mass) for axis in range(axes)])
            asked[~np.stack(relevant)] = np.inf
            good = asked <= asked.min(axis=0) + EQUALLY_GOOD
            first = good.argmax(axis=0)
            paid = np.take_along_axis(asked, first[None], axis=0)[0]
            is_over = np.isinf(paid)
            cost, choice = np.where(is_over, 0.0, paid), np.where(is_over, -1, first).astype(np.int8)
        return _Policy(names, choice, cost, relevant)


def _weights(shares: Shares) -> Costs:
    """How many firms have each complete pattern, if those of a segment were spread evenly over its patterns."""
    masks, fits = _outcomes()
    weight = np.zeros(masks.shape)
    for segment in Segment:
        inside = fits & (masks == 1 << segment)
        weight[inside] = shares[segment] / inside.sum()
    return weight


def _matters(outcome: Masks, axis: int) -> Flags:
    """Where a question may change the outcome: with some completion of the others, no gives another one than yes."""
    no, yes = np.take(outcome, NO, axis), np.take(outcome, YES, axis)
    differs = np.expand_dims((no != yes) & (no != 0) & (yes != 0), axis)
    asked_already = np.zeros_like(differs)
    flags = np.concatenate([asked_already, asked_already, differs], axis=axis)
    for other in range(outcome.ndim):
        if other != axis:
            flags = np.concatenate([flags, flags.any(axis=other, keepdims=True)], axis=other)
    return flags


def _cost_of_asking(axis: int, cost: Costs, mass: Costs) -> Costs:
    """One question more than its two answers leave to be expected; infinite where it was answered."""
    found = np.full(cost.shape, np.inf)
    sides = [np.take(mass, answer, axis) * np.take(cost, answer, axis) for answer in (NO, YES)]
    whole = np.take(mass, MISSING, axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where(whole > 0, 1 + (sides[0] + sides[1]) / whole, np.inf)
    np.moveaxis(found, axis, 0)[MISSING] = expected
    return found
