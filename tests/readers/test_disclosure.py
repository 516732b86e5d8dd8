"""The rules of disclosure control come from a file, and a user's file changes only what it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wegwijzer.core.disclosure.rules import Dominance
from wegwijzer.core.errors import InputError
from wegwijzer.readers.disclosure import read_rules, shipped_rules


def test_the_shipped_rules_hide_less_than_five_firms_and_values_that_two_of_them_dominate():
    rules = shipped_rules()
    assert rules.minimum_count == 5
    assert rules.dominance == Dominance(2, 85)
    assert rules.weight_dominance == Dominance(2, 85)
    assert not rules.publish_reasons


def test_a_users_file_changes_only_what_it_names(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("minimum_count: 10\np_percent: null\n", encoding="utf-8")
    assert read_rules(path) == replace(shipped_rules(), minimum_count=10, p_percent=None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("minimum_count: 1", "1 is less than 2"),
        ("minimum_count: five", "minimum_count"),
        ("minimal_count: 5", 'Did you mean "minimum_count"'),
        ("dominance: {largest: 2, percent: 850}", "850 is no percentage"),
        ("publish_reasons: maybe", "publish_reasons"),
        ("weight_dominance: {largest: 0, percent: 85}", "0 is less than 1"),
        ("- 5", "is no mapping"),
    ],
)
def test_a_wrong_rule_is_named_with_its_line(tmp_path, text, told):
    path = tmp_path / "rules.yaml"
    path.write_text(f"# ours\n{text}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_rules(path)
    assert told in str(caught.value)
    assert "rules.yaml:2" in str(caught.value)


def test_all_wrong_rules_are_told_at_once(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("minimum_count: 0\nrounding_step: 1\nmargin_weight: 0.5\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_rules(path)
    assert len(caught.value.faults) == 3
