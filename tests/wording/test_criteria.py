"""Sentences come from the criterion: they say what it tests, in three languages, and where the firm stands."""

from decimal import Decimal

import pytest
from hypothesis import given

from tests.builders import FACTS, a_picture, in_all
from tests.core.criteria.test_readings import criteria as random_criteria
from wegwijzer.core.advice.assessing import CriterionReading
from wegwijzer.core.catalogue.measure import NamedCriterion
from wegwijzer.core.catalogue.vocabulary import SharedRule
from wegwijzer.core.criteria.nodes import All, AnyOf, AtLeast, AtMost, Below, IsTrue, Named, Not, OneOf, StartsWith
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.criteria import CriterionWording
from wegwijzer.wording.language import LANGUAGES

RULES = {"a_rule": SharedRule("a_rule", in_all("The rule holds."), in_all("The rule fails."), IsTrue("insolvent"))}
ENGLISH = CriterionWording(FACTS, RULES, "en")
FIFTY = Decimal(50)


@pytest.mark.parametrize(
    ("criterion", "sentence"),
    [
        (Below("fte", FIFTY), "The fte is less than 50."),
        (Not(Below("fte", FIFTY)), "The fte is at least 50."),
        (AtMost("turnover_eur", Decimal(2_000_000)), "The turnover_eur is at most EUR 2,000,000."),
        (AtMost("size_class", Decimal(2)), "The size_class is at most medium."),
        (All((AtLeast("size_class", Decimal(1)), AtMost("size_class", Decimal(1)))), "The size_class is small."),
        (AtLeast("founded", Decimal(736_330)), "The founded is 1 January 2017 or later."),
        (IsTrue("insolvent"), "insolvent holds."),
        (Not(IsTrue("insolvent")), "insolvent fails."),
        (Not(Not(IsTrue("insolvent"))), "insolvent holds."),
        (OneOf("region", ("vlaanderen",)), "The region is vlaanderen."),
        (Not(OneOf("region", ("vlaanderen", "brussel"))), "The region is none of these: vlaanderen, brussel."),
        (StartsWith("nace", ("10", "11", "12")), "The nace starts with 10, 11 or 12."),
        (Named("a_rule", IsTrue("insolvent")), "The rule holds."),
        (Not(Named("a_rule", IsTrue("insolvent"))), "The rule fails."),
        (
            AnyOf((IsTrue("insolvent"), Below("fte", FIFTY))),
            "At least one of these holds: insolvent holds; the fte is less than 50.",
        ),
        (
            Not(AnyOf((IsTrue("insolvent"), Below("fte", FIFTY)))),
            "All of this holds: insolvent fails; the fte is at least 50.",
        ),
    ],
)
def test_the_sentence_says_what_the_criterion_tests(criterion, sentence):
    assert ENGLISH.requirement(criterion) == sentence


@given(random_criteria)
def test_every_criterion_has_a_sentence_and_its_negation_another(criterion):
    sentence = ENGLISH.requirement(criterion)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert ENGLISH.requirement(Not(criterion)) != sentence
    assert ENGLISH.requirement(Not(Not(criterion))) == sentence


def reading(test, verdict, *missing):
    return CriterionReading(NamedCriterion("c", test, "as documented"), verdict, missing)


def test_a_refusal_names_the_firms_own_value_and_an_open_criterion_what_is_not_known():
    picture = a_picture(fte=120)
    small = Below("fte", FIFTY)
    assert ENGLISH.reading(reading(small, MET), picture) == "The fte is less than 50."
    assert ENGLISH.reading(reading(small, NOT_MET), picture) == "The fte is less than 50. Yours: 120."
    assert ENGLISH.reading(reading(small, UNKNOWN, "fte"), a_picture()).endswith("Not known yet: the fte.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterion_of_the_catalogue_is_a_whole_sentence_in_every_language(language):
    catalogue = shipped_catalogue()
    for measure in catalogue.measures.values():
        for version in measure.versions:
            day = catalogue.on(version.period.valid_from)
            wording = CriterionWording(catalogue.facts, day.rules, language)
            resolved = next(item.version for item in day.measures if item.measure.id == measure.id)
            for criterion in resolved.criteria:
                sentence = wording.requirement(criterion.test)
                assert sentence[0].isupper(), sentence
                assert sentence.endswith("."), sentence
                assert "{" not in sentence
                assert "  " not in sentence
