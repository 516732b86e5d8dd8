"""The page of an organisation: every one, in every language."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from wegwijzer.readers.about import compiled_on
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.language import LANGUAGES, say
from wegwijzer.wording.values import date_text

ORGANISATIONS = shipped_catalogue().organisations
TODAY = date.today()  # noqa: DTZ011 - the pages speak of the reader's own day


def page(client, slug, language="nl", status=200):
    response = client.get(f"/{language}/organisaties/{slug}/")
    assert response.status_code == status
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ORGANISATIONS)
def test_every_organisation_shows_what_it_does_its_source_and_date(client, slug, language):
    organisation = ORGANISATIONS[slug]
    text = page(client, slug, language)
    assert organisation.name[language] in text
    assert organisation.what_it_does[language] in text
    assert organisation.source.title in text
    assert date_text(compiled_on(), language) in text
    if organisation.caveat:
        assert organisation.caveat[language] in text
    if organisation.exists_on(TODAY):
        assert organisation.role.what_to_say[language] in text


def test_one_that_is_gone_sends_the_reader_on(client):
    text = page(client, "iwt")
    assert say("catalogue.organisation.is_former", "nl") in text
    assert 'href="/nl/organisaties/vlaio/"' in text
    assert say("catalogue.organisation.what_to_say", "nl") not in text


def test_the_measures_it_runs_are_linked_with_their_time(client):
    text = page(client, "agentschap-ondernemen")
    assert 'href="/nl/maatregelen/kmo-portefeuille/"' in text
    assert "tot 31 december 2015" in text


def test_one_that_there_is_not_is_a_404(client):
    assert "<h1>Deze pagina is er niet</h1>" in page(client, "vlaoi", status=404)
