"""The steps that a state of an offer allows, and whose they are. Every step can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from wegwijzer.core.referral.states import OfferState


class Side(Enum):
    """Whose step it is: the organisation that was asked, the firm, or the clock."""

    DESK = "desk"
    FIRM = "firm"
    CLOCK = "clock"


class Reason(Enum):
    """Why an organisation says that a need is not for it; the firm reads it. `NO_ANSWER` is the clock's."""

    OTHER_SUBJECT = "other_subject"
    OTHER_REGION = "other_region"
    OTHER_SECTOR = "other_sector"
    OTHER_SIZE = "other_size"
    NO_CAPACITY = "no_capacity"
    HELPED_ELSEWHERE = "helped_elsewhere"
    FIRM_STOPPED = "firm_stopped"
    NO_ANSWER = "no_answer"
    OTHER = "other"


DESK_REASONS = tuple(reason for reason in Reason if reason is not Reason.NO_ANSWER)
"""The reasons that an organisation can give. With `OTHER` it says in its own words why."""

_W, _T, _N = OfferState.WAITING, OfferState.TAKEN_UP, OfferState.NOT_FOR_US
_D, _R, _U, _X, _P = (
    OfferState.DONE,
    OfferState.DONE_WITHOUT_RESULT,
    OfferState.NOT_REACHED,
    OfferState.WITHDRAWN,
    OfferState.REFERRED_ON,
)

STEPS: Mapping[Side, Mapping[OfferState, tuple[OfferState, ...]]] = {
    Side.DESK: {
        _W: (_T, _N, _P),
        _T: (_D, _R, _U, _N, _W, _P),
        _N: (_W, _T),
        _D: (_T,),
        _R: (_T,),
        _U: (_T,),
        _P: (_T,),
        _X: (),
    },
    Side.FIRM: {state: (_W,) if state is _X else (_X,) for state in OfferState},
    Side.CLOCK: {state: (_N,) if state is _W else () for state in OfferState},
}
"""From which state to which. An organisation that ended a need by mistake takes it up again and ends it anew; one
from which the firm withdrew the need can do nothing with it until the firm gives it back. The step to
`REFERRED_ON` is taken by referring on itself, from wherever it can be; whoever helps on all the same takes up again.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an offer. `reason` belongs to not_for_us alone; `words` is what the firm may read."""

    to: OfferState
    reason: Reason | None = None
    words: str = ""


class StepProblem(Enum):
    """Why a step cannot be taken."""

    NOT_FROM_HERE = "not_from_here"
    REASON_MISSING = "reason_missing"
    REASON_NOT_ASKED = "reason_not_asked"
    REASON_NOT_YOURS = "reason_not_yours"
    WORDS_MISSING = "words_missing"


def step_problem(side: Side, state: OfferState, step: Step) -> StepProblem | None:
    """What is wrong with a step from a state, None if it can be taken.

    >>> step_problem(Side.DESK, OfferState.WAITING, Step(OfferState.TAKEN_UP)) is None
    True
    >>> step_problem(Side.DESK, OfferState.WAITING, Step(OfferState.NOT_FOR_US))
    <StepProblem.REASON_MISSING: 'reason_missing'>
    """
    if step.to not in STEPS[side][state]:
        return StepProblem.NOT_FROM_HERE
    if step.to is not OfferState.NOT_FOR_US:
        return StepProblem.REASON_NOT_ASKED if step.reason is not None else None
    if step.reason is None:
        return StepProblem.REASON_MISSING
    if (step.reason is Reason.NO_ANSWER) != (side is Side.CLOCK):
        return StepProblem.REASON_NOT_YOURS
    if step.reason is Reason.OTHER and not step.words.strip():
        return StepProblem.WORDS_MISSING
    return None
