"""The firm's page of its case, as plain values: four lines on top, then every question with its chain of desks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from wegwijzer.core.referral.states import ENDED_OFFERS, NeedState, OfferState
from wegwijzer.core.referral.steps import Reason
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.cases.top_lines import TopLines, top_lines
from wegwijzer.web.referral.models import Appointment, Case, Need, Offer, Participant
from wegwijzer.web.referral.timing import local_day
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

_ICONS = {
    OfferState.WAITING: ("info", "check"),
    OfferState.TAKEN_UP: ("met", "met"),
    OfferState.DONE: ("met", "met"),
    OfferState.NOT_FOR_US: ("no", "no"),
    OfferState.DONE_WITHOUT_RESULT: ("check", "check"),
    OfferState.NOT_REACHED: ("warn", "maybe"),
    OfferState.WITHDRAWN: ("check", "check"),
    OfferState.REFERRED_ON: ("arrow", "check"),
}
"""The icon and the status of each state: shape and word, never colour alone."""
_NEED_ICONS = {
    NeedState.NEW: ("maybe", "maybe"),
    NeedState.WAITING: ("info", "check"),
    NeedState.TAKEN_UP: ("met", "met"),
    NeedState.HELPED: ("met", "met"),
    NeedState.WITHOUT_RESULT: ("check", "check"),
    NeedState.NOT_REACHED: ("warn", "maybe"),
    NeedState.NOBODY: ("no", "no"),
    NeedState.WITHDRAWN: ("check", "check"),
}


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One desk of a question. `referred_by` names the desk that referred it on; `when` is what to expect."""

    id: str
    desk: str
    phone: str
    email: str
    adviser: str
    icon: str
    status: str
    word: str
    referred_by: str
    by_fallback: bool
    when: str
    is_late: bool
    reason: str
    words: str
    can_stop: bool
    can_share_again: bool


@dataclass(frozen=True, slots=True)
class NeedView:
    """One question of the case. `meanwhile` is what the firm can do itself while it waits."""

    id: str
    subject: str
    words: str
    asked_on: str
    icon: str
    status: str
    word: str
    offers: tuple[OfferLine, ...]
    meanwhile: str
    can_take_back: bool
    is_together: bool


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """A talk that was agreed."""

    desk: str
    adviser: str
    day: str
    hour: str
    minutes: int
    place: str
    is_cancelled: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class JoinView:
    """A contact in the case, or one that asks to be."""

    id: str
    desk: str
    person: str
    subject: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The page."""

    id: str
    firm: str
    opened_on: str
    is_open: bool
    is_archived: bool
    word: str
    top: TopLines
    needs: tuple[NeedView, ...]
    appointments: tuple[AppointmentView, ...]
    asking: tuple[JoinView, ...]
    joined: tuple[JoinView, ...]


def case_view(case: Case, *, at: datetime, language: str) -> CaseView:
    """Word a case that was prefetched by `queries.firm_case`."""
    needs = tuple(_need(need, at, language) for need in case.needs.all())
    offers = [offer for need in case.needs.all() for offer in need.offers.all()]
    participants = list(case.participants.all())
    return CaseView(
        id=str(case.pk),
        firm=case.firm.name if case.firm is not None else "",
        opened_on=date_text(local_day(case.opened_at), language),
        is_open=case.closed_at is None,
        is_archived=case.archived_at is not None,
        word=say(f"referral.state.case.{case.state}", language),
        top=top_lines(case, offers, participants, at, language),
        needs=needs,
        appointments=tuple(_appointments(offers, at, language)),
        asking=tuple(_join(row, language) for row in participants if row.state == Participant.State.ASKED.value),
        joined=tuple(_join(row, language) for row in participants if row.state == Participant.State.JOINED.value),
    )


def subject_text(subject: str, language: str) -> str:
    """The name of a business domain; the id of one that has left the catalogue."""
    domain = shipped_catalogue().business_domains.get(subject)
    return local(domain.label, language) if domain is not None else subject


def _need(need: Need, at: datetime, language: str) -> NeedView:
    offers = _in_chain(list(need.offers.all()))
    names = {offer.pk: str(offer.desk) for offer in offers}
    state = NeedState(need.state)
    icon, status = _NEED_ICONS[state]
    busy = [offer for offer in offers if OfferState(offer.state) not in ENDED_OFFERS]
    return NeedView(
        id=str(need.pk),
        subject=subject_text(need.subject, language),
        words=need.words,
        asked_on=date_text(local_day(need.created), language),
        icon=icon,
        status=status,
        word=say(f"referral.state.need.{state.value}", language),
        offers=tuple(_offer(offer, names, state, at, language) for offer in offers),
        meanwhile=_meanwhile(need, state, language),
        can_take_back=bool(busy),
        is_together=need.together_at is not None,
    )


def _in_chain(offers: list[Offer]) -> list[Offer]:
    """Each desk right after the one that referred the question on to it; the offers were prefetched."""
    ids = {offer.pk for offer in offers}
    below: dict[UUID | None, list[Offer]] = {}
    for offer in offers:
        below.setdefault(offer.parent_id if offer.parent_id in ids else None, []).append(offer)

    def walk(parent: UUID | None) -> Iterator[Offer]:
        for offer in below.get(parent, ()):
            yield offer
            yield from walk(offer.pk)

    return list(walk(None))


def _offer(offer: Offer, names: Mapping[UUID, str], need: NeedState, at: datetime, language: str) -> OfferLine:
    state = OfferState(offer.state)
    icon, status = _ICONS[state]
    today = local_day(at)
    is_late = state is OfferState.WAITING and offer.reply_by < today
    if is_late:
        icon, status = "warn", "maybe"
    reason = Reason(offer.reason) if offer.reason else None
    is_told = reason is not None and not (reason is Reason.OTHER and offer.words)
    return OfferLine(
        id=str(offer.pk),
        desk=str(offer.desk),
        phone=offer.desk.phone,
        email=offer.desk.email,
        adviser=offer.adviser.name if offer.adviser is not None else "",
        icon=icon,
        status=status,
        word=say(f"referral.state.offer.{state.value}", language),
        referred_by=names.get(offer.parent_id, "") if offer.parent_id is not None else "",
        by_fallback=offer.by_fallback and offer.parent_id is None,
        when=_when(offer, state, today, language),
        is_late=is_late,
        reason=say(f"referral.reason.{reason.value}", language) if is_told and reason is not None else "",
        words=offer.words,
        can_stop=state is not OfferState.WITHDRAWN,
        can_share_again=state is OfferState.WITHDRAWN,
    )


def _when(offer: Offer, state: OfferState, today: date, language: str) -> str:
    if state is OfferState.WAITING:
        key = "late" if offer.reply_by < today else "by"
        return say(f"cases.offer.{key}", language, day=date_text(offer.reply_by, language))
    return say(f"cases.offer.since.{state.value}", language, day=date_text(local_day(offer.state_since), language))


def _meanwhile(need: Need, state: NeedState, language: str) -> str:
    """What to do while waiting: the first step of the domain, which the roadmap names too."""
    domain = shipped_catalogue().business_domains.get(need.subject)
    if domain is None or state not in (NeedState.NEW, NeedState.WAITING, NeedState.NOBODY):
        return ""
    return local(domain.step, language)


def _appointments(offers: Iterable[Offer], at: datetime, language: str) -> list[AppointmentView]:
    rows: list[tuple[Appointment, Offer]] = [(row, offer) for offer in offers for row in offer.appointments.all()]
    found = []
    for row, offer in sorted(rows, key=lambda entry: entry[0].begins):
        begins = timezone.localtime(row.begins)
        adviser = row.person.name if row.person is not None else ""
        day, hour = date_text(begins.date(), language), f"{begins:%H:%M}"
        is_past = row.begins < at
        found.append(
            AppointmentView(str(offer.desk), adviser, day, hour, row.minutes, row.place, row.is_cancelled, is_past)
        )
    return found


def _join(row: Participant, language: str) -> JoinView:
    day = date_text(local_day(row.answered_at or row.asked_at), language)
    subject = subject_text(row.subject, language) if row.subject else ""
    return JoinView(
        str(row.pk), str(row.desk), row.person.name if row.person is not None else "", subject, day, row.words
    )
