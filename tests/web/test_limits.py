"""Limits on what may be sent, and how often."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.visitor import Visitor, words_of
from wegwijzer.web.guide.models import Walk
from wegwijzer.wording.language import say


@pytest.mark.parametrize(("language", "limit"), [("nl", "64 kB"), ("en", "64 kB"), ("fr", "64 ko")])
def test_five_megabytes_are_refused_with_the_limit_and_nothing_is_stored(visitor: Visitor, language, limit):
    visitor.language = language
    response = visitor.send("", need="x" * 5_000_000)
    assert response.status_code == 413
    assert limit in words_of(response.content.decode())
    assert Walk.objects.count() == 0


@pytest.mark.django_db
def test_a_length_that_is_no_number_is_no_way_around_the_limit(client):
    response = client.generic("POST", "/nl/", b"need=x", CONTENT_LENGTH="many")
    assert response.status_code in (200, 400)


def test_a_visitor_who_sends_too_many_forms_waits_a_minute(visitor: Visitor, settings):
    settings.POSTS_PER_MINUTE = 3
    for _ in range(3):
        assert visitor.send("", need="").status_code == 200
    response = visitor.send("", need="")
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "60 seconden" in response.content.decode()
    assert visitor.client.get("/nl/").status_code == 200


def test_another_address_is_not_held_up(visitor: Visitor, settings):
    settings.POSTS_PER_MINUTE = 1
    visitor.send("", need="")
    assert visitor.send("", need="").status_code == 429
    assert visitor.client.post("/nl/", {"need": ""}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_forwarded_address_is_believed_only_from_a_trusted_proxy(visitor: Visitor, settings):
    settings.POSTS_PER_MINUTE = 1

    def send(forwarded: str) -> int:
        return visitor.client.post("/nl/", {"need": ""}, headers={"x-forwarded-for": forwarded}).status_code

    send("192.0.2.1")
    assert send("192.0.2.2") == 429
    settings.TRUSTED_PROXIES = 1
    assert send("192.0.2.3") == 200
    assert send("198.51.100.9, 192.0.2.3") == 429


@pytest.mark.django_db
def test_a_form_of_another_site_is_refused_in_our_own_look():
    response = Client(enforce_csrf_checks=True).post("/nl/", {"need": "x"})
    assert response.status_code == 403
    assert "stond te lang open" in response.content.decode()
    assert Walk.objects.count() == 0


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
@pytest.mark.parametrize(
    ("path", "kind", "title"),
    [
        ("klanten/laden/", "multipart/form-data; boundary=x", "error_413_files"),
        ("steun-berekenen/eerdere-steun/bestand/", "multipart/form-data; boundary=x", "error_413_file"),
        ("afspraken/beloftes/nagaan/", "multipart/form-data; boundary=x", "error_413_file"),
        ("afspraken/beloftes/nagaan/", "application/x-www-form-urlencoded", "error_413_text"),
    ],
)
def test_what_to_do_about_too_much_fits_what_was_sent(client, monkeypatch, language, path, kind, title):
    monkeypatch.setattr("wegwijzer.web.middleware._DRAINED", 0)  # the test client sends no body of that length
    response = client.generic("POST", f"/{language}/{path}", b"x", content_type=kind, CONTENT_LENGTH=str(10**9))
    assert response.status_code == 413
    shown = words_of(response.content.decode())
    assert say(f"site.{title}.title", language) in shown
    assert say(f"site.{title}.next", language) in shown
