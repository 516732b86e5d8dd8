"""Score the clustering on the labelled needs: on themes left out of the learning, or on the untouched third."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from wegwijzer.core.clustering.clustering import LEAST_FIRMS, Clusterer
from wegwijzer.core.clustering.evaluating import Evaluation, evaluate
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.understanding.features import Seer
from wegwijzer.readers.clustering import shipped_clusterer
from wegwijzer.readers.kinship_model import (
    CHOSEN,
    UNTOUCHED,
    ThemedNeed,
    learnt_from,
    themed_needs,
    vectors_at_hand,
)
from wegwijzer.readers.language import shipped_analyser

_ROUNDS = 3


def cross_validated(embedder: Embedder | None) -> dict[str, float | None]:
    """The mean figures over three ways to halve the themes, each half scored by what the other taught."""
    chosen = [one for one in themed_needs() if one.part == CHOSEN]
    found = []
    for number in range(_ROUNDS):
        for half in (0, 1):
            taught = [one for one in chosen if _half(one, number) != half]
            asked = [one for one in chosen if _half(one, number) == half]
            seer = Seer(shipped_analyser(), vectors_at_hand(embedder) if embedder is not None else None)
            found.append(scored(Clusterer(learnt_from(taught, embedder), seer, shipped_analyser()), asked).figures())
    return {name: _mean([figures[name] for figures in found]) for name in found[0]}


def on_untouched() -> Evaluation:
    """The figures of what ships on the needs that nothing was chosen or learnt on."""
    return scored(shipped_clusterer(), [one for one in themed_needs() if one.part == UNTOUCHED])


def scored(clusterer: Clusterer, asked: Sequence[ThemedNeed]) -> Evaluation:
    """The figures of a clusterer on some of the labelled needs."""
    needs = [one.need for one in asked]
    found = clusterer.cluster(needs)
    return evaluate(clusterer, needs, {one.need.id: one.theme for one in asked}, found, least_firms=LEAST_FIRMS)


def _half(one: ThemedNeed, number: int) -> int:
    """Themes are halved by their name, noise by its text."""
    return sha256(f"{number} {one.theme or one.need.text}".encode()).digest()[0] % 2


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None
