"""Measures as public services (CPSV-AP), through time.

A measure is one public service. Each of its periods is described apart as a version of it, with what held then; the
measure itself carries what holds on the day asked.
"""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS

from wegwijzer.core.catalogue.catalogue import Catalogue, DayCatalogue, MeasureOnDay
from wegwijzer.core.catalogue.measure import Measure, Provider, Version
from wegwijzer.linked.addresses import ADMS, CPSV, CV, ELI, below
from wegwijzer.linked.codes import (
    BUSINESS_DOMAIN,
    CONFIDENCE,
    EFFORT,
    KIND,
    LEVEL,
    PLACE_OF_LEVEL,
    START_CERTAINTY,
    STATUS,
)
from wegwijzer.linked.organisations import Organisations, page_of, write_kin
from wegwijzer.linked.requirements import write_conditions
from wegwijzer.linked.words import Words
from wegwijzer.linked.writing import Writer

_CURRENT = URIRef(f"{DCAT}hasCurrentVersion")  # DCAT 3, which rdflib's list of names does not know yet
_OF_THE_VERSION = (
    ADMS.status,
    CPSV.follows,
    CPSV.produces,
    CV.hasChannel,
    CV.holdsRequirement,
    CV.hasLegalResource,
    DCTERMS.source,
    SKOS.note,
)
"""What the measure itself carries of the version that holds."""


class Services:
    """Describes the measures of a catalogue as they stand on a day."""

    def __init__(self, catalogue: Catalogue, day: DayCatalogue, words: Words) -> None:
        self._catalogue = catalogue
        self._day = day
        self._words = words
        self._organisations = Organisations(catalogue)

    def write(self, writer: Writer, measure: Measure) -> URIRef:
        """A measure with all its versions and whoever runs it."""
        node = writer.at.measure(measure.id)
        providers = self._organisations.write_providers(writer, measure)
        self._write_lasting(writer, node, measure.in_words_of(self._day.day), identifier=measure.id)
        self._authorities(writer, node, measure.providers_on(self._day.day), providers)
        writer.add(node, DCTERMS.isPartOf, writer.at.dataset)
        writer.add(node, FOAF.page, page_of(writer, "maatregelen", measure.id))
        self._write_of_the_measure(writer, node, measure)
        for version in measure.versions:
            self._write_version(writer, measure, version, providers)
        current = measure.version_on(self._day.day)
        if current is not None:
            version_node = writer.at.version(measure.id, current.number)
            writer.add(node, _CURRENT, version_node)
            for predicate in _OF_THE_VERSION:
                writer.add(node, predicate, *writer.graph.objects(version_node, predicate))
        return node

    def _write_of_the_measure(self, writer: Writer, node: URIRef, measure: Measure) -> None:
        for language, words in measure.keywords.items():
            writer.add(node, DCAT.keyword, *(Literal(word, lang=language) for word in words))
        codes = [(LEVEL, measure.level), *((BUSINESS_DOMAIN, domain) for domain in measure.domains)]
        codes += [("planned_action", action) for action in measure.actions]
        writer.add(node, CV.isClassifiedBy, *(writer.at.code(scheme, code) for scheme, code in codes))
        writer.add(node, writer.at.term("effort"), writer.at.code(EFFORT, measure.effort))
        writer.texts(node, writer.at.term("effortWhy"), measure.effort_why)
        writer.texts(node, writer.at.term("alternative"), measure.alternative)
        write_kin(writer, node, measure.predecessors, measure.successors, of_measures=True)
        self._legal_resource(writer, node, measure.legal_basis)

    def _write_lasting(self, writer: Writer, node: URIRef, measure: Measure, *, identifier: str) -> None:
        """What a service and each of its versions say alike."""
        writer.types(node, CPSV.PublicService)
        writer.plain(node, DCTERMS.identifier, identifier)
        writer.texts(node, DCTERMS.title, measure.name)
        writer.texts(node, DCTERMS.alternative, measure.plain_name)
        writer.texts(node, DCTERMS.description, measure.summary)
        writer.add(node, DCTERMS.type, writer.at.code(KIND, measure.kind))
        writer.add(node, DCTERMS.spatial, PLACE_OF_LEVEL[measure.level])

    def _authorities(
        self, writer: Writer, node: URIRef, found: tuple[Provider, ...], providers: dict[Provider, URIRef]
    ) -> None:
        writer.add(node, CV.hasCompetentAuthority, *(providers[provider] for provider in found))

    def _write_version(
        self, writer: Writer, measure: Measure, version: Version, providers: dict[Provider, URIRef]
    ) -> None:
        start, term = version.period.valid_from, writer.at.term
        node = writer.at.version(measure.id, version.number)
        name = f"{measure.id}-{version.number}"
        self._write_lasting(writer, node, measure.in_words_of(start), identifier=name)
        self._authorities(writer, node, measure.providers_on(start), providers)
        writer.add(node, DCTERMS.isVersionOf, writer.at.measure(measure.id))
        writer.add(writer.at.measure(measure.id), DCTERMS.hasVersion, node)
        if version.number > 1:
            writer.add(node, DCTERMS.replaces, writer.at.version(measure.id, version.number - 1))
        if version.number < len(measure.versions):
            writer.add(node, DCTERMS.isReplacedBy, writer.at.version(measure.id, version.number + 1))
        last = version.period.valid_until
        writer.period(node, start.isoformat(), last.isoformat() if last else None)
        writer.add(node, ADMS.status, writer.at.code(STATUS, version.status.value))
        writer.add(node, term("confidence"), writer.at.code(CONFIDENCE, version.confidence.value))
        writer.add(node, term("startCertainty"), writer.at.code(START_CERTAINTY, version.start_certainty.value))
        writer.dutch(node, term("endNote"), version.end_note)
        writer.add(node, term("isTransition"), Literal(True) if version.is_transition else None)
        writer.texts(node, term("odds"), version.odds)
        if version.odds_pct is not None:
            writer.number(node, term("oddsMinimumPct"), version.odds_pct.low)
            writer.number(node, term("oddsMaximumPct"), version.odds_pct.high)
        writer.texts(node, SKOS.note, version.caveat)
        writer.source(node, version.source)
        self._legal_resource(writer, node, measure.legal_basis)
        documented = version.documented.get("legal_basis")
        self._legal_resource(writer, node, documented if isinstance(documented, str) else None, "legal-resource-own")
        self._write_what_it_offers(writer, measure, version, node, name)

    def _write_what_it_offers(
        self, writer: Writer, measure: Measure, version: Version, node: URIRef, name: str
    ) -> None:
        day = self._catalogue.on(version.period.valid_from)
        on_day = next(found for found in day.measures if found.measure.id == measure.id)
        rules, requirements = write_conditions(
            writer, on_day.version, node=node, prefix=name, day=day, words=self._words
        )
        writer.add(node, CPSV.follows, *rules)
        writer.add(node, CV.holdsRequirement, *requirements)
        if version.how_to_apply is not None:
            channel = below(node, "channel")
            writer.add(node, CV.hasChannel, channel)
            writer.types(channel, CV.Channel)
            writer.plain(channel, DCTERMS.identifier, f"{name}-channel")
            writer.texts(channel, DCTERMS.description, version.how_to_apply)
        if version.amount is not None:
            self._write_output(writer, on_day, day, node, name)

    def _write_output(self, writer: Writer, on_day: MeasureOnDay, day: DayCatalogue, node: URIRef, name: str) -> None:
        output, amount = below(node, "output"), on_day.version.amount
        writer.add(node, CPSV.produces, output)
        writer.types(output, CV.Output)
        writer.plain(output, DCTERMS.identifier, f"{name}-output")
        writer.texts(output, DCTERMS.title, self._words.worth(on_day, day))
        writer.texts(output, DCTERMS.description, amount.note if amount else None)
        writer.add(output, DCTERMS.type, writer.at.code(KIND, on_day.measure.kind))

    def _legal_resource(self, writer: Writer, node: URIRef, words: str | None, name: str = "legal-resource") -> None:
        if not words:
            return
        resource = below(node, name)
        writer.add(node, CV.hasLegalResource, resource)
        writer.types(resource, ELI.LegalResource)
        writer.dutch(resource, DCTERMS.title, words)
