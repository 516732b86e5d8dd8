"""The example firms read without a fault and show what their first line says; the script runs."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from tests.docs.pages import ROOT, blocks
from wegwijzer.core.advice.advising import advise
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.firm import read_firm, read_firm_text

FOLDER = ROOT / "examples"
DAY = date(2026, 11, 24)
EXAMPLES = {
    "baker": "small",
    "weaver": "large",
    "sole-trader": "micro",
    "vzw": "small",
    "unknown": "unknown",
}


def advice_for(name, on=DAY):
    path = FOLDER / f"{name}.yaml"
    located = read_firm_text(path.read_text(encoding="utf-8"), name=path.name)
    return advise(read_firm(located, shipped_catalogue().facts, on=on), shipped_day(on))


def test_every_example_firm_is_tried():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(EXAMPLES)


@pytest.mark.parametrize(("name", "size_class"), EXAMPLES.items())
def test_an_example_firm_has_the_size_it_should_have(name, size_class):
    assert advice_for(name).picture.size.size_class == size_class


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("on", [date(2015, 10, 1), date(2016, 4, 1), DAY])
def test_an_example_firm_gets_a_roadmap_on_any_day(name, on):
    advice = advice_for(name, on)
    assert advice.measures
    assert advice.first_contact is not None
    assert advice.steps


def test_the_weaver_is_large_through_the_parent_that_holds_60_per_cent():
    (parent,) = advice_for("weaver").picture.size.counted
    assert (parent.weight_pct, parent.why) == (100, "linked")


def test_a_firm_that_knows_nothing_is_asked_something_and_refused_little():
    advice = advice_for("unknown")
    assert advice.questions
    assert sum(item.group != "no" for item in advice.measures) > sum(item.group == "no" for item in advice.measures)


@pytest.mark.parametrize("script", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_an_example_script_runs(script):
    done = subprocess.run([sys.executable, script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_readme_shows_the_baker_as_the_example_has_it():
    shown = next(block.text for block in blocks(ROOT / "README.md") if block.language == "yaml")
    lines = (FOLDER / "baker.yaml").read_text(encoding="utf-8").splitlines()
    assert shown.splitlines() == [line for line in lines if not line.startswith("#")]
