"""A hundred thousand needs: clustering them, its peak of memory, and placing one more.

CLUSTER_NEEDS sets another number. The model of meaning places some dozens of texts a second, so a hundred thousand
would take half an hour and more: the texts are those of the labelled needs and problems, varied by leaving words out
and taking some over from another; the vectors are those of the texts that they were made of, moved a little by chance.
The figures are those of clustering itself, with screening, words and topics.
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Sequence

import numpy as np

from benchmarks.reporting import Figure, Measured, milliseconds
from wegwijzer.core.clustering.clustering import Clusterer, ClusterIndex
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.language.words import plain
from wegwijzer.core.search.embedding import Vectors
from wegwijzer.core.understanding.features import Seer
from wegwijzer.readers.embedding import shipped_embedder
from wegwijzer.readers.kinship_model import shipped_kinship, themed_needs, vectors_at_hand
from wegwijzer.readers.labelled_problems import shipped_problems
from wegwijzer.readers.language import shipped_analyser

NEEDS = int(os.environ.get("CLUSTER_NEEDS", "100000"))
SEED, PLACED, MOVED = 2016, 200, 0.35
LIMIT_S, LIMIT_CPU_S, LIMIT_MIB, LIMIT_PLACE_MS = 300.0, 240.0, 1_500.0, 100.0


class MovedVectors:
    """Vectors of varied texts: those of the texts that they were made of, moved by chance; others by the model."""

    def __init__(self, made_of: dict[str, str]) -> None:
        model = shipped_embedder()
        self.name, self.dimension, self.passages = model.name, model.dimension, model.passages
        self._known, self._made_of = vectors_at_hand(model), made_of
        self._chance = np.random.default_rng(SEED)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """A vector for each text."""
        sources = [self._made_of.get(text, text) for text in texts]
        rows = dict(zip(dict.fromkeys(sources), self._known.queries(list(dict.fromkeys(sources))), strict=True))
        found = np.array([rows[source] for source in sources], np.float32)
        moved = [place for place, text in enumerate(texts) if text in self._made_of]
        if moved:
            drift = self._chance.normal(size=(len(moved), self.dimension)).astype(np.float32)
            found[moved] += drift * np.float32(MOVED / np.sqrt(self.dimension))
            found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


def varied_needs(count: int) -> tuple[list[ClusterNeed], dict[str, str]]:
    """Needs of as many firms, and the plain text that each was made of."""
    chance = random.Random(SEED)
    texts = [one.need.text for one in themed_needs()]
    texts += [problem.text for problem in shipped_problems()]
    needs, made_of = [], {}
    for number in range(count):
        source = chance.choice(texts)
        words = [word for word in source.split() if chance.random() > 0.15] or source.split()
        other = chance.choice(texts).split()
        words += other[: chance.randrange(3)]
        text = " ".join(words)
        made_of[plain(text)] = plain(source)
        needs.append(
            ClusterNeed(f"n{number:06}", text, firm=f"f{number:06}", sector=chance.choice(("food", "textile")))
        )
    return needs, made_of


def measure() -> list[Measured | Figure]:
    """Cluster once, then place needs one by one."""
    needs, made_of = varied_needs(NEEDS)
    embedder = shipped_embedder()
    seer = Seer(shipped_analyser(), MovedVectors(made_of))
    clusterer = Clusterer(shipped_kinship(embedder), seer, shipped_analyser())
    before, worked = time.perf_counter(), time.process_time()
    found = clusterer.cluster(needs)
    seconds, worked = time.perf_counter() - before, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    index = ClusterIndex(clusterer, found, needs)
    times = []
    for number in range(PLACED):
        need = ClusterNeed(f"new{number}", f"{needs[number].text} {number}", firm=f"new{number}")
        before = time.perf_counter()
        index.place(need)
        times.append(time.perf_counter() - before)
    return [
        Figure(f"clusters: {NEEDS:,} needs, vectors made from known ones", seconds, "s", LIMIT_S),
        Figure("clusters: processor time of it", worked, "s", LIMIT_CPU_S),
        Figure("clusters: peak memory", peak, "MiB", LIMIT_MIB),
        Figure("clusters: found", len(found.clusters), "clusters", None),
        Measured(
            "clusters: placing a new need, the model included", milliseconds(times), LIMIT_PLACE_MS, None, tail="p95"
        ),
    ]
