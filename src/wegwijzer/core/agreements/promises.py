"""A promise between two parties of a cooperation: entered by one, confirmed by the other, changed by both alone.

What stands is the events; the state of a promise follows from them, and an event that is not allowed is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from wegwijzer.core.errors import WegwijzerError


class PromiseError(WegwijzerError):
    """A step that this party may not take now; `step` names it."""

    def __init__(self, step: Step, why: str) -> None:
        self.step = step
        super().__init__(f"{step.value}: {why}")


class Step(Enum):
    """What can happen to a promise."""

    PROMISED = "promised"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CHANGE_ASKED = "change_asked"
    CHANGE_AGREED = "change_agreed"
    CHANGE_DECLINED = "change_declined"
    CHANGE_WITHDRAWN = "change_withdrawn"
    SAID_KEPT = "said_kept"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    DISPUTED = "disputed"


class State(Enum):
    """Where a promise stands. `SAID_KEPT` is what its giver says and its taker did not yet confirm."""

    WAITING = "waiting"
    AGREED = "agreed"
    SAID_KEPT = "said_kept"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN_STATES = (State.AGREED, State.SAID_KEPT)
"""In these a promise binds and is not yet settled."""
WITH_TERMS = (Step.PROMISED, Step.CHANGE_ASKED)
"""The steps that say what is promised by when."""


@dataclass(frozen=True, slots=True)
class PromiseEvent:
    """One thing that happened: who took which step when; `what` and `due` with the steps that set terms.

    `giver` and `taker` are the parties of the first event. `on` is the day at the place of the parties.
    """

    step: Step
    by: str
    at: datetime
    on: date
    what: str = ""
    due: date | None = None
    words: str = ""
    giver: str = ""
    taker: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is promised, and by which day."""

    what: str
    due: date


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it stands. `change` are terms that `change_by` asked for; `version` counts agreed terms, from 1."""

    giver: str
    taker: str
    entered_by: str
    terms: Terms
    state: State
    version: int = 1
    change: Terms | None = None
    change_by: str = ""
    is_disputed: bool = False

    def other(self, party: str) -> str:
        """The other of the two."""
        return self.taker if party == self.giver else self.giver

    def is_late(self, on: date) -> bool:
        """Whether it binds, is not said to be kept, and its day is past."""
        return self.state is State.AGREED and on > self.terms.due


def steps_for(promise: Promise, party: str, *, on: date) -> tuple[Step, ...]:
    """What a party may do with a promise on a day; nothing for anybody who is not one of the two."""
    if party not in (promise.giver, promise.taker):
        return ()
    is_taker = party == promise.taker
    if promise.state is State.WAITING:
        return (Step.WITHDRAWN,) if party == promise.entered_by else (Step.CONFIRMED, Step.DECLINED)
    if promise.change is not None:
        return (Step.CHANGE_WITHDRAWN,) if party == promise.change_by else (Step.CHANGE_AGREED, Step.CHANGE_DECLINED)
    past = (Step.NOT_KEPT,) if on > promise.terms.due else ()
    if promise.state is State.AGREED:
        return (Step.KEPT, *past, Step.CHANGE_ASKED) if is_taker else (Step.SAID_KEPT, Step.CHANGE_ASKED)
    if promise.state is State.SAID_KEPT:
        return (Step.KEPT, Step.NOT_KEPT) if is_taker else ()
    if promise.state is State.NOT_KEPT:
        return (Step.KEPT,) if is_taker else () if promise.is_disputed else (Step.DISPUTED,)
    return ()


def promise_of(events: Iterable[PromiseEvent]) -> Promise:
    """The promise that events make, oldest first. Raises PromiseError for one that is not allowed where it stands."""
    promise: Promise | None = None
    for event in events:
        promise = _begun(event) if promise is None else after(promise, event)
    if promise is None:
        raise PromiseError(Step.PROMISED, "a promise begins with being made.")
    return promise


def after(promise: Promise, event: PromiseEvent) -> Promise:
    """The promise after one more event. Raises PromiseError when its party may not take that step now."""
    step = event.step
    if step not in steps_for(promise, event.by, on=event.on):
        raise PromiseError(step, f"not possible for this party while the promise is {promise.state.value}.")
    if step is Step.CHANGE_ASKED:
        return replace(promise, change=_terms(event), change_by=event.by)
    if step is Step.CHANGE_AGREED and promise.change is not None:
        return replace(promise, terms=promise.change, version=promise.version + 1, change=None, change_by="")
    if step in (Step.CHANGE_DECLINED, Step.CHANGE_WITHDRAWN):
        return replace(promise, change=None, change_by="")
    if step is Step.DISPUTED:
        return replace(promise, is_disputed=True)
    return replace(promise, state=_STATES[step])


_STATES = {
    Step.CONFIRMED: State.AGREED,
    Step.DECLINED: State.DECLINED,
    Step.WITHDRAWN: State.WITHDRAWN,
    Step.SAID_KEPT: State.SAID_KEPT,
    Step.KEPT: State.KEPT,
    Step.NOT_KEPT: State.NOT_KEPT,
}


def _begun(event: PromiseEvent) -> Promise:
    if event.step is not Step.PROMISED:
        raise PromiseError(event.step, "a promise begins with being made.")
    if event.giver == event.taker or event.by not in (event.giver, event.taker):
        raise PromiseError(event.step, "one of two different parties makes it.")
    return Promise(event.giver, event.taker, event.by, _terms(event), State.WAITING)


def _terms(event: PromiseEvent) -> Terms:
    if event.due is None or not event.what.strip():
        raise PromiseError(event.step, "needs what is promised, and by which day.")
    return Terms(event.what, event.due)
