"""What data/premium and the measure's own file say of the innovation premium."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from wegwijzer.core.premium.rules import Condition, rules_of
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.premium import MEASURE, read_premium, shipped_premium
from wegwijzer.readers.yaml_file import read_yaml

TEXT = (shipped_folder() / "premium" / "conditions.yaml").read_text(encoding="utf-8")


def faults_of(text: str, measure=None) -> str:
    measure = measure or shipped_catalogue().measure(MEASURE)
    found, faults = read_premium(read_yaml(text, name="premium/conditions.yaml"), measure)
    assert found is None
    return "\n".join(map(str, faults))


@pytest.mark.parametrize("year", range(2013, 2027))
def test_every_year_of_the_premium_has_the_ceilings_of_its_source(year):
    rules = rules_of(year, shipped_premium().rules)
    assert rules is not None
    assert (rules.most_persons_per_innovation, rules.small_below, rules.most_persons_small) == (10, 30, 3)
    assert (rules.most_staff_pct, rules.most_wage_bill_pct) == (Decimal(10), Decimal(1))
    assert rules.source.url


@pytest.mark.parametrize("year", [2012, 2027])
def test_other_years_have_none(year):
    assert rules_of(year, shipped_premium().rules) is None


def test_every_condition_has_a_source_and_what_has_none_is_a_question():
    assert {found.condition for found in shipped_premium().conditions} == set(Condition)
    assert all(found.source.url for found in shipped_premium().conditions)
    questions = [found for found in shipped_premium().definitions if found.source is None]
    assert all(found.text["nl"].endswith("?") for found in questions)


def test_a_condition_that_is_left_out_is_a_fault():
    told = faults_of(TEXT.replace("- id: novel", "- id: internal", 1))
    assert "each of these once" in told


def test_another_wording_of_a_ceiling_is_a_fault_until_it_is_read():
    measure = shipped_catalogue().measure(MEASURE)
    version = measure.versions[-1]
    amount = {**version.documented["amount"], "max_per_person": "twee maandlonen", "max_total_pct_wage_bill": -1}
    other = replace(measure, versions=(replace(version, documented={"amount": amount}),))
    assert "max_total_pct_wage_bill" in faults_of(TEXT, other)
    amount["max_total_pct_wage_bill"] = 1
    other = replace(measure, versions=(replace(version, documented={"amount": amount}),))
    assert 'max_per_person is "twee maandlonen"' in faults_of(TEXT, other)
