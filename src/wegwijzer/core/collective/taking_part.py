"""How one firm stands to one collective project: asked, in, looking on, or out, by a written table of steps.

The report's firms hold back out of fear for their own knowledge (§3.10): so a firm is asked before anything else, may
look on without being named, and agrees to its name apart from taking part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from wegwijzer.core.errors import WegwijzerError


class Standing(Enum):
    """`NEW` was not asked yet; `EXPIRED` was asked and gave no answer in time."""

    NEW = "new"
    ASKED = "asked"
    JOINED = "joined"
    FOLLOWING = "following"
    DECLINED = "declined"
    LEFT = "left"
    EXPIRED = "expired"


class Step(Enum):
    """What can happen between a firm and a project. `EXPIRE` is done by the calendar, all others by people."""

    ASK = "ask"
    JOIN = "join"
    FOLLOW = "follow"
    DECLINE = "decline"
    LEAVE = "leave"
    EXPIRE = "expire"


_S, _T = Standing, Step
_ANSWERS = {_T.JOIN: _S.JOINED, _T.FOLLOW: _S.FOLLOWING, _T.DECLINE: _S.DECLINED}
STEPS: Mapping[Standing, Mapping[Step, Standing]] = {
    _S.NEW: {_T.ASK: _S.ASKED, _T.JOIN: _S.JOINED, _T.FOLLOW: _S.FOLLOWING},
    _S.ASKED: {**_ANSWERS, _T.EXPIRE: _S.EXPIRED},
    _S.JOINED: {_T.FOLLOW: _S.FOLLOWING, _T.LEAVE: _S.LEFT},
    _S.FOLLOWING: {_T.JOIN: _S.JOINED, _T.LEAVE: _S.LEFT},
    _S.DECLINED: {_T.JOIN: _S.JOINED, _T.FOLLOW: _S.FOLLOWING},
    _S.LEFT: {_T.JOIN: _S.JOINED, _T.FOLLOW: _S.FOLLOWING},
    _S.EXPIRED: {_T.JOIN: _S.JOINED, _T.FOLLOW: _S.FOLLOWING, _T.DECLINE: _S.DECLINED},
}
"""Every change of mind is allowed as long as the project takes answers; being asked again is not: no means no."""

FINAL_REFUSALS = frozenset({_S.DECLINED, _S.LEFT})
"""Who said so is not approached again by this project; only the firm itself can come back."""


class StepError(WegwijzerError):
    """A step that does not fit where the firm stands; `standing` and `step` say which."""

    def __init__(self, standing: Standing, step: Step) -> None:
        self.standing, self.step = standing, step
        super().__init__(f"{step.value} does not follow {standing.value}")


@dataclass(frozen=True, slots=True)
class TakingPart:
    """One firm in one project.

    `is_source` marks a firm whose own need the project came from. `may_be_named` is its agreement that the other firms
    in the project see its name; it lapses when the firm is no longer in. `interest` is 1 (a little) to 3 (very much),
    None when it did not say.
    """

    firm: str
    standing: Standing = Standing.NEW
    is_source: bool = False
    may_be_named: bool = False
    interest: int | None = None
    asked_on: date | None = None


def after(taking_part: TakingPart, step: Step, *, on: date, may_be_named: bool = False) -> TakingPart:
    """The firm after a step. Raises StepError for one that the table does not allow.

    Agreement to be named is given with the step that brings a firm in, never kept from an earlier time: somebody who
    comes back is asked again.
    """
    standing = STEPS[taking_part.standing].get(step)
    if standing is None:
        raise StepError(taking_part.standing, step)
    return TakingPart(
        firm=taking_part.firm,
        standing=standing,
        is_source=taking_part.is_source,
        may_be_named=may_be_named and standing is Standing.JOINED,
        interest=taking_part.interest,
        asked_on=on if step is Step.ASK else taking_part.asked_on,
    )


def names_for(viewer: str, everybody: Iterable[TakingPart]) -> frozenset[str]:
    """The firms whose names one firm may see: those that joined and agreed, if it joined and agreed itself.

    Seeing is mutual: who stays unnamed sees no names, so that nobody looks on from the dark. A firm always sees itself.
    """
    parts = tuple(everybody)
    own = next((part for part in parts if part.firm == viewer), None)
    shown = {viewer} if own is not None else set()
    if own is not None and own.standing is Standing.JOINED and own.may_be_named:
        shown |= {part.firm for part in parts if part.standing is Standing.JOINED and part.may_be_named}
    return frozenset(shown)
