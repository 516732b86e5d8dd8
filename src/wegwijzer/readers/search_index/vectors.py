"""The vectors of documents and of the sentences of their stories, written block by block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.search.documents import MAIN_LANGUAGE, Document, in_language, sentences
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.search.meaning import Centred, Meaning
from wegwijzer.readers.known_vectors import KEY_BYTES, KnownVectors, text_key
from wegwijzer.readers.search_index.shelves import Shelf

WHOLES, PARTS, PART_STARTS = "wholes.f32", "parts.f32", "part-starts.i64"
QUESTION_MEANS = "question-means.f32"
_KEYS = "keys-"
_BLOCK = 8_192
_MOST_PARTS = 40
_DIRECTIONS, _LEAD = "directions-", "lead-"
_LEADING = 128
_SAMPLE = 20_000


def parts_of(document: Document) -> tuple[str, ...]:
    """The sentences that have vectors of their own: those of the story in the main language."""
    return sentences(in_language(document.story, MAIN_LANGUAGE))[:_MOST_PARTS]


class VectorWriter:
    """Takes documents in order and writes a vector for each, and for each sentence when asked."""

    def __init__(self, shelf: Shelf, embedder: Embedder, *, with_parts: bool) -> None:
        self._shelf, self._embedder, self._with_parts = shelf, embedder, with_parts
        self._part_starts = [0]
        self._streams = ExitStack()
        self._wholes: BinaryIO = self._streams.enter_context(shelf.writing(WHOLES))
        self._parts: BinaryIO = self._streams.enter_context(shelf.writing(PARTS))
        self._whole_keys: BinaryIO = self._streams.enter_context(shelf.writing(_KEYS + WHOLES))
        self._part_keys: BinaryIO = self._streams.enter_context(shelf.writing(_KEYS + PARTS))

    def close(self) -> None:
        """End writing; needed when it is broken off."""
        self._streams.close()

    def add(self, documents: Sequence[Document]) -> None:
        """The next block of documents."""
        self._write([document.whole_text for document in documents], self._wholes, self._whole_keys)
        if not self._with_parts:
            return
        parts = [parts_of(document) for document in documents]
        for own in parts:
            self._part_starts.append(self._part_starts[-1] + len(own))
        self._write([part for own in parts for part in own], self._parts, self._part_keys)

    def finish(self, typical_questions: Mapping[str, Sequence[str]], *, with_lead: bool) -> tuple[str, ...]:
        """Write means and lengths too; the languages of the means of typical questions, in order.

        `with_lead`: also along which directions the vectors differ most.
        """
        self.close()
        shelf, dimension = self._shelf, self._embedder.dimension
        for name in (WHOLES, PARTS):
            _centre(shelf, name, dimension)
            if with_lead:
                _lead(shelf, name, dimension)
        starts = shelf.new_array(PART_STARTS, np.int64, (len(self._part_starts),))
        starts[:] = self._part_starts
        shelf.finish(starts)
        asked = {language: questions for language, questions in typical_questions.items() if questions}
        means = shelf.new_array(QUESTION_MEANS, np.float32, (len(asked), dimension))
        for place, questions in enumerate(asked.values()):
            means[place] = np.mean(self._embedder.queries(questions), axis=0, dtype=np.float64)
        shelf.finish(means)
        return tuple(asked)

    def _write(self, texts: Sequence[str], rows: BinaryIO, keys: BinaryIO) -> None:
        rows.write(self._embedder.passages(texts).tobytes())
        keys.write(b"".join(text_key(text) for text in texts))


def read_meaning(
    shelf: Shelf, *, embedder: str, dimension: int, with_parts: bool, with_lead: bool, languages: Sequence[str]
) -> Meaning:
    """The vectors as a search reads them."""
    means = shelf.array(QUESTION_MEANS, np.float32, dimension)
    return Meaning(
        embedder,
        _read_centred(shelf, WHOLES, dimension, with_lead=with_lead),
        _read_centred(shelf, PARTS, dimension, with_lead=with_lead) if with_parts else None,
        shelf.array(PART_STARTS, np.int64) if with_parts else None,
        {language: means[place] for place, language in enumerate(languages)},
    )


def vectors_on(shelf: Shelf, *, dimension: int) -> KnownVectors:
    """The vectors of an index by the key of their text, for the next index of the same model."""
    known: dict[bytes, NDArray[np.float32]] = {}
    for name in (WHOLES, PARTS):
        keys = shelf.array(_KEYS + name, np.uint8, KEY_BYTES)
        known.update((bytes(key), row) for key, row in zip(keys, shelf.array(name, np.float32, dimension), strict=True))
    return known


def _read_centred(shelf: Shelf, name: str, dimension: int, *, with_lead: bool) -> Centred:
    rows = shelf.array(name, np.float32, dimension)
    mean, lengths = shelf.array(f"mean-{name}", np.float32), shelf.array(f"lengths-{name}", np.float32)
    if not with_lead:
        return Centred(rows, mean, lengths)
    width = min(_LEADING, dimension)
    directions = shelf.array(_DIRECTIONS + name, np.float32, width)
    return Centred(rows, mean, lengths, directions, shelf.array(_LEAD + name, np.float32, width))


def _lead(shelf: Shelf, name: str, dimension: int) -> None:
    """Write the directions along which the centred rows differ most, and the rows along these."""
    rows, mean = shelf.array(name, np.float32, dimension), shelf.array(f"mean-{name}", np.float32)
    sample = rows[:: max(len(rows) // _SAMPLE, 1)] - mean
    _, vectors = np.linalg.eigh((sample.T @ sample).astype(np.float64))
    directions = shelf.new_array(_DIRECTIONS + name, np.float32, (dimension, min(_LEADING, dimension)))
    directions[:] = vectors[:, ::-1][:, :_LEADING]
    lead = shelf.new_array(_LEAD + name, np.float32, (len(rows), directions.shape[1]))
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        lead[start : start + len(block)] = (block - mean) @ directions
    shelf.finish(directions)
    shelf.finish(lead)


def _centre(shelf: Shelf, name: str, dimension: int) -> None:
    rows = shelf.array(name, np.float32, dimension)
    total = np.zeros(dimension, np.float64)
    for start in range(0, len(rows), _BLOCK):
        total += rows[start : start + _BLOCK].sum(axis=0, dtype=np.float64)
    mean = shelf.new_array(f"mean-{name}", np.float32, (dimension,))
    mean[:] = total / max(len(rows), 1)
    lengths = shelf.new_array(f"lengths-{name}", np.float32, (len(rows),))
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        lengths[start : start + len(block)] = np.linalg.norm(block - mean, axis=1)
    shelf.finish(mean)
    shelf.finish(lengths)
