"""The graphs that are given out: the whole catalogue, one thing of it, and what describes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rdflib import Graph
from rdflib.namespace import DCTERMS

from wegwijzer.core.catalogue.catalogue import Catalogue, DayCatalogue
from wegwijzer.linked.addresses import Addresses
from wegwijzer.linked.codes import CodeLists
from wegwijzer.linked.dataset import write_dataset
from wegwijzer.linked.organisations import Organisations
from wegwijzer.linked.services import Services
from wegwijzer.linked.vocabulary import write_fact, write_mentioned_facts, write_terms
from wegwijzer.linked.words import Words
from wegwijzer.linked.writing import Writer


@dataclass(frozen=True, slots=True)
class LinkedCatalogue:
    """A catalogue as linked data.

    `day` is the day whose version a measure itself carries, `at` where everything has its address, `compiled_on` when
    the facts were last looked over.
    """

    day: DayCatalogue
    words: Words
    at: Addresses
    compiled_on: date

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue told of."""
        return self.day.catalogue

    def whole(self) -> Graph:
        """Every measure with its versions, every organisation, all that they point at, and the DCAT entry."""
        writer = self._writer()
        services, organisations = self._services(), Organisations(self.catalogue)
        for measure in self.catalogue.measures.values():
            writer.add(writer.at.dataset, DCTERMS.hasPart, services.write(writer, measure))
        for organisation in self.catalogue.organisations.values():
            organisations.write(writer, organisation)
        write_terms(writer, self.words)
        return self._with_what_it_points_at(writer)

    def measure(self, measure_id: str) -> Graph:
        """One measure with its versions. Raises UnknownEntryError."""
        writer = self._writer()
        self._services().write(writer, self.catalogue.measure(measure_id))
        return self._with_what_it_points_at(writer)

    def organisation(self, organisation_id: str) -> Graph:
        """One organisation. Raises UnknownEntryError."""
        writer = self._writer()
        Organisations(self.catalogue).write(writer, self.catalogue.organisation(organisation_id))
        return self._with_what_it_points_at(writer)

    def vocabulary(self) -> Graph:
        """All code lists, facts and terms of our own."""
        writer = self._writer()
        lists = self._lists()
        for scheme in lists.schemes():
            lists.write_scheme(writer, scheme)
        for fact in self.catalogue.facts.values():
            write_fact(writer, fact)
        write_terms(writer, self.words)
        return writer.graph

    def entry(self) -> Graph:
        """The DCAT entry alone."""
        return self._with_what_it_points_at(self._writer())

    def _writer(self) -> Writer:
        return Writer(self.at)

    def _services(self) -> Services:
        return Services(self.catalogue, self.day, self.words)

    def _lists(self) -> CodeLists:
        return CodeLists(self.catalogue, self.words)

    def _with_what_it_points_at(self, writer: Writer) -> Graph:
        write_dataset(writer, self.catalogue, compiled_on=self.compiled_on, words=self.words)
        write_mentioned_facts(writer, self.catalogue)
        self._lists().write_mentioned(writer)
        return writer.graph
