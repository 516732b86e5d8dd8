"""Nothing of one firm on anybody else's pages."""

from __future__ import annotations

import pytest
from django.test import Client

from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.outcomes import ask_outcome
from wegwijzer.web.referral.models import Offer, Participant

from tests.web.cases.conftest import NOW  # isort: skip

pytestmark = pytest.mark.django_db

SECRETS = ("Bakkerij Geheim", "Woorden van Bas", "bas@zaak.example", "Bericht van Bas")
OTHERS = ("mia", "sam", "tine", "tom", "filip", "ine", "cas", "fons", "ria", "anouk", "bea")
PAGES = (
    "/nl/mijn-vragen/{case}/",
    "/nl/mijn-vragen/{case}/gegevens/",
    "/nl/mijn-vragen/{case}/hoe-was-het/1/",
    "/nl/mijn-vragen/gegevens/{firm}/",
    "/nl/mijn-vragen/gegevens/{firm}/json/",
    "/nl/mijn-vragen/gegevens/{firm}/wissen/",
    "/nl/mijn-vragen/wie/{firm}/",
    "/nl/melden/?vraag={case}",
)
OPEN_PAGES = (
    "/nl/mijn-vragen/",
    "/nl/mijn-vragen/gegevens/",
    "/nl/doorverwijzen/?domain=product",
    "/nl/doorverwijzen/klaar/opened/",
    "/nl/meldingen/",
    "/nl/melden/",
)
ACTS = ("bericht", "niet-meer-delen", "opnieuw-delen", "intrekken", "vraag-erbij", "toelaten", "weigeren", "loslaten")


@pytest.fixture
def secret(stage):
    """A firm with something on every page, brought by an office, seen by a college, asked about by a federation."""
    case = stage.ask("bas", "college", firm="Bakkerij Geheim", words="Woorden van Bas", enterprise_number="0403019261")
    actions.write_message(actor=stage.actor("bas"), case_id=case.pk, words="Bericht van Bas", at=NOW)
    stage.bring("fons", "federation", "x@elders.example", number="0403019261")
    ask_outcome(case, 1, NOW)
    stage.ask("sam", "college", firm="Slagerij Sam", words="Woorden van Sam")
    return case


@pytest.mark.parametrize("who", OTHERS)
def test_a_firms_own_pages_are_not_there_for_anybody_else(stage, secret, who):
    client = stage.client(who)
    for page in PAGES:
        response = client.get(page.format(case=secret.pk, firm=secret.firm_id))
        assert response.status_code == 404, page
        assert not [text for text in SECRETS if text in response.content.decode()], page


@pytest.mark.parametrize("who", OTHERS)
def test_nobodys_own_pages_hold_anything_of_the_firm(stage, secret, who):
    client = stage.client(who)
    for page in OPEN_PAGES:
        shown = client.get(page, follow=True).content.decode()
        assert not [text for text in SECRETS if text in shown], page


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_acts_in_the_firms_name(stage, secret, who):
    client = stage.client(who)
    offer, asked = Offer.objects.get(need__case=secret), Participant.objects.get(case=secret)
    sent = {"offer": offer.pk, "participant": asked.pk, "need": offer.need_id, "words": "x", "subject": "product"}
    for act in ACTS:
        assert client.post(f"/nl/mijn-vragen/{secret.pk}/doe/{act}/", sent).status_code == 404, act
        offer.refresh_from_db()
        asked.refresh_from_db()
        assert (offer.state, asked.state) == ("waiting", "asked"), act


@pytest.mark.parametrize(
    ("act", "field"), [("niet-meer-delen", "offer"), ("toelaten", "participant"), ("intrekken", "need")]
)
def test_a_firm_reaches_nothing_of_another_through_its_own_case(stage, secret, act, field):
    own = Offer.objects.get(need__case__firm__name="Slagerij Sam").need.case
    offer, asked = Offer.objects.get(need__case=secret), Participant.objects.get(case=secret)
    named = {"offer": offer.pk, "participant": asked.pk, "need": offer.need_id}
    response = stage.client("sam").post(f"/nl/mijn-vragen/{own.pk}/doe/{act}/", {field: named[field]})
    assert response.status_code == 404
    offer.refresh_from_db()
    assert offer.state == "waiting"


def test_a_visitor_is_led_to_sign_in(secret, client: Client):
    for page in [*PAGES[:-1], "/nl/mijn-vragen/", "/nl/meldingen/"]:
        response = client.get(page.format(case=secret.pk, firm=secret.firm_id))
        assert response["Location"].startswith("/nl/aanmelden/"), page


def test_the_firm_itself_sees_all_of_its_pages_and_no_copy_is_kept(stage, secret):
    bas = stage.client("bas")
    for page in PAGES:
        response = bas.get(page.format(case=secret.pk, firm=secret.firm_id))
        assert response.status_code == 200, page
        assert "no-store" in response["Cache-Control"], page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pages_are_there_in_the_other_languages(stage, secret, language):
    bas = stage.client("bas")
    for page in (*PAGES, *OPEN_PAGES[:3], "/nl/melden/"):
        path = page.format(case=secret.pk, firm=secret.firm_id).replace("/nl/", f"/{language}/")
        assert bas.get(path, follow=True).status_code == 200, path
