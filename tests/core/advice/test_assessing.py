"""Verdicts of measures: what decides, what is missing, and what a doubtful status allows."""

from decimal import Decimal

import pytest

from tests.builders import a_day, a_measure, a_profile, a_version
from wegwijzer.core.advice.assessing import assess_all
from wegwijzer.core.catalogue.measure import Status
from wegwijzer.core.criteria.nodes import AtMost, IsTrue, Not, OneOf
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

SME = AtMost("size_class", Decimal(2))
IN_FLANDERS = IsTrue("establishment_in_flanders")
NOT_INSOLVENT = Not(IsTrue("insolvent"))
NEW = IsTrue("new_for_firm")


def assessed(version, **facts):
    day = a_day(a_measure(version))
    return assess_all(derive(a_profile(**facts), day.derivation), day)[0]


def test_a_firm_whose_headcount_we_do_not_know_is_neither_accepted_nor_refused():
    result = assessed(a_version(SME), turnover_eur=1_000_000)
    assert result.verdict is UNKNOWN
    assert result.missing == ("fte",)


def test_one_criterion_not_met_decides_and_nothing_is_missing_any_more():
    result = assessed(a_version(SME, IN_FLANDERS), establishment_in_flanders=False)
    assert result.verdict is NOT_MET
    assert result.missing == ()
    assert [reading.criterion.id for reading in result.blocking] == ["c2"]


def test_missing_facts_are_base_facts_each_named_once():
    result = assessed(a_version(SME, AtMost("size_class", Decimal(1)), IN_FLANDERS), fte=12)
    assert result.missing == ("turnover_eur", "balance_sheet_total_eur", "region")


def test_what_only_a_declaration_or_judgement_leaves_open_does_not_stand_in_the_way_of_the_firm():
    result = assessed(a_version(IN_FLANDERS, NOT_INSOLVENT, NEW), region="vlaanderen")
    assert result.verdict is UNKNOWN
    assert result.on_firm_facts is MET
    assert result.missing == ("insolvent", "new_for_firm")


def test_a_fact_of_the_firm_that_is_open_stands_in_the_way():
    assert assessed(a_version(IN_FLANDERS, NEW)).on_firm_facts is UNKNOWN


@pytest.mark.parametrize(
    ("status", "is_transition", "verdict"),
    [
        (Status.OPEN, False, MET),
        (Status.UNKNOWN, False, UNKNOWN),
        (Status.ANNOUNCED, False, UNKNOWN),
        (Status.CLOSED, False, NOT_MET),
        (Status.CLOSED, True, MET),
    ],
)
def test_a_doubtful_status_is_never_a_certainty(status, is_transition, verdict):
    version = a_version(OneOf("legal_form", ("bv",)), status=status, is_transition=is_transition)
    assert assessed(version, legal_form="bv").verdict is verdict
    assert assessed(version, legal_form="vzw").verdict is NOT_MET
