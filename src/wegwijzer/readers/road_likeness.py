"""What compares a need with the subjects of the roads, and the file with the vectors of their sentences.

The vectors are made beforehand, because a model takes seconds for them and a page may not. After a change in
data/roads: `python -m wegwijzer.readers.road_likeness`, which needs the `text` extra and learns from needs anew too.
Vectors that do not belong to the sentences or the model of this installation are left unused, and words alone compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from wegwijzer.core.roads.clauses import clauses_of
from wegwijzer.core.roads.likeness import LikenessByMeaning, LikenessByWords, fused, joined, sentences_of
from wegwijzer.core.roads.subject import Subject
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.readers.embedding import embedder_or_reason, shipped_embedder
from wegwijzer.readers.known_vectors import keep_vectors, read_vectors, text_key
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.road_reader import chances_of, roads_folder, write_road_readers
from wegwijzer.readers.roads import shipped_roads


@lru_cache(maxsize=256)
def likeness_of(text: str) -> Mapping[str, float]:
    """How like a need is to each shipped subject (0 to 1): what was learnt from needs, and what looks alike.

    The last texts are kept: a visitor comes back to the same roadmap after every answer and every measure.
    """
    by_meaning = _by_meaning()
    alike = fused({} if by_meaning is None else by_meaning.of(text), _by_words().of(text))
    return joined(chances_of(text), alike)


@lru_cache(maxsize=64)
def likeness_of_clauses(text: str) -> tuple[Mapping[str, float], ...]:
    """How like each clause of a need is to each shipped subject; none where it has one clause.

    The last needs are kept, for every page of a walk asks for the same one.
    """
    return tuple(likeness_of(clause) for clause in clauses_of(text))


@cache
def _by_words() -> LikenessByWords:
    return LikenessByWords(tuple(shipped_roads().subjects.values()), shipped_analyser())


@cache
def _by_meaning() -> LikenessByMeaning | None:
    embedder, _ = embedder_or_reason()
    return None if embedder is None else read_likeness(vectors_path(), shipped_roads().subjects.values(), embedder)


def vectors_path() -> Path:
    """The file that ships with the package."""
    return roads_folder() / "vectors.npz"


def write_likeness(path: Path, subjects: Iterable[Subject], embedder: Embedder) -> int:
    """Make the vectors of all sentences that have none yet; how many those were."""
    return keep_vectors(
        path, embedder, questions=[sentence for subject in subjects for sentence in sentences_of(subject)]
    )


def read_likeness(path: Path, subjects: Iterable[Subject], embedder: Embedder) -> LikenessByMeaning | None:
    """The comparison by meaning; None where the file does not hold every sentence, as this model places it."""
    known = read_vectors(path, embedder)
    pairs = [
        (subject.id, text_key(sentence, is_question=True)) for subject in subjects for sentence in sentences_of(subject)
    ]
    if any(key not in known for _, key in pairs):
        return None
    return LikenessByMeaning(
        embedder, np.array([known[key] for _, key in pairs], np.float32), tuple(owner for owner, _ in pairs)
    )


def main() -> None:
    """Write the vectors, and what is learnt from needs, anew. Raises EmbeddingUnavailable without the model."""
    made = write_likeness(vectors_path(), shipped_roads().subjects.values(), shipped_embedder())
    print(f"{vectors_path().name}: {made} new sentences placed")
    print(f"learnt from {write_road_readers(roads_folder(), shipped_embedder())} needs")


if __name__ == "__main__":
    main()
