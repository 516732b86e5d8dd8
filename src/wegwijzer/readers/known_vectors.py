"""Vectors made beforehand, by the text that each is of: a model takes a minute for what ships, and a start may not.

One file holds those of one model, at half precision. Whatever needs vectors asks a `RememberingEmbedder`, which looks
there first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.search.embedding import Embedder, Vectors

KnownVectors = Mapping[bytes, NDArray[np.float32]]
"""Vectors by the key of their text."""

_DIGEST_BYTES = 16
QUESTION, PASSAGE = b"?", b"."
"""How the key of a text begins."""
KEY_BYTES = _DIGEST_BYTES + 1


def text_key(text: str, *, is_question: bool = False) -> bytes:
    """A short name of a text; as a question a text lies elsewhere than as a passage."""
    mark = QUESTION if is_question else PASSAGE
    return mark + hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_DIGEST_BYTES]


class RememberingEmbedder:
    """An embedder that looks up the vectors that are known, and asks the model for the others."""

    def __init__(self, model: Embedder, known: KnownVectors) -> None:
        self._model, self._known = model, known

    @property
    def name(self) -> str:
        """The name of the model behind it."""
        return self._model.name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._model.dimension

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, known or made now."""
        return self._placed(texts, is_question=True)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, known or made now."""
        return self._placed(texts, is_question=False)

    def missing(self, texts: Sequence[str], *, is_question: bool) -> list[str]:
        """The texts whose vectors are not known, each once."""
        return [text for text in dict.fromkeys(texts) if text_key(text, is_question=is_question) not in self._known]

    def _placed(self, texts: Sequence[str], *, is_question: bool) -> Vectors:
        missing = self.missing(texts, is_question=is_question)
        place = self._model.queries if is_question else self._model.passages
        made = dict(zip(missing, place(missing), strict=True)) if missing else {}
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            row[:] = made[text] if text in made else self._known[text_key(text, is_question=is_question)]
        return vectors


def write_vectors(path: Path, vectors: KnownVectors, embedder: Embedder) -> None:
    """Keep vectors in a file. Raises OSError where it cannot be written."""
    ordered = sorted(vectors)
    with path.open("wb") as file:
        np.savez(
            file,
            embedder=np.array(embedder.name),
            keys=np.array([np.frombuffer(key, np.uint8) for key in ordered]),
            vectors=np.array([vectors[key] for key in ordered], np.float16),
        )


def keep_vectors(path: Path, embedder: Embedder, *, passages: Sequence[str] = (), questions: Sequence[str] = ()) -> int:
    """Bring a file in step with texts: those that went are dropped, new ones placed; how many were placed anew.

    Raises OSError where it cannot be written.
    """
    remembering = RememberingEmbedder(embedder, read_vectors(path, embedder))
    vectors: dict[bytes, NDArray[np.float32]] = {}
    placed = 0
    for texts, is_question in ((passages, False), (questions, True)):
        placed += len(remembering.missing(texts, is_question=is_question))
        rows = remembering.queries(texts) if is_question else remembering.passages(texts)
        vectors.update(zip((text_key(text, is_question=is_question) for text in texts), rows, strict=True))
    write_vectors(path, vectors, embedder)
    return placed


def read_vectors(path: Path, embedder: Embedder) -> dict[bytes, NDArray[np.float32]]:
    """The vectors of a file; none where there is no file, it cannot be read or it is of another model."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["embedder"]) != embedder.name:
                return {}
            vectors = kept["vectors"].astype(np.float32)
            keys = [bytes(key) for key in kept["keys"]]
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile):  # TypeError: one bare array
        return {}
    # Kept at half precision; made of length one again.
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return dict(zip(keys, vectors, strict=True))
