"""The next question: the fact that settles most, weighted by the money that depends on it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from math import log10
from typing import NamedTuple

from wegwijzer.core.advice.assessing import Assessment
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, Nature, Scope
from wegwijzer.core.truth import UNKNOWN

_WEIGHT_WITHOUT_AMOUNT = 3.0
_WEIGHT_WITHOUT_CEILING = 4.0
_LEAST_FIT = 0.15

STEERING_FACT = "planned_action"
"""What the firm plans decides which measures matter at all: it orders all of them."""

_STEERING_SHARE = 0.25


class NextQuestion(NamedTuple):
    """A fact worth asking: how many open measures wait for it, and its weight against other questions."""

    fact: FactDefinition
    decides: int
    weight: float


def next_questions(
    assessments: Sequence[Assessment],
    facts: FactDictionary,
    *,
    fit: Mapping[str, float],
    known: Container[str] = (),
) -> tuple[NextQuestion, ...]:
    """The facts to ask, most settling first.

    A measure spreads its weight (the order of magnitude of its money, times its fit with the need, from 0 to 1)
    over the facts it still waits for: a fact that alone decides a measure gets all of it. What the firm plans gets a
    share of every open measure. What the firm can look up counts more than what it must judge or declare.
    """
    is_planned = STEERING_FACT not in facts or STEERING_FACT in known
    weights: dict[str, float] = {} if is_planned else {STEERING_FACT: 0.0}
    counts: dict[str, int] = dict.fromkeys(weights, 0)
    for assessment in assessments:
        if assessment.verdict is not UNKNOWN or not assessment.missing:
            continue
        whole = _money_weight(assessment) * max(fit.get(assessment.measure.id, 1.0), _LEAST_FIT)
        if STEERING_FACT in weights:
            weights[STEERING_FACT] += whole * _STEERING_SHARE
        share = whole / len(assessment.missing)
        for fact in assessment.missing:
            weights[fact] = weights.get(fact, 0.0) + share
            counts[fact] = counts.get(fact, 0) + 1
    questions = [
        NextQuestion(definition, counts[fact], weights[fact] * _ease(definition))
        for fact, definition in facts.items()  # in the order in which they are best asked, which sorting keeps
        if weights.get(fact) and definition.askable
    ]
    return tuple(sorted(questions, key=lambda question: -question.weight))


def _money_weight(assessment: Assessment) -> float:
    worth = assessment.worth
    if worth is None or not worth.parts:
        return _WEIGHT_WITHOUT_AMOUNT
    if worth.total.high is None:
        return _WEIGHT_WITHOUT_CEILING
    return log10(1 + float(worth.total.high))


def _ease(fact: FactDefinition) -> float:
    if fact.nature is Nature.DECLARATION:
        return 0.2
    if fact.nature is Nature.JUDGEMENT:
        return 0.4
    return 1.0 if fact.scope is Scope.FIRM else 0.6
