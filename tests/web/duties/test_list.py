"""The list of duties: what to do by when, what to ask, and that nobody sees anybody else's."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.visitor import words_of
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.duties.actions import MOST_SUPPORT
from wegwijzer.web.duties.models import Support


def test_the_first_page_asks_which_support_one_has(keeper):
    page = keeper.see()
    assert "Welke steun hebt u?" in page
    assert "Kmo-portefeuille" in page
    assert "Wat u moet doen" not in page


def test_a_measure_with_its_days_gives_dated_duties_with_their_source(keeper):
    keeper.add("kmo-portefeuille", "Opleiding lassen", start="2/3/2026", decision="2026-03-05")
    page = keeper.see()
    assert "Uiterlijk 16 maart 2026" in page
    assert "Kmo-portefeuille, Opleiding lassen" in page
    assert "14 dagen na de start (2 maart 2026)." in page
    assert "Wie het uiterlijk op 3 april 2026 doet, is zeker op tijd." in page
    assert "VLAIO: hervorming kmo-portefeuille" in page
    assert "Dit lazen we maar bij één bron" in page


def test_what_is_past_says_so_and_what_to_do(keeper):
    keeper.add("kmo-portefeuille", start="2/3/2020")
    assert "Te laat? Bel wie de steun geeft vandaag nog" in keeper.see()


def test_what_no_source_says_is_a_question(keeper):
    keeper.add("ontwikkelingsproject", request="15/1/2026")
    page = keeper.see()
    assert "Binnen hoeveel dagen na de beslissing moet ik de start bevestigen?" in page
    assert "Tot welke dag tellen facturen mee" in page
    assert "De dag hangt af van de start. Vul die in." in page


def test_only_days_that_a_term_counts_from_are_asked(keeper):
    keeper.send(measure="kmo-portefeuille")
    page = keeper.see(f"{Support.objects.get().pk}/")
    assert "Wanneer begint (begon) de opleiding" in page
    assert "Wanneer eindigt het boekjaar" not in page


def test_a_duty_is_ticked_off_and_on_again(keeper):
    row = keeper.add("kmo-portefeuille", start="2/3/2026")
    keeper.send(f"{row.pk}/request/", done="yes")
    assert "Gedaan (1)" in keeper.see()
    assert "Alles met een dag is gedaan." in keeper.see()
    keeper.send(f"{row.pk}/request/", done="yes")  # twice is once
    assert Support.objects.get().done == ["request"]
    keeper.send(f"{row.pk}/request/", done="no")
    assert "1 ding te doen" in keeper.see()


def test_days_can_be_changed_and_emptied_and_support_taken_away(keeper):
    row = keeper.add("kmo-portefeuille", start="2/3/2026", decision="5/3/2026")
    keeper.send(f"{row.pk}/", start="9/3/2026", decision="")
    page = keeper.see()
    assert "Uiterlijk 23 maart 2026" in page
    assert "Uiterlijk 4 april 2026" not in page
    keeper.send(f"{row.pk}/weg/")
    assert "Welke steun hebt u?" in keeper.see()


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"start": "30/2/2026"}, "“30/2/2026” is geen dag"),
        ({"start": "morgen"}, "“morgen” is geen dag"),
        ({"start": "1/1/1999"}, "1 januari 1999 ligt te ver weg"),
        ({"start": "1/1/9999"}, "ligt te ver weg"),
        ({"start": "x" * 500}, "is geen dag"),
        ({"title": "x" * 121}, "hoogstens 120 tekens"),
    ],
)
def test_a_wrong_day_is_told_at_its_field_and_nothing_typed_is_lost(keeper, days, told):
    keeper.send(measure="kmo-portefeuille")
    row = Support.objects.get()
    answer = keeper.send(f"{row.pk}/", **{"decision": "5/3/2026", **days})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in words_of(page)
    assert 'value="5/3/2026"' in page
    assert Support.objects.get().days == {}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"measure": ""}, "Kies een steunmaatregel uit de lijst."),
        ({"measure": "kmo-portefeuile"}, "Kies een steunmaatregel uit de lijst."),
        ({"measure": "led", "title": "x" * 121}, "hoogstens 120 tekens"),
    ],
)
def test_a_measure_that_there_is_not_is_not_added(keeper, fields, told):
    answer = keeper.send(**fields)
    assert answer.status_code == 422
    assert told in words_of(answer.content.decode())
    assert Support.objects.count() == 0


def test_there_is_an_end_to_what_one_keeps(keeper):
    for number in range(MOST_SUPPORT):
        keeper.send(measure="led", title=str(number))
    answer = keeper.send(measure="led")
    assert answer.status_code == 422
    assert f"U volgt al {MOST_SUPPORT} keer steun" in words_of(answer.content.decode())


@pytest.mark.parametrize("measure", sorted(shipped_catalogue().measures))
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_measure_reads_in_every_language(keeper, measure, language):
    keeper.language = language
    keeper.add(
        measure, **dict.fromkeys(("start", "request", "decision", "end", "year_end", "invoice", "payment"), "2/3/2026")
    )
    page = keeper.see()
    assert "{" not in page
    assert "None" not in page


def test_nobody_sees_or_changes_what_somebody_else_keeps(keeper):
    row = keeper.add("kmo-portefeuille", start="2/3/2026")
    stranger = Client()
    assert "16 maart" not in stranger.get("/nl/plichten/").content.decode()
    for path in (f"{row.pk}/", f"{row.pk}/request/", f"{row.pk}/weg/"):
        assert stranger.post(f"/nl/plichten/{path}", {"done": "yes"}).status_code == 404
    assert stranger.get(f"/nl/plichten/{row.pk}/").status_code == 404
    assert stranger.get("/nl/plichten/agenda.ics").status_code == 404
    assert Support.objects.get().done == []


@pytest.mark.parametrize("path", ["5f0c8b0e-6f5b-4f0e-9d5c-2f6a6c1d7e11/", "agenda/nope.ics", "x/"])
def test_what_there_is_not_is_not_found(keeper, path):
    keeper.add("led")
    assert keeper.client.get(f"/nl/plichten/{path}").status_code == 404


def test_a_duty_that_the_measure_has_not_is_not_found(keeper):
    row = keeper.add("led")
    assert keeper.send(f"{row.pk}/report/", done="yes").status_code == 404


def test_a_form_without_its_token_is_refused(keeper):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/nl/plichten/", {"measure": "led"}).status_code == 403


def test_pages_are_kept_by_nobody_and_found_by_no_search_engine(keeper):
    keeper.add("led")
    answer = keeper.client.get("/nl/plichten/")
    assert "no-store" in answer["Cache-Control"]
    assert b"noindex" in answer.content


def test_everything_can_be_erased(keeper):
    keeper.add("led")
    keeper.send("wissen/")
    assert Support.objects.count() == 0
    assert "Welke steun hebt u?" in keeper.see()


def test_what_a_visitor_keeps_comes_along_at_sign_in(keeper, an):
    from django.utils import timezone

    from tests.web.signin.conftest import MINUTES
    from wegwijzer.web.people.links import make_link

    keeper.add("led", "Vraag")
    keeper.send("agenda/", what="new")
    link = make_link(an, to_path="/nl/plichten/", at=timezone.now(), valid_for=MINUTES, purpose="sign_in")
    keeper.client.post(link)
    assert Support.objects.get().keeper.person == an
    other = Client()
    other.force_login(an)
    assert "Vraag" in other.get("/nl/plichten/").content.decode()
