"""The result: the place, what decided it, the next rung and its support."""

from __future__ import annotations

import re

import pytest

from tests.web.visitor import words_of
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.self_placement import shipped_self_placement

KOPLOPER = dict.fromkeys(("product", "process", "own_process", "research", "spending", "research_staff"), "yes")


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({}, "U bent nog niet vernieuwend"),
        ({"process": "yes"}, "U bent een volger"),
        ({"product": "yes", "together": "yes"}, "U bent een toepasser"),
        ({"product": "yes", "own_product": "yes", "spending": "yes"}, "U bent een ontwikkelaar"),
        (KOPLOPER, "U bent een koploper"),
    ],
)
def test_each_place_has_its_firm(firm, answers, title):
    page = firm.answer_all(**answers)
    assert title in page
    assert page.count("Hier staat u") == 2, "once in the picture and once in its table"


def test_what_decided_is_shown_with_the_answers(firm):
    page = firm.answer_all(product="yes", own_product="yes", spending="yes")
    decided = page[page.index("Wat de doorslag gaf") :]
    assert "Hebt u dat nieuwe product of die nieuwe dienst vooral zelf uitgewerkt? Ja" in decided
    assert "Kocht u de voorbije drie jaar kennis" not in decided


def test_an_answer_that_is_missing_leaves_the_possible_places_and_says_what_would_decide(firm):
    page = firm.answer_all(product="yes", together="dont_know")
    assert "Het kan nog meer dan een kant op" in page
    assert "toepasser of volger" in page
    assert page.count("Misschien hier") == 4
    assert "Hier staat u" not in page
    open_part = page[page.index("Wat het zou beslissen") : page.index("Wat u zeker toepasser maakt")]
    assert "Werkte u de voorbije drie jaar met anderen samen" in open_part
    firm.send("vraag/together/", answer="yes")
    assert "U bent een toepasser" in firm.see("resultaat/")


def test_a_firm_that_knows_nothing_is_told_so(firm):
    answers = dict.fromkeys(shipped_self_placement().questions, "dont_know")
    page = firm.answer_all(**answers)
    assert len(firm.asked) == 10
    assert "Nog niets: op elke vraag zei u dat u het niet weet." in page
    assert page.count("Misschien hier") == 10


def test_the_next_rung_names_one_step_of_each_group(firm):
    page = firm.answer_all(product="yes", together="yes")
    rung = page[page.index("Een stap hoger: ontwikkelaar") : page.index("Wat de doorslag gaf")]
    first, and_one_of = rung.split("En een van deze")
    assert "Dit hebt u daarvoor nodig Werk zelf een nieuw product of een nieuwe dienst uit." in first
    assert "Maak geld vrij voor vernieuwing." in and_one_of


def test_a_rung_as_near_stands_beside_the_next_one(firm):
    page = firm.answer_all(product="yes", own_product="yes")
    assert page.index("Een stap hoger: toepasser") < page.index("Even dichtbij: ontwikkelaar")


def test_a_koploper_has_no_next_rung(firm):
    page = firm.answer_all(**KOPLOPER)
    assert "Hoger gaat het niet" in page
    assert "Een stap hoger" not in page


def test_every_step_leads_to_support_and_to_a_roadmap_about_it(firm):
    firm.answer_all()
    page = firm.last.content.decode()
    for step in ("product", "process", "research", "bought_knowledge", "together"):
        assert f'href="/nl/?stap={step}"' in page
    assert 'href="/nl/maatregelen/blikopener/"' in page
    assert 'href="/nl/maatregelen/?domein=process"' in page
    assert "hebben wij zelf ingeschat" in page


def test_the_roadmap_starts_with_the_need_of_the_step_and_loses_nothing(firm):
    firm.client.post("/nl/", {"need": "Onze verpakking scheurt in de diepvries"})
    page = firm.client.get("/nl/?stap=together").content.decode()
    assert shipped_self_placement().steps["together"].need["nl"] in page
    assert "Onze verpakking scheurt" in firm.client.get("/nl/").content.decode()
    assert "Onze verpakking scheurt" in firm.client.get("/nl/?stap=nonsense").content.decode()


def test_every_measure_of_a_step_is_in_the_catalogue():
    for step in shipped_self_placement().steps.values():
        assert step.is_editorial
        assert set(step.measures) <= set(shipped_catalogue().measures)


def test_the_picture_says_the_same_in_words_as_in_its_table(firm):
    firm.answer_all(product="yes")
    page = firm.last.content.decode()
    told = re.search(r'role="img" aria-label="([^"]+)"', page)
    assert told is not None
    assert "Volger: 11\xa0% van de bedrijven, Hier staat u" in told[1]
    rows = re.findall(r'<tr><th scope="row">(.*?)</td></tr>', page)
    assert len(rows) == 5
    assert [row for row in rows if "Hier staat u" in row] == [row for row in rows if row.startswith("Volger")]


def test_the_roadmap_shows_the_place_and_what_the_next_rung_asks(firm):
    firm.answer_all(product="yes", together="yes")
    firm.client.post("/nl/", {"need": "Onze verpakking scheurt in de diepvries"})
    page = words_of(firm.client.get("/nl/wegwijzer/").content.decode())
    shown = page[page.index("Waar u staat") :]
    assert re.match(r"Waar u staat Uw plaats op .+?: toepasser\. Bekijk uw resultaat", shown)
    assert "Een stap hoger: ontwikkelaar" in shown
    assert "Werk zelf een nieuw product of een nieuwe dienst uit." in shown
    assert "Maak geld vrij voor vernieuwing." in shown


def test_the_roadmap_of_a_koploper_says_that_there_is_no_higher_rung(firm):
    firm.answer_all(**KOPLOPER)
    firm.client.post("/nl/", {"need": "Onze verpakking scheurt in de diepvries"})
    page = words_of(firm.client.get("/nl/wegwijzer/").content.decode())
    assert "koploper. Bekijk uw resultaat Hoger gaat het niet." in page


def test_the_front_page_and_the_roadmap_have_a_door(firm):
    assert "/nl/waar-staat-u/" in firm.client.get("/nl/").content.decode()
    firm.client.post("/nl/", {"need": "Onze verpakking scheurt in de diepvries"})
    assert "/nl/waar-staat-u/" in firm.client.get("/nl/wegwijzer/").content.decode()
