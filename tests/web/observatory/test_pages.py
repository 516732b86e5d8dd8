"""The dashboards: right, the same as in the files, hidden where they must be, and for analysts alone."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from html.parser import HTMLParser
from io import StringIO
from itertools import product

import pytest
from django.utils import timezone

from tests.web.observatory.conftest import FILES, NEEDS, PROVINCES, REACH, SIZES, made_up, send
from tests.web.visitor import words_of
from wegwijzer.web.observatory import nightly
from wegwijzer.web.observatory.models import Aggregate, SentFile

PAGES = (REACH, NEEDS, "/nl/observatorium/drempels/", FILES)


class Tables(HTMLParser):
    """The tables of a page: rows of texts, by the id of the section that they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = defaultdict(list)
        self._section, self._in_cell = "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "section" and "observatory-figure" in (known.get("class") or ""):
            self._section = known["id"]
        if tag == "tr":
            self.found[self._section].append([])
        if tag in ("td", "th"):
            self.found[self._section][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data):
        if self._in_cell:
            self.found[self._section][-1][-1] += data


def file_rows(client, figure: str, query: str = "") -> list[dict[str, str]]:
    """The rows of a figure's CSV file."""
    response = client.get(f"{REACH}{figure}.csv?{query}")
    assert response.status_code == 200, response
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_a_class_counts_the_firms_of_the_file_each_once(shown):
    client, rows = shown
    for row in file_rows(client, "classes", "jaar=2025&naar=grootte"):
        by_hand = {one["firm"] for one in rows if one["year"] == 2025 and one["size"] == row["size"]}
        assert row["suppressed"] == "1" or int(row["users"]) == len(by_hand)
    for row in file_rows(client, "measures", "jaar=2024"):
        by_hand = {one["firm"] for one in rows if one["year"] == 2024 and one["measure"] == row["measure"]}
        assert int(row["users"]) == len(by_hand)
    (last,) = file_rows(client, "returning", "jaar=2025")
    before, now = ({one["firm"] for one in rows if one["year"] == year} for year in (2024, 2025))
    assert (int(last["again"]), int(last["first"])) == (len(now & before), len(now - before))


@pytest.mark.parametrize(
    "query", ["", "jaar=2024&grootte=10-49", "jaar=2025&maatregel=kmo-portefeuille&naar=provincie"]
)
def test_the_files_hold_what_the_table_of_the_page_shows(shown, query):
    client, _ = shown
    tables = Tables(client.get(f"{REACH}?{query}").content.decode()).found
    assert {"measures", "classes", "crossing"} & set(tables)
    for figure, (head, *lines) in tables.items():
        rows = file_rows(client, figure, query)
        data = json.loads(client.get(f"{REACH}{figure}.json?{query}").content)
        assert len(set(data["label"].split(": "))) == len(data["label"].split(": "))
        assert data["class"] == "dataset"
        assert len(data["value"]) == data["size"][-1] * len(rows)
        if figure == "crossing":
            assert len(rows) == len(lines) * (len(head) - 1)
            continue
        assert len(rows) == len(lines)
        shares = [line[head.index("Aandeel")] for line in lines] if "Aandeel" in head else []
        for text, row in zip(shares, rows, strict=bool(shares)) if shares else ():
            if row["suppressed"] == "1":
                assert "verborgen" in text
            elif row["share"] and "%" in text:
                assert float(text.split()[0].replace(",", ".")) == pytest.approx(100 * float(row["share"]), abs=0.051)


def test_no_filter_or_pair_of_filters_shows_a_small_number_or_lets_one_be_subtracted(shown):
    """Take every page that filters can make, and subtract classes from totals: no number of 1 to 4 firms comes out."""
    client, _ = shown
    for year in (2024, 2025):
        one_way = {row["size"]: row for row in file_rows(client, "classes", f"jaar={year}&naar=grootte")}
        for size in SIZES:
            response = client.get(f"{REACH}classes.csv?jaar={year}&grootte={size}&naar=provincie")
            if response.status_code == 404:
                continue
            cells = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
            numbers = [int(row["users"]) for row in cells if row["suppressed"] == "0"]
            assert not [number for number in numbers if 0 < number < 5]
            if one_way[size]["suppressed"] == "0" and len(numbers) == len(cells) - 1:
                pytest.fail("one hidden class alone follows from the total")
        for size, province in product(SIZES, PROVINCES):
            response = client.get(f"{REACH}classes.csv?jaar={year}&grootte={size}&provincie={province}")
            if response.status_code == 200:
                rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
                assert not [row for row in rows if row["suppressed"] == "0" and 0 < int(row["users"]) < 5]
    stored = json.dumps(list(Aggregate.objects.values_list("data", flat=True)))
    assert not re.search(r'"count": [1-4],', stored)


def test_three_filters_and_what_there_is_not_are_named_and_left_out(shown):
    client, _ = shown
    response = client.get(f"{REACH}?jaar=1999&grootte=reus")
    assert response.status_code == 400
    words = words_of(response.content.decode())
    assert "1999" in words
    assert "reus" in words
    asked = "maatregel=kmo-portefeuille&grootte=1-9&provincie=limburg"
    assert "hoogstens twee groepen" in words_of(client.get(f"{REACH}?{asked}").content.decode())


def test_pictures_and_files_of_invented_figures_say_so_and_others_do_not(shown, clients):
    client, _ = shown
    page = client.get(REACH).content.decode()
    pictures = re.findall(r"<svg[^>]*figure-chart.*?</svg>", page, re.S)
    assert len(pictures) >= 5
    assert all("SYNTHETISCH" in picture.partition(">")[2] for picture in pictures)
    assert "verzonnen" in client.get(f"{REACH}classes.csv").content.decode()
    _, use, population = made_up(5, synthetic=False)
    assert send(clients["analyst"], use, population).status_code == 302
    list(nightly.run(timezone.now()))
    assert "SYNTHETISCH" not in client.get(REACH).content.decode()


@pytest.mark.parametrize("who", ["adviser", "manager", "first_line", "entrepreneur", "editor"])
def test_for_everybody_but_analysts_and_administrators_it_is_not_there(clients, who):
    for page in PAGES:
        assert clients[who].get(page).status_code == 404
    assert clients[who].get(f"{REACH}classes.csv").status_code == 404
    assert send(clients[who], "firm,measure,year\n").status_code == 404
    front = clients[who].get("/nl/observatorium/").content.decode()
    assert REACH not in front


def test_a_visitor_sees_public_figures_and_signs_in_for_the_rest(client, clients):
    front = client.get("/nl/observatorium/")
    assert front.status_code == 200
    assert front.content.decode().count("figure-chart") == 4
    for page in PAGES:
        assert client.get(page)["Location"].startswith("/nl/aanmelden/")
    for who in ("analyst", "administrator"):
        assert REACH in clients[who].get("/nl/observatorium/").content.decode()
    assert "/nl/observatorium/" in clients["analyst"].get("/nl/").content.decode().partition("<main")[0]


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_page_reads_in_every_language_with_or_without_figures(shown, language):
    client, _ = shown
    for page in PAGES:
        response = client.get(page.replace("/nl/", f"/{language}/"))
        assert response.status_code == 200
        page_text = response.content.decode()
        assert "None" not in words_of(page_text)
        assert page_text.count('class="chip"') == 4


def test_a_page_reads_one_file_and_one_year(shown, django_assert_max_num_queries):
    client, _ = shown
    client.get(REACH)
    with django_assert_max_num_queries(10):
        client.get(REACH)


def test_a_file_that_is_not_shown_any_more_shows_nothing(shown):
    client, _ = shown
    file = SentFile.objects.get()
    client.post(f"{FILES}{file.pk}/", {"doe": "weg"})
    assert "Nog geen gebruiksbestand" in client.get(REACH).content.decode()
    assert not Aggregate.objects.filter(name="reach").exists()
