"""Signing in by a link in a letter: neutral, once, for a short time, and not used up by whatever only opens it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.signin.conftest import person_called
from tests.web.visitor import words_of
from wegwijzer.web.people.links import make_link
from wegwijzer.web.people.models import Link, Person
from wegwijzer.web.post.models import Outgoing

pytestmark = pytest.mark.django_db


def ask(client: Client, email: str, **fields: str):
    return client.post("/nl/aanmelden/", {"email": email, **fields})


def latest_link() -> str:
    return Outgoing.objects.filter(kind="sign_in").order_by("-created").first().values["link"]


def is_signed_in(client: Client) -> bool:
    return client.get("/nl/account/").status_code == 200


def test_the_link_in_the_letter_signs_in_and_leads_to_the_page_that_was_asked_for(client, an):
    ask(client, "An@Bakkerij.example", next="/nl/maatregelen/")
    letter = Outgoing.objects.get()
    assert (letter.to, letter.kind, letter.language) == (an.email, "sign_in", "nl")
    path = letter.values["link"]
    assert path.startswith("/nl/binnen/")
    assert "a•••@bakkerij.example" in client.get(path).content.decode()
    assert not is_signed_in(client)
    response = client.post(path)
    assert (response.status_code, response["Location"]) == (302, "/nl/maatregelen/")
    assert is_signed_in(client)


def test_the_answer_is_the_same_whether_or_not_we_know_the_address(client, an):
    known, unknown = ask(client, an.email), ask(client, "niemand@nergens.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert client.get(known["Location"]).content == client.get(unknown["Location"]).content
    assert Outgoing.objects.count() == 1
    assert not Person.objects.filter(email__contains="niemand").exists()


def test_opening_a_link_uses_nothing_up_and_its_button_works_once(client, an):
    ask(client, an.email)
    path = latest_link()
    for _ in range(3):
        assert Client().get(path).status_code == 200
    assert client.post(path).status_code == 302
    again = Client()
    assert again.post(path).status_code == 410
    assert again.get(path).status_code == 410
    assert not is_signed_in(again)


def test_a_new_link_ends_the_old_one_and_both_end_after_twenty_minutes(client, an):
    ask(client, an.email)
    first = latest_link()
    ask(client, an.email)
    second = latest_link()
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    Link.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.post(second).status_code == 410
    assert "20 minuten" in client.get(second).content.decode()


def test_the_token_is_kept_nowhere_but_in_the_letter(client, an):
    path = make_link(an, to_path="/nl/", at=timezone.now(), valid_for=timedelta(minutes=5), purpose="invitation")
    token = path.split("/")[3]
    link = Link.objects.get()
    assert token not in (link.digest, str(link.pk))
    assert len(token) >= 40


def test_letters_are_limited_per_address_and_the_answer_stays_the_same(client, an):
    answers = {ask(Client(REMOTE_ADDR=f"10.0.0.{number}"), an.email)["Location"] for number in range(9)}
    assert len(answers) == 1
    assert Outgoing.objects.count() == 5
    path = latest_link()
    assert client.get(path).status_code == 200  # the last one that went still works


def test_letters_are_limited_per_client(client, db, settings):
    settings.POSTS_PER_MINUTE = 100
    for number in range(35):
        Person.objects.create(email=f"p{number}@firma.example")
        ask(client, f"p{number}@firma.example")
    assert Outgoing.objects.count() == 30


def test_a_client_that_tries_many_wrong_links_waits_and_reads_for_how_long(client, an, settings):
    settings.POSTS_PER_MINUTE = 100
    statuses = [client.post(f"/nl/binnen/wrong-{number}/").status_code for number in range(21)]
    assert statuses[:20] == [410] * 20
    assert statuses[20] == 429
    waiting = client.post("/nl/binnen/wrong/")
    assert waiting["Retry-After"] == "60"
    assert "Over 1 minuut kunt u het opnieuw proberen" in waiting.content.decode()


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "x" * 250 + "@lang.example"])
def test_what_is_no_address_is_told_and_what_was_typed_stays(client, db, email):
    page = ask(client, email)
    assert page.status_code == 422
    assert 'href="#email"' in page.content.decode()
    assert f'value="{email}"' in page.content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/nl/bestaat-niet/",
        "/nl/\r\nX: y",
    ],
)
def test_nobody_is_led_to_another_site(client, an, elsewhere):
    ask(client, an.email, next=elsewhere)
    location = client.post(latest_link())["Location"]
    assert location in ("/nl/account/", "/nl/mijn-vragen/")
    assert client.get("/nl/aanmelden/", {"next": elsewhere})["Location"] == location


def test_a_deactivated_person_gets_no_letter_and_an_earlier_link_is_dead(client, an):
    ask(client, an.email)
    path = latest_link()
    Person.objects.update(is_active=False)
    ask(client, an.email)
    assert Outgoing.objects.count() == 1
    assert client.post(path).status_code == 410


def test_signing_in_gives_the_session_a_new_key_and_takes_the_visitors_walk_along(client, an):
    client.post("/nl/", {"need": "Onze verpakking scheurt in de diepvries"})
    before = client.session.session_key
    ask(client, an.email)
    client.post(latest_link())
    assert client.session.session_key != before
    assert "verpakking" in client.get("/nl/wegwijzer/").content.decode()
    stolen = Client()
    stolen.cookies["wegwijzer"] = before
    assert not is_signed_in(stolen)


def test_the_letter_is_in_the_persons_language(client, an):
    Person.objects.update(language="fr")
    ask(client, an.email)
    assert Outgoing.objects.get().language == "fr"
    assert latest_link().startswith("/fr/binnen/")


def test_no_page_of_allauth_is_there(client, db):
    for path in ("/accounts/login/", "/nl/accounts/login/", "/accounts/signup/", "/aanmelden/acm/login/", "/nl/login/"):
        assert client.get(path).status_code == 404


def test_signing_out_leaves_nothing_in_the_browser(client, an):
    ask(client, an.email)
    client.post(latest_link())
    key = client.session.session_key
    client.post("/nl/afmelden/")
    assert not is_signed_in(client)
    old = Client()
    old.cookies["wegwijzer"] = key
    assert not is_signed_in(old)


def test_staff_who_come_by_mail_go_on_to_their_second_factor(client, desk):
    ask(client, person_called("arne").email)
    assert client.post(latest_link())["Location"].startswith("/nl/aanmelden/code/")


def test_the_pages_speak_three_languages(client, db):
    titles = {
        language: words_of(client.get(f"/{language}/aanmelden/").content.decode()) for language in ("nl", "en", "fr")
    }
    assert "Stuur mij een link" in titles["nl"]
    assert "Send me a link" in titles["en"]
    assert "Envoyez-moi un lien" in titles["fr"]
