"""The roadmap page, from what was understood to keeping it."""

from __future__ import annotations

import re

import pytest

from tests.web.visitor import NEED, Visitor, words_of
from wegwijzer.web.guide.models import Walk


@pytest.fixture
def baker(visitor: Visitor) -> Visitor:
    """A baker of twelve in Kortrijk whose packaging tears."""
    visitor.start(enterprise_number="0403.019.261")
    visitor.answer("legal_form", choice="bv")
    visitor.answer("postal_code", text="8500")
    visitor.answer("fte", exact="12")
    visitor.answer("turnover_eur", choice="band-0")
    return visitor


def test_it_goes_from_what_was_understood_to_keeping_it_in_order(baker: Visitor):
    page = words_of(baker.see("wegwijzer/"))
    headings = [
        "Wat we begrepen",
        "Eerste stap",
        "Wie kan nog helpen",
        "Wat het u kan opleveren",
        "Daarna",
        "Bewaar of deel",
    ]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert NEED in page


def test_facts_are_shown_with_where_to_mend_them(baker: Visitor):
    page = baker.see("wegwijzer/")
    for fact in ("legal_form", "fte", "turnover_eur", "postal_code"):
        assert f'href="/nl/antwoord/{fact}/"' in page
    assert "De grootte van uw onderneming" in page
    assert "0403.019.261" in page
    assert "Deze installatie heeft geen register geladen" in page


def test_the_first_step_is_somebody_to_call_with_what_to_say_and_where_to_find_them(baker: Visitor):
    page = baker.see("wegwijzer/")
    step = page.partition('class="first-step"')[2].partition("</section>")[0]
    assert "Bel " in step
    assert "Zeg dit:" in step
    assert re.search(r'href="/nl/organisaties/[\w-]+/"', step)


def test_each_measure_has_its_amount_effort_criteria_and_source(baker: Visitor):
    page = baker.see("wegwijzer/")
    lines = re.findall(r'<li class="measure">.*?\n</li>', page, re.DOTALL)
    assert len(lines) > 15
    for line in lines:
        assert re.search(r'href="/nl/maatregelen/[\w-]+/"', line)
        assert "Bron:" in line
        assert "measure-amount" in line or "refusal" in line


def test_a_criterion_stands_with_a_shape_and_a_word(baker: Visitor):
    page = baker.see("wegwijzer/")
    for standing, word in (("met", "in orde"), ("maybe", "nog niet gekend"), ("check", "kijk zelf na")):
        assert re.search(rf'status-{standing}"><svg[^>]*>.*?</svg>{word}</span>', page, re.DOTALL)


def test_a_refusal_says_why_and_what_would_change_it(visitor: Visitor):
    visitor.start()
    visitor.answer("legal_form", choice="eenmanszaak")
    page = visitor.see("wegwijzer/")
    assert 'class="refusal"' in page
    assert "bekijk waarom" in page


def test_the_next_question_can_be_answered_on_the_spot(baker: Visitor):
    page = baker.see("wegwijzer/")
    fact = re.search(r'class="next-question.*?action="/nl/antwoord/(\w+)/"', page, re.DOTALL)[1]
    baker.answer(fact, dont_know="1")
    assert baker.last["Location"] == "/nl/wegwijzer/"
    assert f'action="/nl/antwoord/{fact}/"' not in baker.see("wegwijzer/")


def test_domains_can_be_corrected_and_change_the_order(baker: Visitor):
    before = baker.see("wegwijzer/")
    baker.client.post("/nl/wegwijzer/onderwerp/", {"domain": ["legal", "personnel", "sprookje"]})
    after = baker.see("wegwijzer/")
    assert Walk.objects.get().domains == ["legal", "personnel"]
    assert re.findall(r"/nl/maatregelen/([\w-]+)/", before) != re.findall(r"/nl/maatregelen/([\w-]+)/", after)
    baker.send("wegwijzer/onderwerp/")
    assert Walk.objects.get().domains is None


def test_a_need_that_is_not_recognised_asks_what_it_is_about(visitor: Visitor):
    visitor.start("qwertz uiop")
    page = visitor.see("wegwijzer/")
    assert "We herkenden niet waarover dit gaat" in page
    assert re.search(r"<details[^>]* open>\s*<summary>Kies waarover het gaat", page)


def test_help_is_found_closer_by_with_a_postal_code_and_a_sector(visitor: Visitor):
    visitor.start()
    response = visitor.send("wegwijzer/buurt/", postal_code="8500", sector="food")
    assert response["Location"] == "/nl/wegwijzer/#wie"
    assert Walk.objects.get().answers == {"postal_code": "8500", "sector": "food"}


def test_a_bad_postal_code_is_told_on_the_roadmap_itself(visitor: Visitor):
    visitor.start()
    page = visitor.send("wegwijzer/buurt/", postal_code="99999").content.decode()
    assert '<a href="#postal_code-text">' in page
    assert 'value="99999"' in page
    assert Walk.objects.get().answers == {}


def test_a_visitor_who_knows_nothing_still_gets_a_useful_roadmap(visitor: Visitor):
    visitor.start()
    page = words_of(visitor.see("wegwijzer/"))
    assert "Eerste stap" in page
    assert "Misschien, nog een vraag" in page


def test_a_text_of_the_visitor_is_never_markup(visitor: Visitor):
    visitor.start("<b>verpakking</b><script>alert(1)</script>")
    page = visitor.see("wegwijzer/")
    assert "<script>alert" not in page
    assert "&lt;b&gt;verpakking" in page


def test_answers_that_a_later_catalogue_cannot_read_are_left_out(visitor: Visitor):
    visitor.start()
    walk = Walk.objects.get()
    walk.answers = {"gone": 1, "fte": "twelve", "legal_form": "bv", "postal_code": "0000"}
    walk.save()
    page = visitor.see("wegwijzer/")
    assert visitor.last.status_code == 200
    assert "1 gegeven gebruikt" in page


def test_the_page_asks_the_database_for_the_session_the_walk_what_is_published_and_what_runs_now(
    baker: Visitor, django_assert_num_queries
):
    baker.see("wegwijzer/")  # the first time notes that the roadmap was seen
    with django_assert_num_queries(6):
        baker.see("wegwijzer/")
