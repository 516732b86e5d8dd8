"""The map: who does what by row and step, filters in the address, old names, the file, and the gaps."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from tests.web.offers.conftest import text_of
from tests.web.visitor import words_of
from wegwijzer.wording.language import LANGUAGES


def see(address="", client=None):
    """What a reader sees of the map."""
    return words_of(text_of((client or Client()).get(f"/nl/wie-doet-wat/{address}")))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "axis"), [*zip(LANGUAGES, ("vakgebied", "sector", "provincie"), strict=True)])
def test_the_map_is_there_by_every_axis_and_in_every_language(client, language, axis):
    page = text_of(client.get(f"/{language}/wie-doet-wat/?per={axis}"))
    assert page.count("<tr") >= 7
    assert page.count('<th scope="col">') == 5


@pytest.mark.django_db
def test_a_chosen_row_lists_its_own_by_step_and_those_for_everybody():
    page = see("?per=sector&rij=food")
    assert "Wie helpt bij voeding?" in page
    assert "Flanders’ FOOD" in page
    assert "Voor iedereen (" in page
    assert "Centexbel" not in page.partition("Wie helpt bij voeding?")[2].partition("Hier staat alleen")[0]


@pytest.mark.django_db
def test_filters_stand_in_the_address_and_narrow_the_map():
    page = see("?provincie=limburg&stap=develop")
    assert "Een probleem oplossen" not in page.partition("Toon per")[2].partition("Hoe is dit gemaakt")[0]
    assert "Hogeschool Vives" not in page
    assert "niemand in het bijzonder" in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["?per=maan", "?rij=kaas", f"?q={'x' * 300}"])
def test_what_the_address_asks_for_that_there_is_not_is_told(client, address):
    response = client.get(f"/nl/wie-doet-wat/{address}")
    assert response.status_code == 400
    assert "error-summary" in text_of(response)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "Innovatiecentrum",
            (
                "bestaan niet meer onder die naam",
                "VLAIO Team Bedrijfstrajecten",
                "Vanaf welke dag vonden we niet",
                "Bron:",
            ),
        ),
        ("IWT", ("bestaat niet meer onder die naam", "VLAIO", "Sinds 1 januari 2016.", "FWO", "Bron:")),
        ("Agentschap Ondernemen", ("VLAIO", "Sinds 1 januari 2016.")),
        ("Sirris", ("Sirris, kenniscentrum van de technologische industrie",)),
        ("qqqqzzz", ("Niets gevonden",)),
    ],
)
def test_a_name_that_is_gone_leads_to_who_took_over_with_day_and_source(typed, told):
    page = see(f"?q={typed}")
    assert [line for line in told if line not in page] == []


@pytest.mark.django_db
def test_the_file_holds_a_line_for_each_and_step_and_keeps_the_filters(client):
    def rows(address=""):
        response = client.get(f"/nl/wie-doet-wat/csv/{address}")
        assert response["Content-Disposition"] == 'attachment; filename="wie-doet-wat.csv"'
        return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    everything, narrowed = rows(), rows("?per=sector&rij=food&stap=test")
    assert {row["stap"] for row in narrowed} == {"Iets testen"}
    assert 0 < len(narrowed) < len(everything)
    sirris = [row for row in everything if row["id"] == "sirris"]
    assert {row["stap"] for row in sirris} == {"Een probleem oplossen", "Iets testen", "Iets ontwikkelen"}
    assert sirris[0]["grond voor de stap"] == "onze eigen inschatting"


def test_an_offer_fills_a_cell_of_the_map_and_a_topic_does_not(world, client):
    before = see("?per=vakgebied&rij=water&stap=market")
    assert "niemand in het bijzonder" in before.partition("Wie helpt bij water?")[2][:80]
    world.machine(title="Proefinstallatie voor water", expertise=["water"], steps=["market"])
    world.topic_of_school(title="Onderwerp over water", expertise=["water"], steps=["market"])
    after = see("?per=vakgebied&rij=water&stap=market")
    assert "Proefinstallatie voor water" in after
    assert "Onderwerp over water" not in after
    assert "Proefinstallatie voor water" in text_of(client.get("/nl/wie-doet-wat/csv/?wat=aanbod"))


GAPS = {
    "visitor": 302,
    "an": 404,
    "carla": 404,
    "victor": 404,
    "bea": 404,
    "vera": 200,
    "cas": 200,
    "ria": 200,
    "anouk": 200,
}


def test_gaps_are_for_managers_analysts_and_editors_cell_by_cell(world):
    assert {name: world.browser(name).get("/nl/wie-doet-wat/gaten/").status_code for name in GAPS} == GAPS
    for name, status in GAPS.items():
        link = "Gaten en overlap" in text_of(world.browser(name).get("/nl/wie-doet-wat/"))
        assert link is (status == 200)


def test_gaps_and_overlaps_are_named(world):
    anouk = world.browser("anouk")
    page = see("gaten/?per=vakgebied", anouk)
    assert "Toerisme en vrije tijd · Een probleem oplossen, Iets testen" in page
    assert "Productontwikkeling · Iets testen" in page
    assert "Sirris" in page
    offers_only = see("gaten/?wat=aanbod", anouk)
    assert "Niemand (68 cellen)" in offers_only
    assert anouk.get("/nl/wie-doet-wat/gaten/?per=maan").status_code == 400
