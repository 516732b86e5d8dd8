"""Every code of a referral has its words in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import wegwijzer
from wegwijzer.core.referral.routing import Why, WhyNot
from wegwijzer.core.referral.states import CaseState, NeedState, OfferState
from wegwijzer.core.referral.steps import Reason, StepProblem
from wegwijzer.web.referral.givens import LONGEST_WORDS
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.wording.language import LANGUAGES, texts

REFERRAL = Path(wegwijzer.__file__).parent / "web" / "referral"
ENUMS = {
    "state.offer": OfferState,
    "state.need": NeedState,
    "state.case": CaseState,
    "reason": Reason,
    "why": Why,
    "why_not": WhyNot,
    "side": CaseSide,
}


def refusals() -> set[str]:
    found = {problem.value for problem in StepProblem}
    for path in REFERRAL.rglob("*.py"):
        found |= set(re.findall(r'RefusedError\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
    return found | {"desk_empty", "desk_unknown"}  # one call gives either


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", sorted(ENUMS))
def test_every_code_of_an_enum_has_its_words_and_no_other_code_has(section, language):
    found = {key for key in texts("referral", language) if key.startswith(f"referral.{section}.")}
    assert found == {f"referral.{section}.{code.value}" for code in ENUMS[section]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_sentence(language):
    found = texts("referral", language)
    assert sorted(code for code in refusals() if f"referral.refused.{code}" not in found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_happening_has_its_words_where_needed_by_what_it_led_to(language):
    found = texts("referral", language)
    split = {"step": OfferState, "appointment": None, "outcome": None, "reported": None}
    for kind in Happening:
        if kind.value not in split:
            assert f"referral.happening.{kind.value}" in found
    assert {f"referral.happening.step.{state.value}" for state in OfferState} <= set(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_text_is_named_as_it_is(language):
    mark = {"nl": ".", "fr": ".", "en": ","}[language]
    assert f"{LONGEST_WORDS:,}".replace(",", mark) in texts("referral", language)["referral.refused.words_too_long"]
