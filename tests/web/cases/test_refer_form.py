"""The form with which a question is passed on: what was chosen stays in sight, and the place decides who is near."""

from __future__ import annotations

import re

import pytest

from tests.web.cases.conftest import Stage
from tests.web.visitor import words_of
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.models import Case

pytestmark = pytest.mark.django_db


def look(stage: Stage, who: str, **fields: str) -> str:
    """The page after somebody asked who suits."""
    sent = {"subject": "marketing", "words": "Wie helpt?", "what": "look", **fields}
    return stage.client(who).post("/nl/doorverwijzen/", sent).content.decode()


def test_a_postal_code_finds_who_is_near_and_goes_along(stage):
    Desk.objects.filter(name="Voedingscentrum").update(provinces=["west-vlaanderen"], sectors=[])
    page = words_of(look(stage, "bas", postal_code="8500"))
    assert "Werkt in uw provincie" in page
    assert "Werkt in een andere streek" in words_of(look(stage, "bas", postal_code="9000"))
    desk = str(stage.desks["food"].pk)
    sent = {"desks": desk, "offered_for": "marketing", "consent": "yes", "what": "pass_on", "postal_code": "8500"}
    look(stage, "bas", **sent)
    assert Case.objects.get().province == "west-vlaanderen"


def test_the_chosen_subject_is_not_folded_away(stage):
    page = look(stage, "bas")
    shown = re.search(r'<fieldset[^>]*id="subject">(.*?)<details', page, re.DOTALL)[1]
    assert re.search(r'value="marketing"[^>]* checked', shown)
    assert page.count('value="marketing" id=') == 1


def test_a_contact_reads_about_the_firm_and_not_about_itself(stage):
    Desk.objects.filter(name="Voedingscentrum").update(provinces=["west-vlaanderen"], sectors=[])
    page = words_of(look(stage, "cas", postal_code="8500", email="an@zaak.example"))
    assert "Werkt in deze provincie" in page
    assert "uw provincie" not in page


def test_who_suits_but_does_not_answer_yet_is_named_on_one_line(stage):
    page = words_of(look(stage, "bas"))
    assert "Op Wegwijzer antwoordt nog niemand van: Nog Niemand." in page


def test_a_contact_that_had_to_ask_is_led_to_its_list(stage):
    stage.bring("cas", "office", "bas@zaak.example", number="0403019261")
    sent = {"offered_for": "marketing", "desks": str(stage.desks["food"].pk), "consent": "yes", "what": "pass_on"}
    sent |= {"number": "0403019261", "email": "x@zaak.example", "desk": str(stage.desks["federation"].pk)}
    client = stage.client("fons")
    response = client.post("/nl/doorverwijzen/", {"subject": "marketing", "words": "Nog iets.", **sent}, follow=True)
    assert 'href="/nl/doorverwezen/"' in re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
