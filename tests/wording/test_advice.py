"""The words of advice: caveats where there is doubt, near misses and contacts in three languages."""

from datetime import date

import pytest

from wegwijzer.core.advice.advising import advise
from wegwijzer.core.advice.questioning import NextQuestion
from wegwijzer.core.catalogue.measure import Certainty, Confidence, Status
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.needs import read_need
from wegwijzer.readers.yaml_file import LocatedData
from wegwijzer.wording.advice import advice_wording, is_old_and_open
from wegwijzer.wording.language import LANGUAGES

TODAY = date(2026, 11, 24)
FIRMS = (
    {},
    {"legal_form": "eenmanszaak", "region": "vlaanderen", "fte": 3, "turnover_eur": 200_000},
    {"legal_form": "bv", "postal_code": "8500", "fte": 48, "turnover_eur": 9_500_000, "collaboration": False,
     "balance_sheet_total_eur": 8_000_000, "project_budget_eur": 100_000},
    {"legal_form": "vzw", "region": "brussel", "fte": 300, "turnover_eur": 90_000_000, "part_of_group": True},
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_doubtful_is_never_shown_without_a_caveat(language):
    wording = advice_wording(shipped_day(TODAY), language)
    for measure in shipped_catalogue().measures.values():
        for version in measure.versions:
            doubtful = (
                version.confidence is not Confidence.HIGH
                or version.status in (Status.UNKNOWN, Status.ANNOUNCED)
                or version.start_certainty is not Certainty.EXACT
                or is_old_and_open(version, TODAY)
            )
            if doubtful:
                assert all(wording.caveats(version)), (measure.id, version.number)
                assert wording.caveats(version), (measure.id, version.number)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on", [date(2015, 10, 1), TODAY])
@pytest.mark.parametrize("facts", FIRMS)
def test_everything_that_advice_says_is_whole(language, on, facts):
    day = shipped_day(on)
    wording = advice_wording(day, language)
    profile = read_firm(LocatedData("firm", facts, {}), shipped_catalogue().facts, on=on)
    advice = advise(profile, day, need=read_need("onze verpakking scheurt in de diepvries"))
    said = [wording.near_miss(miss) for miss in advice.near_misses.values()]
    said += [wording.question(question) for question in advice.questions]
    said += [wording.why_asked(question) for question in advice.questions]
    said += [wording.contact_why(contact) for contact in advice.contacts]
    said += [wording.amount(item.assessment) for item in advice.measures]
    said += [wording.step(step) for step in advice.steps]
    said += [reason for item in advice.measures for reason in wording.reasons(item)]
    said += wording.assumptions(advice)
    said += [" ".join(wording.fact(fact, known)) for fact, known in advice.picture.known.items()]
    assert said
    for sentence in said:
        assert sentence.strip()
        assert "{" not in sentence
        assert "None" not in sentence
        assert "Decimal" not in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_never_said_to_decide_nothing(language):
    """What the firm plans may decide no measure by itself: it orders them, and that is what is said."""
    wording = advice_wording(shipped_day(TODAY), language)
    asked = NextQuestion(shipped_catalogue().facts["planned_action"], 0, 1.0)
    assert wording.why_asked(asked)
    assert "0" not in wording.why_asked(asked)
