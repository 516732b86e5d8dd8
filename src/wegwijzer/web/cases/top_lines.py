"""The four lines on top of the firm's page: where is my question, who has it, when do I hear, what did I share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.referral.models import Case, Offer, Participant
from wegwijzer.web.referral.timing import has_gone_quiet, local_day
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class TopLines:
    """Where is my question, who has it, when do I hear, what did I share: a sentence each."""

    where: str
    who: str
    phone: str
    when: str
    shared: str


def top_lines(
    case: Case, offers: list[Offer], participants: list[Participant], at: datetime, language: str
) -> TopLines:
    """The four lines. While several desks were asked, who has taken it up goes before who is still to answer.

    A phone number is given only where it is clear whose it is.
    """
    taken = [offer for offer in offers if offer.state == OfferState.TAKEN_UP.value]
    taken.sort(key=lambda offer: offer.desk_id != case.owner_desk_id)  # the one desk that answers for the case
    waiting = [offer for offer in offers if offer.state == OfferState.WAITING.value]
    return TopLines(
        where=_where(case, taken, waiting, language),
        who=_who(taken, waiting, language),
        phone=taken[0].desk.phone if taken else waiting[0].desk.phone if len(waiting) == 1 else "",
        when=_hear(case, taken, waiting, at, language),
        shared=_shared(offers, participants, language),
    )


def _where(case: Case, taken: list[Offer], waiting: list[Offer], language: str) -> str:
    if taken:
        return say("cases.top.where.taken_up", language, desk=str(taken[0].desk))
    if waiting:
        names = listed([str(offer.desk) for offer in waiting], language)
        return say("cases.top.where.waiting", language, desks=names)
    if case.closed_at is not None:
        return say("cases.top.where.ended", language, day=date_text(local_day(case.closed_at), language))
    return say("cases.top.where.new", language)


def _who(taken: list[Offer], waiting: list[Offer], language: str) -> str:
    if taken:
        adviser = taken[0].adviser.name if taken[0].adviser is not None else ""
        if adviser:
            return say("cases.top.who.adviser", language, adviser=adviser, desk=str(taken[0].desk))
        return say("cases.top.who.desk", language, desk=str(taken[0].desk))
    return say(f"cases.top.who.{'nobody_yet' if waiting else 'nobody'}", language)


def _hear(case: Case, taken: list[Offer], waiting: list[Offer], at: datetime, language: str) -> str:
    coming = sorted(
        row.begins for offer in taken for row in offer.appointments.all() if not row.is_cancelled and row.begins > at
    )
    if coming:
        begins = timezone.localtime(coming[0])
        return say("cases.top.when.talk", language, day=date_text(begins.date(), language), hour=f"{begins:%H:%M}")
    if taken:
        key = f"{'quiet' if has_gone_quiet(case, at) else 'taken_up'}{'_phone' if taken[0].desk.phone else ''}"
        return say(f"cases.top.when.{key}", language, day=date_text(local_day(case.last_activity), language))
    if not waiting:
        return say("cases.top.when.nothing", language)
    first = min(offer.reply_by for offer in waiting)
    key = "late" if first < local_day(at) else "by"
    return say(f"cases.top.when.{key}", language, day=date_text(first, language))


def _shared(offers: list[Offer], participants: list[Participant], language: str) -> str:
    names = [str(offer.desk) for offer in offers if offer.state != OfferState.WITHDRAWN.value]
    names += [str(row.desk) for row in participants if row.state == Participant.State.JOINED.value]
    unique = list(dict.fromkeys(names))
    return (
        say("cases.top.shared.with", language, desks=listed(unique, language))
        if unique
        else (say("cases.top.shared.nobody", language))
    )


def listed(names: list[str], language: str) -> str:
    """Names in a sentence: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return say("letters.and", language, first=", ".join(names[:-1]), last=names[-1])
