"""The roadmap by the rules of another day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.web.visitor import Visitor, words_of
from wegwijzer.web.day_choice import chosen_day

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("typed", ["2015-10-01", "1-10-2015", "01/10/2015"])
def test_a_past_day_shows_its_rules_under_a_visible_notice(visitor: Visitor, typed):
    visitor.start()
    page = words_of(visitor.see(f"wegwijzer/?op={typed}"))
    assert "U ziet de regels van 1 oktober 2015. Die gelden vandaag misschien niet meer." in page
    assert "Gemaakt met de regels van 1 oktober 2015" in page


def test_today_needs_no_notice(visitor: Visitor):
    visitor.start()
    assert "U ziet de regels" not in visitor.see("wegwijzer/")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("gisteren", "“gisteren” is geen dag"),
        ("2015-02-30", "“2015-02-30” is geen dag"),
        ("2011-12-31", "kennen we de regels niet"),
        ("9999-12-31", "kennen we de regels niet"),
        ("x" * 300, "is geen dag"),
    ],
)
def test_a_day_that_cannot_be_shown_is_told_in_place_with_what_was_typed(visitor: Visitor, typed, told):
    visitor.start()
    page = visitor.see(f"wegwijzer/?op={typed}")
    assert told in words_of(page)
    assert '<a href="#op">' in page
    assert f'value="{typed[:30]}' in page


def test_the_day_stays_while_answers_are_mended(visitor: Visitor):
    visitor.start()
    page = visitor.see("antwoord/legal_form/?op=2015-10-01")
    assert 'name="op" value="2015-10-01"' in page
    response = visitor.answer("legal_form", choice="bv", op="2015-10-01")
    assert response["Location"] == "/nl/wegwijzer/?op=2015-10-01"


@pytest.mark.parametrize("on", ["2012-01-01", "2015-10-01", "2016-04-01", "2021-06-30", "2030-01-01"])
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_there_is_a_roadmap_for_every_day_since_2012(visitor: Visitor, on, language):
    visitor.start()
    visitor.language = language
    visitor.see(f"wegwijzer/?op={on}")
    assert visitor.last.status_code == 200


def test_a_day_without_error_is_kept_for_links_and_today_is_not():
    assert chosen_day({"op": "2016-04-01"}, today=TODAY, language="nl").query == "?op=2016-04-01"
    assert chosen_day({"op": "2026-11-24"}, today=TODAY, language="nl").query == ""
