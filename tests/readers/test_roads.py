"""The roads that ship with the package, and what is told of roads that are wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.docs.pages import ROOT
from wegwijzer.core.errors import InputError
from wegwijzer.core.roads.road import Place, helper_for
from wegwijzer.core.roads.subject import Basis, Subject
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.roads import SubjectForm, faults_of_cards, known_ids, read_roads, shipped_roads

FOLDER = shipped_folder() / "roads"
LANGUAGES = ("nl", "en", "fr")
LONGEST_SENTENCE = 20
"""Words a sentence may have at level B1."""
JARGON = (
    r"led|o&o|r&d|haalbaarheidsstudie|valorisatie|stakeholder|implement\w+|optimalis\w+|holistisch|ecosysteem|synergie|"
    r"kpi|roadmap|traject\w*|innovatietraject|instrumentarium|intermediair\w*|flankerend|beleid\w*|operationeel|"
    r"disrupti\w+|incrementeel|leverage\w*|ecosystem|synerg\w+|stakeholders|valori[sz]ation|holistic|écosystème|"
    r"parties prenantes|optimiser|troubleshooting|business ?case|ip|nda|mta"
)
"""Words of policy and consultants that mean nothing to a baker."""
SUBJECTS = [pytest.param(subject, id=subject.id) for subject in shipped_roads().subjects.values()]
DAY = date(2026, 11, 24)


def texts_of(subject: Subject) -> Iterator[dict[str, str]]:
    yield from (subject.name, subject.label, subject.when, *subject.asks_more)
    yield from (step.do for step in subject.first_steps)
    yield from (door.because for door in subject.next_doors)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def words(sentence: str) -> list[str]:
    return [word for word in sentence.split() if re.search(r"\w", word)]


def test_all_domains_and_all_sectors_are_covered_by_at_least_48_subjects():
    catalogue, subjects = shipped_catalogue(), shipped_roads().subjects.values()
    assert len(subjects) >= 48
    assert {subject.main_domain for subject in subjects} == set(catalogue.business_domains)
    assert {domain for subject in subjects for domain in subject.expertise_domains} == set(catalogue.expertise_domains)
    general = [subject for subject in subjects if not subject.sectors]
    assert {subject.main_domain for subject in general} == set(catalogue.business_domains)


def test_every_subject_is_reached_from_every_other():
    roads = shipped_roads()
    for start in roads.subjects:
        assert roads.reachable_from(start) == set(roads.subjects)


def test_names_and_labels_tell_subjects_apart():
    subjects = shipped_roads().subjects.values()
    for language in LANGUAGES:
        assert len({subject.name[language] for subject in subjects}) == len(subjects)
        assert len({subject.label[language] for subject in subjects}) == len(subjects)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_text_is_plain_and_short_in_three_languages(subject):
    for text in texts_of(subject):
        assert set(text) == set(LANGUAGES)
        for language in LANGUAGES:
            found = re.search(rf"\b(?:{JARGON})\b", text[language], re.IGNORECASE)
            assert found is None, f"{found and found[0]}: {text[language]}"
            for sentence in sentences(text[language]):
                assert len(words(sentence)) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("subject", SUBJECTS)
def test_steps_and_doors_are_sentences_and_name_no_figure_of_money_share_or_date(subject):
    ends = [*(step.do for step in subject.first_steps), *(door.because for door in subject.next_doors)]
    for text in (*ends, *subject.asks_more):
        for language in LANGUAGES:
            assert text[language][-1] in ".?", text[language]
            assert re.search(r"\d\s*%|€|\beuro\b|\b(?:19|20)\d\d\b", text[language].replace("CO2", "")) is None


@pytest.mark.parametrize("subject", SUBJECTS)
def test_most_doors_lead_to_another_domain(subject):
    roads = shipped_roads()
    out = [door for door in subject.next_doors if roads[door.to].main_domain != subject.main_domain]
    assert out
    assert len({door.to for door in subject.next_doors}) == len(subject.next_doors)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_pays_for_a_step_is_for_a_domain_of_the_subject(subject):
    measures = shipped_catalogue().measures
    for step in subject.first_steps:
        for measure in step.pays:
            assert set(measures[measure].domains) & set(subject.business_domains), measure


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_firm_in_flanders_has_somebody_to_call_for_every_step(subject):
    catalogue = shipped_catalogue()
    provinces = [None, *(option.id for option in catalogue.facts["province"].options)]
    sectors = [None, *(option.id for option in catalogue.facts["sector"].options)]
    for step in subject.first_steps:
        for province in provinces:
            for sector in sectors:
                found = helper_for(
                    step,
                    subject,
                    organisations=catalogue.organisations,
                    roles=catalogue.roles,
                    place=Place(DAY, province, sector),
                )
                assert found is not None, (step.do["nl"], province, sector)


REPORT = frozenset(
    "§2.3.1 §2.4.1 §2.4.2 §2.4.3 §2.4.4 §2.6.5 §3.2 §3.3 §3.4 §3.6 §3.8 §3.10 §3.11 §3.12".split()  # noqa: SIM905
)
"""The paragraphs that roads rest on, each read against the report; a new one is read before it is added here."""


def test_a_subject_rests_on_a_known_paragraph_an_entry_of_the_catalogue_or_our_own_judgement():
    subjects = shipped_roads().subjects.values()
    assert {subject.reference for subject in subjects if subject.basis is Basis.REPORT} == REPORT
    assert all(not subject.reference for subject in subjects if subject.basis is Basis.EDITORIAL)


def test_the_page_on_roads_names_every_key_of_a_file():
    text = (ROOT / "docs" / "roads.md").read_text(encoding="utf-8")
    named = {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[a-z_]+", code)}
    keys = set(SubjectForm.model_fields)
    for name in ("first_steps", "next_doors", "source"):
        annotation = SubjectForm.model_fields[name].annotation
        form = annotation.__args__[0] if hasattr(annotation, "__args__") else annotation
        keys |= set(form.model_fields)
    assert keys - named == set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "roads"
    shutil.copytree(FOLDER, copy)
    return copy


def change(folder: Path, subject: str, old: str, new: str) -> None:
    path = folder / f"{subject}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_in(folder: Path) -> str:
    with pytest.raises(InputError) as error:
        read_roads(folder, known=known_ids(shipped_catalogue()))
    return str(error.value)


def test_the_copy_is_read_as_it_is(folder):
    assert read_roads(folder, known=known_ids(shipped_catalogue())).subjects == shipped_roads().subjects


def test_all_faults_of_all_files_are_told_at_once_with_their_line(folder):
    change(folder, "shelf-life", "business_domains: [product, process]", "business_domains: [produkt]")
    change(folder, "shelf-life", "pays: [blikopener]", "pays: [blinkopener]")
    change(folder, "packaging", "next_doors:\n- to: shelf-life", "next_doors:\n- to: packaging")
    change(folder, "brand", "  fr: ", "  de: ")
    change(folder, "export", "who: [fit]", "who: [nobody]")
    change(folder, "water-use", "source: {editorial: true}", "source: {editorial: true, report: §3.3}")
    told = faults_in(folder)
    for fault in (
        r'roads/shelf-life\.yaml:\d+: business_domains: "produkt" does not exist',
        r'roads/shelf-life\.yaml:\d+: first_steps\.0\.pays: "blinkopener" does not exist',
        r"roads/packaging\.yaml:\d+: next_doors\.0\.to: a door leads to its own subject",
        r"roads/brand\.yaml:\d+: name\.fr: Field required",
        r"roads/brand\.yaml:\d+: name\.de: unknown key",
        r'roads/export\.yaml:\d+: first_steps\.0\.who: "nobody" does not exist',
        r"roads/water-use\.yaml:\d+: source: rests on one thing",
    ):
        assert re.search(fault, told), fault


@pytest.mark.parametrize(
    ("who", "is_told"),
    [
        ("[cluster, sector_federation]", True),
        ("[university_college]", True),
        ("[iwt]", True),
        ("[vito]", True),
        ("[accountant]", False),
    ],
)
def test_a_step_must_end_with_somebody_whom_every_firm_can_call(folder, who, is_told):
    change(folder, "shelf-life", "who: [cluster, sector_federation, college_network]", f"who: {who}")
    if is_told:
        assert "does not help every firm with this" in faults_in(folder)
    else:
        read_roads(folder, known=known_ids(shipped_catalogue()))


def test_a_door_to_nowhere_and_two_doors_to_one_subject_are_faults(folder):
    change(folder, "shelf-life", "- to: packaging", "- to: freezer")
    change(folder, "export", "- to: agreement-with-partner", "- to: testing-certification")
    told = faults_in(folder)
    assert '"freezer" does not exist' in told
    assert 'two doors lead to "testing-certification"' in told


def test_a_subject_that_no_door_leads_to_is_told(folder):
    change(folder, "energy-bill", "- to: water-use", "- to: packaging")
    assert re.search(r"roads/water-use\.yaml:\d+: id: \d+ subjects have no way to here", faults_in(folder))


def test_a_file_must_be_named_after_its_subject_and_be_yaml(folder):
    (folder / "brand.yaml").rename(folder / "brands.yaml")
    (folder / "export.yaml").write_text("id: [", encoding="utf-8")
    told = faults_in(folder)
    assert '"brand" is not the name of its file' in told
    assert "roads/export.yaml" in told


def test_an_empty_folder_is_a_fault(tmp_path):
    assert "holds no subjects" in faults_in(tmp_path)


def test_a_card_may_only_name_subjects_that_there_are():
    cards = shipped_catalogue().cards
    assert faults_of_cards(cards, shipped_roads()) == []
    without = type(shipped_roads())({"brand": shipped_roads()["brand"]})
    assert any("patent-or-secrecy" in str(fault) for fault in faults_of_cards(cards, without))
