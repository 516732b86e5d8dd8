"""What compares a need with the subjects of the roads, and the file with the vectors of their sentences.

The vectors are made beforehand, because a model takes seconds for them and a page may not. After a change in
data/roads: `python -m wegwijzer.readers.road_likeness`, which needs the `text` extra. Vectors that do not belong to the
sentences or the model of this installation are left unused, and words alone compare.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from wegwijzer.core.roads.likeness import LikenessByMeaning, LikenessByWords, fused, sentences_of
from wegwijzer.core.roads.subject import Subject
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.embedding import embedder_or_reason, shipped_embedder
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.roads import shipped_roads


def likeness_of(text: str) -> dict[str, float]:
    """How like a need is to each shipped subject (0 to 1), by meaning where the model is there and by words."""
    by_meaning = _by_meaning()
    return fused({} if by_meaning is None else by_meaning.of(text), _by_words().of(text))


@cache
def _by_words() -> LikenessByWords:
    return LikenessByWords(tuple(shipped_roads().subjects.values()), shipped_analyser())


@cache
def _by_meaning() -> LikenessByMeaning | None:
    embedder, _ = embedder_or_reason()
    return None if embedder is None else read_vectors(vectors_path(), shipped_roads().subjects.values(), embedder)


def vectors_path() -> Path:
    """The file that ships with the package."""
    return shipped_folder() / "roads" / "vectors.npz"


def write_vectors(path: Path, subjects: Iterable[Subject], embedder: Embedder) -> int:
    """Make the vectors of all sentences; how many there are."""
    sentences = [sentence for subject in subjects for sentence in sentences_of(subject)]
    vectors = embedder.queries(sentences).astype(np.float16)
    np.savez_compressed(path, vectors=vectors, of=np.array(_of(sentences, embedder)))
    return len(sentences)


def read_vectors(path: Path, subjects: Iterable[Subject], embedder: Embedder) -> LikenessByMeaning | None:
    """The comparison by meaning; None where the file is not there, cannot be read or was made of something else."""
    pairs = [(subject.id, sentence) for subject in subjects for sentence in sentences_of(subject)]
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            made_of, vectors = str(file["of"]), file["vectors"].astype(np.float32)
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile):  # TypeError: one bare array
        return None
    if made_of != _of([sentence for _, sentence in pairs], embedder) or len(vectors) != len(pairs):
        return None
    return LikenessByMeaning(embedder, vectors, tuple(owner for owner, _ in pairs))


def _of(sentences: list[str], embedder: Embedder) -> str:
    """What vectors are made of: the model and the sentences in order."""
    return f"{embedder.name}:{hashlib.sha256(chr(0).join(sentences).encode()).hexdigest()}"


def main() -> None:
    """Write the vectors anew. Raises EmbeddingUnavailable, with the reason, without the model."""
    made = write_vectors(vectors_path(), shipped_roads().subjects.values(), shipped_embedder())
    print(f"{vectors_path().name}: {made} sentences")


if __name__ == "__main__":
    main()
