"""The entry for catalogues of data (DCAT): what this data is, who publishes it, and where its files are."""

from __future__ import annotations

from datetime import date

from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.linked.addresses import EU, language_code
from wegwijzer.linked.codes import BELGIUM, DATA_THEME, EUROPE, FLANDERS
from wegwijzer.linked.words import Words
from wegwijzer.linked.writing import Writer
from wegwijzer.linked.writing import day as day_literal

LICENCE = EU["licence/EUPL_1_2"]
FILES = (
    ("catalogue.ttl", "text/turtle", "RDF_TURTLE"),
    ("catalogue.jsonld", "application/ld+json", "JSON_LD"),
    ("shapes.ttl", "text/turtle", "RDF_TURTLE"),
    ("shapes.jsonld", "application/ld+json", "JSON_LD"),
)
"""Name, media type and European file type of the files of the whole."""
LANGUAGES = ("nl", "en", "fr")


def write_dataset(writer: Writer, catalogue: Catalogue, *, compiled_on: date, words: Words) -> None:
    """The dataset with its distributions, in a catalogue, by its publisher."""
    at = writer.at
    writer.types(at.publisher, FOAF.Agent)
    writer.plain(at.publisher, DCTERMS.identifier, "wegwijzer")
    writer.texts(at.publisher, DCTERMS.title, words.told("publisher.title"))
    writer.add(at.publisher, FOAF.homepage, at.page(""))
    writer.types(at.catalogue, DCAT.Catalog)
    writer.types(at.dataset, DCAT.Dataset)
    for node, name in ((at.catalogue, "catalogue"), (at.dataset, "dataset")):
        writer.texts(node, DCTERMS.title, words.told(f"{name}.title"))
        writer.texts(node, DCTERMS.description, words.told(f"{name}.description"))
        writer.add(node, DCTERMS.publisher, at.publisher)
        writer.add(node, DCTERMS.license, LICENCE)
        writer.add(node, DCTERMS.modified, day_literal(compiled_on))
        for language in LANGUAGES:
            writer.add(node, DCTERMS.language, language_code(language))
            writer.types(language_code(language), DCTERMS.LinguisticSystem)
    writer.add(at.catalogue, DCAT.dataset, at.dataset)
    writer.plain(at.dataset, DCTERMS.identifier, str(at.dataset))
    writer.add(at.dataset, OWL.versionInfo, Literal(catalogue.digest))
    writer.add(at.dataset, DCTERMS.spatial, FLANDERS, BELGIUM, EUROPE)
    writer.add(at.dataset, DCAT.theme, DATA_THEME)
    landing = at.page("nl/maatregelen/")
    writer.types(landing, FOAF.Document)
    writer.add(at.dataset, DCAT.landingPage, landing)
    first = min(version.period.valid_from for measure in catalogue.measures.values() for version in measure.versions)
    writer.period(at.dataset, first.isoformat(), None)
    for name, media_type, file_type in FILES:
        _write_file(writer, name, media_type, file_type, words)


def _write_file(writer: Writer, name: str, media_type: str, file_type: str, words: Words) -> None:
    address = writer.at.data(name)
    node = URIRef(f"{writer.at.dataset}/file/{name}")
    writer.add(writer.at.dataset, DCAT.distribution, node)
    writer.types(node, DCAT.Distribution)
    writer.texts(node, DCTERMS.title, words.told(f"file.{name.partition('.')[0]}"))
    writer.add(node, DCAT.accessURL, address)
    writer.add(node, DCAT.downloadURL, address)
    writer.add(node, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media_type}"))
    writer.add(node, DCTERMS["format"], EU[f"file-type/{file_type}"])
    writer.add(node, DCTERMS.license, LICENCE)
