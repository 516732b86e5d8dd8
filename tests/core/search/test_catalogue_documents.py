"""The catalogue as documents: one of everything that can be found, under ids of its own."""

from __future__ import annotations

import pytest

from tests.builders import a_catalogue, a_domain, a_measure, an_organisation, in_all
from wegwijzer.core.search.catalogue_documents import catalogue_documents, domain_of_service, service_id
from wegwijzer.core.search.documents import sentences


@pytest.fixture(scope="module")
def documents():
    catalogue = a_catalogue(
        a_measure(
            id="kmo-portefeuille",
            name=in_all("Kmo-portefeuille"),
            plain_name=in_all("Korting op opleiding"),
            summary=in_all("Voor kleine ondernemingen."),
            keywords={"nl": ("cursus",), "en": ("course",), "fr": ("cours",)},
        ),
        organisations={"hogeschool-x": an_organisation("hogeschool-x", expertise=("food",))},
        expertise_domains={"food": a_domain("food", "diepvries")},
    )
    title = {"nl": "Expert: {field}", "en": "Expert: {field}", "fr": "Expert : {field}"}
    return {document.id: document for document in catalogue_documents(catalogue, service_title=title)}


def test_measures_organisations_and_domains_of_expertise_are_documents(documents):
    assert {document_id: document.kind for document_id, document in documents.items()} == {
        "kmo-portefeuille": "measure",
        "hogeschool-x": "organisation",
        "expertise-food": "service",
    }
    assert domain_of_service(service_id("food")) == "food"


def test_a_measure_is_found_by_its_names_keywords_and_id_in_every_language(documents):
    texts = {(passage.text, passage.language) for passage in documents["kmo-portefeuille"].searched()}
    assert {("Kmo-portefeuille", "fr"), ("cursus", "nl"), ("course", "en"), ("kmo-portefeuille", "nl")} <= texts


def test_what_is_read_for_meaning_holds_name_story_and_keywords(documents):
    whole = documents["kmo-portefeuille"].whole_text
    assert whole == "Kmo-portefeuille. Korting op opleiding. Voor kleine ondernemingen. cursus"


def test_an_expert_is_named_after_the_domain_and_its_keywords_are_told_by_that_name(documents):
    expert = documents["expertise-food"]
    assert expert.title["nl"] == "Expert: food"
    assert {passage.shown for passage in expert.passages} == {"food"}


def test_sentences_end_at_a_full_stop_and_a_space():
    assert sentences("Tot 7.500 euro. Ook nu? Ja!") == ("Tot 7.500 euro.", "Ook nu?", "Ja!")
    assert sentences("  ") == ()
