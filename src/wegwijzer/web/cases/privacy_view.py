"""What is shared of a case with whom, since when and how the firm agreed; and who looked: as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.cases.case_view import subject_text
from wegwijzer.web.referral.models import Case, Consent, Look, Offer
from wegwijzer.web.referral.timing import local_day
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One agreement: with whom, about what, why, since when, how it was given; `until` when it was taken back.

    `offer` is the offer to take back, or `participant` who follows the case; both empty once it is over.
    """

    desk: str
    what: str
    why: str
    since: str
    how: str
    until: str
    offer: str
    participant: str


@dataclass(frozen=True, slots=True)
class LookLine:
    """That somebody looked."""

    who: str
    desk: str
    what: str
    day: str
    hour: str


def consent_lines(case: Case, consents: Iterable[Consent], language: str) -> list[ConsentLine]:
    """All agreements of a case, those that hold first. `case` is prefetched by `queries.firm_case`."""
    offers = {(offer.need_id, offer.desk_id): offer for need in case.needs.all() for offer in need.offers.all()}
    joined = {row.desk_id: str(row.pk) for row in case.participants.all() if row.state == "joined"}
    lines = [
        _consent(row, offers.get((row.need_id, row.desk_id)) if row.need_id is not None else None, joined, language)
        for row in consents
    ]
    return sorted(lines, key=lambda line: bool(line.until))


def _consent(row: Consent, offer: Offer | None, joined: Mapping[UUID, str], language: str) -> ConsentLine:
    holds = row.withdrawn_at is None
    shares = holds and offer is not None and offer.state != OfferState.WITHDRAWN.value
    subject = subject_text(row.need.subject, language) if row.need is not None else ""
    return ConsentLine(
        desk=str(row.desk),
        what=say("cases.privacy.what_need", language, subject=subject)
        if subject
        else (say("cases.privacy.what_follow", language)),
        why=say(f"cases.privacy.purpose.{row.purpose}", language),
        since=date_text(local_day(row.given_at), language),
        how=say(f"cases.privacy.how.{row.given_how}", language),
        until=date_text(local_day(row.withdrawn_at), language) if row.withdrawn_at is not None else "",
        offer=str(offer.pk) if shares and offer is not None else "",
        participant=joined.get(row.desk_id, "") if holds and row.need_id is None else "",
    )


def look_lines(looks: Iterable[Look], language: str) -> list[LookLine]:
    """Who looked, newest first."""
    return [_look(row, language) for row in looks]


def _look(row: Look, language: str) -> LookLine:
    at = timezone.localtime(row.at)
    return LookLine(
        row.person.name if row.person is not None and row.person.name else say("cases.privacy.somebody", language),
        str(row.desk) if row.desk is not None else "",
        say(f"cases.privacy.looked.{row.what}", language),
        date_text(at.date(), language),
        f"{at:%H:%M}",
    )
