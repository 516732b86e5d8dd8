"""What is shared, with whom and why; who looked; all of it in a file; and an end to it."""

from __future__ import annotations

import json

import pytest

from tests.web.cases.conftest import NOW
from tests.web.visitor import words_of
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.models import Case, Firm, Offer

pytestmark = pytest.mark.django_db


def page(response) -> str:
    return words_of(response.content.decode())


def test_the_screen_says_with_whom_why_since_when_and_how(stage):
    case = stage.bring("cas", "office", "bas@zaak.example", "college").case
    bas = stage.client("bas")
    bas.get("/nl/mijn-vragen/")
    shown = page(bas.get(f"/nl/mijn-vragen/{case.pk}/gegevens/"))
    assert "Hogeschool Zee" in shown
    assert "Kantoor Cijfers" in shown
    assert "Om u te helpen" in shown
    assert "uw contact zei dat u akkoord ging" in shown


def test_sharing_stops_from_the_screen_and_moves_to_what_was(stage):
    case = stage.ask("bas", "college")
    bas, offer = stage.client("bas"), Offer.objects.get()
    shown = bas.get(f"/nl/mijn-vragen/{case.pk}/gegevens/").content.decode()
    assert f'value="{offer.pk}"' in shown
    bas.post(f"/nl/mijn-vragen/{case.pk}/doe/niet-meer-delen/", {"offer": offer.pk})
    shown = page(bas.get(f"/nl/mijn-vragen/{case.pk}/gegevens/"))
    assert "Wie ze vroeger kon zien (1)" in shown
    assert "U deelt nu niets met iemand" in shown


def test_the_firm_reads_who_looked(stage):
    case = stage.ask("bas", "college")
    actions.look(actor=stage.actor("tom"), case=case, what="case", at=NOW)
    shown = page(stage.client("bas").get(f"/nl/mijn-vragen/{case.pk}/gegevens/"))
    assert "Tom" in shown[shown.index("Wie keek") :]


def test_everything_comes_as_json_and_to_read(stage):
    case = stage.ask("bas", "college", words="De verpakking scheurt.")
    bas = stage.client("bas")
    response = bas.get(f"/nl/mijn-vragen/gegevens/{case.firm_id}/json/")
    assert json.loads(response.content)["cases"][0]["needs"][0]["words"] == "De verpakking scheurt."
    assert "attachment" in response["Content-Disposition"]
    shown = page(bas.get(f"/nl/mijn-vragen/gegevens/{case.firm_id}/"))
    assert "De verpakking scheurt." in shown
    assert "Gevraagd aan Hogeschool Zee" in shown
    assert "wacht op antwoord" in shown
    assert "waiting" not in shown


def test_nothing_is_erased_before_the_box_is_ticked(stage):
    case = stage.ask("bas", "college")
    path = f"/nl/mijn-vragen/gegevens/{case.firm_id}/wissen/"
    bas = stage.client("bas")
    assert "Cijfers zonder naam" in page(bas.get(path))
    assert bas.post(path).status_code == 422
    assert Firm.objects.count() == 1


def test_erasing_leaves_no_name_and_no_word(stage):
    case = stage.ask("bas", "college", firm="Bakkerij Geheim", words="Geheim recept")
    bas = stage.client("bas")
    response = bas.post(f"/nl/mijn-vragen/gegevens/{case.firm_id}/wissen/", {"sure": "yes"})
    assert "Alles is gewist" in page(bas.get(response["Location"]))
    assert Firm.objects.count() == 0
    kept = Case.objects.get()
    assert kept.firm is None
    assert [need.words for need in kept.needs.all()] == [""]


def test_my_data_names_every_firm_of_mine(stage):
    stage.ask("bas", "college", firm="Bakkerij Bas")
    assert "Bakkerij Bas" in page(stage.client("bas").get("/nl/mijn-vragen/gegevens/"))
    assert "We bewaren niets" in page(stage.client("mia").get("/nl/mijn-vragen/gegevens/"))


def test_the_account_page_leads_to_my_data(stage):
    assert "/nl/mijn-vragen/gegevens/" in stage.client("bas").get("/nl/account/").content.decode()


@pytest.mark.parametrize(
    "page_of",
    ["/nl/mijn-vragen/{case}/gegevens/", "/nl/mijn-vragen/gegevens/{firm}/", "/nl/mijn-vragen/gegevens/{firm}/elders/"],
)
def test_the_pages_take_few_queries(stage, page_of, django_assert_max_num_queries):
    case = stage.ask("bas", "college", "food")
    for subject in ("process", "marketing"):
        stage.ask("bas", "college", subject=subject)
    bas = stage.client("bas")
    with django_assert_max_num_queries(30):
        bas.get(page_of.format(case=case.pk, firm=case.firm_id))
