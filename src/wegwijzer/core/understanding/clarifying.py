"""Small questions back where a need is vague: which one, if any, and what its answer says of the domains."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

MOST_CLARIFYING = 2
"""More questions than this are never asked about one need."""
CLEAR_FROM = 0.44
"""From this score on the likeliest domain is clear. Found by cross-validation on data/needs/labelled.jsonl, so that at
most one in ten of those whose likeliest domain is right are asked: on folds left out 9 % of them, 30 % of the rest."""
FEW_WORDS = 2
"""So few words that say something (4 % of the labelled problems have no more) tell little, however sure the scores."""
CLEAR_FROM_FEW = 0.9
"""From this score on the likeliest domain of so few words is clear, if no other reaches CLEAR_FROM: of those labelled a
quarter are read wrongly, and who says two things in two words ("we willen groeien") has said neither."""
PULL = 6.0
"""How many times likelier somebody picks the answer that fits their domain than any other answer: our own estimate."""
LEAST_GAIN = 0.15
"""Nats of doubt that a question must be expected to take away; one that takes less is not worth a tap."""

_LOWEST, _HIGHEST = 0.001, 0.999


@dataclass(frozen=True, slots=True)
class ClarifyingAnswer:
    """An answer in words by language, and the business domains that it speaks for."""

    id: str
    text: Mapping[str, str] = field(hash=False)
    raises: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClarifyingQuestion:
    """A question in words by language. A domain is raised by one of its answers at most."""

    id: str
    text: Mapping[str, str] = field(hash=False)
    answers: tuple[ClarifyingAnswer, ...]

    def answer(self, answer_id: str) -> ClarifyingAnswer | None:
        """The answer with that id."""
        return next((one for one in self.answers if one.id == answer_id), None)


def is_vague(scores: Mapping[str, float], *, words: int) -> bool:
    """Whether no domain is clear. `scores` are calibrated, by domain; `words` counts those that say something.

    Without any score there is nothing to tell apart.
    """
    if not scores:
        return False
    first, second = [*sorted(scores.values(), reverse=True), 0.0][:2]
    if words > FEW_WORDS:
        return first < CLEAR_FROM
    return first < CLEAR_FROM_FEW or second >= CLEAR_FROM


def question_to_ask(
    questions: Sequence[ClarifyingQuestion], scores: Mapping[str, float], *, words: int, asked: Collection[str]
) -> ClarifyingQuestion | None:
    """The question that is expected to take away most doubt about the main domain.

    `asked` are the ids of those put before, answered or passed over. None when two were asked, when the need is clear
    and when no question is worth its tap. Between equals the first of the list is asked.
    """
    if len(asked) >= MOST_CLARIFYING or not is_vague(scores, words=words):
        return None
    gains = [(expected_gain(one, scores), one) for one in questions if one.id not in asked]
    gain, best = max(gains, key=lambda pair: pair[0], default=(0.0, None))
    return best if gain >= LEAST_GAIN else None


def expected_gain(question: ClarifyingQuestion, scores: Mapping[str, float]) -> float:
    """The entropy of the main domain, in nats, less what is expected to be left of it after the answer; never below 0.

    The scores are read as how the main domain is spread: each for its share in the sum.
    """
    whole = sum(scores.values())
    if whole <= 0:
        return 0.0
    shares = {domain: score / whole for domain, score in scores.items()}
    left = 0.0
    for answer in question.answers:
        joint = [share * _chance(question, answer, domain) for domain, share in shares.items()]
        said = sum(joint)
        left += said * _entropy([part / said for part in joint])
    return max(0.0, _entropy(shares.values()) - left)


def after_answer(
    scores: Mapping[str, float], question: ClarifyingQuestion, answer: ClarifyingAnswer
) -> dict[str, float]:
    """The scores once an answer was given: up for the domains it speaks for, down for others, none ever to 0 or 1.

    Each score's odds are multiplied by how much likelier the answer is from somebody in that domain than from anybody.
    """
    whole = sum(scores.values())
    if whole <= 0:
        return dict(scores)
    anybody = sum(score / whole * _chance(question, answer, domain) for domain, score in scores.items())
    return {
        domain: _moved(score, _chance(question, answer, domain) / anybody, is_raised=domain in answer.raises)
        for domain, score in scores.items()
    }


def _moved(score: float, factor: float, *, is_raised: bool) -> float:
    certain = min(max(score, _LOWEST), _HIGHEST)
    odds = certain / (1 - certain) * factor
    moved = min(max(odds / (1 + odds), _LOWEST), _HIGHEST)
    return max(moved, score) if is_raised else min(moved, max(score, _LOWEST))


def _chance(question: ClarifyingQuestion, answer: ClarifyingAnswer, domain: str) -> float:
    """How likely somebody whose need is of that domain gives the answer."""
    pulls = [PULL if domain in one.raises else 1.0 for one in question.answers]
    return (PULL if domain in answer.raises else 1.0) / sum(pulls)


def _entropy(shares: Collection[float]) -> float:
    return -sum(share * log(share) for share in shares if share > 0)
