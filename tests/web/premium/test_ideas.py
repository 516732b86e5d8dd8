"""The form for employees: no account, nothing of them kept but what they write, and seen by the manager alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.visitor import words_of
from wegwijzer.web.people.models import Session
from wegwijzer.web.premium import actions
from wegwijzer.web.premium.models import Idea, Scheme


@pytest.fixture
def scheme(manager) -> Scheme:
    """A firm that calls for ideas."""
    return manager.begin()


def post(scheme: Scheme, client: Client | None = None, **fields: str):
    given = {"title": "Rekken op wieltjes", "words": "Dan hoeven we niet te sleuren.", "name": "", **fields}
    return (client or Client()).post(f"/nl/innovatiepremie/idee/{scheme.token}/", given)


def test_an_employee_sends_an_idea_without_account_or_name_and_is_thanked(manager, scheme):
    answer = post(scheme)
    assert answer.status_code == 302
    assert "Bedankt, uw idee is binnen" in words_of(Client().get(answer["Location"]).content.decode())
    page = manager.see(f"{scheme.pk}/")
    assert "Nieuw, nog te lezen (1)" in page
    assert "Rekken op wieltjes" in page
    assert "zonder naam" in page


def test_nothing_of_the_sender_is_kept_but_what_they_wrote(scheme):
    before = Session.objects.count()
    client = Client()
    post(scheme, client, name="Jo")
    row = Idea.objects.get()
    kept = {field.name: getattr(row, field.name) for field in Idea._meta.concrete_fields if field.name != "scheme"}
    assert {name for name, value in kept.items() if value not in ("", {}, None)} == {
        "id", "state", "from_form", "title", "words", "sent_by", "created",
    }  # fmt: skip
    assert Session.objects.count() == before
    assert "wegwijzer" not in client.cookies


def test_an_idea_is_seen_by_nobody_until_the_manager_and_by_no_other_employee(manager, scheme):
    post(scheme)
    assert "Rekken" not in Client().get(f"/nl/innovatiepremie/idee/{scheme.token}/").content.decode()


def test_the_manager_chooses_and_the_file_begins_with_the_employees_words(manager, scheme):
    post(scheme, name="Jo")
    idea = Idea.objects.get()
    manager.send(f"{scheme.pk}/{idea.pk}/keuze/", state="kept")
    page = manager.client.get(f"/nl/innovatiepremie/{scheme.pk}/{idea.pk}/").content.decode()
    assert ">Dan hoeven we niet te sleuren.</textarea>" in page
    manager.send(f"{scheme.pk}/{idea.pk}/keuze/", state="declined")
    assert "Niet gekozen (1)" in manager.see(f"{scheme.pk}/")
    assert manager.send(f"{scheme.pk}/{idea.pk}/keuze/", state="best").status_code == 404


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": " "}, "Beschrijf uw idee in een paar woorden."),
        ({"title": "x" * 201}, "hoogstens 200 tekens"),
        ({"words": "x" * 4001}, "hoogstens 4000 tekens"),
        ({"name": "x" * 121}, "hoogstens 120 tekens"),
    ],
)
def test_a_wrong_idea_is_told_and_nothing_typed_is_lost(scheme, fields, told):
    answer = post(scheme, **fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in words_of(page)
    assert ("words" in fields) or "Dan hoeven we niet te sleuren." in page
    assert Idea.objects.count() == 0


def test_what_was_written_is_shown_as_text(manager, scheme):
    post(scheme, title="<script>alert(1)</script>", words="<b>vet</b>\x00")
    page = manager.client.get(f"/nl/innovatiepremie/{scheme.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;vet" in page


def test_a_closed_form_takes_nothing_and_says_what_to_do(manager, scheme):
    manager.send(f"{scheme.pk}/formulier/", what="close")
    page = words_of(Client().get(f"/nl/innovatiepremie/idee/{scheme.token}/").content.decode())
    assert "Vertel uw idee aan uw leidinggevende." in page
    answer = post(scheme)
    assert answer.status_code == 422
    assert "Dan hoeven we niet te sleuren." in answer.content.decode()
    assert Idea.objects.count() == 0
    assert "tik dit adres" not in manager.see(f"{scheme.pk}/oproep/")


def test_the_form_closes_after_its_last_day(scheme):
    Scheme.objects.update(closes=timezone.localdate())
    assert post(scheme).status_code == 302
    Scheme.objects.update(closes=timezone.localdate() - timedelta(days=1))
    assert post(scheme).status_code == 422


def test_a_new_address_ends_the_old(manager, scheme):
    manager.send(f"{scheme.pk}/formulier/", what="new")
    assert post(scheme).status_code == 404
    assert post(Scheme.objects.get()).status_code == 302


def test_a_full_box_takes_no_more(manager, scheme, monkeypatch):
    monkeypatch.setattr(actions, "MOST_IDEAS", 1)
    assert post(scheme).status_code == 302
    assert post(scheme).status_code == 422


def test_one_sender_may_send_only_so_many_a_minute(scheme, settings):
    settings.POSTS_PER_MINUTE = 2
    client = Client(REMOTE_ADDR="192.0.2.7")
    assert [post(scheme, client).status_code for _ in range(3)] == [302, 302, 429]


def test_a_form_without_its_token_is_refused(scheme):
    assert post(scheme, Client(enforce_csrf_checks=True)).status_code == 403


def test_what_is_older_goes_sooner_for_visitors_than_for_people(manager, scheme, an):
    from wegwijzer.web.premium.models import Manager

    later = timezone.now() + timedelta(days=actions.VISITOR_DAYS + 1)
    Manager.objects.update(person=an)
    assert actions.remove_old(later) == 0
    Manager.objects.update(person=None)
    assert actions.remove_old(later) == 1
    assert Idea.objects.count() == Scheme.objects.count() == 0
