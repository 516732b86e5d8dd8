"""The figures of docs/what-the-lights-can-predict.md are those that came out of the failure data."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from tests.docs.pages import ROOT
from tests.reference.failure_data.page import FIGURES, fragments
from wegwijzer.readers.knipperlichten import shipped_board

PAGE = ROOT / "docs" / "what-the-lights-can-predict.md"
FRAGMENTS = fragments(json.loads(FIGURES.read_text(encoding="utf-8")))

# Reported by Signaux Faibles and quoted on the page with a link.
QUOTED = {"0.80", "0.25", "0.24", "0.93", "0.62", "0.37"}


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", sorted(FRAGMENTS))
def test_the_page_says_what_the_data_said(name):
    expected = words(FRAGMENTS[name])
    assert expected in words(PAGE.read_text(encoding="utf-8")), "Print it: python -m tests.reference.failure_data.page"


def test_the_page_holds_no_other_figure():
    rest = words(PAGE.read_text(encoding="utf-8"))
    for fragment in FRAGMENTS.values():
        rest = rest.replace(words(fragment), "")
    rest = re.sub(r"<https://[^>]+>|\]\([^)]+\)|CC BY 4\.0", "", rest)
    assert set(re.findall(r"\d+\.\d+|\d+(?= %)", rest)) == QUOTED


def test_the_recommended_weights_are_whole_and_above_zero():
    weights = json.loads(FIGURES.read_text(encoding="utf-8"))["weights"]["recommended"]
    assert len(weights) == 12
    assert all(isinstance(weight, int) and weight > 0 for weight in weights.values())


def test_the_lights_have_the_weights_and_limits_that_were_judged():
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    today = shipped_board(date(2026, 11, 24))
    assert {light.id: version.weight for light, version in today.lights} == figures["weights"]["recommended"]
    assert {light.id: dict(version.limits) for light, version in today.lights} == figures["limits"]
