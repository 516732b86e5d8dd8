"""The addresses of everything that is told as linked data, and the vocabularies that it is told in.

An address names the thing and never changes: it holds the thing's own id, and no day, language or file format. What it
stands under (`root`) is the public address of the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, OWL, RDF, RDFS, SH, SKOS, XSD

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
NUTS = Namespace("http://data.europa.eu/nuts/code/")
EU = Namespace("http://publications.europa.eu/resource/authority/")

DEFAULT_ROOT = "http://127.0.0.1:8000"
"""The address that ids stand under when nobody says another: that of a site being tried out."""
_KEPT = "/:?#[]@!$&'()*+,;=%~"
_LANGUAGES = {"nl": "NLD", "en": "ENG", "fr": "FRA"}

PREFIXES = {
    "adms": str(ADMS),
    "cpsv": str(CPSV),
    "cv": str(CV),
    "dcat": str(DCAT),
    "dct": str(DCTERMS),
    "eli": str(ELI),
    "foaf": str(FOAF),
    "org": str(ORG),
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "sh": str(SH),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""The short names of the vocabularies in what is written."""


def language_code(language: str) -> URIRef:
    """The European code of a language, by its two letters."""
    return EU[f"language/{_LANGUAGES[language]}"]


def web_address(text: str) -> URIRef | None:
    """An address on the web, with what an address may not hold written as %XX; None for what is no such address."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return URIRef(quote(text.strip(), safe=_KEPT))


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses under one site; `root` is its public address without a slash at the end."""

    root: str = DEFAULT_ROOT

    def _at(self, *parts: str | int) -> URIRef:
        return URIRef("/".join((f"{self.root}/id", *(quote(str(part), safe="") for part in parts))))

    @property
    def catalogue(self) -> URIRef:
        """The list of what can be had (dcat:Catalog)."""
        return self._at("catalogue")

    @property
    def dataset(self) -> URIRef:
        """The measures and organisations as a whole (dcat:Dataset)."""
        return self._at("dataset")

    @property
    def publisher(self) -> URIRef:
        """Who publishes it: this Wegwijzer."""
        return self._at("publisher")

    def data(self, name: str) -> URIRef:
        """A file of data, such as `catalogue.ttl`."""
        return URIRef(f"{self.root}/data/{name}")

    def page(self, path: str) -> URIRef:
        """A page for people."""
        return URIRef(f"{self.root}/{path}")

    def measure(self, measure_id: str) -> URIRef:
        """A measure, through all its periods."""
        return self._at("measure", measure_id)

    def version(self, measure_id: str, number: int) -> URIRef:
        """What holds for a measure in one period; numbered from 1, the oldest."""
        return self._at("measure", measure_id, "version", number)

    def organisation(self, organisation_id: str) -> URIRef:
        """An organisation."""
        return self._at("organisation", organisation_id)

    def fact(self, fact_id: str) -> URIRef:
        """What can be known of a firm: an information concept, and the property by which a firm's graph tells it."""
        return self._at("fact", fact_id)

    def lowest(self, fact_id: str) -> URIRef:
        """The property that tells how low a number lies at least."""
        return self._at("fact", fact_id, "min")

    def highest(self, fact_id: str) -> URIRef:
        """The property that tells how high a number lies at most."""
        return self._at("fact", fact_id, "max")

    def scheme(self, scheme: str) -> URIRef:
        """A code list."""
        return self._at("code", scheme)

    def code(self, scheme: str, code: str) -> URIRef:
        """A code of a list."""
        return self._at("code", scheme, code)

    def term(self, name: str) -> URIRef:
        """A property or class of our own, for what no standard has a word for."""
        return self._at("term", name)


def below(owner: URIRef, *parts: str | int) -> URIRef:
    """The address of something that belongs to one thing alone."""
    return URIRef("/".join((str(owner), *(quote(str(part), safe="") for part in parts))))
