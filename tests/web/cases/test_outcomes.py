"""What firms said afterwards, for the policy analyst: by subject, helper and measure, and never about one firm."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.cases.conftest import Stage
from tests.web.visitor import words_of
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Step
from wegwijzer.web.cases.outcome_answers import Answer, answers
from wegwijzer.web.cases.outcome_tables import OTHERS, outcome_tables
from wegwijzer.web.people import actions as people
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.outcomes import ask_outcome
from wegwijzer.web.referral.actions.privacy import erase
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Case, Outcome
from wegwijzer.web.referral.queries import actor_for

PAGE, FILE = "/nl/cijfers/resultaten/", "/nl/cijfers/resultaten.csv"
LAST_MONTH = timezone.make_aware(datetime.combine(timezone.localdate().replace(day=1), datetime.min.time()))
LAST_MONTH -= timedelta(days=3)


def answered(stage: Stage, number: int, desk: str, helped: str, *, at: datetime = LAST_MONTH, measure: str = ""):
    """A firm whose question a desk ended, and what it said afterwards."""
    person = people.person_with(f"firma{number}@zaak.example")
    need = NeedGiven("product", "Wij zoeken raad.", about="measure", refers_to=(measure,) if measure else ())
    wanted = (str(stage.desks[desk].pk),)
    given = Given(FirmGiven(f"Firma Geheim {number}", person.email), need, wanted)
    begun = at - timedelta(days=30)
    case = actions.refer(actor=actor_for(person), given=given, at=begun, consent=True).case
    adviser = stage.actor({"college": "tom", "food": "filip"}[desk])
    for state in (OfferState.TAKEN_UP, OfferState.DONE):
        offer = case.needs.get().offers.get()
        actions.take_step(actor=adviser, offer_id=offer.pk, step=Step(state), version=offer.version, at=begun)
    row = ask_outcome(case, 1, at - timedelta(days=1))
    actions.answer_outcome(
        actor=actor_for(person), outcome_id=row.pk, helped=helped, changed=("product",), words="Ons geheim.", at=at
    )
    return case


@pytest.fixture
def many(stage):
    """Sixteen firms: ten at the college, six at the food centre, most of them helped."""
    for number in range(10):
        answered(stage, number, "college", "yes", measure="kmo-portefeuille")
    for number in range(10, 16):
        answered(stage, number, "food", "no" if number == 15 else "yes")
    return stage


def rows_of(response) -> list[dict[str, str]]:
    """The rows of the file."""
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_the_analyst_reads_who_helped_and_small_numbers_are_hidden(many):
    page = many.client("anouk").get(PAGE).content.decode()
    words = words_of(page)
    assert "Hogeschool Zee" in words
    assert "Voedingscentrum" in words
    assert "geen maatregel" in words.lower()
    assert page.count("•") > 1
    assert "Geheim" not in page
    assert "geheim" not in page


def test_the_file_has_the_same_numbers_and_says_what_is_hidden(many):
    rows = rows_of(many.client("anouk").get(FILE))
    found = {(row["table"], row["category"], row["answer"]): (row["firms"], row["hidden"]) for row in rows}
    assert found["all", "Alle ondernemingen", "all"] == ("16", "no")
    assert found["desk", "Hogeschool Zee", "all"] == ("10", "no")
    assert found["desk", "Voedingscentrum", "less"] == ("", "yes")
    assert found["all", "Alle ondernemingen", "less"] == ("", "yes")
    assert found["changed", "Een nieuw of beter product of nieuwe dienst", "yes"] == ("16", "no")
    assert not [row for row in rows if row["firms"] in {"1", "2", "3", "4"}]


def test_for_everybody_else_it_is_not_there(many):
    for who in ("tom", "tine", "cas", "ria", "bas"):
        client = many.client(who)
        assert client.get(PAGE).status_code == 404, who
        assert client.get(FILE).status_code == 404, who
        assert PAGE not in client.get("/nl/cijfers/").content.decode(), who


def test_a_visitor_signs_in_first_and_the_analyst_finds_the_door_beside_the_figures(stage, client):
    assert client.get(PAGE)["Location"].startswith("/nl/aanmelden/")
    assert PAGE in stage.client("anouk").get("/nl/cijfers/").content.decode()
    assert PAGE in stage.client("bea").get("/nl/cijfers/").content.decode()


def test_too_few_answers_show_nothing_at_all(stage):
    for number in range(4):
        answered(stage, number, "college", "yes")
    words = words_of(stage.client("anouk").get(PAGE).content.decode())
    assert "Nog te weinig antwoorden" in words
    assert "Hogeschool Zee" not in words
    assert stage.client("anouk").get(FILE).status_code == 404


def test_an_answer_of_this_month_waits_for_the_next(many):
    answered(many, 20, "college", "no", at=timezone.now())
    rows = rows_of(many.client("anouk").get(FILE))
    assert [row["firms"] for row in rows if (row["table"], row["answer"]) == ("all", "all")] == ["16"]


def test_a_firm_counts_once_with_its_last_answer(stage):
    before = timezone.localdate() + timedelta(days=1)
    for _, helped in enumerate(("no", "yes")):
        answered(stage, 1, "college", helped, at=LAST_MONTH + timedelta(days=_))
    found = answers(1, before=before)
    assert [answer.helped for answer in found.given] == ["yes"]
    assert found.asked == 1


def test_an_erased_firm_still_counts_without_its_name(stage):
    case = answered(stage, 1, "college", "yes")
    person = people.person_with("firma1@zaak.example")
    erase(actor=actor_for(person), firm_id=case.firm_id, at=timezone.now())
    assert Case.objects.get().firm is None
    (answer,) = answers(1, before=timezone.localdate() + timedelta(days=1)).given
    assert (answer.subject, answer.desk, answer.helped) == ("product", "Hogeschool Zee", "yes")
    assert Outcome.objects.get().words == ""


def test_the_second_round_is_apart(many):
    assert "Nog te weinig antwoorden" in words_of(many.client("anouk").get(f"{PAGE}?keer=2").content.decode())


def test_a_few_dissatisfied_are_put_together_instead_of_hiding_everybody():
    given = [Answer("product", "A", "", helped, ()) for helped in ("yes",) * 8 + ("partly",) * 4 + ("no",) * 2]
    found = outcome_tables(given, DisclosureRules(minimum_count=5))
    assert (found.answers, found.whole.counts) == (("yes", "less"), (8, 6))
    enough = [*given, *(Answer("product", "A", "", helped, ()) for helped in ("partly", "no", "no", "no"))]
    assert outcome_tables(enough, DisclosureRules(minimum_count=5)).whole.counts == (8, 5, 5)


ANSWERS = st.lists(
    st.builds(
        Answer,
        st.sampled_from(["product", "process", "legal"]),
        st.sampled_from(["A", "B", "C", "D", ""]),
        st.sampled_from(["", "m1", "m2"]),
        st.sampled_from(["yes", "partly", "no"]),
        st.lists(st.sampled_from(["product", "market"]), unique=True).map(tuple),
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(given=ANSWERS)
def test_nothing_small_is_shown_nor_left_by_subtraction(given):
    found = outcome_tables(given, DisclosureRules(minimum_count=5))
    if found is None:
        return
    assert found.whole.total == len(given) >= 5
    everything = [row for rows in found.by.values() for row in (*rows, found.whole)]
    for row in everything:
        numbers = (*row.counts, row.total)
        assert not [count for count in numbers if count is not None and 0 < count < 5]
        assert numbers.count(None) != 1  # one hidden number in a row is the rest of the others
    for rows in found.by.values():
        for place in range(len(found.answers)):
            column = [row.counts[place] for row in (*rows, found.whole)]
            assert column.count(None) != 1


@settings(max_examples=30, deadline=None)
@given(given=ANSWERS)
def test_what_is_shown_is_what_was_said(given):
    found = outcome_tables(given, DisclosureRules(minimum_count=2))
    if found is None:
        return
    less = "less" in found.answers
    said = Counter((answer.desk, "less" if less and answer.helped != "yes" else answer.helped) for answer in given)
    for row in found.by["desk"]:
        if row.id != OTHERS:
            true = [said[row.id, helped] for helped in found.answers]
            assert all(shown in (None, count) for shown, count in zip(row.counts, true, strict=True))
