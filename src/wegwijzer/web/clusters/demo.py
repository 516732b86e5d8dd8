"""Made-up firms whose questions may lie beside each other, for a demonstration; they are gathered as real ones are.

Nobody's firm is meant: every name says that it is an example, and every address ends in the reserved domain `example`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from wegwijzer.web.clusters.actions import confirm
from wegwijzer.web.clusters.gathering import gather
from wegwijzer.web.clusters.models import Cluster, Run
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.referral import actions as referral
from wegwijzer.web.referral import queries as referral_queries
from wegwijzer.web.referral.errors import ReferralError
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Case, Firm, Need

_WHO = {
    "bas": "Koekenbakkerij Voorbeeld",
    "mia": "Zuivelhoeve Voorbeeld",
    "luc": "Boucherie Exemple",
    "firma11": "Bakkerij Voorbeeld-Noord",
    "firma12": "Bakkerij Voorbeeld-Zuid",
    "firma13": "Kaasmakerij Voorbeeld",
    "firma14": "Slagerij Voorbeeld-Oost",
    "firma15": "Roomijs Voorbeeld",
    "firma16": "Traiteur Voorbeeld",
    "firma17": "Beenhouwerij Voorbeeld-West",
    "firma18": "Patisserie Voorbeeld",
}
"""The firms by the first part of their address; the first three are of made-up people who can log in."""
_BREAD = "10.71"
_ASKED: tuple[tuple[str, str, str, str], ...] = (
    ("bas", "10.72", "product", "Onze koekjes worden na twee weken zacht, de verpakking laat vocht door."),
    ("mia", "10.51", "product", "Onze yoghurt blijft tien dagen goed, winkels vragen een langere houdbaarheid."),
    ("luc", "10.13", "product", "Vers gehakt verkleurt in de verpakking, hoe blijft het langer houdbaar?"),
    ("firma11", _BREAD, "product", "Brood in folie schimmelt na vier dagen; welke verpakking houdt het vers?"),
    ("firma12", _BREAD, "product", "Zachte broodjes drogen uit. Wij zoeken een verpakking die ze vers houdt."),
    ("firma13", "10.51", "product", "Geraspte kaas schimmelt in het zakje, de houdbaarheid is te kort."),
    ("firma14", "10.13", "product", "Charcuterie: de verpakking lekt lucht en de houdbaarheid haalt de datum niet."),
    ("firma18", "10.72", "product", "Taartjes blijven één dag vers, een betere verpakking zou helpen."),
    ("firma15", "10.52", "process", "De vriescellen slokken stroom: onze energiefactuur verdubbelde."),
    ("firma16", "56.21", "process", "Onze koelcellen draaien dag en nacht, hoe doen we dat met minder energie?"),
    ("firma17", "10.13", "process", "De koelcel verbruikt te veel energie. Kan de warmte ervan hergebruikt worden?"),
)
"""Who (of `_WHO`), activity, subject and words; each may lie beside those of others."""
_ALSO: tuple[tuple[str, str, str], ...] = (
    ("firma11", "process", "Te veel stroom voor de koelcel van het deeg, waar gaat de energie verloren?"),
    ("firma14", "process", "Onze koelcel en toog verbruiken veel energie, wat kan zuiniger?"),
    ("firma13", "process", "De koelcel om te rijpen kost elk jaar meer energie. Kan dat slimmer?"),
)
"""A second question of some of them."""


def fill(at: datetime) -> int:
    """Make the firms and their questions, if there are demonstration people and no run yet, and gather them.

    How many questions may lie beside each other then.
    """
    if not Person.objects.filter(email="bas@voorbeeld.example", is_demo=True).exists() or Run.objects.exists():
        return Need.objects.filter(together_at__isnull=False).count()
    begins = at - timedelta(days=20)
    facts = {"province": {"value": "west-vlaanderen"}, "sector": {"value": "food"}, "size_class": {"value": "small"}}
    for place, (who, nace, subject, words) in enumerate(_ASKED):
        _ask(who, subject, words, {**facts, "nace": {"value": nace}}, begins + timedelta(hours=9 * place))
    for place, (who, subject, words) in enumerate(_ALSO):
        _ask(who, subject, words, facts, begins + timedelta(days=6, hours=9 * place))
    firms = Firm.objects.filter(name__in=_WHO.values())
    firms.update(is_demo=True)
    Case.objects.filter(firm__in=firms).update(is_demo=True)
    gather(at)
    _confirm(at)
    return Need.objects.filter(together_at__isnull=False).count()


def _confirm(at: datetime) -> None:
    """Somebody of a centre looked at the largest cluster already."""
    found = Cluster.objects.order_by("-firms", "pk").first()
    adviser = Person.objects.filter(email="filip@voorbeeld.example", is_demo=True).first()
    if found is not None and adviser is not None:
        confirm(found.pk, found.version, referral_queries.actor_for(adviser), at=at)


def _ask(who: str, subject: str, words: str, facts: dict[str, dict[str, str]], at: datetime) -> None:
    email, name = f"{who}@voorbeeld.example", _WHO[who]
    person = people.person_with(email, name=f"Zaakvoerder ({name})", is_demo=True)
    given = Given(FirmGiven(name=name, email=email, facts=facts), NeedGiven(subject, words, together=True))
    try:
        referral.refer(actor=referral_queries.actor_for(person), given=given, at=at, consent=True)
    except ReferralError:  # nobody can be asked: an installation without advisers
        return
