"""What the API answers, as types: plain dictionaries with these keys. A test holds them against its document."""

from __future__ import annotations

from typing import Any, TypedDict

from wegwijzer.client.firm_answers import OwnFirm


class MeasureLine(TypedDict):
    """A measure as it holds on a day, in one line."""

    id: str
    name: str
    plain_name: str
    level: str
    kind: str
    status: str
    confidence: str
    valid_from: str
    valid_until: str | None


class CriterionLine(TypedDict):
    """A condition of a measure."""

    id: str
    sentence: str
    documented: str


class MeasureDetails(MeasureLine):
    """A measure as it holds on a day, with everything that is known of it."""

    summary: str
    providers: list[str]
    criteria: list[CriterionLine]
    information: list[str]
    amount: str
    amount_note: str
    how_to_apply: str
    odds: str | None
    caveats: list[str]
    source: str
    also: list[str]
    documented: dict[str, Any]


class CriterionRead(TypedDict):
    """How a firm stands to one criterion: met, not_met or unknown."""

    id: str
    verdict: str
    sentence: str
    source: str
    missing: list[str]


class AmountRead(TypedDict):
    """What a measure is worth to the firm, in euro."""

    min_eur: float
    max_eur: float | None
    sentence: str


class NearMiss(TypedDict):
    """What would have to change."""

    sentence: str


class MeasureRead(TypedDict):
    """One measure for the firm."""

    id: str
    name: str
    plain_name: str
    valid_from: str
    valid_until: str | None
    status: str
    verdict: str
    group: str
    criteria: list[CriterionRead]
    missing: list[str]
    amount: AmountRead | None
    odds: str | None
    near_miss: NearMiss | None
    confidence: str
    caveats: list[str]
    why: list[str]
    rank: int


class NextQuestion(TypedDict):
    """The fact that settles most, as a question."""

    fact: str
    question: str
    decides: int
    nature: str


class Contact(TypedDict):
    """Who can help."""

    organisation: str
    name: str
    role: str
    why: str


class RoadStep(TypedDict):
    """One stop of the roadmap."""

    domain: str
    step: str
    measures: list[str]
    organisations: list[str]


class NeedRead(TypedDict):
    """What was read in the need."""

    text: str
    business_domains: list[str]
    expertise_domains: list[str]


class Advice(TypedDict):
    """The whole advice for a firm on a day."""

    on: str
    firm: dict[str, Any]
    need: NeedRead | None
    measures: list[MeasureRead]
    next_questions: list[NextQuestion]
    contacts: list[Contact]
    roadmap: list[RoadStep]
    receipt: str


class Size(TypedDict):
    """The EU size of a firm with its group; figures are numbers or bands `{min, max}`."""

    size_class: str
    fte: Any
    turnover_eur: Any
    balance_sheet_total_eur: Any
    counted: list[dict[str, Any]]
    notes: list[str]


class DomainScore(TypedDict):
    """A domain with how likely the text is about it, and whether the reader goes by it."""

    id: str
    score: float
    said: bool


class Understood(TypedDict):
    """What a text is about."""

    business_domains: list[DomainScore]
    expertise_domains: list[DomainScore]


class Hit(TypedDict):
    """Something that was found: a measure, an organisation or an expert."""

    id: str
    title: str
    kind: str
    score: float


class DeskTold(TypedDict):
    """A desk: a branch of an organisation, or an office."""

    id: str
    name: str


class InboxLine(TypedDict):
    """One question at one's own desk."""

    id: str
    state: str
    subject: str
    firm: str
    enterprise_number: str
    sector: str
    province: str
    size: str
    desk: DeskTold
    adviser: str
    reply_by: str
    state_since: str


class Question(TypedDict):
    """One question at one's own desk, whole. `version` is what a change is compared with."""

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
    case: str
    firm: dict[str, Any]
    need: dict[str, Any]
    steps: list[str]
    appointments: list[dict[str, Any]]
    chain: list[dict[str, Any]]
    colleagues: list[dict[str, Any]]


class StoryLine(TypedDict):
    """Something that happened, or a message."""

    at: str
    side: str
    who: str
    kind: str
    desk: str
    after: str
    reason: str
    words: str
    need: str


class Referral(TypedDict):
    """A firm that one's own office brought, joined or asks to join."""

    id: str
    state: str
    desk: DeskTold
    asked_at: str
    firm: str
    enterprise_number: str
    subject: str
    words: str
    case: str
    case_state: str
    is_open: bool
    changed: str
    needs: list[dict[str, Any]]


class Referred(TypedDict):
    """What became of a question that was passed on: opened, added or asked."""

    outcome: str
    referral: Referral | None


class Me(TypedDict):
    """Which key is in use, as whom, and what for."""

    key: str
    prefix: str
    desk: DeskTold | None
    firm: OwnFirm | None
    person: str
    role: str
    scopes: list[str]
    expires: str
