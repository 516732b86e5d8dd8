"""The cards against misunderstandings, as they are read."""

from __future__ import annotations

from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.codelists import read_cards
from wegwijzer.readers.yaml_file import read_yaml

TEXT = (shipped_folder() / "codelists" / "myths.yaml").read_text(encoding="utf-8")
KNOWN = {
    "business_domains": tuple(shipped_catalogue().business_domains),
    "expertise_domains": tuple(shipped_catalogue().expertise_domains),
    "planned_actions": tuple(option.id for option in shipped_catalogue().facts["planned_action"].options),
    "roles": tuple(shipped_catalogue().roles),
}


def faults_of(text: str) -> str:
    return "\n".join(map(str, read_cards(read_yaml(text, name="myths.yaml"), known=KNOWN)[1]))


def test_each_of_the_myths_of_the_report_and_the_odds_has_one_short_card_with_its_moments():
    cards = {card.id: card for card in shipped_catalogue().cards}
    assert set(cards) == {"contracts", "secrets", "only_for_large", "odds"}
    for card in cards.values():
        assert card.when
        assert card.source.startswith("SERV/StIA 2016, §3.")
        assert all(len(text) < 420 for text in card.text.values())
    assert [card.id for card in cards.values() if card.tells_odds] == ["odds"]


def test_the_shipped_file_has_no_faults():
    assert faults_of(TEXT) == ""


def test_all_faults_of_the_moments_are_told_at_once():
    told = faults_of(
        TEXT.replace("business_domains: [legal]", "business_domains: [law]", 1)
        .replace("planned_actions: [file_patent", "planned_actions: [file_a_patent", 1)
        .replace("- subjects: [student-research]", "- {}", 1)
    )
    assert '"law" does not exist' in told
    assert '"file_a_patent" does not exist' in told
    assert "a moment without conditions is every moment" in told


def test_a_condition_that_there_is_not_is_told():
    assert "unknown key" in faults_of(TEXT.replace("partner: true", "partners: true", 1))
    assert "efforts" in faults_of(TEXT.replace("efforts: [medium, high]", "efforts: [huge]", 1))
