"""Score the clustering on labelled needs: on themes left out of the learning, or on the untouched ones."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from hashlib import sha256

import numpy as np

from wegwijzer.core.clustering.clustering import LEAST_FIRMS, Clusterer
from wegwijzer.core.clustering.evaluating import Evaluation, evaluate
from wegwijzer.core.clustering.kinship import Kinship
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.understanding.features import Seer
from wegwijzer.readers.clustering import shipped_clusterer
from wegwijzer.readers.kinship_model import (
    ThemedNeed,
    is_road,
    learnt_from,
    shipped_kinship,
    themed_needs,
    untouched_needs,
    vectors_at_hand,
)
from wegwijzer.readers.language import shipped_analyser

_ROUNDS = 3


class Covered(Enum):
    """Which of the themes that are scored keep the topic of topics.yaml that fits them best.

    Those topics were written by somebody who knew the themes: without them a theme is one that nobody thought of.
    """

    ALL = "all"
    HALF = "half"
    NONE = "none"


def cross_validated(embedder: Embedder | None, *, covered: Covered = Covered.ALL) -> dict[str, float | None]:
    """The mean figures over three ways to halve the themes, each half scored by what the other taught."""
    seer = Seer(shipped_analyser(), vectors_at_hand(embedder) if embedder is not None else None)
    fitting = _fitting_topics(shipped_kinship(embedder), seer) if covered is not Covered.ALL else {}
    found = []
    for number in range(_ROUNDS):
        for half in (0, 1):
            taught = [one for one in themed_needs() if _half(one, number) != half]
            asked = [one for one in themed_needs() if _half(one, number) == half]
            lost = sorted({fitting[one.theme] for one in asked if one.theme in fitting})
            without = frozenset(lost[::2] if covered is Covered.HALF else lost)
            clusterer = Clusterer(learnt_from(taught, embedder, without=without), seer, shipped_analyser())
            found.append(scored(clusterer, asked).figures())
    return {name: _mean([figures[name] for figures in found]) for name in found[0]}


def on_untouched() -> Evaluation:
    """The figures of what ships on the needs that nothing was chosen or learnt on."""
    return scored(shipped_clusterer(), untouched_needs())


def scored(clusterer: Clusterer, asked: Sequence[ThemedNeed]) -> Evaluation:
    """The figures of a clusterer on some of the labelled needs."""
    needs = [one.need for one in asked]
    found = clusterer.cluster(needs)
    return evaluate(clusterer, needs, {one.need.id: one.theme for one in asked}, found, least_firms=LEAST_FIRMS)


def _fitting_topics(kinship: Kinship, seer: Seer) -> dict[str, str]:
    """The topic of topics.yaml that the needs of each theme speak of most."""
    texts = [one.need.text for one in themed_needs()]
    told = kinship.parts(seer.see(texts), texts).spoken
    own = [place for place, topic in enumerate(kinship.topics) if not is_road(topic)]
    members: dict[str, list[int]] = {}
    for place, one in enumerate(themed_needs()):
        if one.theme is not None:
            members.setdefault(one.theme, []).append(place)
    return {
        theme: kinship.topics[own[int(np.argmax(told[places].mean(axis=0)[own]))]] for theme, places in members.items()
    }


def _half(one: ThemedNeed, number: int) -> int:
    """Themes are halved by their name, noise by its text."""
    return sha256(f"{number} {one.theme or one.need.text}".encode()).digest()[0] % 2


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None
