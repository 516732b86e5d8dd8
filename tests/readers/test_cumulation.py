"""The rules of cumulation as data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from wegwijzer.core.support.cumulation import RuleKind
from wegwijzer.core.support.de_minimis import Counting
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.cumulation import read_cumulation, shipped_cumulation
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.readers.yaml_file import read_yaml

SHIPPED = (shipped_folder() / "support" / "cumulation.yaml").read_text(encoding="utf-8")


def faults(text):
    catalogue = shipped_catalogue()
    found, told = read_cumulation(
        read_yaml(text, name="cumulation.yaml"), measures=catalogue.measures, small_aid=catalogue.topics["de-minimis"]
    )
    assert found is None
    return [str(fault) for fault in told]


def test_the_ceilings_and_the_counting_are_those_of_the_regulations():
    old, new = shipped_cumulation().small_aid
    assert (old.ceiling_eur, old.counting, old.period.valid_until) == (
        Decimal(200_000),
        Counting.TAX_YEARS,
        date(2023, 12, 31),
    )
    assert (new.ceiling_eur, new.counting, new.years) == (Decimal(300_000), Counting.ROLLING_YEARS, 3)


def test_every_shipped_rule_has_a_public_source_and_three_languages():
    for rule in shipped_cumulation().rules.rules:
        assert rule.source.url.startswith("http")
        assert set(rule.text) == {"nl", "en", "fr"}


def test_the_growth_subsidy_waits_36_months():
    waiting = [rule for rule in shipped_cumulation().rules.rules if rule.kind is RuleKind.WAITING]
    assert [(rule.measures, rule.months) for rule in waiting] == [(("kmo-groeisubsidie",), 36)]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("others: [investeringsaftrek]", "others: [investeringsaftek]", 'Did you mean "investeringsaftrek"?'),
        ("months: 36", "months: -36", "-36 is no number of months here."),
        ("months: 36\n", "months: 36\n  intensity_pct: -5\n", "-5 is no share here."),
        ("kind: reduces", "kind: lowers", "kind"),
        ('valid_until: "2021-06-30"', 'valid_until: "2015-06-30"', "lies before the start."),
        ("id: octrooiaftrek-of-innovatieaftrek", "id: vrijstelling-met-innovatieaftrek", "is given twice."),
        ('valid_from: "2024-01-01"\n  years: 3', 'valid_from: "2024-02-01"\n  years: 3', "every version of the topic"),
        ("counting: tax_years", "counting: tax_years\n  ceiling_eur: 5", "unknown key"),
        ("years: 3\n  counting: rolling_years", "years: 0\n  counting: rolling_years", "0 is no number of years."),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_line(before, after, problem):
    assert SHIPPED.count(before) == 1
    told = faults(SHIPPED.replace(before, after))
    assert len(told) == 1
    assert problem in told[0]
    assert told[0].startswith("cumulation.yaml:")


def test_what_valuing_calls_a_choice_is_an_excluded_pair_with_its_source():
    """The page of a value says "one of the two" without asking the rules: both files must say the same."""
    chosen = {
        frozenset((rule.measure, other))
        for rule in shipped_support_rules().measures.values()
        for other in rule.excludes
    }
    excluded = {
        frozenset((one, other))
        for rule in shipped_cumulation().rules.rules
        if rule.kind is RuleKind.EXCLUDED
        for one in rule.measures
        for other in rule.others
    }
    assert chosen <= excluded
