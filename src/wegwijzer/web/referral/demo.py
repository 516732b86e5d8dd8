"""Made-up cases for a demonstration: every state that a page can show, about firms that do not exist."""

from __future__ import annotations

from datetime import datetime, timedelta

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk, Membership, Person
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import ReferralError
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Case, Firm, Offer

_TAKEN, _DONE = Step(OfferState.TAKEN_UP), Step(OfferState.DONE)
_STORIES: tuple[tuple[str, str, str, str, str, tuple[Step, ...]], ...] = (
    ("Bakkerij Deegkracht", "food", "oost-vlaanderen", "product", "Ons brood is na een dag niet meer vers.", (_TAKEN,)),
    ("Drukkerij Inkt & Zoon", "graphic", "antwerpen", "process", "De pers staat te vaak stil.", ()),
    ("Metaalwerken Vonk", "metal_machinery", "limburg", "personnel", "We vinden geen lassers meer.", (_TAKEN, _DONE)),
    (
        "Zaden Groenblad",
        "agriculture",
        "west-vlaanderen",
        "marketing",
        "Hoe raken we in het buitenland verkocht?",
        (Step(OfferState.NOT_FOR_US, Reason.NO_CAPACITY),),
    ),
    (
        "Studio Lijn",
        "creative",
        "vlaams-brabant",
        "legal",
        "Een klant gebruikt ons ontwerp zonder te vragen.",
        (_TAKEN, Step(OfferState.DONE_WITHOUT_RESULT)),
    ),
    ("Koelhuis Rijp", "logistics_transport", "antwerpen", "process", "De energierekening van de koelcellen.", ()),
)
"""Firm, sector, province, subject, words, and what the desk that is asked does."""


def fill(at: datetime) -> int:
    """Make the cases, if there are demonstration people and no case yet; how many there are then."""
    contact = (
        Membership.objects.filter(desk__is_demo=True, role=Role.FIRST_LINE.value, person__is_demo=True)
        .select_related("person", "desk")
        .order_by("pk")
        .first()
    )
    if contact is None or Case.objects.exists():
        return Case.objects.filter(is_demo=True).count()
    begins = at - timedelta(days=10)
    for place, (name, sector, province, subject, words, steps) in enumerate(_STORIES):
        moment = begins + timedelta(days=place, hours=place)
        facts = {"sector": {"value": sector}, "province": {"value": province}, "size_class": {"value": "small"}}
        firm = FirmGiven(name=name, email=f"firma{place + 1}@voorbeeld.example", facts=facts)
        given = Given(firm, NeedGiven(subject, words, about="first_line"))
        actor = queries.actor_for(contact.person)
        try:
            actions.refer(actor=actor, given=given, at=moment, desk_id=str(contact.desk.pk), consent=True)
        except ReferralError:  # nobody can be asked: an installation without advisers
            continue
        for number, step in enumerate(steps, 1):
            _step(name, step, moment + timedelta(days=number))
    Person.objects.filter(speaks_for__firm__name__in=[story[0] for story in _STORIES]).update(is_demo=True)
    Firm.objects.filter(name__in=[story[0] for story in _STORIES]).update(is_demo=True)
    Case.objects.filter(firm__is_demo=True).update(is_demo=True)
    return Case.objects.filter(is_demo=True).count()


def _step(firm: str, step: Step, at: datetime) -> None:
    offer = Offer.objects.filter(need__case__firm__name=firm).select_related("desk").order_by("offered_at").first()
    adviser = _adviser(offer.desk) if offer is not None else None
    if offer is not None and adviser is not None:
        actions.take_step(actor=adviser, offer_id=offer.pk, step=step, version=offer.version, at=at)


def _adviser(desk: Desk) -> Actor | None:
    rows = [row for row in people_queries.memberships(desk.pk) if row.person.is_active]
    return queries.actor_for(rows[-1].person) if rows else None
