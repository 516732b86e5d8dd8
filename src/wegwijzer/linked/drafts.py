"""Public services of somebody else's catalogue (CPSV-AP) as drafts of measures.

A draft holds what the source states and nothing else. What our files need besides is marked as still to be written or
chosen. Criteria cannot be guessed from sentences: they stay texts, for a person to turn into rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, SKOS
from rdflib.term import Node

from wegwijzer.linked.addresses import CPSV, CV
from wegwijzer.linked.codes import BUSINESS_DOMAIN, EFFORT, KIND, LEVEL, PLACE_OF_LEVEL, PLACE_OF_PROVINCE, ROLE
from wegwijzer.linked.draft_versions import Notes, VersionDrafts
from wegwijzer.linked.stated import PLACEHOLDERS, TO_CHOOSE, Stated, one_text, slug_of, tail_of, unique

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A measure file to be, as plain data; `notes` say what a person must look at that its form does not show."""

    id: str
    data: Data
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drafts:
    """What a graph gives: measures, and the organisations that it describes."""

    measures: tuple[MeasureDraft, ...]
    organisations: tuple[Data, ...]


def drafts_of(graph: Graph) -> Drafts:
    """Every public service of a graph, its versions together, and every organisation; in order of their ids."""
    return _Drafting(graph).drafts()


class _Drafting:
    def __init__(self, graph: Graph) -> None:
        self._stated = Stated(graph)
        services = set(graph.subjects(RDF.type, CPSV.PublicService))
        self._versions: dict[Node, list[Node]] = {}
        pairs = {(service, version) for service, version in graph.subject_objects(DCTERMS.hasVersion)}
        pairs |= {(service, version) for version, service in graph.subject_objects(DCTERMS.isVersionOf)}
        for service, version in sorted(pairs, key=str):
            if version in services and service in services and version != service:
                self._versions.setdefault(service, []).append(version)
        versions = {version for found in self._versions.values() for version in found}
        self._services = sorted(services - versions, key=str)
        agents = {*graph.subjects(RDF.type, CV.PublicOrganisation), *graph.subjects(RDF.type, ORG.Organization)}
        agents |= set(graph.objects(None, CV.hasCompetentAuthority))
        self._agents = self._named(sorted(agents, key=str))
        self._ids = self._named(self._services)

    def _named(self, nodes: list[Node]) -> Mapping[Node, str]:
        names = unique(
            _id_of(one_text(self._stated.texts(node, DCTERMS.identifier)) or tail_of(node)) for node in nodes
        )
        return dict(zip(nodes, names, strict=True))

    def drafts(self) -> Drafts:
        """All of them, in order of their ids."""
        measures = sorted((self._measure(node) for node in self._services), key=lambda draft: draft.id)
        organisations = sorted((self._organisation(node) for node in self._agents), key=lambda one: str(one["id"]))
        return Drafts(tuple(measures), tuple(organisations))

    def _measure(self, node: Node) -> MeasureDraft:
        stated, notes = self._stated, Notes()
        versions = VersionDrafts(stated, notes)
        first, last = self._kin(node, DCTERMS.replaces), self._kin(node, DCTERMS.isReplacedBy)
        actions = stated.codes(node, CV.isClassifiedBy, scheme="planned_action")
        domains = stated.codes(node, CV.isClassifiedBy, CV.thematicArea, scheme=BUSINESS_DOMAIN)
        if domains:
            notes.add("domains: how much each counts is not stated; all were given 1.")
        data: Data = {
            "id": self._ids[node],
            "name": notes.text("name", stated.texts(node, DCTERMS.title)),
            "plain_name": notes.text("plain_name", stated.texts(node, DCTERMS.alternative)),
            "summary": notes.text("summary", stated.texts(node, DCTERMS.description)),
            "level": self._level(node),
            "kind": _one(stated.codes(node, DCTERMS.type, scheme=KIND)),
            "documented_kind": _joined(stated.label(kind) for kind in stated.nodes(node, DCTERMS.type)),
            "seed_list_no": None,
            "providers": self._providers(node),
            **({"predecessors": first} if first else {}),
            **({"successors": last} if last else {}),
            "legal_basis": versions.legal_basis(node),
            "actions": actions,
            "domains": dict.fromkeys(domains, 1),
            "keywords": self._keywords(node),
            "effort": {
                "level": _one(stated.own_codes(node, "effort", scheme=EFFORT)),
                "why": notes.text("effort.why", versions.own_texts(node, "effortWhy")),
            },
            **versions.optional("alternative", versions.own_texts(node, "alternative")),
            "versions": versions.drafts(node, self._versions.get(node, [])),
        }
        return MeasureDraft(self._ids[node], data, notes.told())

    def _level(self, node: Node) -> str:
        stated = self._stated.codes(node, CV.isClassifiedBy, scheme=LEVEL)
        places = set(self._stated.nodes(node, DCTERMS.spatial))
        return _one(stated or [level for level, place in PLACE_OF_LEVEL.items() if place in places])

    def _providers(self, node: Node) -> list[Data]:
        """Who takes part with its period, else the competent authorities."""
        found: list[Data] = []
        for part in self._stated.nodes(node, CV.hasParticipation):
            for agent in self._stated.nodes(part, CV.hasParticipant):
                first, last = self._stated.period(part)
                name = one_text(self._stated.texts(part, DCTERMS.description)) or self._stated.label(agent)
                found.append(self._provider(agent, name, first, last))
        if found:
            return found
        authorities = self._stated.nodes(node, CV.hasCompetentAuthority)
        return [self._provider(agent, self._stated.label(agent), None, None) for agent in authorities]

    def _provider(self, agent: Node, name: str, first: str | None, last: str | None) -> Data:
        period = {key: day for key, day in (("valid_from", first), ("valid_until", last)) if day}
        return {"name": name or PLACEHOLDERS["nl"], **period, "organisation": self._agents.get(agent)}

    def _kin(self, node: Node, predicate: URIRef) -> list[Data]:
        found: list[Data] = []
        for other in self._stated.nodes(node, predicate):
            if other in self._ids:
                found.append({"id": self._ids[other]})
            else:
                found.append({"name": self._stated.label(other) or tail_of(other)})
        return found

    def _keywords(self, node: Node) -> dict[str, list[str]]:
        words: dict[str, list[str]] = {language: [] for language in PLACEHOLDERS}
        for literal in self._stated.literals(node, DCAT.keyword):
            language = (literal.language or "").lower().partition("-")[0]
            if language in words:
                words[language].append(str(literal))
        return {language: found or [PLACEHOLDERS[language]] for language, found in words.items()}

    def _organisation(self, node: Node) -> Data:
        stated, notes = self._stated, Notes()
        versions = VersionDrafts(stated, notes)
        first, last = stated.period(node)
        places = set(stated.nodes(node, DCTERMS.spatial))
        kinds = (stated.label(kind) for kind in stated.nodes(node, ORG.classification, DCTERMS.type))
        return {
            "id": self._agents[node],
            "name": notes.text("name", stated.texts(node, SKOS.prefLabel, DCTERMS.title, FOAF.name)),
            "plain_name": notes.text("plain_name", stated.texts(node, DCTERMS.alternative)),
            "role": _one(stated.codes(node, ORG.classification, scheme=ROLE)),
            "documented_kind": _joined(kinds),
            **({"valid_from": first} if first else {}),
            **({"valid_until": last} if last else {}),
            "provinces": [code for code, place in PLACE_OF_PROVINCE.items() if place in places],
            "sectors": stated.own_codes(node, "servesSector", scheme="sector"),
            "expertise": stated.own_codes(node, "expertise", scheme="expertise_domain"),
            "what_it_does": notes.text("what_it_does", stated.texts(node, DCTERMS.description)),
            "caveat": notes.text("caveat", found) if (found := stated.texts(node, SKOS.note)) else None,
            "confidence": versions.confidence(node),
            "source": versions.source(node, stated.label(node)),
            "documented": {"imported_from": str(node)},
        }


def _id_of(name: str) -> str:
    """A name as an id; a mere number tells too little by itself."""
    slug = slug_of(name)
    return slug if any(letter.isalpha() for letter in slug) else f"draft-{slug}".rstrip("-")


def _one(found: list[str]) -> str:
    return found[0] if len(found) == 1 else TO_CHOOSE


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(text for text in texts if text) or PLACEHOLDERS["nl"]
