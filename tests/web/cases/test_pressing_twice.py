"""Pressing again after a lost answer: the one-time key of the form leads to the page that the first press gave."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.web.cases.test_referring import PATH, page, typed
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral.actions.once import KEYS_KEPT
from wegwijzer.web.referral.models import Case, Message, Need, Pending, Report, SentForm

pytestmark = pytest.mark.django_db
DOORS = {
    "roadmap": "",
    "measure": "?measure=baekeland-mandaat",
    "light": "?light=liquidity",
    "domain": "?domain=product",
}


def key_on(response, action: str = "") -> str:
    """The one-time key that a form on a page holds; the first form's, or that of the form with an address."""
    shown = response.content.decode()
    form = shown[shown.index(f'action="{action}') :] if action else shown
    return re.search(r'name="once" value="([0-9a-f-]{36})"', form)[1]


def office_form(stage, **fields: object) -> dict[str, object]:
    """A contact's form, filled in."""
    return typed(stage, desk=str(stage.desks["office"].pk), **fields)


@pytest.mark.parametrize("door", DOORS)
def test_a_contact_who_presses_again_asks_once_whatever_the_door(stage, door: str):
    cas, address = stage.client("cas"), PATH + DOORS[door]
    shown = cas.get(address + ("&domain=product" if door == "light" else ""))
    assert shown.status_code == 200
    sent = office_form(stage, once=key_on(shown))
    first, second = cas.post(address, sent), cas.post(address, sent)
    assert first["Location"] == second["Location"] == "/nl/doorverwijzen/klaar/opened/"
    assert Need.objects.count() == 1
    assert "Hogeschool Zee" in page(cas.get(second["Location"]))
    assert Outgoing.objects.filter(kind="case_opened").count() == 1


def test_every_page_has_a_key_of_its_own(stage, client: Client):
    assert key_on(client.get(PATH + "?domain=product")) != key_on(client.get(PATH + "?domain=product"))


def test_a_form_that_comes_back_with_a_fault_keeps_its_key_and_can_be_mended(stage):
    cas = stage.client("cas")
    key = key_on(cas.get(PATH + "?domain=product"))
    looked = cas.post(PATH, {**office_form(stage, once=key), "what": "look"})
    assert key_on(looked) == key
    refused = cas.post(PATH, office_form(stage, once=key, consent=""))
    assert refused.status_code == 422
    assert key_on(refused) == key
    assert cas.post(PATH, office_form(stage, once=key)).status_code == 302
    assert Need.objects.count() == 1


def test_what_the_site_refuses_leaves_the_key_free(stage):
    cas = stage.client("cas")
    key = key_on(cas.get(PATH + "?domain=product"))
    assert (
        cas.post(PATH, {**office_form(stage, once=key), "desk": str(stage.desks["federation"].pk)}).status_code == 422
    )
    assert SentForm.objects.count() == 0
    assert cas.post(PATH, office_form(stage, once=key)).status_code == 302


def test_another_question_on_the_same_old_page_is_not_lost(stage):
    cas = stage.client("cas")
    key = key_on(cas.get(PATH + "?domain=product"))
    cas.post(PATH, office_form(stage, once=key))
    told = cas.post(PATH, office_form(stage, once=key, words="En wie helpt met de etiketten?"))
    assert told.status_code == 422
    assert "al verstuurd" in page(told)
    assert "En wie helpt met de etiketten?" in page(told)
    again = office_form(stage, once=key_on(told), words="En wie helpt met de etiketten?")
    assert key_on(told) != key
    assert cas.post(PATH, again)["Location"] == "/nl/doorverwijzen/klaar/added/"
    assert Need.objects.count() == 2


@pytest.mark.parametrize("key", [None, "", "x", "0" * 400, "\x00"])
def test_a_page_without_a_key_still_works(stage, key: str | None):
    cas = stage.client("cas")
    sent = office_form(stage) if key is None else office_form(stage, once=key)
    assert cas.post(PATH, sent)["Location"] == "/nl/doorverwijzen/klaar/opened/"
    assert Need.objects.count() == 1


def test_who_joins_and_presses_again_asks_the_firm_once_and_reads_the_same(stage):
    stage.bring("cas", "office", "bas@zaak.example", "college", number="0403019261")
    fons = stage.client("fons")
    key = key_on(fons.get(PATH + "?domain=product"))
    sent = typed(stage, desk=str(stage.desks["federation"].pk), number="0403.019.261", once=key)
    first, second = fons.post(PATH, sent), fons.post(PATH, sent)
    assert first["Location"] == second["Location"] == "/nl/doorverwijzen/klaar/asked/"
    assert page(fons.get(first["Location"])) == page(fons.get(second["Location"]))
    assert Outgoing.objects.filter(kind="join_asked").count() == 1


def test_a_visitor_who_presses_again_gets_one_letter(stage, client: Client):
    sent = typed(stage, once=key_on(client.get(PATH + "?domain=product")))
    first, second = client.post(PATH, sent), Client().post(PATH, sent)  # the cookie was lost with the answer
    assert first["Location"] == second["Location"] == "/nl/doorverwijzen/klaar/confirm/"
    assert Pending.objects.count() == Outgoing.objects.count() == 1


def test_who_followed_the_link_and_presses_the_old_page_again_asks_nothing_twice(stage, client: Client):
    sent = typed(stage, once=key_on(client.get(PATH + "?domain=product")))
    client.post(PATH, sent)
    bas = stage.client("bas")
    bas.get(f"/nl/mijn-vragen/bevestig/{Pending.objects.get().pk}/")
    again = bas.post(PATH, sent)
    assert again["Location"] == "/nl/doorverwijzen/klaar/opened/"
    assert "Hogeschool Zee" in page(bas.get(again["Location"]))
    visitor = Client()
    elsewhere = visitor.post(PATH, sent)  # the tab in which the form was filled in knows of no sign-in
    assert elsewhere["Location"] == "/nl/doorverwijzen/klaar/confirm/"
    assert "Hogeschool Zee" not in page(visitor.get(elsewhere["Location"]))
    assert Need.objects.count() == 1
    assert Pending.objects.count() == 0


@pytest.mark.parametrize("who", ["fons", "mia", "bea", ""])
def test_the_key_of_somebody_else_shows_nothing_of_theirs(stage, who: str):
    cas = stage.client("cas")
    sent = office_form(stage, once=key_on(cas.get(PATH + "?domain=product")))
    cas.post(PATH, sent)
    other = stage.client(who) if who else Client()
    told = other.post(PATH, sent)
    assert told.status_code == 422
    assert "al verstuurd" in page(told)
    assert "passed_on" not in other.session
    assert Need.objects.count() == 1
    assert Pending.objects.count() == 0


def test_a_firms_message_and_further_question_are_kept_once(stage):
    case = stage.ask("bas", "college")
    bas, address = stage.client("bas"), f"/nl/mijn-vragen/{case.pk}/"
    message = {"words": "Wanneer komt u?", "once": key_on(bas.get(address), f"{address}doe/bericht/")}
    first, second = (bas.post(f"{address}doe/bericht/", message) for _ in "12")
    assert first["Location"] == second["Location"] == f"{address}?gedaan=message"
    assert Message.objects.count() == 1
    looked = bas.post(f"{address}doe/vraag-erbij/", {"subject": "legal", "words": "En het contract?", "what": "look"})
    added = {
        **{"subject": "legal", "offered_for": "legal", "words": "En het contract?", "what": "add"},
        **{"desks": [str(stage.desks["college"].pk)], "once": key_on(looked, f"{address}doe/vraag-erbij/")},
    }
    first, second = (bas.post(f"{address}doe/vraag-erbij/", added) for _ in "12")
    assert first["Location"] == second["Location"] == f"{address}?gedaan=added"
    assert Need.objects.count() == 2


@pytest.mark.parametrize("who", ["bas", ""])
def test_a_report_is_sent_once(stage, who: str):
    browser = stage.client(who) if who else Client()
    sent = {"kind": "complaint", "words": "Niemand belde.", "email": "x@y.example"}
    sent["once"] = key_on(browser.get("/nl/melden/"))
    first, second = (browser.post("/nl/melden/", sent) for _ in "12")
    assert first["Location"] == second["Location"] == "/nl/melden/bedankt/?antwoord"
    assert Report.objects.count() == 1


def test_a_firm_that_was_erased_is_not_brought_back_by_an_old_key(stage):
    cas = stage.client("cas")
    sent = office_form(stage, once=key_on(cas.get(PATH + "?domain=product")))
    cas.post(PATH, sent)
    Case.objects.all().delete()
    again = cas.post(PATH, sent)
    assert again["Location"] == "/nl/doorverwijzen/klaar/opened/"
    assert cas.get(again["Location"]).status_code == 200
    assert Case.objects.count() == 0


def test_old_keys_are_cleared_away(stage):
    cas = stage.client("cas")
    cas.post(PATH, office_form(stage, once=key_on(cas.get(PATH + "?domain=product"))))
    call_command("remove_old_keys")
    assert SentForm.objects.count() == 1
    SentForm.objects.update(at=timezone.now() - KEYS_KEPT - timedelta(minutes=1))
    call_command("remove_old_keys")
    assert SentForm.objects.count() == 0
