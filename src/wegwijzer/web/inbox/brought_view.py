"""What a contact may read of a firm that it brought: who has the question, when the firm hears, and no words of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from wegwijzer.core.referral.states import OfferState
from wegwijzer.readers.enterprise_number import format_enterprise_number
from wegwijzer.web.inbox.labels import firm_name, moment_text, subject_label
from wegwijzer.web.inbox.promise import Promise, promise_of
from wegwijzer.web.referral.models import Case, Need, Offer, Participant
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class BroughtOffer:
    """Who was asked, how that stands, and from whom it came (empty: from the start)."""

    desk: str
    adviser: str
    phone: str
    promise: Promise
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class BroughtNeed:
    """One question, with whoever has it."""

    subject: str
    state: str
    is_ended: bool
    offers: Sequence[BroughtOffer]


@dataclass(frozen=True, slots=True)
class BroughtCase:
    """One firm. `kind` is asked, joined, declined or left. Of a firm that did not let us in only our own words stand.

    `client` is the client of one's portfolio, None where there is none.
    """

    id: UUID
    kind: str
    firm: str
    office: str
    since: str
    state: str
    changed: str
    needs: Sequence[BroughtNeed]
    subject: str
    words: str
    client: UUID | None
    is_open: bool


def brought_cases(
    rows: Iterable[Participant], clients: Mapping[str, UUID], *, on: date, language: str
) -> list[BroughtCase]:
    """The firms of a list."""
    return [brought_case(row, clients, on=on, language=language) for row in rows]


def brought_case(row: Participant, clients: Mapping[str, UUID], *, on: date, language: str) -> BroughtCase:
    """One firm; its case was prefetched with its needs and offers."""
    case = row.case
    is_in = row.state == Participant.State.JOINED.value
    asked = timezone.localtime(row.asked_at).date()
    number = case.firm.enterprise_number if case.firm is not None else None
    return BroughtCase(
        id=row.pk,
        kind=row.state,
        firm=firm_name(case, language) if is_in else _number(number, language),
        office=str(row.desk),
        since=date_text(asked, language),
        state=say(f"inbox.case_state.{case.state}", language) if is_in else "",
        changed=moment_text(case.last_activity, language) if is_in else "",
        needs=[_need(need, on, language) for need in case.needs.all()] if is_in else (),
        subject=subject_label(row.subject, language) if row.subject else "",
        words="" if is_in else row.words,
        client=clients.get(number or ""),
        is_open=is_in and case.closed_at is None,
    )


def _number(number: str | None, language: str) -> str:
    """What the contact itself typed: the number, where it gave one."""
    return format_enterprise_number(number) if number else say("inbox.brought.some_firm", language)


def _need(need: Need, on: date, language: str) -> BroughtNeed:
    return BroughtNeed(
        subject=subject_label(need.subject, language),
        state=say(f"inbox.need_state.{need.state}", language),
        is_ended=need.state not in ("new", "waiting", "taken_up"),
        offers=[
            _offer(offer, on, language) for offer in need.offers.all() if offer.state != OfferState.WITHDRAWN.value
        ],
    )


def _offer(offer: Offer, on: date, language: str) -> BroughtOffer:
    return BroughtOffer(
        desk=str(offer.desk),
        adviser=offer.adviser.name if offer.adviser is not None else "",
        phone=offer.desk.phone,
        promise=promise_of(offer, on=on, language=language, is_own=False),
        by=str(offer.parent.desk) if offer.parent is not None else "",
        reason=say(f"referral.reason.{offer.reason}", language) if offer.reason else "",
    )


def numbers_of(cases: Iterable[Case]) -> set[str]:
    """The enterprise numbers of the firms of cases."""
    return {case.firm.enterprise_number for case in cases if case.firm is not None and case.firm.enterprise_number}
