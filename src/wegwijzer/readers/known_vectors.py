"""Vectors of the shipped problems and key words, made beforehand: a model takes a minute for what training needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from wegwijzer.core.search.embedding import Embedder, Vectors

_KEY_BYTES = 16


class RememberingEmbedder:
    """An embedder that looks up questions whose vectors are known, and asks the model for the others."""

    def __init__(self, model: Embedder, known: Mapping[bytes, Vectors]) -> None:
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
        keys = [_key(text) for text in texts]
        missing = list(dict.fromkeys(text for text, key in zip(texts, keys, strict=True) if key not in self._known))
        made = dict(zip(map(_key, missing), self._model.queries(missing), strict=True)) if missing else {}
        rows = [self._known[key] if key in self._known else made[key] for key in keys]
        return np.asarray(rows, dtype=np.float32).reshape(len(rows), self.dimension)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, made now."""
        return self._model.passages(texts)


def write_known(path: Path, texts: Iterable[str], model: Embedder) -> int:
    """Keep the vectors of questions in a file, at half precision; how many. What is known already is not made again."""
    unique = list(dict.fromkeys(texts))
    vectors = RememberingEmbedder(model, read_known(path, model)).queries(unique)
    keys = np.array([np.frombuffer(_key(text), np.uint8) for text in unique])
    with path.open("wb") as file:
        np.savez(file, embedder=np.array(model.name), keys=keys, vectors=vectors.astype(np.float16))
    return len(unique)


def read_known(path: Path, model: Embedder) -> dict[bytes, Vectors]:
    """The vectors of a file by the key of their text; none where there is no file or it is of another model."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["embedder"]) != model.name:
                return {}
            vectors = kept["vectors"].astype(np.float32)
            keys = [bytes(key) for key in kept["keys"]]
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return {}
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return dict(zip(keys, vectors, strict=True))


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY_BYTES]
