"""The case of one's own firm as the API tells it: what the firm's page of it shows."""

from __future__ import annotations

from typing import Any

from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.api.resources.told import appointments_of
from wegwijzer.web.referral.models import Case, Consent, Firm, Look, Need, Offer, Participant

_SHOWN = (Participant.State.ASKED.value, Participant.State.JOINED.value)


def firm_told(firm: Firm) -> dict[str, str]:
    """A firm to who speaks for it."""
    return {"id": str(firm.pk), "name": firm.name, "enterprise_number": firm.enterprise_number or ""}


def case_line(case: Case) -> dict[str, Any]:
    """One case in a list."""
    return {
        "id": str(case.pk),
        "state": case.state,
        "is_open": case.closed_at is None,
        "opened_at": case.opened_at.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at is not None else None,
        "changed": case.last_activity.isoformat(),
        "subjects": list(dict.fromkeys(need.subject for need in case.needs.all())),
        "waits_for_you": case.waits_for_firm,
    }


def own_case(case: Case) -> dict[str, Any]:
    """A case as `queries.firm_case` found it."""
    return {
        **case_line(case),
        "firm": firm_told(case.firm) if case.firm is not None else {"id": "", "name": "", "enterprise_number": ""},
        "needs": [_need(need) for need in case.needs.all()],
        "participants": [_participant(row) for row in case.participants.all() if row.state in _SHOWN],
        "outcomes": [
            {
                "round": row.round,
                "asked_at": row.asked_at.isoformat(),
                "answered_at": row.answered_at.isoformat() if row.answered_at is not None else None,
                "helped": row.helped,
                "changed": list(row.changed),
                "words": row.words,
                "layer": row.layer,
            }
            for row in case.outcomes.all()
        ],
    }


def look_told(row: Look) -> dict[str, str]:
    """That somebody looked."""
    return {
        "at": row.at.isoformat(),
        "who": row.person.name if row.person is not None else "",
        "desk": str(row.desk or ""),
        "what": row.what,
    }


def consent_told(row: Consent) -> dict[str, Any]:
    """That something is shared."""
    return {
        "desk": str(row.desk),
        "need": str(row.need_id or ""),
        "purpose": row.purpose,
        "given_at": row.given_at.isoformat(),
        "given_how": row.given_how,
        "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at is not None else None,
    }


def _need(need: Need) -> dict[str, Any]:
    offers = list(need.offers.all())
    names = {offer.pk: str(offer.desk) for offer in offers}
    return {
        "id": str(need.pk),
        "subject": need.subject,
        "words": need.words,
        "state": need.state,
        "created": need.created.isoformat(),
        "is_together": need.together_at is not None,
        "offers": [_offer(offer, names.get(offer.parent_id, "") if offer.parent_id else "") for offer in offers],
    }


def _offer(offer: Offer, by: str) -> dict[str, Any]:
    return {
        "id": str(offer.pk),
        "desk": str(offer.desk),
        "phone": offer.desk.phone,
        "email": offer.desk.email,
        "adviser": offer.adviser.name if offer.adviser is not None else "",
        "state": OfferState(offer.state).value,
        "reason": offer.reason,
        "words": offer.words,
        "by": by,
        "offered_at": offer.offered_at.isoformat(),
        "state_since": offer.state_since.isoformat(),
        "reply_by": offer.reply_by.isoformat(),
        "appointments": appointments_of(offer),
    }


def _participant(row: Participant) -> dict[str, str]:
    return {
        "id": str(row.pk),
        "desk": str(row.desk),
        "person": row.person.name if row.person is not None else "",
        "state": row.state,
        "subject": row.subject,
        "words": row.words,
        "asked_at": row.asked_at.isoformat(),
    }
