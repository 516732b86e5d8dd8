"""Organisations: agents, and public organisations where they answer for a measure."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, SKOS

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Kin, Measure, Provider
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.linked.addresses import CV, below
from wegwijzer.linked.codes import (
    CONFIDENCE,
    EXPERTISE_DOMAIN,
    PLACE_OF_LEVEL,
    PLACE_OF_PROVINCE,
    PLACE_OF_REGION,
    ROLE,
)
from wegwijzer.linked.writing import Writer


class Organisations:
    """Describes the organisations of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._levels: dict[str, set[str]] = {}
        for measure in catalogue.measures.values():
            for provider in measure.providers:
                if provider.organisation:
                    self._levels.setdefault(provider.organisation, set()).add(measure.level)

    def write(self, writer: Writer, organisation: Organisation) -> URIRef:
        """One organisation. It is a public organisation where it runs or ran a measure; of others we do not say."""
        node = writer.at.organisation(organisation.id)
        levels = self._levels.get(organisation.id, set())
        writer.types(node, ORG.Organization, FOAF.Agent, *([CV.PublicOrganisation] if levels else []))
        writer.plain(node, DCTERMS.identifier, organisation.id)
        writer.texts(node, DCTERMS.title, organisation.name)
        writer.texts(node, SKOS.prefLabel, organisation.name)
        writer.texts(node, DCTERMS.alternative, organisation.plain_name)
        writer.texts(node, DCTERMS.description, organisation.what_it_does)
        writer.texts(node, SKOS.note, organisation.caveat)
        writer.add(node, ORG.classification, writer.at.code(ROLE, organisation.role.id))
        writer.add(node, DCTERMS.spatial, *_places(organisation, levels))
        for sector in organisation.sectors:
            writer.add(node, writer.at.term("servesSector"), writer.at.code("sector", sector))
        for domain in organisation.expertise:
            writer.add(node, writer.at.term("expertise"), writer.at.code(EXPERTISE_DOMAIN, domain))
        writer.period(node, organisation.valid_from, organisation.valid_until)
        writer.add(node, writer.at.term("confidence"), writer.at.code(CONFIDENCE, organisation.confidence.value))
        writer.source(node, organisation.source)
        write_kin(writer, node, organisation.predecessors, organisation.successors, of_measures=False)
        writer.add(node, FOAF.page, page_of(writer, "organisaties", organisation.id))
        return node

    def write_providers(self, writer: Writer, measure: Measure) -> dict[Provider, URIRef]:
        """Who runs or ran a measure, each with its part and its period."""
        found = {}
        for place, provider in enumerate(measure.providers, start=1):
            node = self._provider(writer, measure, provider, place)
            found[provider] = node
            part = below(writer.at.measure(measure.id), "participation", place)
            writer.add(writer.at.measure(measure.id), CV.hasParticipation, part)
            writer.types(part, CV.Participation)
            writer.plain(part, DCTERMS.identifier, f"{measure.id}-participation-{place}")
            writer.dutch(part, DCTERMS.description, provider.name)
            writer.add(part, CV.hasParticipant, node)
            writer.add(part, CV.role, writer.at.code("participation", "provider"))
            writer.period(part, provider.valid_from, provider.valid_until)
        return found

    def _provider(self, writer: Writer, measure: Measure, provider: Provider, place: int) -> URIRef:
        if provider.organisation is not None:
            return self.write(writer, self._catalogue.organisations[provider.organisation])
        node = below(writer.at.measure(measure.id), "provider", place)
        writer.types(node, CV.PublicOrganisation, ORG.Organization, FOAF.Agent)
        writer.plain(node, DCTERMS.identifier, f"{measure.id}-provider-{place}")
        for predicate in (DCTERMS.title, SKOS.prefLabel):
            writer.dutch(node, predicate, provider.name)
        writer.add(node, DCTERMS.spatial, PLACE_OF_LEVEL[measure.level])
        return node


def page_of(writer: Writer, pages: str, slug: str) -> URIRef:
    """The Dutch page of a thing; the site leads to other languages."""
    page = writer.at.page(f"nl/{pages}/{slug}/")
    writer.types(page, FOAF.Document)
    return page


def write_kin(
    writer: Writer, node: URIRef, predecessors: Sequence[Kin], successors: Sequence[Kin], *, of_measures: bool
) -> None:
    """What came before and after, by address where the catalogue holds it, else by name."""
    address = writer.at.measure if of_measures else writer.at.organisation
    for predicate, word, kin in (
        (DCTERMS.replaces, "predecessor", predecessors),
        (DCTERMS.isReplacedBy, "successor", successors),
    ):
        for place, found in enumerate(kin, start=1):
            other = address(found.id) if found.id else below(node, word, place)
            writer.add(node, predicate, other)
            if not found.id:
                writer.dutch(other, DCTERMS.title, found.name)
            told = ", ".join(part for part in (found.date, found.note) if part)
            if told:
                writer.add(node, SKOS.historyNote, Literal(f"{found.id or found.name}: {told}", lang="nl"))


def _places(organisation: Organisation, levels: set[str]) -> list[URIRef]:
    """Where it works: its provinces, else the region written down, else that of the measures that it runs."""
    if organisation.provinces:
        return [PLACE_OF_PROVINCE[province] for province in organisation.provinces if province in PLACE_OF_PROVINCE]
    region = PLACE_OF_REGION.get(str(organisation.documented.get("region", "")))
    return [region] if region else [PLACE_OF_LEVEL[level] for level in sorted(levels)]
