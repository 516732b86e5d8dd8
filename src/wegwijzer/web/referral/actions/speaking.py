"""Who speaks for a firm: by a letter to their address alone, by the official sign-in, or by a yes of who does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.referral.actions.opening import pass_on_by_person
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.firms import locked
from wegwijzer.web.referral.givens import Given, given_from
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Firm, Pending, Speaker
from wegwijzer.web.referral.recording import record
from wegwijzer.web.referral.speakers import heard_for
from wegwijzer.web.referral.standing import as_number


@transaction.atomic
def claim(*, actor: Actor, at: datetime) -> int:
    """Somebody who came in by a letter speaks for the firms whose letters went to them alone; how many are new.

    That is so where their address was given by a contact and nobody spoke for the firm yet, or where the official
    sign-in names them.
    """
    if not actor.is_signed_in:
        return 0
    official = people_queries.official_numbers(actor.person)
    new = 0
    for row in Speaker.objects.filter(person_id=actor.person, confirmed_at__isnull=True).select_related("firm"):
        firm = locked(row.firm)
        is_official = bool(firm.enterprise_number) and firm.enterprise_number in official
        if is_official or row.pk in {heard.pk for heard in heard_for(firm)}:
            row.confirmed_at, row.proof = at, "eid" if is_official else "mail"
            row.save(update_fields=["confirmed_at", "proof"])
            new += 1
    for firm in Firm.objects.filter(enterprise_number__in=list(official)):
        _, is_new = Speaker.objects.get_or_create(
            firm=firm, person_id=actor.person, defaults={"created": at, "confirmed_at": at, "proof": "eid"}
        )
        new += is_new
    return new


@transaction.atomic
def answer_speaker(*, actor: Actor, speaker_id: object, yes: bool, at: datetime) -> None:
    """Who speaks for a firm says whether somebody else may; with yes, what they wanted to ask is passed on."""
    row = Speaker.objects.select_related("firm", "person").filter(pk=as_number(speaker_id)).first()
    if row is None or str(row.firm_id) not in actor.firms:
        raise NotThereError
    firm = locked(row.firm)
    if row.confirmed_at is not None:
        raise RefusedError("answered_before")
    open_case = Case.objects.select_for_update().filter(firm=firm, closed_at__isnull=True).first()
    waiting = list(Pending.objects.filter(person=row.person))
    mine = [item for item in waiting if _is_for(given_from(item.given), firm)]
    if not yes:
        row.delete()
        for item in mine:
            item.delete()
        if open_case is not None:
            record(open_case, Happening.SPEAKER_REFUSED, actor=actor, side=CaseSide.FIRM, at=at)
        return
    row.confirmed_at, row.proof = at, "speaker"
    row.save(update_fields=["confirmed_at", "proof"])
    if open_case is not None:
        record(open_case, Happening.SPEAKER_CONFIRMED, actor=actor, side=CaseSide.FIRM, at=at)
    for item in mine:
        pass_on_by_person(people_queries.actor_for(row.person), row.person, given_from(item.given), at)
        item.delete()


def _is_for(given: Given, firm: Firm) -> bool:
    return bool(given.firm.enterprise_number) and given.firm.enterprise_number == firm.enterprise_number
