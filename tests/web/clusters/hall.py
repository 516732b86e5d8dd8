"""Firms with needs that may lie together, a college and a federation that bring firms together, and others."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from tests.web.visitor import words_of
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.referral.models import Case, Firm, Need, Speaker

PACKAGING = (
    "De folie rond ons brood scheurt in de diepvries.",
    "Onze verpakking van diepvriespizza scheurt als ze bevroren is.",
    "Zakken van bevroren soep barsten open in de vriezer, welke folie houdt dat?",
    "Folie voor diepgevroren deeg breekt bij -20 graden.",
    "Bevroren groenten: de plastic verpakking scheurt tijdens het vervoer.",
    "Verpakkingsfolie wordt bros in de diepvries en scheurt.",
    "De zak van onze diepvriesfrieten scheurt open langs de naad in de vriezer.",
)
OTHERS = (
    "We zoeken een boekhoudpakket dat met onze webshop praat.",
    "Hoe vind ik een lasser voor mijn atelier?",
    "De dakgoot van het bureau lekt.",
)


@dataclass
class Hall:
    """Firms in the order of their needs; people by a short name."""

    firms: list[Firm] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        client.force_login(self.people[name])
        return client

    def page(self, name: str, address: str) -> str:
        """What somebody reads on a page."""
        return words_of(self.client(name).get(address).content.decode())

    def asks(self, words: str, *, together: bool = True, firm: Firm | None = None) -> Need:
        """A firm of its own passes on a question."""
        now, number = timezone.now(), len(self.firms)
        if firm is None:
            firm = Firm.objects.create(name=f"Zaak Vlasbloem {number}", facts={"nace": {"value": "10.71"}}, created=now)
            person = people.person_with(f"firm{number}@voorbeeld.example", name=f"Zaakvoerder {number}")
            Speaker.objects.create(firm=firm, person=person, created=now, confirmed_at=now)
            self.firms.append(firm)
            self.people[f"firm{number}"] = person
        case = Case.objects.filter(firm=firm).first() or Case.objects.create(
            firm=firm, state="new", opened_at=now, opened_side="firm", last_activity=now, sector="food"
        )
        need = Need.objects.create(
            case=case, subject="product", words=words, created=now, together_at=now if together else None
        )
        self.needs.append(need)
        return need


def a_hall() -> Hall:
    """The desks and who works there; no firm yet."""
    hall = Hall()
    now = timezone.now()
    college = people.make_desk("helper", "Hogeschool Zee", organisation="")
    federation = people.make_desk("federation", "Federatie Brood")
    office = people.make_desk("accountant", "Kantoor Cijfer")
    hall.desks = {"college": college, "federation": federation, "office": office}
    for name, desk, role in (
        ("tom", college, Role.ADVISER),
        ("fons", federation, Role.FIRST_LINE),
        ("kim", office, Role.FIRST_LINE),
    ):
        people.add_member(desk, f"{name}@desk.example", role, name.title(), now)
        hall.people[name] = Person.objects.get(email=f"{name}@desk.example")
    hall.people["nobody"] = people.person_with("iemand@voorbeeld.example")
    return hall
