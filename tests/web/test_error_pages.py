"""Pages for what goes wrong: our look, our language, and a way on."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from wegwijzer.web import errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Deze pagina is er niet"), ("en", "There is no such page"), ("fr", "Cette page n’existe pas")],
)
def test_a_page_that_is_not_there(client, language, title):
    response = client.get(f"/{language}/nergens/")
    assert response.status_code == 404
    text = response.content.decode()
    assert f"<h1>{title}</h1>" in text
    assert f'href="/{language}/"' in text


@pytest.mark.django_db
def test_an_address_that_only_takes_a_form_says_so_when_it_is_opened(client):
    response = client.get("/nl/dossiers/nieuw/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "<h1>Deze pagina opent niet op zichzelf</h1>" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/nl/vraag/onbekend/", "/nl/vraag/size_class/", "/nl/antwoord/age_years/", "/nl/gedeeld/x/", "/nl/deel/x/"]
)
def test_facts_that_are_never_asked_and_links_that_are_gone_are_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403), (errors.server_error, 500)]
)
def test_the_other_error_pages_stand_alone(view, status):
    response = view(RequestFactory().get("/fr/wegwijzer/"))
    assert response.status_code == status
    assert b'<html lang="fr">' in response.content
    assert b"/fr/" in response.content


@pytest.mark.django_db
def test_a_mistake_of_ours_shows_our_page_and_no_details(monkeypatch):
    from wegwijzer.web.guide import views

    def break_down(*_: object, **__: object) -> None:
        raise ValueError("geheim van de bezoeker")

    monkeypatch.setattr(views, "walk_of", break_down)
    response = Client(raise_request_exception=False).get("/nl/")
    assert response.status_code == 500
    assert "Er liep iets fout bij ons" in response.content.decode()
    assert "geheim" not in response.content.decode()
