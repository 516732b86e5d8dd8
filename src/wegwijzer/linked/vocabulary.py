"""Our own words: facts as information concepts (CCCEV) and properties, and the terms no standard has."""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.firm.facts import FactDefinition, FactType
from wegwijzer.linked.addresses import CV
from wegwijzer.linked.codes import FACT_TYPE
from wegwijzer.linked.words import Words
from wegwijzer.linked.writing import Writer

FIRM = "Firm"
TERMS = (
    "alternative",
    "confidence",
    "effort",
    "effortWhy",
    "endNote",
    "expertise",
    "isTransition",
    "mainSource",
    "odds",
    "oddsMaximumPct",
    "oddsMinimumPct",
    "question",
    "reportSections",
    "servesSector",
    "startCertainty",
    "unit",
)
"""The properties of our own."""
_RANGES = {
    FactType.NUMBER: XSD.decimal,
    FactType.MONEY: XSD.decimal,
    FactType.BOOLEAN: XSD.boolean,
    FactType.DATE: XSD.date,
    FactType.CODE: XSD.string,
    FactType.TEXT: XSD.string,
    FactType.CHOICE: SKOS.Concept,
}


def write_terms(writer: Writer, words: Words) -> None:
    """The class of firms and the properties of our own, with what they mean."""
    firm = writer.at.term(FIRM)
    writer.types(firm, RDFS.Class)
    writer.texts(firm, RDFS.label, words.told(f"term.{FIRM}"))
    for name in TERMS:
        term = writer.at.term(name)
        writer.types(term, RDF.Property)
        writer.texts(term, RDFS.label, words.told(f"term.{name}"))


def write_fact(writer: Writer, fact: FactDefinition) -> None:
    """A fact: what it is, its question, its unit, and what it looks like in a firm's graph."""
    node = writer.at.fact(fact.id)
    writer.types(node, CV.InformationConcept, RDF.Property)
    writer.plain(node, DCTERMS.identifier, fact.id)
    name = fact.subject or fact.holds
    writer.texts(node, DCTERMS.title, name)
    # CCCEV's shape takes a plain text here, so the languages stand in dct:title.
    writer.plain(node, SKOS.prefLabel, name.get("nl"))
    writer.add(node, DCTERMS.type, writer.at.code(FACT_TYPE, fact.type.value))
    writer.texts(node, writer.at.term("question"), fact.question)
    writer.texts(node, writer.at.term("unit"), fact.unit)
    writer.add(node, RDFS.domain, writer.at.term(FIRM))
    writer.add(node, RDFS.range, _RANGES[fact.type])
    for base in fact.derived_from:
        writer.add(node, DCTERMS.requires, writer.at.fact(base))
    if fact.is_number_like and not fact.ordered:
        for end in (writer.at.lowest(fact.id), writer.at.highest(fact.id)):
            writer.types(end, RDF.Property)
            writer.add(end, RDFS.isDefinedBy, node)
            writer.add(end, RDFS.range, _RANGES[fact.type])


def write_mentioned_facts(writer: Writer, catalogue: Catalogue) -> None:
    """Every fact that the graph points at, and those that it is derived from."""
    by_address = {writer.at.fact(fact.id): fact for fact in catalogue.facts.values()}
    todo = [found for found in set(writer.graph.objects()) if isinstance(found, URIRef) and found in by_address]
    written: set[URIRef] = set()
    while todo:
        node = todo.pop()
        if node in written:
            continue
        written.add(node)
        write_fact(writer, by_address[node])
        todo += [writer.at.fact(base) for base in by_address[node].derived_from]


def write_version_of_data(writer: Writer, node: URIRef, digest: str) -> None:
    """Which catalogue it was made of."""
    writer.add(node, OWL.versionInfo, Literal(digest))
