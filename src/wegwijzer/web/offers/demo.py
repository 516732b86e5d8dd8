"""Made-up offerings for a demonstration: every kind, a pair that looks alike, topics of both sides, one that runs out.

Nobody's real equipment, course or topic is meant; every page of a structure leads to the reserved domain `example`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import uuid4

from wegwijzer.core.offers.offering import Side
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.offerings import read_offering
from wegwijzer.web.offers import actions, topic_actions
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.models import OfferingRow
from wegwijzer.web.offers.topic_actions import Asked
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk, Membership, Person
from wegwijzer.web.post.telling import ZONE

_FIRM = "firm"
_STORIES: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    (
        "hogeschool-vives",
        "half_day",
        {
            "title": "Een halve dag meekijken naar uw verpakking (proef)",
            "text": "Een onderzoeker komt langs, bekijkt hoe u verpakt en zegt wat er beter kan. Zonder rekening.",
            "business_domains": "product|process",
            "expertise": "food",
            "sectors": "food",
            "provinces": "west-vlaanderen",
            "steps": "problem",
        },
    ),
    (
        "hogeschool-vives",
        "equipment",
        {
            "title": "Klimaatkamer om houdbaarheid te testen (proef)",
            "text": "Kamer met regelbare temperatuur en vocht, om te zien hoe lang voeding en verpakking goed blijven.",
            "business_domains": "product",
            "expertise": "food",
            "provinces": "west-vlaanderen",
            "steps": "test",
            "operator": "structure",
            "price_eur": "240",
            "price_per": "day",
        },
    ),
    (
        "flanders-food",
        "equipment",
        {
            "title": "Houdbaarheid testen in een klimaatkamer (proef)",
            "text": "In een kamer met geregelde temperatuur en vocht meten we hoe lang uw voeding goed blijft.",
            "business_domains": "product",
            "expertise": "food",
            "provinces": "west-vlaanderen",
            "steps": "test",
            "operator": "together",
        },
    ),
    (
        "syntra",
        "training",
        {
            "title": "Zelf uw kostprijs berekenen (proef)",
            "text": "Drie avonden met een rekenblad: wat kost een product of een uur, en wat brengt een klant op?",
            "business_domains": "finance|organisation",
            "expertise": "management",
            "steps": "problem",
            "theme": "financial_literacy",
            "registered": "yes",
            "price_eur": "180",
            "price_per": "person",
            "sessions": "drie dinsdagavonden, van 19 tot 22 uur",
        },
    ),
    (
        "sirris",
        "expertise",
        {
            "title": "Welk materiaal kan uw onderdeel lichter maken? (proef)",
            "text": "Wij bekijken uw onderdeel en stellen andere materialen voor, met wat ze kosten en aankunnen.",
            "business_domains": "product",
            "expertise": "product_development",
            "sectors": "metal_machinery|electronics",
            "steps": "develop|test",
        },
    ),
    (
        "hogeschool-hogent",
        "topic",
        {
            "title": "Webwinkel van een voedingszaak beter vindbaar maken (proef)",
            "text": "Een student zoekt uit hoe klanten een kleine voedingszaak online vinden, en wat beter kan.",
            "business_domains": "marketing",
            "expertise": "communication|food",
            "steps": "market",
            "level": "professional_bachelor",
            "field": "business",
        },
    ),
    (
        _FIRM,
        "topic",
        {
            "title": "Meer klanten voor onze webwinkel (proef)",
            "text": "Wij verkopen koekjes, ook online. Te weinig klanten vinden de webwinkel; waarom, en wat helpt?",
            "business_domains": "marketing",
            "expertise": "communication",
            "sectors": "food",
            "provinces": "oost-vlaanderen",
            "steps": "market",
            "level": "professional_bachelor",
            "field": "business",
        },
    ),
    (
        "fit",
        "half_day",
        {
            "title": "Een halve dag praten over uw eerste buitenlandse klant (proef)",
            "text": "Welk land eerst, welke papieren, welke valkuilen? Wij zetten het met u op een rij.",
            "business_domains": "marketing|business_model",
            "expertise": "management",
            "steps": "market",
        },
    ),
)
"""Organisation ("firm": a made-up firm), kind, and what was written."""
_RUNS_OUT = "expertise"
"""The kind whose demonstration offering is about to run out."""


def fill(at: datetime) -> int:
    """Post the offerings, if there are demonstration people and no offering yet; how many there are then."""
    if OfferingRow.objects.exists():
        return OfferingRow.objects.filter(is_demo=True).count()
    on = at.astimezone(ZONE).date()
    for organisation, kind, written in _STORIES:
        actor, owner = _baker() if organisation == _FIRM else _desk(organisation)
        if actor is None or owner is None:
            continue
        draft, _ = read_offering(_cells(kind, written, owner, on), side=owner.side, on=on)
        if draft is not None:
            actions.post(actor, owner, [draft], language="nl", at=at, firm_name="Koekenbakkerij Voorbeeld")
    OfferingRow.objects.update(is_demo=True)
    _ask(at, on)
    return OfferingRow.objects.count()


def _cells(kind: str, written: Mapping[str, str], owner: Owner, on: date) -> dict[str, list[str]]:
    last = on + timedelta(days=5 if kind == _RUNS_OUT else 200)
    plain = {
        "kind": kind,
        "languages": "nl",
        "valid_until": last.isoformat(),
        "page": "https://www.voorbeeld.example/aanbod" if owner.side is Side.STRUCTURE else "",
        "term_from": (on + timedelta(days=60)).isoformat(),
        "term_until": (on + timedelta(days=150)).isoformat(),
    }
    return {name: value.split("|") for name, value in {**plain, **written}.items()}


def _desk(organisation: str) -> tuple[Actor | None, Owner | None]:
    desk = Desk.objects.filter(organisation=organisation, is_active=True).first()
    row = (
        Membership.objects.filter(desk=desk, person__is_demo=True).select_related("person").order_by("pk").first()
        if desk is not None
        else None
    )
    if desk is None or row is None:
        return None, None
    return people.actor_for(row.person), Owner(Side.STRUCTURE, str(desk.pk))


def _baker() -> tuple[Actor | None, Owner | None]:
    person = Person.objects.filter(email="bas@voorbeeld.example", is_demo=True).first()
    return (people.actor_for(person), Owner(Side.FIRM, str(person.pk))) if person is not None else (None, None)


def _ask(at: datetime, on: date) -> None:
    """The school asks about the firm's topic."""
    actor, owner = _desk("hogeschool-hogent")
    topic = OfferingRow.objects.filter(side=Side.FIRM.value).first()
    if actor is None or owner is None or topic is None:
        return
    words = "Dit past bij een eindwerk van een van onze studenten. Zij begint in februari."
    try:
        topic_actions.ask(actor, topic, Asked(owner, "", words, None), token=uuid4(), at=at, on=on)
    except OfferRefusedError:
        return
