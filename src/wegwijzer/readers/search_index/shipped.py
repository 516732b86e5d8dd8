"""Ready searchers: over the shipped catalogue, over a file of documents, over an index that someone built."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from wegwijzer.core.errors import InputError
from wegwijzer.core.language.analysis import LANGUAGES, WORD
from wegwijzer.core.language.spelling import Speller
from wegwijzer.core.search.catalogue_documents import catalogue_documents
from wegwijzer.core.search.documents import Document
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.search.index import SearchIndex
from wegwijzer.core.search.searching import Searcher, Signal
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.known_vectors import KnownVectors, RememberingEmbedder, read_vectors
from wegwijzer.readers.language import shipped_analyser, word_frequencies
from wegwijzer.readers.search_index.building import Ingredients, Progress, build_in_folder
from wegwijzer.readers.search_index.cache import cached_index
from wegwijzer.readers.search_index.document_file import DocumentFile
from wegwijzer.readers.search_index.fields import MOST_WITH_FIELDS, field_signal
from wegwijzer.readers.search_index.learnt_entries import entry_signal
from wegwijzer.readers.search_index.manifest import Manifest, Origin
from wegwijzer.readers.search_index.opening import open_folder
from wegwijzer.readers.search_index.rows import row_of
from wegwijzer.readers.standing import while_it_stands
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file

MOST_WITH_SENTENCES = 5_000
"""Documents up to which each sentence is placed by its meaning too; above, search would be slow."""

VECTORS = "vectors.npz"
RAREST_WORD = 3e-8
"""How often a word must be used in a language to be no typing error: three times in a hundred million words."""


class SearchSettings(BaseModel):
    """The file `search/search.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    service_title: dict[str, str]
    typical_problems: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class ReadySearch:
    """A searcher, and why it searches by words alone (empty: it does not)."""

    searcher: Searcher
    reason: str = ""


@while_it_stands(maxsize=1, words_alone=True)
def shipped_search() -> ReadySearch:
    """The search over the shipped catalogue, once per process; its index is kept on disk and follows the catalogue."""
    documents = shipped_documents()
    embedder, reason = embedder_or_reason()
    digest = hashlib.sha256()
    for document in documents:
        digest.update(row_of(document))
        digest.update(document.gist.encode())
    ingredients = _ingredients(embedder)
    index = cached_index("shipped", lambda: documents, ingredients, origin=_origin(digest.hexdigest()))
    known = {} if embedder is None else shipped_vectors(embedder)
    signals = [field_signal(whole_texts(documents), embedder, known), entry_signal(one.id for one in documents)]
    return _ready(index, embedder, reason, signals)


def whole_texts(documents: Iterable[Document]) -> dict[str, str]:
    """The texts of documents by their id."""
    return {document.id: document.whole_text for document in documents}


@while_it_stands(maxsize=1, words_alone=True)
def shipped_documents() -> tuple[Document, ...]:
    """Everything in the shipped catalogue that can be found."""
    return catalogue_documents(shipped_catalogue(), service_title=shipped_settings().service_title)


def file_search(file: DocumentFile) -> ReadySearch:
    """The search over a file of documents; its index is kept in the cache under the digest of the file."""
    embedder, reason = embedder_or_reason()
    ingredients = _ingredients(embedder, with_sentences=file.count <= MOST_WITH_SENTENCES)
    name = f"file-{file.digest[:16]}"
    index = cached_index(name, file.documents, ingredients, origin=_origin(file.digest))
    signals = [field_signal(whole_texts(file.documents()), embedder, {})] if file.count <= MOST_WITH_FIELDS else []
    return _ready(index, embedder, reason, signals)


def build_file_index(
    folder: Path, file: DocumentFile, *, made: str, by_words_alone: bool = False, progress: Progress | None = None
) -> tuple[Manifest, str]:
    """Make the index of a file in a folder of one's own, and why it is for words alone (empty: it is not).

    Raises OSError when the folder cannot be written to.
    """
    embedder, reason = (None, "") if by_words_alone else embedder_or_reason()
    ingredients = _ingredients(embedder, with_sentences=file.count <= MOST_WITH_SENTENCES)
    origin = _origin(file.digest, made=made)
    return build_in_folder(folder, file.documents(), ingredients, origin=origin, progress=progress), reason


def folder_search(folder: Path) -> ReadySearch:
    """The search over an index that someone built. Raises InputError when it is not fit for this version or model."""
    embedder, reason = embedder_or_reason()
    index = open_folder(folder, analyser=reading_version(), embedder="" if embedder is None else embedder.name)
    if index.meaning is None and not reason:
        reason = "The index was built for words alone."
    return _ready(index, embedder, reason)


@cache
def shipped_settings() -> SearchSettings:
    """What a search is told beside the catalogue. Raises InputError with all faults."""
    form, faults = validate(read_yaml_file(shipped_folder() / "search" / "search.yaml"), SearchSettings)
    if form is None:
        raise InputError(faults)
    return form


def shipped_vectors(embedder: Embedder) -> KnownVectors:
    """Vectors of the shipped texts, so that a new installation need not place them; none when of another model."""
    return read_vectors(shipped_folder() / "search" / VECTORS, embedder)


@cache
def reading_version() -> str:
    """How texts are read: changes with the files of languages and typical problems, and with the libraries."""
    digest = hashlib.sha256()
    for language in LANGUAGES:
        digest.update((shipped_folder() / "language" / f"{language}.yaml").read_bytes())
    digest.update((shipped_folder() / "search" / "search.yaml").read_bytes())
    for library in ("PyStemmer", "wordfreq"):
        digest.update(f"{library} {_version(library)}".encode())
    return digest.hexdigest()[:16]


def ready_searcher(index: SearchIndex, embedder: Embedder | None, signals: Sequence[Signal] = ()) -> Searcher:
    """A searcher over an index, with the words of the languages to repair typing errors by."""
    analyser = shipped_analyser()

    def is_compound(word: str) -> bool:
        return any(term.weight < WORD for term in analyser.document_terms(word, "nl"))

    languages: Mapping[str, Mapping[str, float]] = {
        language: word_frequencies(language, at_least=RAREST_WORD) for language in LANGUAGES
    }
    return Searcher(index, analyser, Speller(index.words, languages, is_compound), embedder, signals)


def _ready(index: SearchIndex, embedder: Embedder | None, reason: str, signals: Sequence[Signal] = ()) -> ReadySearch:
    return ReadySearch(ready_searcher(index, embedder, signals), reason)


def _ingredients(embedder: Embedder | None, *, with_sentences: bool = True) -> Ingredients:
    questions: Mapping[str, Iterable[str]] = shipped_settings().typical_problems
    return Ingredients(
        shipped_analyser(),
        None if embedder is None else RememberingEmbedder(embedder, shipped_vectors(embedder)),
        {language: tuple(texts) for language, texts in questions.items()},
        with_sentences,
    )


def _origin(documents: str, *, made: str = "") -> Origin:
    return Origin(documents, reading_version(), made)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
