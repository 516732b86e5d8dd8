"""The words of the self-placement."""

from __future__ import annotations

import pytest

from wegwijzer.core.pyramid.placing import PLAIN_QUESTIONS, QUESTION_IDS
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.needs import read_need
from wegwijzer.readers.self_placement import read_self_placement, shipped_self_placement
from wegwijzer.readers.yaml_file import read_yaml, read_yaml_file

PATH = shipped_folder() / "self_placement.yaml"


def faults_of(text: str) -> str:
    located = read_yaml(text, name="self_placement.yaml")
    catalogue = shipped_catalogue()
    found, faults = read_self_placement(located, domains=catalogue.business_domains, measures=catalogue.measures)
    assert found is None
    return "\n".join(map(str, faults))


def test_every_question_step_and_place_is_worded():
    words = shipped_self_placement()
    assert set(words.questions) == set(words.steps) == set(QUESTION_IDS)
    assert set(words.places) == set(Segment)
    assert words.shares == (12, 12, 10, 11, 55)


def test_what_follows_a_yes_has_a_wording_of_its_own():
    words = shipped_self_placement()
    for question in PLAIN_QUESTIONS:
        assert (words.questions[question.id].after_yes is not None) == (question.follows is not None)


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
@pytest.mark.parametrize("step", QUESTION_IDS)
def test_the_need_of_every_step_leads_to_one_of_its_domains(language, step):
    found = shipped_self_placement().steps[step]
    need = read_need(found.need[language])
    assert {match.domain.id for match in need.business[:3]} & set(found.domains)


def test_all_faults_are_told_at_once():
    text = PATH.read_text(encoding="utf-8")
    text = text.replace("measures: [blikopener, kmo-", "measures: [blinkopener, kmo-")
    text = text.replace("- id: volger", "- id: koploper").replace("basis: editorial", "basis: source", 1)
    told = faults_of(text)
    assert '"blinkopener" does not exist' in told
    assert "each of these once: koploper, ontwikkelaar" in told
    assert "a step rests on a source" in told


def test_the_file_is_read_with_its_lines():
    assert (
        read_yaml_file(PATH)
        .where(("steps",))
        .endswith(str(PATH.read_text("utf-8").split("\nsteps:")[0].count("\n") + 2))
    )
