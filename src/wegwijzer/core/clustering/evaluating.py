"""How good a clustering is against themes that people gave: pairs, noise kept out, and what stays where it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from hashlib import sha256

from wegwijzer.core.clustering.clustering import Clusterer, Clustering
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.clustering.resampling import Interval, intervals


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def pairwise(themes: Mapping[str, str | None], clusters: Iterable[Sequence[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of needs: a pair is right in one cluster if both have the same theme.

    `themes` gives the theme of each need, None for noise; a pair with noise in it is never right.
    """
    found = right = 0
    for members in clusters:
        known = [themes[one] for one in members if one in themes]
        found += _pairs(len(known))
        right += sum(_pairs(count) for theme, count in Counter(known).items() if theme is not None)
    wanted = sum(_pairs(count) for theme, count in Counter(themes.values()).items() if theme is not None)
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    return precision, recall, 2 * right / (found + wanted) if found + wanted else 0.0


def noise_kept_out(themes: Mapping[str, str | None], clusters: Iterable[Sequence[str]]) -> float | None:
    """The share of the needs without a theme that stand in no cluster; None when there are none."""
    noise = {one for one, theme in themes.items() if theme is None}
    inside = {one for members in clusters for one in members}
    return 1 - len(noise & inside) / len(noise) if noise else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures against themes; None where there is nothing to judge on. Shares from 0 to 1.

    `stability`: of the needs in a cluster before a fifth of all needs arrives, the share that is in the cluster of the
    same id afterwards, when the run is told of the earlier clusters. `stability_afresh`: of the pairs in one cluster
    before, the share in one cluster when all is clustered anew. `f1_arriving`: the F1 once that fifth has arrived and
    clusters were kept, as it goes in use. `intervals` are of 95 %, over themes drawn anew.
    """

    precision: float
    recall: float
    f1: float
    noise_kept_out: float | None
    stability: float | None
    stability_afresh: float | None
    f1_arriving: float
    intervals: Mapping[str, Interval] = field(default_factory=dict, hash=False)

    def figures(self) -> dict[str, float | None]:
        """Every figure by its name."""
        named = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "intervals"}
        return {name: None if value is None else round(value, 4) for name, value in named.items()}


_A_FIFTH = 5


def evaluate(
    clusterer: Clusterer,
    needs: Sequence[ClusterNeed],
    themes: Mapping[str, str | None],
    found: Clustering,
    *,
    least_firms: int,
) -> Evaluation:
    """Score a clustering of all needs, and run again without a fifth of them for its stability.

    Which fifth arrives later is told by the ids alone: five parts take turns.
    """
    members = [cluster.members for cluster in found.clusters]
    precision, recall, f1 = pairwise(themes, members)
    stayed: dict[str, list[bool]] = {}
    afresh: list[float] = []
    arriving: list[float] = []
    for turn in range(_A_FIFTH):
        early = [need for need in needs if _turn_of(need.id) != turn]
        before = clusterer.cluster(early, least_firms=least_firms)
        after = clusterer.cluster(needs, previous=before.members(), least_firms=least_firms)
        place = after.cluster_of()
        for need, cluster in before.cluster_of().items():
            stayed.setdefault(need, []).append(place.get(need) == cluster)
        arriving.append(pairwise(themes, [cluster.members for cluster in after.clusters])[2])
        together = kept_together(before, found)
        afresh += [] if together is None else [together]
    return Evaluation(
        precision,
        recall,
        f1,
        noise_kept_out(themes, members),
        sum(map(sum, stayed.values())) / sum(map(len, stayed.values())) if stayed else None,
        sum(afresh) / len(afresh) if afresh else None,
        sum(arriving) / len(arriving),
        intervals(themes, members, stayed),
    )


def kept_together(before: Clustering, after: Clustering) -> float | None:
    """The share of the pairs in one cluster that stand in one cluster later; None when there were none."""
    place = after.cluster_of()
    pairs = sum(_pairs(len(cluster.members)) for cluster in before.clusters)
    still = sum(
        _pairs(count)
        for cluster in before.clusters
        for count in Counter(place[one] for one in cluster.members if one in place).values()
    )
    return still / pairs if pairs else None


def _turn_of(need: str) -> int:
    return int.from_bytes(sha256(need.encode("utf-8", "surrogatepass")).digest()[:4]) % _A_FIFTH
