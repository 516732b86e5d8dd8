"""The front page: one box, three examples, an enterprise number for those who have it."""

from __future__ import annotations

import pytest

from tests.web.visitor import NEED, Visitor, words_of
from wegwijzer.core.matching.need import LONGEST_NEED
from wegwijzer.web.guide.models import Walk


def test_it_asks_where_one_is_stuck_in_a_box_of_two_lines(visitor: Visitor):
    page = visitor.see("")
    assert "Waar loopt u op vast?" in page
    assert 'name="need" rows="2"' in page
    assert "Zonder account. Klaar in vijf minuten." in page
    assert "Ik begeleid ondernemers" in page


@pytest.mark.parametrize("example", ["1", "2", "3"])
def test_a_clicked_example_is_in_the_box_without_standing_in_the_address(visitor: Visitor, example):
    text = visitor.see(f"?voorbeeld={example}").partition("<textarea")[2].partition("</textarea>")[0]
    assert len(text.partition(">")[2].strip()) > 20


def test_a_need_starts_a_walk_with_the_first_question(visitor: Visitor):
    visitor.start(enterprise_number="BE 0403 019 261")
    walk = Walk.objects.get()
    assert (walk.need, walk.enterprise_number) == (NEED, "0403019261")
    page = visitor.see("vraag/")
    assert "Vraag 1 van hoogstens 7" in page
    assert "verpakking" not in visitor.last.request["PATH_INFO"] + visitor.last.request["QUERY_STRING"]


@pytest.mark.parametrize(
    ("need", "told"),
    [
        ("", "Vertel eerst waar u op vastloopt"),
        ("   \n ", "Vertel eerst waar u op vastloopt"),
        ("a" * (LONGEST_NEED + 1), "Uw tekst telt 2.001 tekens; we lezen er hoogstens 2.000"),
        ("nul\x00teken", "tekens die we niet kunnen lezen"),
    ],
)
def test_a_bad_need_comes_back_with_an_error_summary_and_the_text_kept(visitor: Visitor, need, told):
    page = visitor.send("", need=need, enterprise_number="0403.019.261").content.decode()
    assert '<a href="#need">' in page
    assert told in words_of(page)
    assert page.count('role="alert"') == 1
    assert 'aria-invalid="true"' in page
    assert need.strip("\x00 \n")[:50] in page
    assert 'value="0403.019.261"' in page
    assert "<title>Fout:" in page
    assert Walk.objects.count() == 0


@pytest.mark.parametrize("number", ["0403.019.262", "123", "geen nummer", "x" * 400, "<script>alert(1)</script>"])
def test_a_bad_enterprise_number_is_told_in_place_and_nothing_is_stored(visitor: Visitor, number):
    page = visitor.send("", need=NEED, enterprise_number=number).content.decode()
    assert '<a href="#enterprise-number">' in page
    assert "geen geldig ondernemingsnummer" in page
    assert NEED in page
    assert "<script>alert" not in page
    assert Walk.objects.count() == 0


def test_what_was_written_before_is_still_there_on_coming_back(visitor: Visitor):
    visitor.start()
    assert NEED in visitor.see("")


def test_another_need_keeps_what_is_known_of_the_firm_and_drops_the_old_project(visitor: Visitor):
    visitor.start()
    visitor.answer("legal_form", choice="bv")
    visitor.answer("planned_action", choice="training")
    visitor.start("Een klant wil onze machine huren")
    walk = Walk.objects.get()
    assert walk.answers == {"legal_form": "bv"}
    assert walk.asked == []


@pytest.mark.parametrize(
    "page", ["vraag/", "vraag/legal_form/", "antwoord/legal_form/", "wegwijzer/", "wegwijzer/pdf/"]
)
def test_without_a_walk_one_comes_to_the_front_page_which_says_why(visitor: Visitor, page):
    assert "vonden uw vorige wegwijzer niet terug" in visitor.see(page)


def test_everything_can_be_wiped(visitor: Visitor):
    visitor.start("Onze lasnaden barsten")
    assert "lasnaden" in visitor.see("")
    visitor.send("wissen/")
    assert Walk.objects.count() == 0
    assert "lasnaden" not in visitor.see("")


def test_the_second_door_leads_to_clients_and_to_referring_them(visitor: Visitor):
    page = visitor.see("begeleiders/")
    assert "Wat u vandaag kunt doen" in words_of(page)
    assert "/nl/klanten/" in page
    assert "/nl/doorverwezen/" in page
