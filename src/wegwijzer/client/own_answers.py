"""What the API answers of plans, and of one's own clients, events, offers and proposals; more of `answers`."""

from __future__ import annotations

from typing import Any, TypedDict


class PlanWorth(TypedDict):
    """What a plan is worth."""

    on: str
    actions: list[dict[str, Any]]
    assumptions: list[dict[str, Any]]
    disclaimer: str


class BestCombination(TypedDict):
    """What to take together."""

    on: str
    share_pct: float
    knows_speed: bool
    small_aid: dict[str, Any]
    alternatives: list[dict[str, Any]]
    late: list[dict[str, Any]]
    shifts: list[dict[str, Any]]
    unpriced: list[str]
    refused: list[str]


class DutyDays(TypedDict):
    """What must be done by when."""

    on: str
    name: str
    measures: list[dict[str, Any]]


class ClientLine(TypedDict):
    """One client of the portfolio of who made the key."""

    id: str
    name: str
    entity: str
    score: float
    year_end: str | None
    computed: int
    red: list[str]
    amber: list[str]
    last_talk: str | None
    is_fictional: bool


class ClientDetails(ClientLine):
    """The same, with every light of every year."""

    note: str
    signals: dict[str, Any]


class FaultTold(TypedDict):
    """One thing wrong with what was sent."""

    where: str
    what: str
    expected: str


class AccountsRead(TypedDict):
    """What came of accounts that were sent."""

    id: str
    is_done: bool
    read: int
    added: int
    clients: int
    faults: list[FaultTold]
    more_faults: int


class TalkTold(TypedDict):
    """What is kept of a client."""

    id: str
    name: str
    last_talk: str | None
    note: str


class EventLine(TypedDict):
    """One event, whoever announces it."""

    id: str
    title: str
    summary: str
    begins: str
    ends: str
    is_all_day: bool
    place: str
    postal_code: str
    province: str
    is_online: bool
    themes: list[str]
    audiences: list[str]
    price_eur: float | None
    address: str
    language: str
    organisers: list[str]
    is_cancelled: bool


class OwnEvent(EventLine):
    """One event of your desk, in whatever state."""

    state: str
    source: str
    decide_by: str | None
    version: int


class Clashing(TypedDict):
    """An event of another organiser that gets in the way of one of yours."""

    id: str
    kind: str
    ours: OwnEvent
    theirs: EventLine
    decision: str


class EventList(TypedDict):
    """A list of events that is read now and then."""

    id: str
    address: str
    read: str | None
    next: str
    told: int
    fault: str
    findings: list[str]


class Price(TypedDict):
    """Euro without VAT, for what."""

    euro: float
    per: str


class OwnOffering(TypedDict):
    """One offer of your desk, in whatever state."""

    id: str
    kind: str
    title: str
    text: str
    structures: list[str]
    organisations: list[str]
    business_domains: list[str]
    expertise: list[str]
    sectors: list[str]
    provinces: list[str]
    languages: list[str]
    first: str
    last: str
    page: str
    price: Price | None
    version: int
    life: str


class RuleChangeLine(TypedDict):
    """A proposal for a rule."""

    id: str
    measure: str
    kind: str
    state: str
    starts: str
    reason: str
    author: str
    is_mine: bool
    changed: str


class RuleChangeDetails(RuleChangeLine):
    """A proposal with its text."""

    source_title: str
    source_url: str
    confidence: str
    change: str
    text: str
    is_stale: bool
    decided_by: str
    decision: str


class Checked(TypedDict):
    """What a change would be as a proposal."""

    measure: str
    starts: str
    text: str


class DiffTold(TypedDict):
    """What changes, as it was and will be."""

    what: str
    before: str
    after: str


class CaseTold(TypedDict):
    """A worked case: its verdict before and after."""

    case: str
    before: str
    after: str
    differs: bool


class Effects(TypedDict):
    """What a proposal does."""

    diff: list[DiffTold]
    cases: list[CaseTold]
    touched: int
    moves_nobody: bool
    is_coming: bool
    simulation: dict[str, Any] | None
