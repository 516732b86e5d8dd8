"""The accessibility statement: every part of the European model, in three languages, from every page."""

from __future__ import annotations

import pytest

from tests.web.visitor import words_of
from wegwijzer.web.environment import EnvironmentProblemError, read_environment
from wegwijzer.web.guide.views_statement import GAPS, PREPARED
from wegwijzer.wording.language import LANGUAGES, say
from wegwijzer.wording.values import date_text

PARTS = ("status", "gaps", "prepared", "contact", "enforcement")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_every_part_of_the_model_and_says_what_is_missing(client, language):
    page = words_of(client.get(f"/{language}/toegankelijkheid/").content.decode())
    for part in PARTS:
        assert say(f"accessibility.{part}.title", language) in page
    for gap in GAPS:
        assert say(f"accessibility.gaps.{gap}", language) in page
    assert date_text(PREPARED, language) in page
    assert "2016/2102" in page


def test_every_page_leads_to_it(client):
    for path in ("", "maatregelen/", "bestaat-niet/"):
        assert 'href="/nl/toegankelijkheid/"' in client.get(f"/nl/{path}").content.decode()


def test_who_to_write_to_comes_from_the_settings_and_else_it_is_the_form(client, settings):
    page = client.get("/nl/toegankelijkheid/").content.decode()
    assert "mailto:" not in page
    assert 'href="/nl/melden/"' in page.partition("<main")[2].partition("</main>")[0]
    settings.ACCESSIBILITY_CONTACT, settings.OPERATOR = "toegang@stad.example", "Stad Voorbeeld"
    page = client.get("/nl/toegankelijkheid/").content.decode()
    assert 'href="mailto:toegang@stad.example"' in page
    assert "Stad Voorbeeld wil dat iedereen" in page


@pytest.mark.parametrize("written", ["geen adres", "Wij <wij@stad.example>", "wij@"])
def test_a_wrong_address_is_refused_at_the_start(monkeypatch, written):
    monkeypatch.setenv("WEGWIJZER_ACCESSIBILITY_CONTACT", written)
    with pytest.raises(EnvironmentProblemError, match="WEGWIJZER_ACCESSIBILITY_CONTACT"):
        read_environment()
