"""Questions at a desk, firms that were referred, and what can be done with them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import DESK_REASONS
from wegwijzer.web.api.paging import PageAsked
from wegwijzer.web.api.schemas.shared import Asked, Given, Id, Language, Moment, Told, Words
from wegwijzer.web.referral.givens import LONGEST_WORDS
from wegwijzer.web.referral.offering import MOST_DESKS

Subject = Words
View = Literal["new", "mine", "overdue", "waiting", "open", "ended"]
StepTo = Literal["waiting", "taken_up", "not_for_us", "done", "done_without_result", "not_reached"]
WhyNot = Literal[
    "other_subject", "other_region", "other_sector", "other_size", "no_capacity", "helped_elsewhere", "firm_stopped",
    "other",
]  # fmt: skip
assert {reason.value for reason in DESK_REASONS} == set(WhyNot.__args__)  # type: ignore[attr-defined]  # noqa: S101
assert set(StepTo.__args__) <= {state.value for state in OfferState}  # type: ignore[attr-defined]  # noqa: S101


class InboxAsked(PageAsked):
    """Which questions of one's own desk."""

    view: View = Field("new", description="The list: new, mine, overdue, waiting (for the firm), open or ended.")
    subject: Words | None = Field(None, max_length=30, description="A domain of business.")
    q: Words | None = Field(None, max_length=100, description="Words in the question, or in the firm's name or number.")


class NothingAsked(Asked):
    """Nothing is asked."""


class DeskTold(Told):
    """A desk: a branch of an organisation, or an office."""

    id: str
    name: str


class InboxLine(Told):
    """One question at one's own desk."""

    id: str
    state: str
    subject: str
    firm: str = Field(description="The firm's name; empty where it gave none.")
    enterprise_number: str
    sector: str
    province: str
    size: str
    desk: DeskTold
    adviser: str
    reply_by: str = Field(description="The day on which the firm was promised an answer.")
    state_since: str


class InboxCounts(Told):
    """How many there are in each view."""

    new: int
    mine: int
    overdue: int
    waiting: int
    open: int
    ended: int


class ContactTold(Told):
    """Somebody who speaks for the firm."""

    name: str
    email: str


class FirmTold(Told):
    """The firm that asks, as far as a desk that was asked may see it."""

    name: str
    enterprise_number: str
    phone: str
    language: str
    facts: dict[str, Any] = Field(description="By fact, each {value, source, as_of}.")
    contacts: list[ContactTold]


class NeedTold(Told):
    """What the firm asks."""

    id: str
    subject: str
    words: str
    expertise: list[str]
    about: str = Field(description="What it came from: roadmap, measure, light, first_line or desk.")
    refers_to: list[str]
    state: str


class AppointmentTold(Told):
    """A talk that was agreed; `sequence` counts its changes."""

    id: str
    begins: str
    minutes: int
    place: str
    sequence: int
    is_cancelled: bool


class ChainLink(Told):
    """Somebody who was asked about the same need, in the order in which it was passed on."""

    desk: str
    state: str
    reason: str
    words: str
    by: str = Field(description="From whom it came; empty: from the start.")
    reply_by: str
    since: str


class Colleague(Told):
    """Somebody of the same desk to whom a question can be given."""

    id: str
    name: str


class Question(Told):
    """One question at one's own desk. Its ETag is what a change asks for in If-Match."""

    id: str
    version: int
    state: str
    reason: str
    words: str
    desk: DeskTold
    adviser: str
    offered_at: str
    state_since: str
    reply_by: str
    case: str = Field(description="The case of the firm; several questions can belong to it.")
    firm: FirmTold
    need: NeedTold
    steps: list[str] = Field(description="The states to which it can be taken now.")
    appointments: list[AppointmentTold]
    chain: list[ChainLink]
    colleagues: list[Colleague] = Field(description="Whom it can be given to; only while it is taken up.")


class StoryLine(Told):
    """Something that happened, or a message."""

    at: str
    side: str = Field(description="firm, first_line, helper, clock or administrator.")
    who: str
    kind: str = Field(description="message, or what happened.")
    desk: str
    after: str
    reason: str
    words: str
    need: str


class Story(Told):
    """What happened in a case, as far as one may see it, oldest first."""

    items: list[StoryLine]


class StepGiven(Given):
    """Another state of a question."""

    to: StepTo = Field(description="The state.", examples=["taken_up"])
    reason: WhyNot | None = Field(None, description="Why it is not for the desk; with not_for_us alone.")
    words: Words = Field("", max_length=LONGEST_WORDS, description="What the firm may read; needed with reason other.")


class HandOnGiven(Given):
    """To whom a question is handed on."""

    desks: list[Id] = Field(min_length=1, max_length=MOST_DESKS, description="The desks, by id.")
    words: Words = Field("", max_length=LONGEST_WORDS, description="What they should know.")


class MessageGiven(Given):
    """Words to the others in a case."""

    words: Words = Field(min_length=1, max_length=LONGEST_WORDS, description="A national number in it is taken out.")


class AssignGiven(Given):
    """To which colleague."""

    person: Id = Field(description="One of `colleagues`.")


class AppointmentGiven(Given):
    """A talk with the firm."""

    begins: Moment = Field(description="With its zone.", examples=["2026-12-01T10:00:00+01:00"])
    minutes: int = Field(ge=5, le=480, description="How long.", examples=[60])
    place: Words = Field("", max_length=300, description="Where, or how.", examples=["bij u"])


class AppointmentChange(Given):
    """Another moment, or none any more."""

    sequence: int = Field(ge=0, le=100_000, description="The sequence that you saw: another one was changed meanwhile.")
    begins: Moment | None = Field(None, description="The new moment.")
    minutes: int | None = Field(None, ge=5, le=480, description="The new length.")
    place: Words | None = Field(None, max_length=300, description="The new place.")
    cancel: bool = Field(False, description="Whether it does not go on.")


class ReferralFirm(Given):
    """The firm that is referred, as its contact knows it."""

    name: Words = Field("", max_length=200, description="The firm's name.", examples=["Bakkerij De Korst"])
    enterprise_number: Words = Field(
        "",
        max_length=40,
        description="With or without dots; what the registers know goes along.",
        examples=["0403.019.261"],
    )
    email: Words = Field(
        max_length=254, description="Of who speaks for it; they get a letter.", examples=["baker@example.test"]
    )
    phone: Words = Field("", max_length=40, description="To call back.")
    postal_code: Words = Field("", max_length=10, description="Where it is.", examples=["8500"])
    language: Language = Field("nl", description="In which letters come: nl, en or fr.")


class ReferralGiven(Given):
    """A client's question to pass on."""

    firm: ReferralFirm
    subject: Words = Field(max_length=30, description="A domain of business.", examples=["product"])
    words: Words = Field(
        "", max_length=LONGEST_WORDS, description="The question.", examples=["Ons brood blijft niet vers."]
    )
    desks: list[Id] = Field(
        [], max_length=MOST_DESKS, description="Whom to ask (`/desks`); empty leaves it to the routing."
    )
    consent: Literal[True] = Field(
        description="That the client agreed to share this; the firm gets a letter that says so."
    )
    measure: Words = Field("", max_length=100, description="The measure that the question is about.")
    light: Words = Field("", max_length=100, description="The warning light that the question is about.")


class ReferredOffer(Told):
    """Who was asked, and how that stands; a contact reads no words of it."""

    desk: str
    phone: str
    state: str
    reason: str
    adviser: str
    reply_by: str
    by: str


class ReferredNeed(Told):
    """One question, with whoever has it."""

    id: str
    subject: str
    state: str
    offers: list[ReferredOffer]


class Referral(Told):
    """A firm that one's own office brought, joined or asks to join; until it agreed, nothing is said of it."""

    id: str
    state: str = Field(description="asked, joined, declined or left.")
    desk: DeskTold
    asked_at: str
    firm: str
    enterprise_number: str
    subject: str = Field(description="What one wanted to ask, while the firm has not answered.")
    words: str
    case: str
    case_state: str
    is_open: bool
    changed: str
    needs: list[ReferredNeed]


class ReferralsAsked(PageAsked):
    """Which firms."""

    q: Words | None = Field(None, max_length=100, description="Words in the firm's name, or its number.")


class Referred(Told):
    """What became of a question that was passed on."""

    outcome: str = Field(
        description="opened (a new case), added (to the open one) or asked (the firm must let you in)."
    )
    referral: Referral | None


class NeedGivenNow(Given):
    """Another question of the same firm."""

    subject: Words = Field(max_length=30, description="A domain of business.", examples=["process"])
    words: Words = Field("", max_length=LONGEST_WORDS, description="The question.")
    desks: list[Id] = Field([], max_length=MOST_DESKS, description="Whom to ask; empty leaves it to the routing.")


class DesksAsked(Asked):
    """For which question."""

    subject: Words = Field(max_length=30, description="A domain of business.", examples=["product"])
    words: Words = Field("", max_length=2000, description="The question.")
    enterprise_number: Words = Field("", max_length=40, description="Of the firm.")
    postal_code: Words = Field("", max_length=10, description="Of the firm.")


class DeskChoiceLine(Told):
    """A desk to ask, why, and by when it answers."""

    id: str
    name: str
    why: str
    reply: str
    can_be_asked: bool


class DeskChoices(Told):
    """Whom a question can go to: those that suit, the best first, and the others with why not."""

    best: list[DeskChoiceLine]
    others: list[DeskChoiceLine]
