"""The steps by role as shipped, and names that are gone as a firm types them."""

from __future__ import annotations

from datetime import date

import pytest

from wegwijzer.core.language.words import words_of
from wegwijzer.core.structures.steps import Basis
from wegwijzer.core.structures.succession import Successions
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.structures import read_map_rules, shipped_map_rules
from wegwijzer.readers.yaml_file import read_yaml

ON = date(2026, 11, 30)
PROVINCES = [
    word
    for option in shipped_catalogue().facts["province"].options
    for text in option.label.values()
    for word in words_of(text)
]


@pytest.fixture(scope="module")
def successions():
    return Successions(shipped_catalogue().organisations, on=ON, known_words=PROVINCES)


@pytest.mark.parametrize(
    ("typed", "heirs"),
    [
        ("Innovatiecentrum", {"team-bedrijfstrajecten"}),
        ("innovatiecentra", {"team-bedrijfstrajecten"}),
        ("innovatiecentrum Oost-Vlaanderen", {"team-bedrijfstrajecten"}),
        ("IWT", {"vlaio", "fwo"}),
        ("subsidie bij het iwt", {"vlaio", "fwo"}),
        ("Agentschap Ondernemen", {"vlaio"}),
        ("LED", {"blikopener"}),
        ("leds", {"blikopener"}),
        ("WTCB", {"buildwise"}),
        ("iMinds", {"imec"}),
        ("FISCH", {"catalisti"}),
        ("Flanders' DRIVE", {"flanders-make"}),
    ],
)
def test_an_old_name_leads_to_who_took_over(successions, typed, heirs):
    found = successions.search(typed)
    assert {heir.organisation.id for one in found for heir in one.heirs} == heirs
    assert all(one.source.title for one in found)


@pytest.mark.parametrize(
    "typed", ["", "   ", "ondernemen", "agentschap", "netwerk", "Limburg", "onze verpakking scheurt", "vlaio", "?!"]
)
def test_other_words_lead_to_no_old_name(successions, typed):
    assert successions.search(typed) == ()


def test_the_day_of_a_hand_over_is_told_as_documented(successions):
    (iwt,) = successions.search("IWT")
    assert {(heir.organisation.id, heir.since) for heir in iwt.heirs} == {
        ("vlaio", "2016-01-01"),
        ("fwo", "2016-01-01"),
    }
    assert successions.search("Innovatiecentrum")[0].heirs[0].since is None


def test_every_heir_exists_and_every_old_organisation_is_found_by_its_own_name(successions):
    for organisation in shipped_catalogue().organisations.values():
        if not organisation.exists_on(ON):
            found = successions.search(organisation.name["nl"])
            assert organisation.id in {one.id for one in found}
            assert all(heir.organisation.exists_on(ON) for one in found for heir in one.heirs)


def test_every_role_has_its_steps_with_a_source_or_as_our_own_judgement():
    rules = shipped_map_rules()
    assert set(rules.roles) == set(shipped_catalogue().roles)
    assert all(bool(found.source) is (found.basis is Basis.SOURCE) for found in rules.roles.values())


@pytest.mark.parametrize(
    ("before", "after", "about"),
    [
        ("- role: bank\n", "- role: banken\n", "banken"),
        ("- role: bank\n", "- role: investor\n", "twice"),
        ("steps: [develop, market]", "steps: [develop, develop]", "twice"),
        ("steps: [develop, market]", "steps: [verkopen]", "steps"),
        ("basis: editorial", "basis: source", "source"),
        ("structures: 4", "structures: 1", "structures"),
        ("shown: [antwerpen", "shown: [antwerp", "antwerp"),
    ],
)
def test_a_slip_in_the_file_is_a_fault_with_its_line(before, after, about):
    text = (shipped_folder() / "structures" / "steps.yaml").read_text(encoding="utf-8")
    assert before in text
    catalogue = shipped_catalogue()
    provinces = [option.id for option in catalogue.facts["province"].options]
    wrong = read_yaml(text.replace(before, after, 1), name="steps.yaml")
    _, faults = read_map_rules(wrong, roles=tuple(catalogue.roles), provinces=provinces)
    assert faults
    assert any(about in str(fault) for fault in faults)
    assert all(fault.where.startswith("steps.yaml:") for fault in faults)
