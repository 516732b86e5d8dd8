"""Where a firm stands after it was helped: measured again, kept with its answer, and told without its name."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from tests.web.cases.conftest import NOW
from tests.web.cases.test_outcomes import FILE, answered
from tests.web.placement.conftest import Firm
from tests.web.visitor import words_of
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Step
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.outcomes import ask_outcome
from wegwijzer.web.referral.models import Case, Offer, Outcome
from wegwijzer.web.referral.outcome_codes import LAYERS

pytestmark = pytest.mark.django_db
KOPLOPER = {"product": "yes", "own_product": "yes", "market_first": "yes"}


@pytest.fixture
def case(stage, settings) -> Case:
    """A closed case whose questions were asked."""
    settings.POSTS_PER_MINUTE = 1000
    found = stage.ask("bas", "college")
    for state in (OfferState.TAKEN_UP, OfferState.DONE):
        offer = Offer.objects.get()
        actions.take_step(actor=stage.actor("tom"), offer_id=offer.pk, step=Step(state), version=offer.version, at=NOW)
    ask_outcome(found, 1, NOW)
    return found


def path(case: Case) -> str:
    return f"/nl/mijn-vragen/{case.pk}/hoe-was-het/1/plaats/"


def test_the_way_leads_to_the_questions_and_back_and_with_consent_the_layer_is_kept(stage, case):
    bas = stage.client("bas")
    assert "Beantwoord eerst de vragen" in words_of(bas.get(path(case)).content.decode())
    Firm(bas).answer_all(**KOPLOPER)
    assert f'href="{path(case)}"' in bas.get("/nl/waar-staat-u/resultaat/").content.decode()
    assert bas.post(path(case), {"what": "keep"}).status_code == 422
    assert Outcome.objects.get().layer == ""
    shown = bas.post(path(case), {"what": "keep", "consent": "yes"}, follow=True)
    assert "Uw plaats is bewaard bij uw antwoord" in words_of(shown.content.decode())
    assert Outcome.objects.get().layer in LAYERS


def test_the_answer_to_the_two_questions_leaves_the_layer_as_it_is_and_it_can_be_taken_away(stage, case):
    bas = stage.client("bas")
    bas.get(path(case))
    Firm(bas).answer_all(**KOPLOPER)
    bas.post(path(case), {"what": "keep", "consent": "yes"})
    bas.post(path(case).removesuffix("plaats/"), {"helped": "yes"})
    row = Outcome.objects.get()
    assert row.helped == "yes"
    assert row.layer
    bas.post(path(case), {"what": "forget"})
    assert Outcome.objects.get().layer == ""


def test_what_was_measured_before_the_firm_was_asked_is_not_measured_again(stage, case):
    bas = stage.client("bas")
    Firm(bas).answer_all(**KOPLOPER)
    Outcome.objects.update(asked_at=timezone.now() + timedelta(minutes=1))
    assert bas.post(path(case), {"what": "keep", "consent": "yes"}).status_code == 422
    assert Outcome.objects.get().layer == ""


def test_who_came_by_themselves_is_led_nowhere(stage, case):
    bas = stage.client("bas")
    Firm(bas).answer_all(**KOPLOPER)
    assert "/plaats/" not in bas.get("/nl/waar-staat-u/resultaat/").content.decode()


@pytest.mark.parametrize("who", ["mia", "tom", "cas", "bea", "anouk"])
def test_it_is_the_firms_alone(stage, case, who):
    assert stage.client(who).get(path(case)).status_code == 404


def test_the_analyst_reads_the_layers_of_many_and_no_name(stage):
    for number in range(12):
        answered(stage, number, "college", "yes")
    Outcome.objects.filter(pk__in=list(Outcome.objects.values_list("pk", flat=True)[:6])).update(layer="toepasser")
    text = stage.client("anouk").get(FILE).content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(StringIO(text)) if (row["table"], row["answer"]) == ("layer", "all")]
    assert {row["id"]: row["firms"] for row in rows} == {"toepasser": "6", "": "6"}
    assert "Firma" not in text
