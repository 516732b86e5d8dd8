"""Questions and referrals as the API tells them: only ever what whoever asks may see, never more than the pages."""

from __future__ import annotations

from typing import Any

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import STEPS, Side
from wegwijzer.web.cases.queries import DeskChoice
from wegwijzer.web.inbox.queries import contacts_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral import queries
from wegwijzer.web.referral.models import Case, Need, Offer, Participant


def desk_told(desk: Desk) -> dict[str, str]:
    """A desk."""
    return {"id": str(desk.pk), "name": str(desk)}


def inbox_line(offer: Offer) -> dict[str, Any]:
    """One line of an inbox."""
    case = offer.need.case
    return {
        "id": str(offer.pk),
        "state": offer.state,
        "subject": offer.need.subject,
        "firm": case.firm.name if case.firm is not None else "",
        "enterprise_number": (case.firm.enterprise_number or "") if case.firm is not None else "",
        "sector": case.sector,
        "province": case.province,
        "size": case.size,
        "desk": desk_told(offer.desk),
        "adviser": offer.adviser.name if offer.adviser is not None else "",
        "reply_by": offer.reply_by.isoformat(),
        "state_since": offer.state_since.isoformat(),
    }


def question(offer: Offer, actor: Actor) -> dict[str, Any]:
    """One question at a desk, as `queries.offer_page` found it for the actor."""
    need, case = offer.need, offer.need.case
    steps = STEPS[Side.DESK][OfferState(offer.state)]
    return {
        "id": str(offer.pk),
        "version": offer.version,
        "state": offer.state,
        "reason": offer.reason,
        "words": offer.words,
        "desk": desk_told(offer.desk),
        "adviser": offer.adviser.name if offer.adviser is not None else "",
        "offered_at": offer.offered_at.isoformat(),
        "state_since": offer.state_since.isoformat(),
        "reply_by": offer.reply_by.isoformat(),
        "case": str(case.pk),
        "firm": _firm(case),
        "need": {
            "id": str(need.pk),
            "subject": need.subject,
            "words": need.words,
            "expertise": list(need.expertise),
            "about": need.about,
            "refers_to": list(need.refers_to),
            "state": need.state,
        },
        "steps": [state.value for state in steps if state is not OfferState.REFERRED_ON],
        "appointments": appointments_of(offer),
        "chain": [_link(link) for link in queries.chain(need)],
        "colleagues": _colleagues(offer),
    }


def referral(row: Participant) -> dict[str, Any]:
    """A firm that one's own office brought; of one that did not let it in only its own words stand."""
    case, is_in = row.case, row.state == Participant.State.JOINED.value
    number = (case.firm.enterprise_number or "") if case.firm is not None else ""
    return {
        "id": str(row.pk),
        "state": row.state,
        "desk": desk_told(row.desk),
        "asked_at": row.asked_at.isoformat(),
        "firm": case.firm.name if is_in and case.firm is not None else "",
        "enterprise_number": number,
        "subject": "" if is_in else row.subject,
        "words": "" if is_in else row.words,
        "case": str(case.pk) if is_in else "",
        "case_state": case.state if is_in else "",
        "is_open": is_in and case.closed_at is None,
        "changed": case.last_activity.isoformat() if is_in else "",
        "needs": [_need(need) for need in case.needs.all()] if is_in else [],
    }


def story(case: Case, actor: Actor) -> dict[str, Any]:
    """What happened in a case, as far as the actor may see it."""
    return {
        "items": [
            {
                "at": entry.at.isoformat(),
                "side": entry.side,
                "who": entry.who,
                "kind": entry.kind,
                "desk": entry.desk,
                "after": entry.after,
                "reason": entry.reason,
                "words": entry.words,
                "need": entry.need,
            }
            for entry in queries.timeline(case, actor)
        ]
    }


def desk_choices(found: DeskChoice) -> dict[str, Any]:
    """Whom a question can go to."""
    return {
        "best": [
            {"id": one.id, "name": one.name, "why": ", ".join((*filter(None, (one.why,)), *one.caveats)),
             "reply": one.reply, "can_be_asked": True}
            for one in found.best
        ],
        "others": [
            {"id": one.id, "name": one.name, "why": one.why_not, "reply": "", "can_be_asked": one.can_be_asked}
            for one in found.others
        ],
    }  # fmt: skip


def _firm(case: Case) -> dict[str, Any]:
    firm = case.firm
    if firm is None:
        return {"name": "", "enterprise_number": "", "phone": "", "language": "nl", "facts": {}, "contacts": []}
    return {
        "name": firm.name,
        "enterprise_number": firm.enterprise_number or "",
        "phone": firm.phone,
        "language": firm.language,
        "facts": firm.facts,
        "contacts": [{"name": one.name, "email": one.email} for one in contacts_of(case, is_manager=False)],
    }


def _link(offer: Offer) -> dict[str, Any]:
    return {
        "desk": str(offer.desk),
        "state": offer.state,
        "reason": offer.reason,
        "words": offer.words,
        "by": str(offer.parent.desk) if offer.parent is not None else "",
        "reply_by": offer.reply_by.isoformat(),
        "since": offer.state_since.isoformat(),
    }


def _colleagues(offer: Offer) -> list[dict[str, str]]:
    if offer.state != OfferState.TAKEN_UP.value:
        return []
    rows = people.memberships(offer.desk_id)
    return [
        {"id": str(row.person_id), "name": row.person.name or row.person.email}
        for row in rows
        if row.person.is_active and row.person_id != offer.adviser_id
    ]


def _need(need: Need) -> dict[str, Any]:
    return {
        "id": str(need.pk),
        "subject": need.subject,
        "state": need.state,
        "offers": [
            {
                "desk": str(offer.desk),
                "phone": offer.desk.phone,
                "state": offer.state,
                "reason": offer.reason,
                "adviser": offer.adviser.name if offer.adviser is not None else "",
                "reply_by": offer.reply_by.isoformat(),
                "by": str(offer.parent.desk) if offer.parent is not None else "",
            }
            for offer in need.offers.all()
            if offer.state != OfferState.WITHDRAWN.value
        ],
    }


def appointments_of(offer: Offer) -> list[dict[str, Any]]:
    """The appointments of a question at one desk: the desk and the firm read the same."""
    return [
        {
            "id": str(row.pk),
            "begins": row.begins.isoformat(),
            "minutes": row.minutes,
            "place": row.place,
            "sequence": row.sequence,
            "is_cancelled": row.is_cancelled,
        }
        for row in offer.appointments.all()
    ]
