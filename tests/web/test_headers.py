"""What browsers are told on every answer."""

from __future__ import annotations

import re

import pytest

from tests.web.visitor import Visitor

ANSWERS = ("/", "/nl/", "/nl/over/", "/nl/bestaat-niet/", "/static/wegwijzer/foundation.css")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_is_closed_to_frames_sniffing_and_foreign_content(client, path):
    response = client.get(path)
    response.close()
    headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_pages_may_not_be_framed_by_older_browsers_either(client):
    assert client.get("/nl/")["X-Frame-Options"] == "DENY"


def test_pages_about_a_visitor_are_kept_by_nobody(visitor: Visitor):
    visitor.start()
    for page in ("", "vraag/legal_form/", "wegwijzer/", "wegwijzer/pdf/"):
        visitor.see(page)
        assert "no-store" in visitor.last["Cache-Control"]
        assert "private" in visitor.last["Cache-Control"]


def test_the_cookies_are_out_of_reach_of_scripts_and_hold_no_words_of_the_visitor(visitor: Visitor):
    visitor.start("een geheim recept", enterprise_number="0403.019.261")
    cookies = visitor.client.cookies
    assert set(cookies) <= {"wegwijzer", "wegwijzer_csrf"}
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert "geheim" not in cookie.value


def test_no_page_needs_an_inline_style_or_script(visitor: Visitor):
    visitor.start()
    for page in ("", "vraag/legal_form/", "wegwijzer/", "over/", "begeleiders/", "bestaat-niet/"):
        text = visitor.see(page)
        assert not re.search(r"\sstyle=", text)
        assert not re.search(r"\son[a-z]+=", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)
        assert "<style" not in text


def test_static_files_have_an_address_that_changes_with_them(visitor: Visitor):
    assert re.search(r'/static/wegwijzer/foundation\.css\?v=[0-9a-f]{12}"', visitor.see(""))


@pytest.mark.django_db
def test_health_names_the_catalogue_that_is_loaded(client):
    from wegwijzer.readers.catalogue import shipped_catalogue

    assert client.get("/healthz").content.decode() == f"ok {shipped_catalogue().digest}\n"
