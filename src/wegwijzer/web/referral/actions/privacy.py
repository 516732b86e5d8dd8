"""What a firm may ask about what is kept of it: who looked, everything in a file, and to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from wegwijzer.core.referral.permissions import Action, Actor, Tied, may
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.kept_elsewhere import forget_elsewhere, told_elsewhere
from wegwijzer.web.people.models import Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral import letters
from wegwijzer.web.referral.actions.ending import end_everything
from wegwijzer.web.referral.errors import NotThereError
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import (
    Appointment,
    Case,
    Consent,
    Event,
    Firm,
    Look,
    Message,
    Need,
    Offer,
    Outcome,
    Participant,
    Report,
    Speaker,
)
from wegwijzer.web.referral.recording import mark_offers, record
from wegwijzer.web.referral.standing import as_uuid, tied

LOOKS = ("list", "case", "messages", "history", "export", "dossier")
"""What can be looked at."""
_SAME_LOOK = timedelta(minutes=5)
"""Pages opened again and again within this time are one look."""


def look(*, actor: Actor, case: Case, what: str, at: datetime) -> None:
    """Keep that somebody of a desk looked at a firm's data. The firm's own looks are not kept."""
    if what not in LOOKS:
        raise ValueError(f'nothing to look at is called "{what}": expected one of {", ".join(LOOKS)}')
    if not actor.is_signed_in or (case.firm_id is not None and str(case.firm_id) in actor.firms):
        return
    recent = Look.objects.filter(case=case, person_id=actor.person, what=what, at__gt=at - _SAME_LOOK)
    if recent.exists():
        return
    thing = tied(case)
    desk = next((desk for desk in sorted(actor.desks) if desk in thing.asked | thing.brought), None)
    Look.objects.create(case=case, person_id=actor.person, desk_id=desk, at=at, what=what)


def looks_at_list(*, actor: Actor, cases: Iterable[Case], at: datetime) -> None:
    """The same for a list in which firms' names stand, in two queries."""
    shown = {case.pk: case for case in cases}
    recent = set(
        Look.objects.filter(
            case__in=list(shown), person_id=actor.person, what="list", at__gt=at - _SAME_LOOK
        ).values_list("case_id", flat=True)
    )
    desk = next(iter(sorted(actor.desks)), None)
    new = [
        Look(case_id=pk, person_id=actor.person, desk_id=desk, at=at, what="list") for pk in shown if pk not in recent
    ]
    if new:
        Look.objects.bulk_create(new)


_EXPORTED = (
    *("needs__offers__desk", "needs__offers__adviser", "needs__offers__appointments", "participants__desk"),
    *("messages__person", "messages__desk", "events__person", "events__desk", "consents__desk"),
    *("looks__person", "looks__desk", "outcomes", "reports"),
)
"""What is read with the cases at once, so that a long case takes no more queries than a short one."""


def export(*, actor: Actor, firm_id: object, at: datetime, elsewhere: bool = True) -> dict[str, Any]:
    """Everything that is kept of a firm, as plain JSON: for whoever speaks for it, and nobody else.

    Without `elsewhere` it is what its cases hold alone.
    """
    firm = Firm.objects.filter(pk=as_uuid(firm_id)).first()
    if firm is None or not may(actor, Action.EXPORT, Tied(firm=str(firm.pk))):
        raise NotThereError
    cases = firm.cases.order_by("opened_at").prefetch_related(*_EXPORTED)
    return {
        "made_at": at.isoformat(),
        "firm": _plain(firm, ("enterprise_number", "name", "phone", "language", "facts", "created")),
        "speakers": [
            {"name": row.person.name, "email": row.person.email, **_plain(row, ("confirmed_at", "proof", "created"))}
            for row in firm.speakers.select_related("person")
        ],
        "cases": [_case(case) for case in cases],
        **(told_elsewhere(firm.pk, actor.person) if elsewhere else {}),
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        **_plain(case, ("state", "opened_at", "opened_side", "closed_at", "sector", "province", "size")),
        "needs": [
            {
                **_plain(need, ("subject", "expertise", "words", "about", "refers_to")),
                **_plain(need, ("state", "together_at", "created")),
                "offers": [
                    {
                        "desk": str(offer.desk),
                        "adviser": _name(offer.adviser),
                        **_plain(offer, ("state", "reason", "words", "offered_at", "state_since", "reply_by")),
                        "appointments": [
                            _plain(item, ("begins", "minutes", "place", "is_cancelled"))
                            for item in offer.appointments.all()
                        ],
                    }
                    for offer in need.offers.all()
                ],
            }
            for need in case.needs.all()
        ],
        "participants": [
            {"desk": str(row.desk), **_plain(row, ("state", "words", "asked_at", "answered_at"))}
            for row in case.participants.all()
        ],
        "messages": [{**_who(row), **_plain(row, ("at", "side", "words", "via"))} for row in case.messages.all()],
        "history": [
            {**_who(row), **_plain(row, ("at", "side", "kind", "before", "after", "reason", "words"))}
            for row in case.events.all()
        ],
        "consents": [
            {"desk": str(row.desk), **_plain(row, ("purpose", "given_at", "given_how", "withdrawn_at"))}
            for row in case.consents.all()
        ],
        "looks": [{**_who(row), **_plain(row, ("at", "what"))} for row in case.looks.all()],
        "outcomes": [
            _plain(row, ("round", "asked_at", "answered_at", "helped", "changed", "words", "layer"))
            for row in case.outcomes.all()
        ],
        "reports": [
            _plain(row, ("kind", "words", "about", "sent_at", "answer", "answered_at")) for row in case.reports.all()
        ],
    }


def _who(row: Event | Message | Look) -> dict[str, str]:
    return {"desk": str(row.desk) if row.desk is not None else "", "person": _name(row.person)}


def _name(person: Person | None) -> str:
    return person.name if person is not None else ""


def _plain(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    found = {}
    for name in names:
        value = getattr(row, name)
        found[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return found


@transaction.atomic
def erase(*, actor: Actor, firm_id: object, at: datetime, own: bool = False) -> None:
    """Forget a firm: every name and word goes, what figures need stays without a thread that leads back.

    Its dossiers go too; with `own`, what other pages keep on the name of who asks it goes as well.

    Whoever works on it hears that the question is taken back. Those who spoke for it get a last letter.
    """
    firm = Firm.objects.select_for_update().filter(pk=as_uuid(firm_id)).first()
    if firm is None or not may(actor, Action.ERASE, Tied(firm=str(firm.pk))):
        raise NotThereError
    told = list(Person.objects.filter(speaks_for__firm=firm, speaks_for__confirmed_at__isnull=False))
    for case in firm.cases.select_for_update():
        _tell_desks(case, at)
        anonymise(case, actor=actor, at=at)
    everyone = list(Person.objects.filter(speaks_for__firm=firm))
    forget_elsewhere(firm.pk, actor.person, own=own)
    firm.delete()
    for person in everyone:
        _forget_if_nothing_left(person)
    for person in told:
        post.put_one(post.letter(key=f"erased:{firm_id}:{person.pk}", kind="erased", person=person, values={}, at=at))


def anonymise(case: Case, *, actor: Actor, at: datetime) -> None:
    """Take out of a locked case all that points to the firm or to people; an open one ends as taken back."""
    if case.anonymous_at is not None:
        return
    end_everything(case, at=at)
    needs = Need.objects.filter(case=case)
    needs.update(words="", refers_to=[], together_at=None, created_by=None)
    Offer.objects.filter(need__case=case).update(words="", adviser=None)
    Appointment.objects.filter(offer__need__case=case).delete()
    Message.objects.filter(case=case).delete()
    Look.objects.filter(case=case).delete()
    Consent.objects.filter(case=case).update(given_by=None)
    Participant.objects.filter(case=case).update(words="", person=None)
    Event.objects.filter(case=case).update(words="", person=None)
    Report.objects.filter(case=case).update(case=None, person=None, email="")
    Outcome.objects.filter(case=case).update(words="")
    post.forget_case(case.pk)
    record(case, Happening.ANONYMISED, actor=Actor(clock=True), side=CaseSide.CLOCK, at=at)
    case.firm, case.anonymous_at, case.archived_at = None, at, case.archived_at or at
    case.version += 1
    case.save(update_fields=["firm", "anonymous_at", "archived_at", "version"])
    mark_offers(case)


def _tell_desks(case: Case, at: datetime) -> None:
    busy = [OfferState.WAITING.value, OfferState.TAKEN_UP.value]
    for offer in Offer.objects.filter(need__case=case, state__in=busy).select_related("desk", "need", "adviser"):
        values = {"subject": offer.need.subject, **({"province": case.province} if case.province else {})}
        for person in letters.people_of(offer):
            post.put_one(
                post.letter(
                    key=f"withdrawn:erased:{offer.pk}:{person.pk}",
                    kind="withdrawn",
                    person=person,
                    values=values,
                    at=at,
                )
            )


def _forget_if_nothing_left(person: Person) -> None:
    """Somebody known only because of this firm is forgotten with it: only the letter that says so still goes."""
    is_nobody_else = not (
        person.memberships.exists() or person.site_roles.exists() or Speaker.objects.filter(person=person).exists()
    )
    if is_nobody_else:
        post.forget_person(person)
        person.name = ""
        person.save(update_fields=["name"])
