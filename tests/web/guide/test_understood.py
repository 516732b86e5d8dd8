"""What we understood: chips to confirm or correct, facts to say yes or no to, a small question where it is vague."""

from __future__ import annotations

import re

import pytest

from tests.web.visitor import NEED, Visitor, words_of
from wegwijzer.readers.clarifying import shipped_clarifying
from wegwijzer.web.corrections.models import Correction
from wegwijzer.web.guide.models import Walk

VAGUE = "we willen groeien"
TELLING = "Onze verpakking scheurt, wij zijn met 12, bakkerij in Kortrijk, tegen juni"


def walk() -> Walk:
    return Walk.objects.get()


def first_page(visitor: Visitor) -> str:
    return visitor.see("vraag/")


def ticked(page: str) -> list[str]:
    return re.findall(r'name="domain" value="(\w+)"[^>]*checked', page)


def test_the_likeliest_three_are_chips_and_the_rest_is_folded(visitor: Visitor):
    page = first_page(visitor.start())
    assert "Gaat het over …?" in page
    shown = page.partition("<details")[0]
    assert len(re.findall(r'name="domain"', shown)) == 3
    assert len(re.findall(r'name="domain"', page)) == 8
    assert "product" in ticked(page)
    assert page.count("<h1>") == 1


def test_confirming_is_one_click_and_the_roadmap_goes_by_it(visitor: Visitor):
    chosen = ticked(first_page(visitor.start()))
    response = visitor.send("begrepen/", step="domains", domain=chosen)
    assert response.status_code == 302
    assert walk().domains == sorted(chosen, key=["product", "process"].index)
    page = words_of(first_page(visitor))
    assert "Gaat het over" not in page
    assert "Het gaat over product of dienst" in page
    assert "Product of dienst" in words_of(visitor.see("wegwijzer/"))


def test_others_can_be_chosen_and_the_roadmap_goes_by_those(visitor: Visitor):
    visitor.start()
    visitor.send("begrepen/", step="domains", domain=["legal", "finance", "no-such"])
    assert walk().domains == ["finance", "legal"]
    page = visitor.see("wegwijzer/").partition("<details")[0]
    assert "Geld en cijfers" in page
    assert "Product of dienst" not in page


def test_none_of_them_is_a_choice_too(visitor: Visitor):
    visitor.start()
    visitor.send("begrepen/", step="domains", domain=["product"], none="1")
    assert walk().domains == []
    assert "geen van onze onderwerpen" in first_page(visitor)
    assert visitor.see("wegwijzer/")
    assert visitor.last.status_code == 200


def test_it_can_be_opened_again(visitor: Visitor):
    visitor.start()
    visitor.send("begrepen/", step="domains", domain=["legal"])
    visitor.send("begrepen/", step="reopen")
    assert ticked(first_page(visitor)) == ["legal"]


def test_who_skips_it_answers_the_first_question_on_the_same_page(visitor: Visitor):
    page = first_page(visitor.start())
    fact = re.search(r"vraag/(\w+)/", visitor.last.request["PATH_INFO"])[1]
    assert "Vraag 1 van hoogstens 7" in page
    visitor.send(f"vraag/{fact}/", dont_know="1")
    assert "Gaat het over" not in first_page(visitor)
    assert walk().domains is None


def test_facts_of_the_sentence_are_shown_with_its_words_and_nothing_is_filled_in(visitor: Visitor):
    page = words_of(first_page(visitor.start(TELLING)))
    assert "medewerkers: 12 (“met 12”)" in page
    assert "sector: voeding (“bakkerij”)" in page
    assert "West-Vlaanderen (“Kortrijk”)" in page
    assert "“tegen juni”" in page
    assert walk().answers == {}
    visitor.send("begrepen/", step="domains", domain=["product"])
    assert walk().answers == {}


def test_a_yes_is_what_the_visitor_stated_and_a_no_is_not_proposed_again(visitor: Visitor):
    visitor.start(TELLING)
    visitor.send("begrepen/", step="facts", **{"fact-fte": "yes", "fact-sector": "no", "fact-province": "yes"})
    assert walk().answers == {"fte": 12, "region": "vlaanderen", "province": "west-vlaanderen"}
    page = words_of(first_page(visitor))
    assert "“met 12”" not in page
    assert "“bakkerij”" not in page
    assert "Het aantal voltijdse medewerkers 12 verbeter" in words_of(visitor.see("wegwijzer/"))
    visitor.start(TELLING + ", en het lekt")
    assert "“bakkerij”" not in words_of(first_page(visitor))


def test_another_value_than_the_one_declined_is_proposed(visitor: Visitor):
    visitor.start("wij zijn met 12 en het lekt")
    visitor.send("begrepen/", step="facts", **{"fact-fte": "no"})
    visitor.start("wij zijn met 15 en het lekt")
    assert "“met 15”" in words_of(first_page(visitor))


def test_what_was_not_proposed_cannot_be_slipped_in(visitor: Visitor):
    visitor.start()
    visitor.send("begrepen/", step="facts", **{"fact-fte": "yes", "fact-legal_form": "yes", "fact-x": "yes"})
    assert walk().answers == {}


def test_what_is_known_already_is_not_proposed(visitor: Visitor):
    visitor.start(TELLING)
    visitor.answer("postal_code", text="9000")
    visitor.answer("fte", exact="14")
    visitor.client.post("/nl/", {"need": TELLING})
    page = words_of(first_page(visitor))
    assert "“Kortrijk”" not in page
    assert "“met 12”" not in page


def question_on(page: str) -> tuple[str, list[str]]:
    found = re.search(r'name="question" value="(\w+)"', page)
    return (found[1] if found else ""), re.findall(r'name="answer" value="(\w+)"', page)


def test_a_vague_need_is_asked_back_about_at_most_twice_and_never_the_same(visitor: Visitor):
    page = first_page(visitor.start(VAGUE))
    asked = []
    while (found := question_on(page))[0]:
        asked.append(found[0])
        assert 3 <= len(found[1]) <= 5
        visitor.send("begrepen/", step="question", question=found[0], skip="1")
        page = first_page(visitor)
    assert 1 <= len(asked) <= 2
    assert len(set(asked)) == len(asked)
    assert "Gaat het over …?" in page
    assert walk().domains is None


def test_an_answer_steers_the_chips_and_the_roadmap(visitor: Visitor):
    page = first_page(visitor.start(VAGUE))
    question, _ = question_on(page)
    about = next(one for one in shipped_clarifying() if one.id == question)
    answer = next(one for one in about.answers if "marketing" in one.raises)
    visitor.send("begrepen/", step="question", question=question, answer=answer.id)
    assert "marketing" in walk().domains
    while (again := question_on(first_page(visitor)))[0]:
        visitor.send("begrepen/", step="question", question=again[0], skip="1")
    assert "marketing" in ticked(first_page(visitor))


def test_a_question_that_is_not_on_the_page_changes_nothing(visitor: Visitor):
    visitor.start(VAGUE)
    visitor.send("begrepen/", step="question", question="no_such", answer="money")
    assert walk().understood == {}
    question, _ = question_on(first_page(visitor))
    visitor.send("begrepen/", step="question", question=question, answer="no_such")
    assert walk().domains is None


def test_a_clear_need_is_not_asked_back_about(visitor: Visitor):
    assert question_on(first_page(visitor.start(NEED)))[0] == ""


def test_another_need_is_understood_anew(visitor: Visitor):
    visitor.start()
    visitor.send("begrepen/", step="domains", domain=["legal"])
    visitor.start("Een klant wil onze machine huren in plaats van kopen")
    assert "business_model" in ticked(first_page(visitor))
    assert walk().domains is None


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "12345 67890 11",
        "😀😀",
        "<script>alert(1)</script>",
        "'; DROP TABLE guide_walk; --",
        "{{ 7*7 }} {% now %}",
        "Unser Ofen ist seit Wochen kaputt und niemand hilft",
        "fırınımız bozuldu yardım edin",
        "klootzakken zijn het allemaal",
        "\u202e\u200b",
        "a" * 2000,
    ],
)
def test_whatever_is_typed_gets_a_page_that_makes_sense_and_runs_nothing(visitor: Visitor, text):
    page = first_page(visitor.start(text))
    assert visitor.last.status_code == 200
    assert "Gaat het over …?" in page or "Waarover gaat het?" in page or question_on(page)[0]
    assert "<script>alert" not in page
    assert "49" not in words_of(page).split()
    visitor.send("begrepen/", step="domains", domain=["legal"], may_keep="1")
    assert visitor.last.status_code == 302
    assert walk().domains == ["legal"]


@pytest.mark.parametrize("text", ["x", "12345", "😀😀"])
def test_a_text_that_says_nothing_shows_all_subjects_unticked_and_is_never_kept(visitor: Visitor, text):
    page = first_page(visitor.start(text))
    assert "Waarover gaat het?" in page
    assert ticked(page) == []
    assert "may_keep" not in page
    visitor.send("begrepen/", step="domains", domain=["legal"], may_keep="1")
    assert Correction.objects.count() == 0


def test_five_megabytes_are_refused(visitor: Visitor):
    assert visitor.send("", need="a" * 5_000_000).status_code == 413
    assert Walk.objects.count() == 0


def test_a_national_number_is_nowhere_in_the_database(visitor: Visitor):
    number = "93.05.18-223.61"
    visitor.start(f"{NEED} mijn nummer is {number}")
    first_page(visitor)
    visitor.send("begrepen/", step="domains", domain=["product"], may_keep="1")
    kept = [str(walk().__dict__), str(Correction.objects.get().__dict__), str(dict(visitor.client.session))]
    assert all(number not in text and "223.61" not in text for text in kept)


def test_without_a_walk_one_comes_to_the_front_page(visitor: Visitor):
    assert visitor.send("begrepen/", step="domains", domain=["legal"]).headers["Location"] == "/nl/?verlopen"


def test_the_page_is_in_the_three_languages(visitor: Visitor):
    for language, title in (("nl", "Gaat het over …?"), ("en", "Is it about …?"), ("fr", "S’agit-il de … ?")):
        visitor.language = language
        visitor.start(NEED)
        assert title in words_of(first_page(visitor))
