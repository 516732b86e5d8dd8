"""Order measures by fit with the need, effort, what is sure already, odds and money, and keep the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from wegwijzer.core.advice.assessing import Assessment
from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.firm.facts import FactValue
from wegwijzer.core.matching.need import Need, fit
from wegwijzer.core.truth import MET, NOT_MET, Verdict

FIT_WEIGHT, EASE_WEIGHT, SURE_WEIGHT, ODDS_WEIGHT, MONEY_WEIGHT = 0.45, 0.3, 0.05, 0.1, 0.1
"""Our own weights, open to debate (docs/decisions/0006-ranking.md): what the firm needs counts most, then how light
the way is, for small firms are lost in heavy files (report §3.8, §3.10)."""

_UNKNOWN_ODDS = 0.5
_LARGE_AMOUNT = 6.0  # log10 of a million euro
_EASE = {"low": 1.0, "medium": 0.5, "high": 0.0}
_LEVEL = {"european": 0.6}  # out of reach for most small firms on their own (report, appendix 2, part 4)
_REFUSED = 2
_STANDING = (1.0, 0.85, 1.0)  # a question still open about the firm costs a little
_CONFIDENCE = {Confidence.HIGH: 1.0, Confidence.MEDIUM: 0.9, Confidence.LOW: 0.6}


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a measure stands where it stands: each part from 0 to 1, and the words of the need that it answers.

    `sure` is the share of its criteria that are met already; `action` the plan that it pays for, and `is_other_plan`
    says that the firm plans something else.
    """

    fit: float
    ease: float
    sure: float
    odds: float
    money: float
    words: tuple[str, ...]
    action: str | None
    is_other_plan: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """An assessment with its place, from 1, and the reasons for it."""

    assessment: Assessment
    rank: int
    score: float
    reasons: Reasons

    @property
    def group(self) -> str:
        """`fits`, `maybe` or `no`: how the roadmap groups it.

        `fits` says that something is met already, that nothing known of the firm stands in the way and that nothing
        more need be known of the firm itself; what it must declare or judge for itself may still be open. What pays
        for another plan than the firm's is a `maybe` at best.
        """
        standing = _standing(self.assessment)
        return _GROUPS[1 if standing == 0 and self.reasons.is_other_plan else standing]


_GROUPS = ("fits", "maybe", "no")


def rank(
    assessments: Sequence[Assessment], *, need: Need | None, planned_action: FactValue | None
) -> tuple[Ranked, ...]:
    """All assessments in order of score; those that do not fit the firm come last."""
    action = planned_action if isinstance(planned_action, str) else None
    scored = []
    for assessment in assessments:
        reasons = _reasons(assessment, need, action)
        score = (
            FIT_WEIGHT * reasons.fit
            + EASE_WEIGHT * reasons.ease
            + SURE_WEIGHT * reasons.sure
            + ODDS_WEIGHT * reasons.odds
            + MONEY_WEIGHT * reasons.money
        )
        score *= _LEVEL.get(assessment.measure.level, 1.0)
        score *= _CONFIDENCE[assessment.version.confidence] * _STANDING[_standing(assessment)]
        scored.append((assessment, score, reasons))
    scored.sort(key=lambda item: (_standing(item[0]) == _REFUSED, -item[1], item[0].measure.id))
    return tuple(
        Ranked(assessment, place, round(score, 4), reasons)
        for place, (assessment, score, reasons) in enumerate(scored, start=1)
    )


def _standing(assessment: Assessment) -> int:
    verdict: Verdict = assessment.on_firm_facts
    if verdict is MET and (not assessment.readings or any(item.verdict is MET for item in assessment.readings)):
        return 0
    return 2 if verdict is NOT_MET else 1


def _reasons(assessment: Assessment, need: Need | None, action: str | None) -> Reasons:
    measure = assessment.measure
    return Reasons(
        fit=fit(measure, need, action),
        ease=_EASE[measure.effort],
        sure=_sure(assessment),
        odds=_odds(assessment),
        money=_money(assessment),
        words=need.measure_words.get(measure.id, ()) if need else (),
        action=action if action in measure.actions else None,
        is_other_plan=action is not None and action not in measure.actions,
    )


def _sure(assessment: Assessment) -> float:
    readings = assessment.readings
    if not readings:
        return 1.0
    return sum(reading.verdict is MET for reading in readings) / len(readings)


def _money(assessment: Assessment) -> float:
    """The order of magnitude of the most it can be worth; half where no ceiling is documented."""
    worth = assessment.worth
    if worth is None or not worth.parts:
        return 0.3
    if worth.total.high is None:
        return 0.5
    return min(log10(1 + float(worth.total.high)) / _LARGE_AMOUNT, 1.0)


def _odds(assessment: Assessment) -> float:
    odds = assessment.version.odds_pct
    if odds is None or odds.low is None or odds.high is None:
        return _UNKNOWN_ODDS
    return float((odds.low + odds.high) / Decimal(200))
