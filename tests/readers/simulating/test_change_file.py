"""A change file: a new version of a measure, checked as strictly as the catalogue, with every fault at its line."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.simulating.changing import changed_measures
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.simulating.change_file import read_change
from wegwijzer.readers.yaml_file import read_yaml, read_yaml_file

EXAMPLES = Path(__file__).parents[3] / "examples" / "changes"
DAY = date(2027, 1, 1)


def read(text):
    return read_change(read_yaml(text, name="change.yaml"), shipped_catalogue())


def faults_of(text):
    with pytest.raises(InputError) as error:
        read(text)
    return [str(fault) for fault in error.value.faults]


def kmo(text, *, day=DAY):
    return f"from: {day}\nmeasures:\n- measure: kmo-portefeuille\n  {text}\n"


def test_the_version_in_force_ends_the_day_before_and_a_new_one_begins():
    change = read(kmo("amount: {ceiling_eur: 5000}"))
    before, after = (catalogue.measure("kmo-portefeuille") for catalogue in (change.before, change.after))
    assert len(after.versions) == len(before.versions) + 1
    old, new = after.version_required(DAY - timedelta(days=1)), after.version_required(DAY)
    assert old.period.valid_until == DAY - timedelta(days=1)
    assert new.period.valid_from == DAY
    assert new.criteria == old.criteria == before.version_required(DAY).criteria
    assert new.amount.ceiling[0].euro.exact == 5000
    assert change.after.digest != change.before.digest
    assert changed_measures(change.before.on(DAY - timedelta(days=1)), change.after.on(DAY - timedelta(days=1))) == ()


def test_a_change_on_the_day_a_version_begins_takes_its_place():
    change = read(kmo("status: closed", day=date(2026, 2, 1)))
    assert len(change.after.measure("kmo-portefeuille").versions) == len(
        change.before.measure("kmo-portefeuille").versions
    )


def test_criteria_are_changed_added_and_dropped_by_name():
    text = "criteria: {sme: {fact: size_class, at_most: small}}\n  add: {old: {fact: age_years, at_least: 2}}"
    version = read(kmo(f"{text}\n  drop: [theme_accepted]")).after.measure("kmo-portefeuille").version_required(DAY)
    ids = [criterion.id for criterion in version.criteria]
    assert "theme_accepted" not in ids
    assert ids[-1] == "old"
    (sme,) = (criterion for criterion in version.criteria if criterion.id == "sme")
    assert sme.test.limit == Decimal(1)


def test_an_end_shuts_a_measure_after_it_and_a_later_one_takes_it_up_again():
    change = read(kmo("valid_until: 2027-06-30"))
    assert change.on(DAY) == ()
    (ended,) = change.on(date(2027, 7, 1))
    assert ended.after is None
    assert ended.nobody_gains
    text = "from: 2027-01-01\nmeasures:\n- measure: sprint-project\n  valid_until: 2027-12-31\n"
    (again,) = read(text).on(DAY)
    assert again.before is None
    assert again.after is not None


def test_a_shared_limit_changes_from_the_day_on():
    change = read("from: 2027-01-01\nthresholds:\n  kmo-definitie-eu: {small_staff_lt: 75}\n")
    staff = [catalogue.on(DAY).derivation.ceilings.small_staff for catalogue in (change.before, change.after)]
    assert staff == [50, 75]
    assert change.after.on(DAY - timedelta(days=1)).derivation.ceilings.small_staff == 50
    assert "kmo-portefeuille" in {changed.id for changed in change.on(DAY)}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_are_changes_of_something(path):
    change = read_change(read_yaml_file(path), shipped_catalogue())
    assert change.name
    assert change.on(change.starts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from: 2027-01-01\n", "changes nothing"),
        ("measures: []\n", "from"),
        (kmo("amount: {ceiling_eur: 7500}"), "changes nothing on that day"),
        (kmo("amoun: {ceiling_eur: 5}"), 'Did you mean "amount"'),
        (kmo("amount: {ceiling: 5}"), "change.yaml:4: measures.0.amount.ceiling: unknown key"),
        (kmo("amount: {ceiling_eur: many}"), "change.yaml:4"),
        (kmo("criteria: {smee: {fact: size_class, at_most: small}}"), 'unknown criterion "smee". Did you mean "sme"'),
        (kmo("criteria: {sme: {fact: siz_class, at_most: small}}"), 'unknown fact "siz_class"'),
        (kmo("criteria: {sme: {fact: size_class, at_most: tiny}}"), "no option 'tiny'"),
        (kmo("drop: [sm]"), 'Did you mean "sme"'),
        (kmo("add: {sme: {fact: fte, below: 5}}"), "already"),
        (kmo("amount: {parts: {trainin: {rate_pct: 20}}}"), 'Did you mean "training"'),
        (kmo("amount: {parts: {training: {rate_pct: 120}}}"), "more than the whole"),
        (kmo("amount: {ceiling_eur: -1}"), "is negative"),
        (kmo("valid_until: 2026-01-01"), "lies before"),
        (kmo("status: shut"), "status"),
        (kmo("criteria: {sme: {all: [{fact: fte, below: 5}, {fact: fte, above: 9}]}}"), "no firm can meet this criter"),
        (kmo("add: {any: {any: [{fact: fte, below: 5}, {fact: fte, at_least: 5}]}}"), "every firm meets this"),
        (kmo("add: {big: {fact: size_class, at_least: large}}"), "no firm can meet this together with sme"),
        (kmo("status: closed") + "- measure: kmo-portefeuille\n  status: closed\n", "stands here twice"),
        ("from: 2027-01-01\nmeasures:\n- measure: kmo-portefeuile\n", 'Did you mean "kmo-portefeuille"'),
        ("from: 2027-01-01\nmeasures:\n- measure: sprint-project\n  status: open\n", "has no version on 2027-01-01"),
        ("from: 2027-01-01\nmeasures:\n- measure: mip\n  amount: {ceiling_eur: 5}\n", "no amount is documented"),
        ("from: 2027-01-01\nthresholds: {kmo: {small_staff_lt: 5}}\n", "unknown topic of limits"),
        ("from: 2027-01-01\nthresholds: {kmo-definitie-eu: {smal_staff_lt: 5}}\n", 'Did you mean "small_staff_lt"'),
        ("from: 2027-01-01\nthresholds: {kmo-definitie-eu: {small_staff_lt: 0}}\n", "is no limit"),
        ("from: 2027-01-01\nthresholds: {kmo-definitie-eu: {small_staff_lt: 250}}\n", "is not below medium_staff_lt"),
        ("from: 2027-01-01\nfrom: 2028-01-01\n", "given twice"),
        ("from: [1\n", "not valid YAML"),
        ("hello\n", "change.yaml"),
    ],
)
def test_a_fault_is_told_where_it_stands_in_the_change(text, told):
    faults = faults_of(text)
    assert any(part in fault for fault in faults for part in told.split("|")), faults
    assert all(fault.startswith("change.yaml") for fault in faults), faults


def test_all_faults_are_told_at_once():
    text = kmo("criteria: {sme: {fact: sise, at_most: small}}\n  amount: {ceiling_eur: -5}")
    faults = faults_of(text + "thresholds: {kmo: {a: 1}}\n")
    assert len(faults) == 3
