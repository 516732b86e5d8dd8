"""Statements written into one graph, in short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD
from rdflib.term import Node

from wegwijzer.core.catalogue.measure import Source
from wegwijzer.core.firm.facts import Text
from wegwijzer.linked.addresses import PREFIXES, Addresses, below, web_address

_PARTIAL_DAYS = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


class Writer:
    """Writes statements; `graph` is what was written, `at` the addresses."""

    def __init__(self, at: Addresses) -> None:
        self.at = at
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace)
        self.graph.bind("term", at.term(""))
        self.graph.bind("fact", at.fact(""))
        self._unnamed = 0

    def add(self, subject: Node, predicate: URIRef, *objects: Node | None) -> None:
        """State each of the objects that there is."""
        for found in objects:
            if found is not None:
                self.graph.add((subject, predicate, found))

    def types(self, subject: Node, *kinds: URIRef) -> None:
        """Say what a thing is."""
        self.add(subject, RDF.type, *kinds)

    def texts(self, subject: Node, predicate: URIRef, text: Text | None) -> None:
        """A text in each language that it has."""
        for language, words in (text or {}).items():
            if words.strip():
                self.add(subject, predicate, Literal(words, lang=language))

    def dutch(self, subject: Node, predicate: URIRef, words: str | None) -> None:
        """What was written down in Dutch alone."""
        self.texts(subject, predicate, {"nl": words} if words else None)

    def plain(self, subject: Node, predicate: URIRef, words: str | None) -> None:
        """Words of no known language, or that are no language."""
        if words:
            self.add(subject, predicate, Literal(words))

    def number(self, subject: Node, predicate: URIRef, value: Decimal | None) -> None:
        """An exact number."""
        if value is not None:
            self.add(subject, predicate, decimal(value))

    def period(self, subject: URIRef, first: str | None, last: str | None) -> None:
        """The days, months or years from and until which something holds, as far as they are documented."""
        if not first and not last:
            return
        period = below(subject, "period")
        self.add(subject, DCTERMS.temporal, period)
        self.types(period, DCTERMS.PeriodOfTime)
        for predicate, day in ((DCAT.startDate, first), (DCAT.endDate, last)):
            if day:
                self.add(period, predicate, Literal(day, datatype=_PARTIAL_DAYS.get(len(day))))

    def source(self, subject: URIRef, source: Source) -> None:
        """Where something is from: the main source, and those that say the same."""
        for place, found in enumerate((source, *source.also)):
            node = (web_address(found.url) if found.url else None) or below(subject, "source", place)
            self.add(subject, DCTERMS.source, node)
            self.types(node, FOAF.Document)
            self.plain(node, DCTERMS.title, found.title)
            # The same page may be cited under several titles: each as it was cited.
            self.plain(subject, DCTERMS.bibliographicCitation, str(found))
            if place == 0:
                self.add(subject, self.at.term("mainSource"), node)
        self.plain(subject, self.at.term("reportSections"), source.report_sections)

    def unnamed(self) -> BNode:
        """A node without an address, the same one in every run."""
        self._unnamed += 1
        return BNode(f"n{self._unnamed:06}")

    def listed(self, items: list[Node]) -> Node:
        """An RDF list."""
        if not items:
            return RDF.nil
        first = self.unnamed()
        head: Node = first
        for place, item in enumerate(items):
            following: Node = self.unnamed() if place + 1 < len(items) else RDF.nil
            self.add(head, RDF.first, item)
            self.add(head, RDF.rest, following)
            head = following
        return first


def decimal(value: Decimal) -> Literal:
    """An exact number as it is compared."""
    return Literal(format(value.normalize(), "f"), datatype=XSD.decimal)


def day(value: date) -> Literal:
    """A day."""
    return Literal(value.isoformat(), datatype=XSD.date)


def items_of(graph: Graph, head: Node) -> list[Node]:
    """The items of an RDF list."""
    return list(Collection(graph, head))
