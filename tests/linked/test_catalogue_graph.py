"""The catalogue as CPSV-AP and CCCEV: valid, complete, in three languages, and the same text every time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, SH, SKOS

from tests.linked.conftest import AT, DAY
from wegwijzer.linked.addresses import ADMS, CPSV, CV
from wegwijzer.linked.parsing import read_graph
from wegwijzer.linked.serialising import json_ld, turtle
from wegwijzer.readers.linked_files import known_contexts, linked_folder, shapes_files

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "cpsv-ap"
KMO = AT.measure("kmo-portefeuille")


@pytest.fixture(scope="session")
def shapes():
    found = Graph()
    for path in shapes_files():
        found.parse(path)
    return found


def faults(graph, shapes):
    """What the published shapes say is wrong, without inference and without the network."""
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    return [
        tuple(str(results.value(result, part)) for part in (SH.focusNode, SH.resultPath, SH.resultMessage))
        for result in results.subjects(RDF.type, SH.ValidationResult)
    ]


def test_the_whole_is_valid_against_the_published_shapes(whole, shapes):
    assert faults(whole, shapes) == []


def test_one_thing_alone_is_valid_too(linked, shapes):
    for graph in (linked.measure("h2020-kmo-instrument"), linked.organisation("vlaio"), linked.entry()):
        assert faults(graph, shapes) == []


def test_the_shapes_do_find_what_is_missing(linked, shapes):
    graph = linked.measure("vis")
    graph.remove((AT.measure("vis"), DCTERMS.identifier, None))
    graph.remove((AT.code("level", "flemish"), RDF.type, None))
    found = {(focus, path) for focus, path, _ in faults(graph, shapes)}
    assert {(str(AT.measure("vis")), str(path)) for path in (DCTERMS.identifier, CV.isClassifiedBy)} <= found


def test_what_ships_is_what_was_published():
    if not PUBLISHED.is_dir():
        pytest.skip(f"there is no copy of the published files beside the project ({PUBLISHED.name})")
    for path in sorted(linked_folder().glob("*/*")):
        original = PUBLISHED / path.relative_to(linked_folder())
        assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(original.read_bytes()).digest(), path.name


def test_the_contexts_that_ship_stand_under_their_published_addresses():
    assert "https://semiceu.github.io/CPSV-AP/releases/3.2.0/context/cpsv-ap.jsonld" in known_contexts()


def test_every_measure_version_and_organisation_is_told_with_its_name_in_three_languages(whole, linked):
    catalogue = linked.catalogue
    for measure in catalogue.measures.values():
        for node, words in ((AT.measure(measure.id), measure.in_words_of(DAY)),):
            assert {(one.language, str(one)) for one in whole.objects(node, DCTERMS.title)} == set(words.name.items())
        versions = set(whole.objects(AT.measure(measure.id), DCTERMS.hasVersion))
        assert versions == {AT.version(measure.id, version.number) for version in measure.versions}
    for organisation in catalogue.organisations.values():
        labels = whole.objects(AT.organisation(organisation.id), SKOS.prefLabel)
        assert {(one.language, str(one)) for one in labels} == set(organisation.name.items())


def test_every_version_tells_its_days_criteria_and_sources(whole, linked):
    for measure in linked.catalogue.measures.values():
        for version in measure.versions:
            node = AT.version(measure.id, version.number)
            period = whole.value(node, DCTERMS.temporal)
            assert str(whole.value(period, DCAT.startDate)) == version.period.valid_from.isoformat()
            last = whole.value(period, DCAT.endDate)
            assert last == (version.period.valid_until and Literal(version.period.valid_until))
            requirements = set(whole.objects(node, CV.holdsRequirement))
            assert len(requirements) == len(version.criteria)
            assert len(set(whole.objects(node, CPSV.follows))) == len(version.conditions)
            titles = {str(whole.value(one, DCTERMS.title)) for one in whole.objects(node, DCTERMS.source)}
            assert len(titles) == len({source.title for source in (version.source, *version.source.also)})


def test_the_measure_itself_carries_what_holds_on_the_day(whole):
    current = whole.value(KMO, URIRef(f"{DCAT}hasCurrentVersion"))
    assert current == AT.version("kmo-portefeuille", 7)
    assert set(whole.objects(KMO, CV.holdsRequirement)) == set(whole.objects(current, CV.holdsRequirement))
    assert whole.value(KMO, ADMS.status) == AT.code("status", "open")
    ended = AT.measure("kmo-haalbaarheidsstudie")
    assert list(whole.objects(ended, CV.holdsRequirement)) == []
    assert len(set(whole.objects(ended, DCTERMS.hasVersion))) == 2


def test_the_same_catalogue_gives_the_same_text(linked):
    for write in (turtle, json_ld):
        assert write(linked.measure("tetra")) == write(linked.measure("tetra"))


def test_turtle_and_json_ld_say_the_same_and_the_context_stands_in_the_file(linked):
    graph = linked.measure("tetra")
    told = read_graph(json_ld(graph).encode(), name="told", form="jsonld", contexts={})
    assert isomorphic(told, graph)
    assert isomorphic(Graph().parse(data=turtle(graph), format="turtle"), graph)


def test_everything_of_our_own_that_is_pointed_at_is_described(whole):
    """Whoever follows a link inside the file finds it there; pages and shapes stand elsewhere."""
    known = set(whole.subjects())
    pointed = {item for item in whole.objects() if isinstance(item, URIRef) and item.startswith(f"{AT.root}/id/")}
    assert {item for item in pointed - known if not item.endswith("/shape")} == set()


def test_the_vocabulary_describes_every_fact_code_and_term(linked, whole):
    vocabulary = linked.vocabulary()
    for fact in linked.catalogue.facts.values():
        assert (AT.fact(fact.id), RDF.type, CV.InformationConcept) in vocabulary
    own = {item for item in whole.predicates() if item.startswith(str(AT.term("")))}
    assert own
    assert own <= set(vocabulary.subjects())
