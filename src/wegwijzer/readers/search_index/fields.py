"""The fields of expertise in which the entries of a catalogue are at home, as the reader of needs sees their texts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from wegwijzer.core.language.words import plain
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.search.searching import Signal
from wegwijzer.core.understanding.features import Matrix, Seer
from wegwijzer.core.understanding.reading import BRIDGE_WEIGHT, DomainReader, FieldBridge
from wegwijzer.readers.known_vectors import KnownVectors, RememberingEmbedder
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.reader_model import reader_folder, reader_of, shipped_reader
from wegwijzer.readers.search_index.cache import cache_folder

MOST_WITH_FIELDS = 1_000
"""Documents up to which fields are read: each takes the model of meaning about 20 ms the first time."""


def field_signal(texts: Mapping[str, str], embedder: Embedder | None, known: KnownVectors) -> Signal:
    """What a search knows beside words and meaning: how far each entry is at home where the need asks.

    Fields are kept on disk, under what the texts and the reader are.
    """
    reader = shipped_reader()
    return BRIDGE_WEIGHT, FieldBridge(reader, list(texts), _kept(texts, reader, embedder, known)).affinity


def placed_for_fields(texts: Mapping[str, str]) -> list[str]:
    """The texts that a reader places by their meaning, as questions."""
    return [plain(text) for text in texts.values()]


def _kept(texts: Mapping[str, str], reader: DomainReader, embedder: Embedder | None, known: KnownVectors) -> Matrix:
    cache = cache_folder()
    if cache is None:
        return _made(texts, embedder, known)
    digest = hashlib.sha256(reader.digest.encode())
    for text in texts.values():
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    path = cache / "fields" / f"{digest.hexdigest()[:32]}.npy"
    found = _read(path, len(texts))
    if found is None:
        found = _made(texts, embedder, known)
        _keep(path, found)
    return found


def _made(texts: Mapping[str, str], embedder: Embedder | None, known: KnownVectors) -> Matrix:
    """Read with the same model, but with the vectors that are known already."""
    remembering = None if embedder is None else RememberingEmbedder(embedder, known)
    return reader_of(reader_folder(), Seer(shipped_analyser(), remembering)).fields(list(texts.values()))


def _read(path: Path, rows: int) -> Matrix | None:
    try:
        with path.open("rb") as file:
            found: Matrix = np.load(file, allow_pickle=False)
    except (OSError, EOFError, ValueError, BadZipFile):
        return None
    return found if found.ndim == 2 and len(found) == rows else None


def _keep(path: Path, fields: Matrix) -> None:
    """In one step, so that nobody reads half a file; where nothing can be written they are made anew each time."""
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            np.save(file, fields, allow_pickle=False)
        beside.replace(path)
    except OSError:
        return
