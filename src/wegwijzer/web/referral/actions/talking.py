"""What the sides of a case say to each other: messages and appointments."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from wegwijzer.core.referral.permissions import Action, Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral import letters
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.givens import LONGEST_WORDS
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.invitations import invitation_of
from wegwijzer.web.referral.models import Appointment, Case, Message, Need, Offer
from wegwijzer.web.referral.queries import actor_for
from wegwijzer.web.referral.recording import mark_offers, record
from wegwijzer.web.referral.standing import as_uuid, case_and_tie, offer_for, side_of
from wegwijzer.web.referral.written import kept_words

LONGEST_TALK = 8 * 60
"""Minutes of an appointment at most."""


@transaction.atomic
def write_message(
    *,
    actor: Actor,
    case_id: object,
    words: str,
    at: datetime,
    need_id: object = None,
    via: str = "page",
    mail_id: str | None = None,
) -> Message:
    """Words to the others in a case. A contact's words reach the firm and the desks; it sees no answers but its own."""
    case, thing = case_and_tie(actor, case_id, Action.WRITE_MESSAGE, lock=True)
    text = kept_words(words, actor.language)
    if not text:
        raise RefusedError("words_missing")
    if len(words.strip()) > LONGEST_WORDS:
        raise RefusedError("words_too_long")
    need = None
    if need_id:
        need = Need.objects.filter(pk=as_uuid(need_id), case=case).first()
        if need is None:
            raise NotThereError
    side, desk = side_of(actor, case, thing=thing)
    return keep_message(case, text, actor, side, desk, at=at, need=need, via=via, mail_id=mail_id)


def keep_message(
    case: Case,
    text: str,
    actor: Actor,
    side: CaseSide,
    desk: str | None,
    *,
    at: datetime,
    need: Need | None = None,
    via: str = "page",
    mail_id: str | None = None,
) -> Message:
    """Keep words that were checked in a locked case, and tell the others that there is something to read."""
    message = Message.objects.create(
        case=case,
        need=need,
        at=at,
        person_id=actor.person,
        desk_id=desk,
        side=side.value,
        words=text,
        via=via,
        mail_id=mail_id,
    )
    case.last_activity = at
    waited = case.waits_for_firm
    if side is not CaseSide.FIRST_LINE:
        case.waits_for_firm = side is CaseSide.HELPER
    case.save(update_fields=["last_activity", "waits_for_firm"])
    if case.waits_for_firm is not waited:
        mark_offers(case)
    _tell(case, message, actor, desk, at)
    return message


def message_by_mail(*, token: str, person_id: UUID, words: str, mail_id: str, at: datetime) -> Message:
    """Words that came by e-mail to a case's address; one that comes twice is kept once. Raises RefusedError."""
    kept = Message.objects.filter(mail_id=mail_id).first()
    if kept is not None:
        return kept
    case = Case.objects.filter(token=token).first()
    person = people_queries.person(person_id)
    if case is None or person is None:
        raise RefusedError("mail_unknown")
    try:
        return write_message(actor=actor_for(person), case_id=case.pk, words=words, at=at, via="mail", mail_id=mail_id)
    except NotThereError:
        raise RefusedError("mail_unknown") from None


def _tell(case: Case, message: Message, actor: Actor, desk: str | None, at: datetime) -> None:
    """Everybody else who may read it hears that there is something to read."""
    name = str(Desk.objects.get(pk=desk)) if desk else (case.firm.name if case.firm else "")
    offers = list(
        Offer.objects.filter(need__case=case, state__in=[OfferState.WAITING.value, OfferState.TAKEN_UP.value])
        .select_related("desk", "adviser", "need__case__firm")
        .order_by("offered_at")
    )
    if message.need_id is not None:
        offers = [offer for offer in offers if offer.need_id == message.need_id]
    subject = message.need.subject if message.need is not None else case.needs.all()[0].subject
    values = {"subject": subject, "from": name or actor.name or "-"}
    if message.side != CaseSide.FIRM.value:
        letters.to_firm(case, "message_new", values, key=str(message.pk), at=at)
    told: set[str] = {actor.person}
    for offer in offers:
        if offer.adviser is not None and str(offer.adviser.pk) not in told:
            told.add(str(offer.adviser.pk))
            letters.to_desk(
                offer,
                "message_new",
                {"subject": offer.need.subject, "from": _from_firm(message, name)},
                key=str(message.pk),
                at=at,
            )


def _from_firm(message: Message, name: str) -> str:
    """Who wrote, as a desk reads it: a firm's name stays out of e-mail."""
    return "-" if message.side == CaseSide.FIRM.value else name or "-"


@transaction.atomic
def make_appointment(
    *, actor: Actor, offer_id: object, begins: datetime, minutes: int, place: str, at: datetime
) -> Appointment:
    """An appointment of the adviser with the firm; both get an invitation for their calendar."""
    offer = offer_for(actor, offer_id, Action.MAKE_APPOINTMENT)
    if offer.state != OfferState.TAKEN_UP.value:
        raise RefusedError("take_up_first")
    _check(begins, minutes, at)
    appointment = Appointment.objects.create(
        offer=offer,
        begins=begins,
        minutes=minutes,
        place=kept_words(place, actor.language)[:300],
        person_id=actor.person,
    )
    _announce(appointment, actor, at)
    return appointment


@transaction.atomic
def change_appointment(
    *,
    actor: Actor,
    appointment_id: object,
    at: datetime,
    begins: datetime | None = None,
    minutes: int | None = None,
    place: str | None = None,
    cancelled: bool = False,
    sequence: int,
) -> Appointment:
    """Move or cancel an appointment; calendars follow. `sequence` is that of the page, so that no change is lost."""
    found = Appointment.objects.filter(pk=as_uuid(appointment_id)).values_list("offer_id", flat=True).first()
    offer_for(actor, found, Action.MAKE_APPOINTMENT)
    appointment = Appointment.objects.select_related("offer__need__case__firm", "offer__desk", "person").get(
        pk=as_uuid(appointment_id)
    )
    if appointment.sequence != sequence:
        raise RefusedError("appointment_changed")
    if appointment.is_cancelled:
        raise RefusedError("appointment_cancelled")
    appointment.begins = begins or appointment.begins
    appointment.minutes = minutes or appointment.minutes
    appointment.place = appointment.place if place is None else kept_words(place, actor.language)[:300]
    appointment.is_cancelled = cancelled
    appointment.sequence += 1
    if not cancelled:
        _check(appointment.begins, appointment.minutes, at)
    appointment.save()
    _announce(appointment, actor, at)
    return appointment


def _check(begins: datetime, minutes: int, at: datetime) -> None:
    if begins <= at:
        raise RefusedError("appointment_past")
    if not 5 <= minutes <= LONGEST_TALK:
        raise RefusedError("appointment_length")


def _announce(appointment: Appointment, actor: Actor, at: datetime) -> None:
    offer = appointment.offer
    case = offer.need.case
    record(
        case,
        Happening.APPOINTMENT,
        actor=actor,
        side=CaseSide.HELPER,
        desk=offer.desk_id,
        at=at,
        need=offer.need,
        offer=offer,
        after="cancelled" if appointment.is_cancelled else "made",
    )
    case.last_activity = at
    case.save(update_fields=["last_activity"])
    adviser = appointment.person.name if appointment.person is not None else ""
    values = {
        "subject": offer.need.subject,
        "desk": str(offer.desk),
        "begins": appointment.begins.astimezone(ZoneInfo("Europe/Brussels")).isoformat(),
        "minutes": appointment.minutes,
        "cancelled": appointment.is_cancelled,
        **({"adviser": adviser} if adviser else {}),
        **({"place": appointment.place} if appointment.place else {}),
    }
    key = f"{appointment.pk}:{appointment.sequence}"
    written = []
    for person in letters.speakers(case):
        calendar = invitation_of(appointment, attendee=person)
        written.append(letters.for_speaker(case, person, "appointment", values, key=key, at=at, calendar=calendar))
    if appointment.person is not None:
        calendar = invitation_of(appointment, attendee=appointment.person)
        written.append(
            letters.for_adviser(offer, appointment.person, "appointment", values, key=key, at=at, calendar=calendar)
        )
    post.put(written)
