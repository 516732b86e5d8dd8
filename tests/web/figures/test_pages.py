"""The pages of figures through the front door."""

import csv
import io
import json
import re
from html import unescape

import pytest

from tests.web.visitor import words_of
from wegwijzer.readers.report_tables import report_tables
from wegwijzer.wording.language import LANGUAGES, local

pytestmark = pytest.mark.django_db


def see(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_what_each_table_says(client, language):
    page = words_of(see(client, f"/{language}/cijfers/"))
    for table in report_tables():
        assert words_of(local(table.finding, language)).removesuffix(".") in page
        assert words_of(local(table.title, language)) in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(1, 14))
def test_a_page_has_the_finding_as_its_title_and_every_figure(client, language, number):
    page = see(client, f"/{language}/cijfers/tabel-{number}/")
    table = report_tables()[number - 1]
    titles = re.findall(r"<h1[^>]*>(.*?)</h1>", page)
    assert [" ".join(unescape(title).split()) for title in titles] == [
        " ".join(local(table.finding, language).split()).removesuffix(".")
    ]
    cells = [cell for row in table.rows for cell in row.cells if cell is not None]
    assert page.count('<td class="number">') == sum(len(row.cells) for row in table.rows)
    if language == "nl":
        text = words_of(page).replace(" ", "")
        for cell in cells:
            assert cell.printed.replace(" ", ".") in text, cell.printed
    assert "style=" not in page


def test_charts_are_images_with_a_text_that_holds_the_figures(client):
    charts = {
        number: re.findall(r'<svg[^>]*class="figure-chart[^>]*role="img" aria-label="([^"]+)"', see(client, path))
        for number in range(1, 14)
        if (path := f"/nl/cijfers/tabel-{number}/")
    }
    assert [number for number, found in charts.items() if not found] == [10, 12, 13]
    [told] = charts[3]
    assert "koplopers: totaal 12\u00a0%, hightech 28\u00a0%, lowtech 9\u00a0%" in told
    assert "2014 (deel van een jaar)" in charts[9][0]


def test_a_slip_stands_as_a_footnote_at_its_cell(client):
    page = see(client, "/nl/cijfers/tabel-5/")
    [cell] = re.findall(r'<td class="number">58\.580.*?</td>', page, re.DOTALL)
    assert 'href="#slip-1"' in cell
    [note] = re.findall(r'<li id="slip-1">.*?</li>', page, re.DOTALL)
    assert "58.570" in note
    assert "5 van de 6 sommen" in words_of(page)


def test_a_p_value_is_shown_as_printed_and_not_counted_as_computed(client):
    page = words_of(see(client, "/nl/cijfers/tabel-1/"))
    assert ",062" in page
    assert "Geen enkele verdeling van 1.077 bedrijven" in page
    assert "Alle 10 sommen en percentages in deze tabel kloppen." in page


def test_an_empty_cell_is_told_and_is_no_nil(client):
    page = see(client, "/nl/cijfers/tabel-5/")
    row = page.partition("Coaching")[2].partition("</tr>")[0]
    assert row.count("niet vermeld") == 5
    assert words_of(row).endswith("8")


def test_the_criteria_and_the_classes_are_those_of_the_core(client):
    criteria = words_of(see(client, "/nl/cijfers/tabel-12/"))
    assert "Koplopers Gerealiseerde innovaties , minstens een hiervan" in criteria
    assert "(22f)" in criteria
    assert "20, 254, 27, 28, 29, 30, 325" in words_of(see(client, "/nl/cijfers/tabel-13/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_definitions_stand_beside_each_other(client, language):
    page = words_of(see(client, f"/{language}/cijfers/definities/")).replace("\u00a0", " ")
    for share in ("26", "49", "51", "55"):
        assert re.search(rf"\b{share} ?%", page)


def test_csv_and_json_can_be_taken_along(client):
    response = client.get("/nl/cijfers/tabel-11.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="table-11.csv"' in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1]["gedrukt"] == "4,40%"
    response = client.get("/en/cijfers/tabel-3.json")
    assert response["Content-Type"] == "application/json"
    data = json.loads(response.content)
    assert data["rows"][0]["cells"][0] == {"printed": "28%", "value": 28}


@pytest.mark.parametrize("path", ["tabel-0/", "tabel-14/", "tabel-14.csv", "tabel-99.json", "tabel-x/"])
def test_a_table_that_is_not_there_is_not_found(client, path):
    assert client.get(f"/nl/cijfers/{path}").status_code == 404


def test_every_page_leads_to_the_figures(client):
    assert 'href="/nl/cijfers/"' in see(client, "/nl/over/")
    assert 'href="/nl/cijfers/definities/"' in see(client, "/nl/cijfers/")


def test_the_pages_only_answer_and_change_nothing(client):
    assert client.post("/nl/cijfers/").status_code == 405
