"""What pages beside the cases keep of a firm: in its export, gone with it, and seen on the page of who looked."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.cases.conftest import stage
from tests.web.dossiers.conftest import Writer
from tests.web.offers.conftest import TOPIC, in_days
from tests.web.visitor import words_of
from wegwijzer.web.agenda import subscriptions
from wegwijzer.web.agenda.models import Subscription
from wegwijzer.web.agreements.models import Cooperation, Draft
from wegwijzer.web.dossiers.models import Attachment, Dossier, Version
from wegwijzer.web.duties.models import Support
from wegwijzer.web.kept_elsewhere import KEPT
from wegwijzer.web.money.models import Action
from wegwijzer.web.offers.models import OfferingRow
from wegwijzer.web.premium.models import Scheme
from wegwijzer.web.referral.models import Look

__all__ = ["stage"]
pytestmark = pytest.mark.django_db
ASIDE = (Action, Draft, Support, Scheme)
"""What stands on a person's own name."""


@pytest.fixture
def bas(stage, settings) -> Client:
    """Bas, who asked a question for his bakery and used every page beside it."""
    settings.POSTS_PER_MINUTE = 1000
    stage.ask("bas", "college", firm="Bakkerij Bas")
    client = stage.client("bas")
    client.post("/nl/dossiers/nieuw/", {"title": "Oven op waterstof", "measure": "ontwikkelingsproject"})
    dossier = Dossier.objects.get()
    client.get(f"/nl/dossiers/{dossier.pk}/")  # ties it to his firm
    Writer(client, id=dossier.pk).write("idea", text="Bakken zonder gas")
    client.post("/nl/steun-berekenen/", {"wat": ["training"]})
    cost = {"start": "1/2/2027", "end": "5/2/2027", "cost_training_fees": "2500"}
    client.post(f"/nl/steun-berekenen/actie/{Action.objects.get().pk}/", cost)
    client.post("/nl/plichten/", {"measure": "kmo-portefeuille", "title": "Cursus"})
    client.post("/nl/afspraken/geheimhouding/")
    client.post("/nl/innovatiepremie/", {"firm": "Bakkerij Bas"})
    client.post("/nl/afspraken/beloftes/", {"title": "Samen bakken", "name": "Bakkerij Bas"})
    return client


def firm_id() -> str:
    return str(Dossier.objects.get().firm_id)


def test_every_page_that_keeps_something_of_a_firm_tells_it():
    assert set(KEPT) >= {"dossiers", "plan", "agreements", "promises", "duties", "premium"}
    assert set(KEPT) >= {"partners", "projects", "agenda", "offers"}


def test_the_export_holds_dossiers_plan_agreements_promises_duties_and_premium(bas):
    told = json.loads(bas.get(f"/nl/mijn-vragen/gegevens/{firm_id()}/json/").content)
    assert told["dossiers"][0]["parts"]["idea"]["text"] == "Bakken zonder gas"
    assert [version["number"] for version in told["dossiers"][0]["versions"]]
    assert told["plan"][0]["actions"][0]["cost_training_fees"] == {"min": "2500", "max": "2500"}
    assert told["agreements"][0]["kind"] == "nda"
    assert told["promises"][0]["title"] == "Samen bakken"
    assert told["duties"][0]["title"] == "Cursus"
    assert told["premium"][0]["title"] == "Bakkerij Bas"


def wants_events_and_a_student(stage) -> None:
    """Bas gets a mail with events, and posts a topic for his bakery and one for a friend's."""
    client, now = stage.client("bas"), timezone.now()
    email = stage.people["bas"].email
    wish = {"language": "nl", "themes": ["product"], "postal_code": "9000", "kilometres": 25, "wants_online": True}
    subscriptions.ask(email=email, at=now, **wish)
    subscriptions.confirm(Subscription.objects.get().confirm, at=now)
    for title, firm in (("Brood langer vers", "Bakkerij Bas"), ("Zuivel zonder plastic", "Zaak van een vriend")):
        post_topic(client, title, firm)


def post_topic(client: Client, title: str, firm: str) -> None:
    """A topic for students, in somebody's browser."""
    form = {**TOPIC, "title": title, "firm_name": firm, "valid_until": in_days(100)}
    form |= {"term_from": in_days(20), "term_until": in_days(90)}
    assert client.post("/nl/aanbod/nieuw/topic/?voor=zaak", form).status_code == 302


def test_events_by_mail_and_topics_for_students_are_told_and_forgotten(bas, stage):
    wants_events_and_a_student(stage)
    where = f"/nl/mijn-vragen/gegevens/{firm_id()}"
    told = json.loads(bas.get(f"{where}/json/").content)
    assert (told["agenda"][0]["email"], told["agenda"][0]["postal_code"]) == (stage.people["bas"].email, "9000")
    assert [one["title"] for one in told["offers"]] == ["Brood langer vers", "Zuivel zonder plastic"]
    page = words_of(bas.get(f"{where}/elders/").content.decode())
    for words in ("product of dienst", "Tot hoeveel kilometer", "Onderwerpen voor studenten"):
        assert words in page
    bas.post(f"{where}/wissen/", {"sure": "yes"})
    assert [row.firm_name for row in OfferingRow.objects.all()] == ["Zaak van een vriend"]
    assert Subscription.objects.count() == 1


def test_with_the_second_box_they_go_too(bas, stage):
    wants_events_and_a_student(stage)
    bas.post(f"/nl/mijn-vragen/gegevens/{firm_id()}/wissen/", {"sure": "yes", "own": "yes"})
    assert not OfferingRow.objects.exists()
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_it_is_readable_too(bas, language):
    shown = words_of(bas.get(f"/{language}/mijn-vragen/gegevens/{firm_id()}/elders/").content.decode())
    for words in ("Oven op waterstof", "Bakken zonder gas", "Samen bakken", "2500", "Cursus"):
        assert words in shown
    assert "cost_training_fees" not in shown


def test_erasing_the_firm_takes_its_dossiers_and_leaves_what_is_the_persons_own(bas):
    where = f"/nl/mijn-vragen/gegevens/{firm_id()}/wissen/"
    page = words_of(bas.get(where).content.decode())
    assert "Ook elk dossier voor een aanvraag van uw zaak" in page
    assert "vijf jaar" in page
    bas.post(where, {"sure": "yes"})
    assert not Dossier.objects.exists()
    assert not Version.objects.exists()
    assert not Attachment.objects.exists()
    assert all(kind.objects.exists() for kind in ASIDE)
    assert Cooperation.objects.exists()


def test_with_the_second_box_what_is_the_persons_own_goes_too_but_what_proves_an_agreement_stays(bas):
    bas.post(f"/nl/mijn-vragen/gegevens/{firm_id()}/wissen/", {"sure": "yes", "own": "yes"})
    assert not any(kind.objects.exists() for kind in ASIDE)
    assert Cooperation.objects.get().partners.get().person is not None


def test_another_firm_and_its_people_lose_nothing(bas, stage):
    stage.ask("mia", "college", firm="Slagerij Mia")
    mia = stage.client("mia")
    mia.post("/nl/dossiers/nieuw/", {"title": "Worst", "measure": ""})
    mia.get(f"/nl/dossiers/{Dossier.objects.get(title='Worst').pk}/")
    theirs = str(Dossier.objects.get(title="Oven op waterstof").firm_id)
    assert "Worst" not in bas.get(f"/nl/mijn-vragen/gegevens/{theirs}/json/").content.decode()
    bas.post(f"/nl/mijn-vragen/gegevens/{theirs}/wissen/", {"sure": "yes", "own": "yes"})
    assert [row.title for row in Dossier.objects.all()] == ["Worst"]


def test_an_advisers_look_at_a_dossier_stands_among_the_looks_of_the_case(bas, stage):
    case = stage.people["bas"].speaks_for.get().firm.cases.get()
    dossier = Dossier.objects.get()
    bas.post(f"/nl/dossiers/{dossier.pk}/delen/", {"desk": str(stage.desks["college"].pk)})
    assert stage.client("tom").get(f"/nl/dossiers/{dossier.pk}/").status_code == 200
    assert [(look.person.name, look.desk.name) for look in Look.objects.filter(case=case, what="dossier")] == [
        ("Tom", "Hogeschool Zee")
    ]
    shown = words_of(bas.get(f"/nl/mijn-vragen/{case.pk}/gegevens/").content.decode())
    assert "uw dossier voor een aanvraag" in shown[shown.index("Wie keek") :]
    bas.get(f"/nl/dossiers/{dossier.pk}/")
    assert Look.objects.filter(case=case, what="dossier").count() == 1
