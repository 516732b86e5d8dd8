"""Two questions after a case closed, and the next useful step."""

from __future__ import annotations

import pytest

from tests.web.cases.conftest import NOW
from tests.web.visitor import words_of
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Step
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.outcomes import ask_outcome
from wegwijzer.web.referral.models import Case, Offer, Outcome
from wegwijzer.web.referral.outcome_codes import CHANGED, HELPED
from wegwijzer.wording.language import LANGUAGES, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(stage) -> Case:
    """A closed case whose questions were asked."""
    found = stage.ask("bas", "college", subject="product")
    for state in (OfferState.TAKEN_UP, OfferState.DONE):
        step(stage, state)
    ask_outcome(found, 1, NOW)
    return found


def step(stage, state: OfferState) -> None:
    offer = Offer.objects.get()
    actions.take_step(actor=stage.actor("tom"), offer_id=offer.pk, step=Step(state), version=offer.version, at=NOW)


def address(case: Case, number: int = 1) -> str:
    return f"/nl/mijn-vragen/{case.pk}/hoe-was-het/{number}/"


def page(response) -> str:
    return words_of(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_its_words(language):
    found = texts("cases", language)
    assert {f"cases.outcome.helped_{code}" for code in HELPED} <= set(found)
    assert {f"cases.outcome.what_{code}" for code in CHANGED} <= set(found)
    assert {f"cases.thanks.lead_{code}" for code in HELPED} <= set(found)


def test_the_page_of_the_case_leads_to_the_questions(stage, case):
    assert address(case) in stage.client("bas").get(f"/nl/mijn-vragen/{case.pk}/").content.decode()


def test_a_case_that_is_open_again_does_not_ask(stage, case):
    step(stage, OfferState.TAKEN_UP)
    assert address(case) not in stage.client("bas").get(f"/nl/mijn-vragen/{case.pk}/").content.decode()


def test_a_next_door_starts_a_roadmap_with_its_question(stage, client):
    assert "Vinden klanten uw product" in client.get("/nl/?domein=marketing").content.decode()


def test_an_answer_leads_to_the_next_useful_step(stage, case):
    bas = stage.client("bas")
    response = bas.post(address(case), {"helped": "yes", "changed": ["product", "market"], "words": "Top"})
    shown = bas.get(response["Location"])
    assert "Een opgelost probleem is vaak het begin" in page(shown)
    assert "/nl/?domein=marketing" in shown.content.decode()
    assert f"{address(case)}plaats/" in shown.content.decode()
    assert Outcome.objects.get().changed == ["product", "market"]


def test_without_the_first_answer_nothing_is_kept_and_everything_typed_stays(stage, case):
    response = stage.client("bas").post(address(case), {"changed": ["market"], "words": "Nog bezig"})
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Kies of het geholpen heeft" in shown
    assert "Nog bezig" in shown
    assert 'value="market" checked' in shown
    assert Outcome.objects.get().answered_at is None


@pytest.mark.parametrize(("who", "number"), [("mia", 1), ("tom", 1), ("cas", 1), ("bea", 1), ("bas", 2)])
def test_the_questions_are_for_the_firm_alone_and_only_when_asked(stage, case, who, number):
    assert stage.client(who).get(address(case, number)).status_code == 404


def test_half_a_year_later_the_page_says_so(stage, case):
    ask_outcome(case, 2, NOW)
    assert "een half jaar later" in page(stage.client("bas").get(address(case, 2)))
