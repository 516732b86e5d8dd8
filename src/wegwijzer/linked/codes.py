"""The code lists: our own as SKOS, and those European codes that we point at, as stubs.

The published shapes ask that whatever is pointed at says what it is (`sh:class`). So every code and every place that
occurs in a graph is described in it, with its name in our words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Certainty, Confidence, Status
from wegwijzer.core.firm.facts import FactType, Text
from wegwijzer.linked.addresses import EU, NUTS
from wegwijzer.linked.words import Words
from wegwijzer.linked.writing import Writer

BUSINESS_DOMAIN, EXPERTISE_DOMAIN, ROLE = "business_domain", "expertise_domain", "organisation_role"
LEVEL, KIND, STATUS, CONFIDENCE, EFFORT = "level", "kind", "status", "confidence", "effort"
START_CERTAINTY, FACT_TYPE, PARTICIPATION = "start_certainty", "fact_type", "participation"

_FIXED: Mapping[str, tuple[str, ...]] = {
    LEVEL: ("flemish", "federal", "european"),
    KIND: ("grant", "tax", "service", "grant_and_equity", "label_and_grant", "collective_grant"),
    STATUS: tuple(status.value for status in Status),
    CONFIDENCE: tuple(confidence.value for confidence in Confidence),
    EFFORT: ("low", "medium", "high"),
    START_CERTAINTY: tuple(certainty.value for certainty in Certainty),
    FACT_TYPE: tuple(kind.value for kind in FactType),
    PARTICIPATION: ("provider",),
}

FLANDERS, BELGIUM, EUROPE = NUTS.BE2, EU["country/BEL"], EU["country/EUR"]
PLACE_OF_LEVEL = {"flemish": FLANDERS, "federal": BELGIUM, "european": EUROPE}
PLACE_OF_REGION = {"Vlaanderen": FLANDERS, "Belgie": BELGIUM, "EU": EUROPE}
"""By the region that was written down of an organisation."""
PLACE_OF_PROVINCE = {
    "antwerpen": NUTS.BE21,
    "limburg": NUTS.BE22,
    "oost-vlaanderen": NUTS.BE23,
    "vlaams-brabant": NUTS.BE24,
    "west-vlaanderen": NUTS.BE25,
    "brussel": NUTS.BE10,
}
_PLACES = {FLANDERS: "flanders", BELGIUM: "belgium", EUROPE: "europe"}
DATA_THEME = EU["data-theme/ECON"]
_THEMES = {DATA_THEME: "economy"}


class CodeLists:
    """Describes codes and places in a graph."""

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        self._catalogue = catalogue
        self._words = words
        self._lists: dict[str, dict[str, Text]] = {
            scheme: {code: words.told(f"code.{scheme}.{code}") for code in codes} for scheme, codes in _FIXED.items()
        }
        self._lists[BUSINESS_DOMAIN] = {one.id: one.label for one in catalogue.business_domains.values()}
        self._lists[EXPERTISE_DOMAIN] = {one.id: one.label for one in catalogue.expertise_domains.values()}
        self._lists[ROLE] = {one.id: one.label for one in catalogue.roles.values()}
        for fact in catalogue.facts.values():
            if fact.options:
                self._lists[fact.id] = {option.id: option.label for option in fact.options}

    def schemes(self) -> Iterator[str]:
        """The ids of the code lists."""
        yield from self._lists

    def write_scheme(self, writer: Writer, scheme: str) -> None:
        """A whole code list."""
        self._write_name(writer, scheme)
        for code in self._lists[scheme]:
            self._write_code(writer, scheme, code)

    def write_mentioned(self, writer: Writer) -> None:
        """Every code, place and theme that the graph points at."""
        prefix = f"{writer.at.scheme('')}"
        for found in set(writer.graph.objects()):
            if not isinstance(found, URIRef):
                continue
            if found in _PLACES or found in PLACE_OF_PROVINCE.values():
                self._write_place(writer, found)
            elif found in _THEMES:
                writer.types(found, SKOS.Concept)
                writer.texts(found, SKOS.prefLabel, self._words.told(f"theme.{_THEMES[found]}"))
            elif found.startswith(prefix):
                scheme, _, code = found.removeprefix(prefix).partition("/")
                if code in self._lists.get(scheme, {}):
                    self._write_name(writer, scheme)
                    self._write_code(writer, scheme, code)

    def _write_name(self, writer: Writer, scheme: str) -> None:
        node = writer.at.scheme(scheme)
        writer.types(node, SKOS.ConceptScheme)
        writer.plain(node, DCTERMS.identifier, scheme)
        fact = self._catalogue.facts.get(scheme)
        writer.texts(node, DCTERMS.title, fact.subject if fact else self._words.told(f"scheme.{scheme}"))

    def _write_code(self, writer: Writer, scheme: str, code: str) -> None:
        node = writer.at.code(scheme, code)
        writer.types(node, SKOS.Concept)
        writer.add(node, SKOS.inScheme, writer.at.scheme(scheme))
        writer.add(node, SKOS.notation, Literal(code))
        writer.texts(node, SKOS.prefLabel, self._lists[scheme][code])
        if scheme == "province":
            writer.add(node, SKOS.exactMatch, PLACE_OF_PROVINCE.get(code))
        if scheme == ROLE:
            writer.texts(node, SKOS.note, self._catalogue.roles[code].what_to_say)

    def _write_place(self, writer: Writer, place: URIRef) -> None:
        writer.types(place, DCTERMS.Location)
        if place in _PLACES:
            writer.texts(place, RDFS.label, self._words.told(f"place.{_PLACES[place]}"))
            return
        province = next(code for code, found in PLACE_OF_PROVINCE.items() if found == place)
        writer.texts(place, RDFS.label, self._lists["province"].get(province))
