"""A first contact between two firms that do not know each other's name: asked, answered, or ended by the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from wegwijzer.core.errors import WegwijzerError
from wegwijzer.core.partnering.suggesting import Bearing


class ContactState(Enum):
    """Names are known to each other in `AGREED` alone."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class ContactStep(Enum):
    """`AGREE` and `DECLINE` are the asked firm's, `WITHDRAW` the asking firm's, `EXPIRE` the calendar's."""

    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


_AFTER = {
    ContactStep.AGREE: ContactState.AGREED,
    ContactStep.DECLINE: ContactState.DECLINED,
    ContactStep.WITHDRAW: ContactState.WITHDRAWN,
    ContactStep.EXPIRE: ContactState.EXPIRED,
}


class Refusal(Enum):
    """Why a request cannot be made."""

    ITSELF = "itself"
    ASKED_ALREADY = "asked_already"
    DECLINED_BEFORE = "declined_before"
    SENDS_TOO_MANY = "sends_too_many"
    OTHER_IS_FULL = "other_is_full"


class ContactError(WegwijzerError):
    """A step that is not this firm's, or comes too late; `step` names it."""

    def __init__(self, step: ContactStep, state: ContactState) -> None:
        self.step, self.state = step, state
        super().__init__(f"{step.value} does not follow {state.value} for this firm")


@dataclass(frozen=True, slots=True)
class Contact:
    """One request: who asks whom, since when, and by which day it must be answered (included)."""

    asking: str
    asked: str
    on: date
    answer_by: date
    state: ContactState = ContactState.ASKED


def refusal(asking: str, asked: str, contacts: Iterable[Contact], bearing: Bearing) -> Refusal | None:
    """Why a firm may not ask another now; None when it may.

    Whoever declined is not asked again; after a request that ran out or was withdrawn one may try once more.
    """
    if asking == asked:
        return Refusal.ITSELF
    known = tuple(contacts)
    between = [contact for contact in known if {contact.asking, contact.asked} == {asking, asked}]
    if any(contact.state in (ContactState.ASKED, ContactState.AGREED) for contact in between):
        return Refusal.ASKED_ALREADY
    if any(contact.state is ContactState.DECLINED and contact.asking == asking for contact in between):
        return Refusal.DECLINED_BEFORE
    waiting = [contact for contact in known if contact.state is ContactState.ASKED]
    if sum(contact.asking == asking for contact in waiting) >= bearing.open_sent:
        return Refusal.SENDS_TOO_MANY
    if sum(contact.asked == asked for contact in waiting) >= bearing.open_received:
        return Refusal.OTHER_IS_FULL
    return None


def request(asking: str, asked: str, bearing: Bearing, *, on: date) -> Contact:
    """A new request; `refusal` says beforehand whether it may be made."""
    return Contact(asking, asked, on, on + timedelta(days=bearing.answer_days))


def after(contact: Contact, step: ContactStep, by: str, *, on: date) -> Contact:
    """The contact after a step of one of the two, or of the calendar (`by` empty). Raises ContactError.

    An answer counts up to and including the last day; the calendar ends it on the day after.
    """
    allowed: Mapping[ContactStep, bool] = {
        ContactStep.AGREE: by == contact.asked and on <= contact.answer_by,
        ContactStep.DECLINE: by == contact.asked,
        ContactStep.WITHDRAW: by == contact.asking,
        ContactStep.EXPIRE: by == "" and on > contact.answer_by,
    }
    if contact.state is not ContactState.ASKED or not allowed[step]:
        raise ContactError(step, contact.state)
    return replace(contact, state=_AFTER[step])


def sees_name(viewer: str, contact: Contact) -> bool:
    """Whether one of the two may see the other's name."""
    return contact.state is ContactState.AGREED and viewer in (contact.asking, contact.asked)
