"""Train the reader of needs anew, and refuse what makes it worse on problems that were left out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wegwijzer.core.understanding.features import Seer
from wegwijzer.core.understanding.labelled import LabelledProblem, micro_f1, without_texts
from wegwijzer.core.understanding.model import ReaderModel
from wegwijzer.core.understanding.reading import BUSINESS, EXPERTISE, DomainReader

HELD_OUT_IN = 5
"""One problem in five of those with two labellings is held out."""

Train = Callable[[tuple[LabelledProblem, ...]], ReaderModel]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a reader does on the problems held out: micro-F1 against the writer's labels, and a right one among three."""

    business_f1: float
    expertise_f1: float
    business_in_three: float
    expertise_in_three: float

    @property
    def whole(self) -> float:
        """The mean of the two F1: what must not go down."""
        return (self.business_f1 + self.expertise_f1) / 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after on the same `held_out` problems, with `learnt` corrections added."""

    held_out: int
    learnt: int
    before: Standing
    after: Standing

    @property
    def is_worse(self) -> bool:
        """Whether the corrections make the reader worse."""
        return self.after.whole < self.before.whole


def compare(
    known: Sequence[LabelledProblem], corrections: Sequence[LabelledProblem], train: Train, seer: Seer
) -> Comparison:
    """Train with and without the corrections, both without the problems held out.

    Raises ValueError when no problem with two labellings is there to hold out.
    """
    held = [problem for problem in known if len(problem.labellings) > 1 and _is_held_out(problem.id)]
    if not held:
        raise ValueError("no problem with two labellings to hold out")
    names = {problem.id for problem in held}
    rest = tuple(problem for problem in known if problem.id not in names)
    learnt = without_texts(corrections, [problem.text for problem in held])
    before = standing(held, DomainReader(train(rest), seer))
    after = standing(held, DomainReader(train((*rest, *learnt)), seer)) if learnt else before
    return Comparison(len(held), len(learnt), before, after)


def standing(problems: Sequence[LabelledProblem], reader: DomainReader) -> Standing:
    """How a reader does on problems."""
    readings = [(problem.labellings[0], reader.read(problem.text)) for problem in problems]
    f1, in_three = {}, {}
    for kind in (BUSINESS, EXPERTISE):
        pairs = [(set(getattr(labels, kind)), getattr(reading, kind)) for labels, reading in readings]
        f1[kind] = micro_f1([(right, {one.id for one in scored if one.is_said}) for right, scored in pairs])
        told = [(right, {one.id for one in scored[:3]}) for right, scored in pairs if right]
        in_three[kind] = sum(bool(right & first) for right, first in told) / max(len(told), 1)
    return Standing(f1[BUSINESS], f1[EXPERTISE], in_three[BUSINESS], in_three[EXPERTISE])


def _is_held_out(problem_id: str) -> bool:
    """The same problems every time, whatever else is there."""
    return hashlib.sha256(problem_id.encode()).digest()[0] % HELD_OUT_IN == 0
