"""The page where editors review sentences: for editors alone, accept or take out."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.web.corrections.test_consent import a_kept
from tests.web.visitor import words_of
from wegwijzer.core.referral.permissions import DESK_ROLES, SITE_ROLES, Role
from wegwijzer.web.corrections import actions as corrections
from wegwijzer.web.corrections.models import Correction
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
PAGE = "/nl/verbeteringen/"


def somebody(role: Role | None) -> Person:
    address = f"{role.value if role else 'firm'}@wegwijzer.example"
    if role in DESK_ROLES:
        kind = "accountant" if role is Role.FIRST_LINE else "helper"
        people.add_member(people.make_desk(kind, "Kantoor"), address, role, "Iemand", AT)
        return Person.objects.get(email=address)
    person = people.person_with(address, name="Iemand")
    if role in SITE_ROLES:
        people.set_site_role(person, role, held=True, at=AT)
    return person


@pytest.fixture
def editor(client):
    person = somebody(Role.EDITOR)
    client.force_login(person)
    return person


@pytest.mark.parametrize("role", [None, *Role])
def test_it_is_there_for_editors_alone(client, role):
    row = a_kept()
    client.force_login(somebody(role))
    allowed = role is Role.EDITOR
    assert client.get(PAGE).status_code == (200 if allowed else 404)
    response = client.post(f"{PAGE}{row.pk}/", {"decision": "accept"})
    assert response.status_code == (302 if allowed else 404)
    assert Correction.objects.get().state == ("accepted" if allowed else "waiting")


def test_a_visitor_is_asked_to_sign_in(client):
    row = a_kept()
    assert client.get(PAGE).headers["Location"].startswith("/nl/aanmelden/")
    assert client.post(f"{PAGE}{row.pk}/", {"decision": "reject"}).status_code == 302
    assert Correction.objects.count() == 1


def test_it_shows_what_was_proposed_and_chosen(client, editor):
    a_kept("onze oven <b>lekt</b>", ("legal",))
    page = client.get(PAGE).content.decode()
    assert "onze oven &lt;b&gt;lekt&lt;/b&gt;" in page
    words = words_of(page)
    assert "product of dienst 80 %" in words
    assert "Gekozen: afspraken, rechten en regels anders dan voorgesteld" in words
    assert "Verbeteringen van bezoekers" in words_of(client.get("/nl/").content.decode())


def test_accepting_moves_it_to_the_other_list(client, editor):
    row = a_kept("onze oven lekt")
    client.post(f"{PAGE}{row.pk}/", {"decision": "accept"})
    assert "onze oven lekt" not in client.get(PAGE).content.decode()
    assert "onze oven lekt" in client.get(f"{PAGE}?staat=aanvaard").content.decode()


@pytest.mark.parametrize("is_accepted", [False, True])
def test_taking_out_removes_it_at_once(client, editor, is_accepted):
    row = a_kept()
    if is_accepted:
        corrections.accept(row.pk)
    client.post(f"{PAGE}{row.pk}/", {"decision": "reject"})
    assert Correction.objects.count() == 0


def test_what_is_gone_is_told(client, editor):
    response = client.post(f"{PAGE}{uuid4()}/", {"decision": "accept"}, follow=True)
    assert "intussen weg" in response.content.decode()


def test_another_decision_is_not_there(client, editor):
    assert client.post(f"{PAGE}{a_kept().pk}/", {"decision": "publish"}).status_code == 404


def test_a_long_list_comes_in_pages(client, editor):
    for place in range(21):
        a_kept(f"zin nummer {place} over een oven")
    assert client.get(PAGE).content.decode().count('class="correction"') == 20
    assert client.get(f"{PAGE}?blad=2").content.decode().count('class="correction"') == 1
    assert client.get(f"{PAGE}?blad=x").status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_speaks_the_other_languages(client, editor, language):
    assert client.get(f"/{language}/verbeteringen/").status_code == 200
