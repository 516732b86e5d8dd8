"""One question a screen, none asked in vain, nothing lost."""

from __future__ import annotations

import pytest

from wegwijzer.core.pyramid.placing import QUESTION_IDS
from wegwijzer.readers.self_placement import shipped_self_placement


def test_the_first_page_says_what_comes_and_shows_the_five_places(firm):
    page = firm.see()
    assert "Waar staat u?" in page
    assert "nooit na meer dan tien" in page
    for place in shipped_self_placement().places.values():
        assert place.name["nl"] in page
    assert "55 % van de bedrijven" in page


def test_beginning_leads_to_the_first_question_with_why_and_three_answers(firm):
    assert firm.send()["Location"] == "/nl/waar-staat-u/vraag/product/"
    page = firm.see("vraag/product/")
    assert "Verkocht u de voorbije drie jaar iets nieuws" in page
    assert "Waarom we dit vragen:" in page
    assert "Vraag 1. Hierna nog hoogstens 9." in page
    assert page.index("Ja") < page.index("Nee") < page.index("Weet ik niet")


def test_a_firm_that_does_nothing_new_answers_five_questions(firm):
    page = firm.answer_all()
    assert firm.asked == ["product", "process", "research", "bought_knowledge", "together"]
    assert "U bent nog niet vernieuwend" in page


def test_progress_tells_the_last_question_and_the_places_left(firm):
    firm.send()
    for question in ("product", "process", "research", "bought_knowledge"):
        firm.send(f"vraag/{question}/", answer="no")
    page = firm.see("vraag/together/")
    assert "Vraag 5, de laatste." in page
    assert "U kunt nog dit zijn: volger of nog niet vernieuwend." in page


def test_after_a_yes_the_next_question_is_about_it(firm):
    firm.send()
    assert "zelf een nieuw product of een nieuwe dienst uitgewerkt en verkocht?" in firm.see("vraag/own_product/")
    firm.send("vraag/product/", answer="yes")
    assert "Hebt u dat nieuwe product of die nieuwe dienst vooral zelf uitgewerkt?" in firm.see("vraag/own_product/")


def test_going_back_shows_the_answer_given_and_another_answer_takes_its_place(firm):
    firm.send()
    firm.send("vraag/product/", answer="no")
    assert (
        'href="/nl/waar-staat-u/vraag/product/"' in firm.client.get("/nl/waar-staat-u/vraag/process/").content.decode()
    )
    assert "Nee (uw antwoord)" in firm.see("vraag/product/")
    assert "Vraag 1." in firm.see("vraag/product/")
    firm.send("vraag/product/", answer="yes")
    assert "Ja (uw antwoord)" in firm.see("vraag/product/")


def test_later_answers_are_kept_when_an_earlier_one_changes(firm):
    firm.answer_all(product="yes", own_product="yes", research="yes")
    firm.send("vraag/product/", answer="no")
    assert firm.last["Location"].endswith("/vraag/process/")
    firm.send("vraag/product/", answer="yes")
    assert firm.last["Location"].endswith("/resultaat/")
    assert "U bent een ontwikkelaar" in firm.see("resultaat/")


def test_a_form_without_an_answer_asks_again_and_says_so(firm):
    firm.send()
    page = firm.send("vraag/product/", answer="perhaps").content.decode()
    assert "Kies een antwoord: ja, nee of weet ik niet" in page
    assert "Fout:" in page
    assert firm.see("verder/").count("Vraag 1.") == 1


def test_a_firm_that_left_goes_on_where_it_was(firm):
    firm.send()
    firm.send("vraag/product/", answer="no")
    assert "Ga verder waar u was" in firm.see()
    assert "Vraag 2." in firm.see("verder/")


def test_beginning_twice_without_an_answer_makes_one_placement(firm):
    from wegwijzer.web.placement.models import Placement

    firm.send()
    firm.send()
    assert Placement.objects.count() == 1


@pytest.mark.parametrize("path", ["vraag/product/", "verder/", "resultaat/"])
def test_who_has_no_answers_left_is_told_so_on_the_first_page(firm, path):
    assert "We vonden uw vorige antwoorden niet terug" in firm.see(path)


@pytest.mark.parametrize("path", ["vraag/q8a/", "resultaat/1/", "vraag/product/x/"])
def test_what_there_is_not_is_not_found(firm, path):
    firm.send()
    firm.see(path)
    assert firm.last.status_code == 404


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_question_and_result_reads_in_every_language(firm, language):
    firm.language = language
    firm.send()
    for question in QUESTION_IDS:
        assert shipped_self_placement().questions[question].help[language] in firm.see(f"vraag/{question}/")
    firm.answer_all(product="yes", together="dont_know")
    assert firm.last.status_code == 200


def test_pages_about_one_firm_are_kept_by_nobody_and_found_by_no_search_engine(firm):
    firm.answer_all()
    for path in ("resultaat/", "vraag/product/"):
        firm.see(path)
        assert "no-store" in firm.last["Cache-Control"]
        assert b"noindex" in firm.last.content
