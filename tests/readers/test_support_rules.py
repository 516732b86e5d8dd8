"""data/support: complete against the catalogue, and a fault for every slip in it."""

from __future__ import annotations

import shutil

import pytest

from wegwijzer.core.support.rules import Formula
from wegwijzer.core.support.valuing import is_for
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.support_rules import read_support_rules, shipped_support_rules


def test_every_grant_and_tax_measure_that_is_for_some_kind_of_action_is_valued():
    rules = shipped_support_rules()
    kinds = {kind.planned_action for kind in rules.action_kinds.values()}
    also = {measure for kind in rules.action_kinds.values() for measure in kind.also}
    wanted = {
        measure.id
        for measure in shipped_catalogue().measures.values()
        if measure.kind not in ("service", "collective_grant") and (kinds & set(measure.actions) or measure.id in also)
    }
    assert wanted - set(rules.measures) == set()
    assert set(rules.measures) - wanted == set()


def test_every_documented_figure_is_there_in_some_version():
    rules, catalogue = shipped_support_rules(), shipped_catalogue()
    for rule in rules.measures.values():
        versions = catalogue.measure(rule.measure).versions
        for name in rule.figures:
            assert any(rule.figure(version, name) is not None for version in versions), (rule.measure, name)


def test_parts_and_categories_that_rules_name_exist():
    catalogue = shipped_catalogue()
    categories = {option.id for option in catalogue.facts["investment_category"].options}
    for rule in shipped_support_rules().measures.values():
        parts = {
            part.id
            for version in catalogue.measure(rule.measure).versions
            if version.amount is not None
            for part in version.amount.parts
        }
        assert set(rule.left_out) <= parts
        assert {part for ceiling in rule.shared for part in ceiling.parts} <= parts
        assert set(rule.spread_categories) <= categories
        assert (rule.formula is Formula.INVESTMENT) is bool(rule.spread_categories)


def test_a_cost_counts_once_on_any_day():
    """Two sums for one fact hold one after the other, never side by side with less."""
    for kind in shipped_support_rules().action_kinds.values():
        by_fact = {}
        for item in kind.sums:
            assert set(by_fact.get(item.fact, ())) <= set(item.costs)
            by_fact[item.fact] = item.costs


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("measures", "measure: kmo-groeisubsidie", "measure: kmo-groei", 'there is no measure "kmo-groei"'),
        ("measures", "figure: four_pillars_eur", "figure: five", 'there is no figure "five"'),
        ("measures", "counts_on: award", "counts_on: moon", "measures.20.counts_on"),
        ("actions", "planned_action: training", "planned_action: schooling", '"schooling" is not known'),
        ("actions", "{investment_category: patent,", "{investment_category: cats,", "is no option"),
        ("assumptions", "value: 30", "value: -30", "-30 is negative"),
        ("assumptions", "value: 30", "vale: 30", 'Did you mean "value"?'),
        ("assumptions", "value: null", "value: 25", "has no source"),
    ],
)
def test_a_slip_in_the_data_is_told(tmp_path, file, old, new, told):
    folder = tmp_path / "support"
    shutil.copytree(shipped_folder() / "support", folder)
    path = folder / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    rules, faults = read_support_rules(folder, shipped_catalogue())
    assert rules is None
    assert any(told in str(fault) for fault in faults), [str(fault) for fault in faults]


def test_measures_are_for_the_actions_that_they_name_or_that_name_them():
    rules, catalogue = shipped_support_rules(), shipped_catalogue()
    hire = rules.action_kinds["hire_researcher"]
    found = {measure.id for measure in catalogue.measures.values() if is_for(measure, _Planned(hire))}
    assert found == {"kmo-groeisubsidie", "bv-vrijstelling-onderzoekers", "baekeland-mandaat", "innovatiemandaat"}


class _Planned:
    """An action of which only the kind matters."""

    def __init__(self, kind):
        self.kind = kind
