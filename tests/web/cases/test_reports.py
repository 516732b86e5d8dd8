"""One place to report, and the pages of those who answer."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.visitor import words_of
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral.models import Report

pytestmark = pytest.mark.django_db


def page(response) -> str:
    return words_of(response.content.decode())


def send(client: Client, kind: str, **fields: object):
    return client.post("/nl/melden/", {"kind": kind, "words": "Dit klopt niet.", **fields})


@pytest.mark.parametrize("path", ["/nl/", "/nl/maatregelen/", "/nl/organisaties/"])
def test_every_page_has_the_door_to_report_in_its_footer(stage, client: Client, path):
    assert 'href="/nl/melden/"' in client.get(path).content.decode()


def test_a_measure_page_says_which_page_it_is(stage, client: Client):
    shown = client.get("/nl/maatregelen/kmo-portefeuille/").content.decode()
    assert "/nl/melden/?soort=page&amp;over=/nl/maatregelen/kmo-portefeuille/" in shown
    assert "/nl/doorverwijzen/?measure=kmo-portefeuille" in shown
    form = client.get("/nl/melden/?soort=page&over=/nl/maatregelen/kmo-portefeuille/")
    assert "Het gaat over de pagina /nl/maatregelen/kmo-portefeuille/" in page(form)


def test_nobody_needs_an_account_and_an_address_gets_an_answer(stage, client: Client):
    response = send(client, "page", email="lezer@elders.example", about="/nl/maatregelen/kmo-portefeuille/")
    assert "een mail met het antwoord" in page(client.get(response["Location"]))
    assert Outgoing.objects.filter(kind="report_received", to="lezer@elders.example").exists()
    assert "U gaf geen adres" in page(client.get(send(client, "page")["Location"]))


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"kind": ""}, "Kies wat u wilt melden"),
        ({"words": " "}, "Schrijf er enkele woorden bij"),
        ({"words": "x" * 4001}, "Dat is te lang"),
        ({"email": "geen adres"}, "Dit is geen e-mailadres"),
    ],
)
def test_bad_input_keeps_what_was_typed(stage, client: Client, fields, fault):
    sent = {"kind": "page", "words": "Dit klopt niet.", "email": "lezer@elders.example", **fields}
    response = client.post("/nl/melden/", sent)
    assert response.status_code == 422
    shown = response.content.decode()
    assert fault in shown
    assert sent["words"].strip() in shown
    assert f'value="{sent["email"]}"' in shown
    assert Report.objects.count() == 0


@pytest.mark.parametrize("about", ["https://elders.example/", "/nl/gedeeld/geheim/", "/nl/klanten/", "javascript:x"])
def test_only_a_page_that_everybody_can_see_is_named(stage, client: Client, about):
    send(client, "page", about=about)
    assert Report.objects.get().about == ""


@pytest.mark.parametrize(
    ("kind", "who", "may"),
    [
        ("page", "ria", True),
        ("page", "bea", False),
        ("page", "tine", False),
        ("complaint", "bea", True),
        ("complaint", "ria", False),
        ("promise", "tine", True),
        ("promise", "bea", True),
        ("promise", "tom", False),
        ("promise", "ria", False),
        ("promise", "cas", False),
        ("complaint", "anouk", False),
        ("complaint", "bas", False),
    ],
)
def test_each_kind_is_answered_by_its_own_people(stage, kind, who, may):
    case = stage.ask("bas", "college")
    send(stage.client("bas"), kind, **({"case": str(case.pk)} if kind == "promise" else {}))
    client = stage.client(who)
    response = client.get(f"/nl/meldingen/{Report.objects.get().pk}/")
    assert response.status_code == (200 if may else 404)
    if may:
        assert "Dit klopt niet." in page(client.get("/nl/meldingen/"))


def test_a_manager_answers_no_promise_of_another_desk(stage):
    case = stage.ask("bas", "food")
    send(stage.client("bas"), "promise", case=str(case.pk))
    assert stage.client("tine").get(f"/nl/meldingen/{Report.objects.get().pk}/").status_code == 404


def test_an_answer_goes_by_mail_once(stage, client: Client):
    send(client, "page", email="lezer@elders.example")
    ria, report = stage.client("ria"), Report.objects.get()
    path = f"/nl/meldingen/{report.pk}/"
    assert ria.post(path, {"answer": "", "version": "1"}).status_code == 422
    response = ria.post(path, {"answer": "Bedankt, verbeterd.", "version": "1"})
    assert "Uw antwoord is verstuurd" in page(ria.get(response["Location"]))
    assert Outgoing.objects.filter(kind="report_answered", to="lezer@elders.example").count() == 1


def test_who_is_second_sees_the_first_answer_beside_what_they_typed(stage, client: Client):
    send(client, "page", email="lezer@elders.example")
    ria, path = stage.client("ria"), f"/nl/meldingen/{Report.objects.get().pk}/"
    ria.post(path, {"answer": "Het eerste antwoord.", "version": "1"})
    response = ria.post(path, {"answer": "Het tweede antwoord.", "version": "1"})
    assert response.status_code == 409
    shown = page(response)
    assert "Iemand anders was u voor" in shown
    assert "Het eerste antwoord." in shown
    assert "Het tweede antwoord." in shown
    assert Outgoing.objects.filter(kind="report_answered").count() == 1


def test_the_list_counts_and_filters(stage, client: Client, django_assert_max_num_queries):
    for _ in range(30):
        send(Client(), "complaint")
    bea = stage.client("bea")
    with django_assert_max_num_queries(30):
        shown = page(bea.get("/nl/meldingen/"))
    assert "Te beantwoorden 30" in shown
    assert "Pagina 1 van 2" in shown
    assert "Er is nog niets beantwoord" in page(bea.get("/nl/meldingen/?beantwoord"))


@pytest.mark.parametrize("who", ["bas", "tom", "cas", "anouk"])
def test_who_answers_nothing_has_no_list(stage, who):
    assert stage.client(who).get("/nl/meldingen/").status_code == 404


def test_a_report_about_somebody_elses_case_is_refused(stage):
    case = stage.ask("bas", "college")
    assert send(stage.client("mia"), "promise", case=str(case.pk)).status_code == 404
    assert Report.objects.count() == 0
