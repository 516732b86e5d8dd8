"""What the API answers to who speaks for a firm; more of `answers`."""

from __future__ import annotations

from typing import Any, TypedDict


class OwnFirm(TypedDict):
    """The firm for which a key acts."""

    id: str
    name: str
    enterprise_number: str


class OwnOffer(TypedDict):
    """Who was asked about a question, and how that stands."""

    id: str
    desk: str
    phone: str
    email: str
    adviser: str
    state: str
    reason: str
    words: str
    by: str
    offered_at: str
    state_since: str
    reply_by: str
    appointments: list[dict[str, Any]]


class OwnNeed(TypedDict):
    """One question of a case."""

    id: str
    subject: str
    words: str
    state: str
    created: str
    is_together: bool
    offers: list[OwnOffer]


class OwnCaseLine(TypedDict):
    """One case of your firm."""

    id: str
    state: str
    is_open: bool
    opened_at: str
    closed_at: str | None
    changed: str
    subjects: list[str]
    waits_for_you: bool


class OwnCase(OwnCaseLine):
    """The same, with everything that its page shows."""

    firm: OwnFirm
    needs: list[OwnNeed]
    participants: list[dict[str, Any]]
    outcomes: list[dict[str, Any]]


class OwnLook(TypedDict):
    """That somebody looked at your data."""

    at: str
    who: str
    desk: str
    what: str


class PartTold(TypedDict):
    """One part of a dossier as written."""

    part: str
    revision: int
    fields: dict[str, str]
    rows: list[dict[str, str]]
    has_rivals: bool


class DossierChecked(TypedDict):
    """How complete a dossier is, and what does not fit its measure."""

    verdict: str
    met: int
    parts: list[dict[str, Any]]
    findings: list[dict[str, Any]]


class OwnLog(TypedDict):
    """A log of promises, whole."""

    id: str
    title: str
    partners: list[dict[str, Any]]
    promises: list[dict[str, Any]]
    events: int
    head: str


class TopicRequestTold(TypedDict):
    """A request about a topic, as one of its two sides sees it."""

    id: str
    topic: str
    title: str
    i_asked: bool
    waits_for_me: bool
    other: str
    words: str
    state: str
    asked: str
    answer_by: str
    mine: str
    contact: dict[str, str] | None
