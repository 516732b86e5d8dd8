"""The state of a collective project, read off its days and the firms in it; nobody sets it by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from wegwijzer.core.collective.taking_part import Standing, TakingPart
from wegwijzer.core.errors import WegwijzerError


class ProjectState(Enum):
    """`ASKING_FIRST`: only firms whose need it came from; `OPEN`: others too; `ENOUGH`: it can go on to its dossier."""

    DRAFT = "draft"
    ASKING_FIRST = "asking_first"
    OPEN = "open"
    ENOUGH = "enough"
    TOO_FEW = "too_few"
    HANDED_OVER = "handed_over"
    STOPPED = "stopped"


TAKES_ANSWERS = frozenset({ProjectState.ASKING_FIRST, ProjectState.OPEN, ProjectState.ENOUGH})
"""In these a firm may still join, look on or leave."""


class DaysError(WegwijzerError):
    """The days of a project do not follow each other; `field` names the first that is wrong."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        super().__init__(f"{field}: {why}")


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of a project: asked from `asked_on` (None: a draft), the firms behind it alone until `first_until`,
    and every answer in by `decide_by`, both included. `minimum_firms` must have joined by then."""

    first_until: date
    decide_by: date
    minimum_firms: int
    asked_on: date | None = None
    handed_over_on: date | None = None
    stopped_on: date | None = None


def check_days(days: Days, *, smallest: int) -> None:
    """Raise DaysError unless the days follow each other and the minimum is not below `smallest` firms.

    `smallest` is the number below which a project would tell who is behind it.
    """
    if days.minimum_firms < smallest:
        raise DaysError("minimum_firms", f"{days.minimum_firms} is fewer than {smallest}")
    if days.asked_on is not None and days.first_until < days.asked_on:
        raise DaysError("first_until", f"{days.first_until} is before the asking on {days.asked_on}")
    if days.decide_by < days.first_until:
        raise DaysError("decide_by", f"{days.decide_by} is before {days.first_until}")


def joined(parts: Iterable[TakingPart]) -> int:
    """How many firms are in."""
    return sum(part.standing is Standing.JOINED for part in parts)


def state_of(days: Days, parts: Iterable[TakingPart], *, on: date) -> ProjectState:
    """The state on a day; the first line that holds decides.

    A project that has its minimum keeps taking firms until the last day; after it, it waits for the hand-over.
    """
    if days.stopped_on is not None:
        return ProjectState.STOPPED
    if days.handed_over_on is not None:
        return ProjectState.HANDED_OVER
    if days.asked_on is None or on < days.asked_on:
        return ProjectState.DRAFT
    if joined(parts) >= days.minimum_firms:
        return ProjectState.ENOUGH
    if on > days.decide_by:
        return ProjectState.TOO_FEW
    return ProjectState.ASKING_FIRST if on <= days.first_until else ProjectState.OPEN


def may_come_in(days: Days, part: TakingPart, parts: Iterable[TakingPart], *, on: date) -> bool:
    """Whether a firm may join or look on: those behind the project at once, others when the first days are over."""
    if state_of(days, parts, on=on) not in TAKES_ANSWERS or on > days.decide_by:
        return False
    return part.is_source or on > days.first_until


def to_expire(days: Days, parts: Iterable[TakingPart], *, on: date) -> tuple[TakingPart, ...]:
    """The firms whose time to answer is over: every request is answered or ends."""
    return tuple(part for part in parts if part.standing is Standing.ASKED and on > days.decide_by)
