"""The client sheet on paper: one A4, tagged, in three languages; and the list as an Excel file."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.filing_files import csv_of, wide_table
from tests.filings import Filing, client
from tests.web.portfolio.conftest import Accountant, portfolio_csv

LONG_NAME = (
    "Algemene Ondernemingen Vandenbroucke-Van Steenkiste en Zonen, Schrijnwerkerij en Interieurbouw te Oudenaarde"
)


def pdf(accountant: Accountant, query: str = "") -> PdfReader:
    response = accountant.client.get(f"/{accountant.language}/klanten/{accountant.client_id()}/pdf/{query}")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].endswith('.pdf"')
    return PdfReader(BytesIO(response.content))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def everything_wrong() -> list[Filing]:
    """Two years of a firm on which every light is red, in a year of ten months whose sums do not hold."""
    healthy = client(seed=5)[0]
    amounts = dict(healthy.previous.amounts)
    bad = {
        **amounts, "70": amounts.get("70", 900_000.0) * 0.4, "9900": 90_000.0, "62": 180_000.0, "9901": -120_000.0,
        "630": 20_000.0, "65": 60_000.0, "9904": -180_000.0, "10/15": -400_000.0, "14": -700_000.0, "20/58": 500_000.0,
        "29/58": 100_000.0, "29": 0.0, "40/41": 40_000.0, "50/53": 0.0, "54/58": 5_000.0, "42/48": 700_000.0,
        "492/3": 10_000.0, "17": 190_000.0, "17/49": 900_000.0, "9072": 40_000.0, "9076": 90_000.0, "20": 0.0,
    }  # fmt: skip
    before = {**amounts, "70": 900_000.0, "9900": 400_000.0, "9901": -1_000.0, "14": -100.0, "9072": 0.0, "9076": 0.0}
    year = replace(healthy.year, amounts=bad, months=10.0)
    return [replace(healthy, name=LONG_NAME, year=year, previous=replace(healthy.previous, amounts=before))]


@pytest.mark.parametrize(
    ("language", "title", "code"),
    [("nl", "Klantenfiche", "nl-BE"), ("en", "Client sheet", "en-GB"), ("fr", "Fiche client", "fr-BE")],
)
def test_with_everything_wrong_and_a_long_name_it_is_still_one_tagged_page(accountant, language, title, code):
    accountant.upload(a_csv=csv_of(wide_table(everything_wrong())))
    found = accountant.client_id()
    accountant.send(f"klanten/{found}/gesprek/", dag="2025-11-24", notitie="x" * 500)
    accountant.language = language
    accountant.see(f"klanten/{found}/")
    assert accountant.last.context["sheet"].counts.startswith(("11", "12"))
    reader = pdf(accountant)
    assert len(reader.pages) == 1
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == code
    assert title in reader.metadata.title
    assert LONG_NAME[:40] in text_of(reader)


@pytest.mark.parametrize("place", [0, 40, 120, 199])
def test_every_kind_of_client_fits_one_page(accountant: Accountant, place):
    accountant.try_out()
    page = accountant.see(f"klanten/?blad={1 + place // 100}")
    row = accountant.last.context["rows"][place % 100]
    response = accountant.client.get(f"/nl/klanten/{row.id}/pdf/")
    reader = PdfReader(BytesIO(response.content))
    assert len(reader.pages) == 1
    assert "Verzonnen klant: deze onderneming bestaat niet." in text_of(reader)
    assert page


def test_paper_says_what_the_talk_needs_and_that_it_is_no_rating(accountant: Accountant):
    accountant.upload(a_csv=csv_of(wide_table(everything_wrong())))
    text = text_of(pdf(accountant, "?op=2026-11-24"))
    for words in (
        "Wat bewoog",
        "Vragen voor het gesprek",
        "Waar de weg heen gaat",
        "Steun binnen bereik",
        "Gesloten door deze cijfers",
        "Naar wie u kunt doorverwijzen",
        "Het boekjaar telt 10 maanden",
        "geen kredietbeoordeling",
        "24 november 2026",
    ):
        assert words in text


def test_signs_that_mean_something_to_the_typesetter_are_plain_text(accountant: Accountant):
    name = '#panic("x") $x$ *vet* `code`'
    accountant.upload(a_csv=csv_of(wide_table([replace(client(seed=5)[0], name=name)])))
    assert '#panic("x")' in text_of(pdf(accountant))


def test_a_day_without_lights_shows_the_sheet_with_the_mistake(accountant: Accountant):
    accountant.upload(a_csv=portfolio_csv(1))
    assert "kennen we geen knipperlichten" in accountant.see(f"klanten/{accountant.client_id()}/pdf/?op=2013-01-01")


def sheets(accountant: Accountant, query: str = "") -> dict[str, list[list[object]]]:
    response = accountant.client.get(f"/{accountant.language}/klanten/excel/{query}")
    assert response.status_code == 200
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_excel_holds_a_row_a_client_and_explains_the_lights(accountant: Accountant):
    accountant.upload(a_csv=portfolio_csv(30))
    found = sheets(accountant)
    assert list(found) == ["Klanten", "Uitleg"]
    rows = found["Klanten"]
    assert len(rows) == 31
    head = rows[0]
    scores = [row[head.index("Score")] for row in rows[1:]]
    assert scores == sorted(scores, reverse=True)
    assert rows[1][head.index("Vraag 1")].endswith("?")
    assert rows[1][head.index("Solvabiliteit")] in ("rood", "oranje", "groen", "niet te berekenen")
    explained = [row[0] for row in found["Uitleg"]]
    assert "Solvabiliteit" in explained


def test_excel_keeps_the_filters_and_the_day_in_its_name(accountant: Accountant):
    accountant.upload(a_csv=portfolio_csv(30))
    assert len(sheets(accountant, "?q=voorbeeld+7")["Klanten"]) == 2
    response = accountant.client.get("/nl/klanten/excel/?op=2025-01-31")
    assert 'filename="klanten-2025-01-31.xlsx"' in response["Content-Disposition"]


def test_no_cell_becomes_a_formula_or_a_link(accountant: Accountant):
    name = '=HYPERLINK("http://kwaad.example")'
    accountant.upload(a_csv=csv_of(wide_table([replace(client(seed=5)[0], name=name)])))
    accountant.send(f"klanten/{accountant.client_id()}/gesprek/", notitie="+32 9 123 45 67")
    response = accountant.client.get("/nl/klanten/excel/")
    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == name
    with zipfile.ZipFile(BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
