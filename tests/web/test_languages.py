"""The language is in the address; the front door follows the browser, with Dutch as its own."""

from __future__ import annotations

import pytest

PAGES = ("", "begeleiders/", "over/", "maatregelen/", "organisaties/")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "nl"),
        ("fr-BE,fr;q=0.9", "fr"),
        ("en-GB", "en"),
        ("de,es;q=0.5", "nl"),
        ("de,en;q=0.3", "en"),
        ("x" * 300, "nl"),
    ],
)
def test_the_root_sends_a_visitor_to_the_language_of_the_browser(client, asked, language):
    response = client.get("/", headers={"accept-language": asked})
    assert response["Location"] == f"/{language}/"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_page_speaks_its_language_and_leads_to_itself_in_the_others(client, language, page):
    response = client.get(f"/{language}/{page}")
    text = response.content.decode()
    assert response.status_code == 200
    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in text
    for other in {"nl", "en", "fr"} - {language}:
        assert f'href="/{other}/{page}" hreflang="{other}"' in text


def test_switching_language_keeps_the_day_asked_for(visitor):
    visitor.start()
    assert "/fr/wegwijzer/?op=2015-10-01" in visitor.see("wegwijzer/?op=2015-10-01")


def test_a_walk_can_go_on_in_another_language(visitor):
    visitor.start()
    visitor.language = "fr"
    assert "Votre feuille de route" in visitor.see("wegwijzer/")


@pytest.mark.django_db
def test_an_unknown_language_is_a_page_that_is_not_there(client):
    assert client.get("/de/").status_code == 404
