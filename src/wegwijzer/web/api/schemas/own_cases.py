"""The questions of one's own firm, and what it does with them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from wegwijzer.web.api.paging import PageAsked
from wegwijzer.web.api.schemas.access import OwnFirm
from wegwijzer.web.api.schemas.cases import AppointmentTold
from wegwijzer.web.api.schemas.shared import Asked, Given, Id, Told, Whole, Words
from wegwijzer.web.referral.givens import LONGEST_WORDS
from wegwijzer.web.referral.offering import MOST_DESKS
from wegwijzer.web.referral.outcome_codes import CHANGED, HELPED

Helped = Literal["yes", "partly", "no"]
Changed = Literal[
    "product", "process", "organisation", "people", "market", "business_model", "support_received", "partner_found",
    "knows_whom_to_call", "nothing_yet",
]  # fmt: skip
assert set(Helped.__args__) == set(HELPED)  # type: ignore[attr-defined]  # noqa: S101
assert set(Changed.__args__) == set(CHANGED)  # type: ignore[attr-defined]  # noqa: S101
Round = Annotated[Whole, Field(ge=1, le=9, description="1 after closing, 2 half a year later.")]


class OwnOffer(Told):
    """Who was asked about a question, and how that stands."""

    id: str
    desk: str
    phone: str
    email: str
    adviser: str
    state: str = Field(description="withdrawn: it is not shared with this desk any more.")
    reason: str
    words: str
    by: str = Field(description="Which desk referred it on; empty: it was asked from the start.")
    offered_at: str
    state_since: str
    reply_by: str
    appointments: list[AppointmentTold]


class OwnNeed(Told):
    """One question of a case."""

    id: str
    subject: str
    words: str
    state: str
    created: str
    is_together: bool = Field(description="Whether it is laid, without names, beside questions of other firms.")
    offers: list[OwnOffer]


class OwnParticipant(Told):
    """A contact in the case, such as an accountant, or one that asks to be."""

    id: str
    desk: str
    person: str
    state: str = Field(description="asked or joined.")
    subject: str
    words: str
    asked_at: str


class OwnOutcome(Told):
    """What the firm was asked after closing, and what it said."""

    round: int
    asked_at: str
    answered_at: str | None
    helped: str
    changed: list[str]
    words: str
    layer: str


class OwnCaseLine(Told):
    """One case of your firm."""

    id: str
    state: str
    is_open: bool
    opened_at: str
    closed_at: str | None
    changed: str
    subjects: list[str]
    waits_for_you: bool = Field(description="Whether the last message came from a desk.")


class OwnCase(OwnCaseLine):
    """The same, with everything that its page shows."""

    firm: OwnFirm
    needs: list[OwnNeed]
    participants: list[OwnParticipant]
    outcomes: list[OwnOutcome]


class OwnLook(Told):
    """That somebody looked at your data."""

    at: str
    who: str
    desk: str
    what: str


class OwnConsent(Told):
    """That you share a case, or a question of it, with a desk."""

    desk: str
    need: str = Field(description="The question by id; empty: the whole case is followed.")
    purpose: str
    given_at: str
    given_how: str = Field(description="page, or spoken: a contact said that you agreed.")
    withdrawn_at: str | None


class OwnConsents(Told):
    """With whom a case is shared, and was."""

    items: list[OwnConsent]


class LooksAsked(PageAsked):
    """Which page of the looks."""


class DesksOfCaseAsked(Asked):
    """For which question."""

    subject: Words = Field("", max_length=30, description="A domain of business; needed.", examples=["product"])
    words: Words = Field("", max_length=2000, description="The question.")


class OwnMessageGiven(Given):
    """Words to who helps you."""

    words: Words = Field(min_length=1, max_length=LONGEST_WORDS, description="A national number in it is taken out.")
    need: Id | None = Field(None, description="Which question it is about; without it the whole case.")


class OwnQuestionGiven(Given):
    """A question for help, with whom it is shared."""

    subject: Words = Field(max_length=30, description="A domain of business.", examples=["product"])
    words: Words = Field("", max_length=LONGEST_WORDS, description="The question.")
    desks: list[Id] = Field(min_length=1, max_length=MOST_DESKS, description="Whom to ask, by id.")


class NewQuestionGiven(Given):
    """A first question, with whom it is shared."""

    subject: Words = Field(max_length=30, description="A domain of business.", examples=["product"])
    words: Words = Field("", max_length=LONGEST_WORDS, description="The question.")
    desks: list[Id] = Field([], max_length=MOST_DESKS, description="Whom to ask; empty leaves it to the routing.")
    consent: Literal[True] = Field(description="That the firm agrees to share this with whom is asked.")


class SharingGiven(Given):
    """Whether a question is shared with a desk."""

    is_shared: bool = Field(description="false: the desk sees nothing of it any more; true: share it again.")


class TogetherGiven(Given):
    """Whether a question may be laid beside those of others."""

    yes: bool = Field(description="Without names, and to be taken back.")


class JoiningGiven(Given):
    """What you say to a contact that asks to follow, or follows."""

    answer: Literal["let_in", "keep_out", "see_out"] = Field(description="see_out: it no longer follows the case.")


class OutcomeGiven(Given):
    """How it went."""

    helped: Helped = Field(description="Did it help?")
    changed: list[Changed] = Field([], max_length=10, description="What changed.")
    words: Words = Field("", max_length=LONGEST_WORDS, description="More, in your own words.")


class OwnData(Told):
    """Everything that is kept of your firm and of you; what other pages keep stands under keys of their own."""

    model_config = ConfigDict(extra="allow")

    made_at: str
    firm: dict[str, Any]
    speakers: list[dict[str, Any]]
    cases: list[dict[str, Any]]
