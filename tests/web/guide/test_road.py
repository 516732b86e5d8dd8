"""The road on the roadmap: the first steps of the problem that was recognised, and the doors it opens."""

from __future__ import annotations

import re
import sys
from types import FrameType

import pytest

from tests.web.guide.test_pdf import pdf, text_of
from tests.web.visitor import Visitor, words_of
from wegwijzer.readers.roads import shipped_roads
from wegwijzer.web.guide.models import SharedRoadmap

FRESH = "Ons brood blijft maar twee dagen vers"
NEEDS = {
    FRESH: "shelf-life",
    "Wij vinden geen personeel voor het atelier": "staff-shortage",
    "Een concurrent maakt ons product na": "copied-product",
    "Klant vraagt CO2-cijfers van onze producten": "co2-questions",
    "Bijna al ons werk komt van een grote klant": "one-customer",
}


def banner_of(page: str) -> str:
    return page.partition('class="first-step"')[2].partition("</section>")[0]


@pytest.mark.parametrize(("need", "subject"), NEEDS.items())
def test_the_first_step_is_what_to_do_whom_to_call_and_what_to_say(visitor: Visitor, need, subject):
    page = visitor.start(need).see("wegwijzer/")
    step, found = banner_of(page), shipped_roads()[subject]
    assert found.first_steps[0].do["nl"] in words_of(step)
    assert re.search(r'Bel <a class="first-step-call" href="/nl/organisaties/[\w-]+/"', step)
    assert f"Zeg dit: “{found.label['nl']}." in words_of(step)


def test_a_sentence_with_two_problems_gives_steps_for_one_and_names_the_other(visitor: Visitor):
    page = visitor.start("onze verpakking scheurt in de diepvries en wij vinden geen personeel").see("wegwijzer/")
    packaging, staff = shipped_roads()["packaging"], shipped_roads()["staff-shortage"]
    assert packaging.first_steps[0].do["nl"] in words_of(banner_of(page))
    assert re.search(r'Bel <a class="first-step-call" href="/nl/organisaties/[\w-]+/"', banner_of(page))
    beside = page.partition('class="details details-quiet road-other"')[2].partition("</details>")[0]
    assert f"U noemt ook: {staff.name['nl']}" in words_of(beside)
    assert staff.first_steps[0].do["nl"] in words_of(beside)


@pytest.mark.parametrize(("language", "next_title"), [("nl", "Daarna"), ("en", "After that"), ("fr", "Ensuite")])
def test_two_doors_are_shown_with_their_reason_and_the_others_folded(visitor: Visitor, language, next_title):
    visitor.start(FRESH)
    visitor.language = language
    page = visitor.see("wegwijzer/")
    doors = page.partition('aria-labelledby="daarna"')[2].partition("</section>")[0]
    assert next_title in words_of(doors)
    assert len(re.findall(r'<li class="stop">', doors)) == 2
    open_part, _, folded = doors.partition("<details")
    reasons = {door.to: door.because[language] for door in shipped_roads()["shelf-life"].next_doors}
    assert reasons["food-labels"] in words_of(open_part)
    assert reasons["packaging"] in words_of(folded)


def test_our_own_judgement_is_marked_and_a_source_is_named(visitor: Visitor):
    assert "De stappen en deuren zijn ons eigen oordeel." in words_of(visitor.start(FRESH).see("wegwijzer/"))
    page = words_of(visitor.start("Technisch is het klaar, maar het verkoopt niet").see("wegwijzer/"))
    assert "Naar het rapport van 2016 (§2.4.4). De stappen zijn ons eigen oordeel." in page


def test_the_helper_is_near_the_firm_once_its_place_and_sector_are_known(visitor: Visitor):
    visitor.start("Klant vraagt CO2-cijfers van onze producten")
    assert "UNIZO" in banner_of(visitor.see("wegwijzer/"))
    visitor.send("wegwijzer/buurt/", postal_code="8500", sector="food")
    assert "Fevia Vlaanderen" in banner_of(visitor.see("wegwijzer/"))


def test_who_is_called_first_is_not_named_again_among_the_others(visitor: Visitor):
    visitor.start("Klant vraagt CO2-cijfers van onze producten")
    page = visitor.see("wegwijzer/")
    called = re.search(r'href="/nl/organisaties/([\w-]+)/"', banner_of(page))[1]
    others = page.partition('aria-labelledby="wie"')[2].partition("</section>")[0]
    assert f"/organisaties/{called}/" not in others


def test_a_measure_that_the_firm_is_refused_pays_for_no_step(visitor: Visitor):
    visitor.start("Ik zoek steun voor mijn plan")
    assert "/maatregelen/ontwikkelingsproject/" in banner_of(visitor.see("wegwijzer/"))
    visitor.answer("region", choice="wallonie")
    visitor.answer("establishment_in_flanders", choice="false")
    page = visitor.see("wegwijzer/")
    refused = page.partition('class="details group-no"')[2]
    for measure in re.findall(r"/maatregelen/([\w-]+)/", banner_of(page)):
        assert f"/maatregelen/{measure}/" not in refused


def test_domains_that_the_visitor_chose_leave_no_subject_outside_them(visitor: Visitor):
    visitor.start(FRESH)
    visitor.client.post("/nl/wegwijzer/onderwerp/", {"domain": ["personnel"]})
    page = visitor.see("wegwijzer/")
    assert shipped_roads()["shelf-life"].first_steps[0].do["nl"] not in words_of(page)
    assert "Klopt uw product" in page or "Zit uw zaak goed in elkaar?" in page


def test_what_is_not_recognised_keeps_the_general_road(visitor: Visitor):
    page = visitor.start("qwertz uiop").see("wegwijzer/")
    assert "We herkenden niet waarover dit gaat" in page
    assert "Bel " in banner_of(page)
    assert "road-more" not in page


def test_a_recognised_problem_without_domains_is_said_to_be_understood(visitor: Visitor):
    page = visitor.start(FRESH).see("wegwijzer/")
    assert "We herkenden niet" not in page
    assert '<span class="chip is-on">' in page


def test_a_shared_road_holds_no_words_of_the_visitor(visitor: Visitor):
    visitor.start(FRESH)
    visitor.send("deel/")
    page = visitor.see(f"gedeeld/{SharedRoadmap.objects.get().token}/")
    assert visitor.last.status_code == 200
    assert FRESH not in page


def test_before_the_roads_helpers_existed_the_page_still_names_somebody(visitor: Visitor):
    visitor.start(FRESH)
    page = visitor.see("wegwijzer/?op=2013-05-01")
    assert visitor.last.status_code == 200
    assert re.search(r'href="/nl/organisaties/[\w-]+/"', banner_of(page))


@pytest.mark.parametrize("need", NEEDS)
def test_steps_doors_and_the_mark_stand_on_paper_within_two_sheets(visitor: Visitor, need):
    visitor.start(need)
    reader = pdf(visitor, "wegwijzer/pdf/")
    text = text_of(reader)
    found = shipped_roads()[NEEDS[need]]
    assert len(reader.pages) <= 2
    assert "eigen oordeel" in text
    for words in (*(step.do for step in found.first_steps), *(door.because for door in found.next_doors)):
        assert words["nl"].replace("’", "'") in text.replace("’", "'")


CARDS = {
    "Ik wil mijn idee beschermen of geheim houden": "Wie belt, geeft zijn geheimen niet weg",
    "Onze partner houdt zich niet aan de afspraken": "Een contract hoeft niet ingewikkeld te zijn",
    "Ik zoek een student of hogeschool die het uitzoekt": "Een kenniscentrum is niet alleen voor grote bedrijven",
    "Welke subsidie bestaat er voor mijn plan": "Een aanvraag is geen loterij",
}


@pytest.mark.parametrize(("need", "card"), CARDS.items())
def test_the_card_that_matters_arises_with_the_problem_and_alone(visitor: Visitor, need, card):
    page = visitor.start(need).see("wegwijzer/")
    assert page.count('class="good-to-know"') == 1
    assert card in words_of(page.partition('class="good-to-know"')[2])


def test_a_small_firm_that_is_sent_to_a_knowledge_centre_hears_that_it_is_not_only_for_large_ones(visitor: Visitor):
    visitor.start("Onze verpakking scheurt in de diepvries")
    assert "niet alleen voor grote" not in visitor.see("wegwijzer/")
    for fact, fields in {
        "fte": {"exact": "4"},
        "turnover_eur": {"choice": "band-0"},
        "part_of_group": {"choice": "false"},
    }.items():
        visitor.answer(fact, **fields)
    assert "niet alleen voor grote" in visitor.see("wegwijzer/")


def test_who_comes_back_to_a_roadmap_has_its_subjects_weighed_once(visitor: Visitor):
    visitor.start("Onze verpakking scheurt in de diepvries sinds vorige week")
    weighed: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "choose_subjects":
            weighed.append(event)

    sys.setprofile(note)
    try:
        pages = [visitor.see("wegwijzer/") for _ in range(2)]
    finally:
        sys.setprofile(None)
    assert len(weighed) == 1
    assert banner_of(pages[0]) == banner_of(pages[1])
