"""Clustering of needs with what ships: `shipped_clusterer().cluster(needs, decisions=, previous=)`.

Signatures for callers: `ClusterNeed(id, text, firm=, nace=, sector=, province=, process=, material=)` in
core/clustering/needs.py; `Clusterer.cluster(needs, decisions=(), previous=None, least_firms=3) -> Clustering` and
`ClusterIndex(clusterer, clustering, needs).place(need) -> Placement` in core/clustering/clustering.py;
`Decision(Verdict.SPLIT, (("n1", "n2"), ("n3",)))` in core/clustering/decisions.py. `previous` is
`Clustering.members()` of the last run. `clusterer_taught_by(needs, decisions)` also weighs by what people decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from wegwijzer.core.clustering.clustering import Clusterer
from wegwijzer.core.clustering.decisions import Decision
from wegwijzer.core.clustering.from_decisions import weights_from_decisions
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.understanding.features import Seer
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.kinship_model import shipped_kinship, vectors_at_hand
from wegwijzer.readers.language import shipped_analyser


@cache
def shipped_clusterer() -> Clusterer:
    """What ships, loaded once per process: by meaning and words, or by words alone without the model of meaning."""
    embedder = embedder_or_reason()[0]
    kinship = shipped_kinship(embedder)
    sees_meaning = embedder is not None and bool(kinship.embedder)
    seer = Seer(shipped_analyser(), vectors_at_hand(embedder) if sees_meaning and embedder is not None else None)
    return Clusterer(kinship, seer, shipped_analyser())


def clusterer_taught_by(needs: Sequence[ClusterNeed], decisions: Sequence[Decision]) -> Clusterer:
    """What ships, weighing anew by what people decided on these needs; the same when they decided nothing."""
    shipped = shipped_clusterer()
    told = {need for decision in decisions for need in decision.needs}
    known = [need for need in needs if need.id in told]
    if not known:
        return shipped
    parts = shipped.kinship.parts(shipped.see(known), [need.text for need in known])
    return shipped.weighing(weights_from_decisions(shipped.kinship.weights, known, parts, decisions))
