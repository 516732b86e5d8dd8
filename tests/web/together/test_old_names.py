"""An old name that is searched or opened leads to who does it today."""

from __future__ import annotations

import pytest

from tests.web.visitor import words_of

pytestmark = pytest.mark.django_db


def read(client, path: str) -> str:
    """What somebody reads."""
    return words_of(client.get(f"/nl/{path}").content.decode())


@pytest.mark.parametrize("page", ["zoek", "organisaties"])
@pytest.mark.parametrize(
    ("asked", "today"), [("iwt", "VLAIO"), ("WTCB", "Buildwise"), ("fisch", "Catalisti"), ("Innovatiecentra", "VLAIO")]
)
def test_a_search_for_an_old_name_says_who_does_it_today(client, page, asked, today):
    shown = read(client, f"{page}/?q={asked}")
    assert "onder die naam" in shown
    assert today in shown[shown.index("Daarvoor is er nu") :][:80]


@pytest.mark.parametrize("asked", ["led verlichting", "verpakking"])
def test_a_search_for_something_else_says_nothing_of_old_names(client, asked):
    assert "onder die naam" not in read(client, f"zoek/?q={asked}")


def test_an_old_name_in_an_address_leads_to_its_heir_and_a_name_of_nobody_to_nothing(client):
    assert client.get("/nl/organisaties/fisch/").headers["Location"] == "/nl/organisaties/catalisti/"
    assert client.get("/nl/organisaties/flanders-drive/").headers["Location"] == "/nl/organisaties/flanders-make/"
    assert client.get("/nl/organisaties/nergens/").status_code == 404
    assert "Hier kunt u nu terecht: Buildwise" in read(client, "organisaties/wtcb/")


def test_the_page_of_an_heir_says_what_it_was_called(client):
    assert "Heette vroeger, of nam over van: WTCB" in read(client, "organisaties/buildwise/")
    assert "Heette vroeger" not in read(client, "organisaties/sirris/")
