"""Drafts hold what a source states, and no more."""

from __future__ import annotations

import pytest
from rdflib import Graph

from tests.linked.conftest import DAY
from wegwijzer.linked.drafts import drafts_of
from wegwijzer.readers.catalogue import catalogue_with
from wegwijzer.readers.yaml_writing import write_yaml

FOREIGN = """
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
<http://e.example/s/1> a cpsv:PublicService ; dct:identifier "../../Één Premie!" ;
  dct:title "Prämie"@de , "Premium"@en-GB ; dct:description "no language" ;
  dct:temporal [ dcat:startDate "2016" ] ; dct:spatial <http://data.europa.eu/nuts/code/BE2> ;
  cv:holdsRequirement [ a cv:Requirement ; dct:title "You are an SME"@en ] ;
  cv:hasCompetentAuthority <http://e.example/o/1> .
<http://e.example/s/2> a cpsv:PublicService ; dct:identifier "een-premie" .
"""


@pytest.fixture(scope="session")
def again(whole):
    return {draft.id: draft for draft in drafts_of(whole).measures}


def test_what_was_exported_comes_back_with_its_names_days_organisations_and_sources(linked, again):
    measures = linked.catalogue.measures
    assert set(again) == set(measures)
    for measure in measures.values():
        data = again[measure.id].data
        words = measure.in_words_of(DAY)
        for key in ("name", "plain_name", "summary"):
            told = {language: " ".join(text.split()) for language, text in getattr(words, key).items()}
            assert data[key] == told
        assert (data["level"], data["kind"]) == (measure.level, measure.kind)
        providers = [(found["name"], found.get("valid_from"), found.get("valid_until")) for found in data["providers"]]
        assert providers == [(one.name, one.valid_from, one.valid_until) for one in measure.providers]
        organisations = [one.organisation or f"{measure.id}-provider-1" for one in measure.providers]
        assert [found["organisation"] for found in data["providers"]] == organisations
        for found, version in zip(data["versions"], measure.versions, strict=True):
            days = (version.period.valid_from.isoformat(), version.period.valid_until)
            assert (found["valid_from"], found["valid_until"]) == (days[0], days[1] and days[1].isoformat())
            assert (found["status"], found["confidence"]) == (version.status.value, version.confidence.value)
            assert (found["source"]["title"], found["source"]["url"]) == (version.source.title, version.source.url)
            also = {(one["title"], one["url"]) for one in found["source"].get("also", ())}
            assert also == {(one.title, one.url) for one in version.source.also}
            documented = {" ".join(line.documented.split()) for line in version.conditions}
            assert {line["documented"] for line in found["conditions"]} == documented


def test_a_draft_of_our_own_measure_lacks_no_key_and_says_what_a_person_must_turn_into_rules(again):
    draft = again["kmo-portefeuille"]
    name = "measures/kmo-portefeuille/measure.yaml"
    catalogue, faults = catalogue_with({name: write_yaml(draft.data, name=name)})
    assert faults == []
    assert all(version.criteria == () for version in catalogue.measures["kmo-portefeuille"].versions)
    assert "2015-01-01: 6 requirements stand as texts: turn them into criteria." in draft.notes


def test_a_foreign_service_becomes_a_draft_with_every_gap_marked():
    found = drafts_of(Graph().parse(data=FOREIGN, format="turtle"))
    first, second = found.measures
    assert [first.id, second.id] == ["een-premie", "een-premie-2"]
    assert first.data["name"] == {"nl": "TE SCHRIJVEN", "en": "Premium", "fr": "A ECRIRE"}
    assert (first.data["level"], first.data["kind"]) == ("flemish", "TO CHOOSE")
    (version,) = first.data["versions"]
    assert (version["valid_from"], version["status"], version["confidence"]) == ("TO WRITE", "unknown", "low")
    assert version["conditions"][0]["documented"] == "You are an SME"
    assert version["source"] == {"title": "Premium", "url": "http://e.example/s/1"}
    told = "\n".join(first.notes)
    assert "name: stated in de too" in told
    assert "summary: its language is not stated" in told
    assert "'2016', which is no whole day" in told
    assert [one["id"] for one in found.organisations] == ["draft-1"]
