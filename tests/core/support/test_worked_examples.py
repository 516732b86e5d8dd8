"""A sum worked out by hand, with a source, for every formula and every period in which it changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tests.core.support.plans import LARGE, MEDIUM, SMALL, a_plan, an_action, euros, found, valued
from wegwijzer.core.support.rules import Formula
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.support_rules import shipped_support_rules

EMPLOYER = SMALL | {"private_employer": True, "employees_headcount": 35, "annual_gross_wage_bill_eur": 1_400_000}
FIRMS = {"small": SMALL, "medium": MEDIUM, "large": LARGE, "employer": EMPLOYER}
EXAMPLES = yaml.safe_load(Path(__file__).with_name("worked.yaml").read_text(encoding="utf-8"))


def written(value):
    return value.isoformat() if isinstance(value, date) else value


def worked(example):
    """The value of an example and the version of its own measure that decided it."""
    details = {name: written(value) for name, value in example["action"].items()}
    kind, start = details.pop("kind"), details.pop("start")
    plan = a_plan(an_action(kind, start, **details), firm=FIRMS[example.get("firm", "small")])
    rule = shipped_support_rules().measures[example["measure"]]
    (value,) = found(valued(plan), rule.counted_in or example["measure"], example.get("variant"))
    return value, shipped_catalogue().measure(example["measure"]).version_on(value.day)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda item: f"{item['measure']}-{item['action']['start']}")
def test_the_sum_on_paper_is_what_is_told(example):
    value, version = worked(example)
    low, high = example["euro"] if isinstance(example["euro"], list) else (example["euro"],) * 2
    assert value.if_granted == euros(Decimal(str(low)), Decimal(str(high))), example["sum"]
    assert version.source.title
    assert version.source.url or version.source.report_sections


def test_every_formula_and_every_period_in_which_it_changed_has_one():
    told = {(example["measure"], worked(example)[1].period.valid_from) for example in EXAMPLES}
    asked = {
        (measure, version.period.valid_from)
        for measure, rule in shipped_support_rules().measures.items()
        for version in shipped_catalogue().measure(measure).versions
        if rule.formula is not Formula.GRANT or (version.amount is not None and version.amount.parts)
    }
    assert asked - told == set(), "worked.yaml has no sum for these"
    assert told <= asked
