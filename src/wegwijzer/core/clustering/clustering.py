"""Clusters of needs of many firms: made, kept stable, explained, and added to one need at a time.

Public doors: `Clusterer.cluster(needs, decisions=, previous=)` gives a `Clustering`; `ClusterIndex(...).place(need)`
says where a new need belongs, within a tenth of a second at a hundred thousand needs. The order of needs never counts.
Names of firms never leave: a cluster tells how many firms there are and of what kind, and whoever shows it withholds
clusters of fewer firms than may be shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from sys import intern

import numpy as np

from wegwijzer.core.clustering.decisions import Decision, constraints_of
from wegwijzer.core.clustering.grouping import Constraints, cohesion, gather, settle
from wegwijzer.core.clustering.kinship import Kinship, Rows, Told, Weights
from wegwijzer.core.clustering.naming import Described, Describer, Why
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.clustering.neighbours import neighbours
from wegwijzer.core.clustering.screening import Refusal, screen
from wegwijzer.core.clustering.seeing import RememberingSeer
from wegwijzer.core.language.analysis import Analyser
from wegwijzer.core.understanding.features import SeenTexts, Seer

LEAST_FIRMS = 3
"""Firms that a cluster has at least; fewer are not yet a shared need. What may be shown is another, higher number."""
_NEAR = 0.85
"""From this share of the likeness that joins on, two clusters are told to a person as perhaps one."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Needs that ask for the same; `members` are ids in order, repeats of a firm too; `firms` counts each once."""

    id: str
    members: tuple[str, ...]
    firms: int
    title: str
    keywords: tuple[str, ...]
    why: Why
    cohesion: float
    """How alike two of its needs are on average."""


@dataclass(frozen=True, slots=True)
class Clustering:
    """Clusters, most firms first; the ids that stand in none; those kept out with the reason; clusters perhaps one."""

    clusters: tuple[Cluster, ...]
    unclustered: tuple[str, ...]
    refused: Mapping[str, Refusal] = field(default_factory=dict, hash=False)
    perhaps_one: tuple[tuple[str, str, float], ...] = ()
    centres: Mapping[str, Rows] = field(default_factory=dict, hash=False, compare=False, repr=False)
    """The mean row of each cluster where it was just made; an index has no need to look at the needs again."""

    def cluster_of(self) -> dict[str, str]:
        """Need to the id of its cluster."""
        return {need: cluster.id for cluster in self.clusters for need in cluster.members}

    def members(self) -> dict[str, tuple[str, ...]]:
        """Id of a cluster to its needs, as the next run takes them for `previous`."""
        return {cluster.id: cluster.members for cluster in self.clusters}


class Clusterer:
    """Clusters needs by one kinship, seeing texts with one seer."""

    def __init__(self, kinship: Kinship, seer: Seer | RememberingSeer, analyser: Analyser) -> None:
        self._kinship, self._analyser = kinship, analyser
        self._seer = seer if isinstance(seer, RememberingSeer) else RememberingSeer(seer)

    @property
    def kinship(self) -> Kinship:
        """What it goes by."""
        return self._kinship

    def weighing(self, weights: Weights) -> Clusterer:
        """The same, weighing otherwise."""
        return Clusterer(self._kinship.with_weights(weights), self._seer, self._analyser)

    def see(self, needs: Sequence[ClusterNeed]) -> SeenTexts:
        """The texts of needs as seen: vectors and stems."""
        return self._seer.see([need.text for need in needs])

    def cluster(
        self,
        needs: Sequence[ClusterNeed],
        *,
        decisions: Sequence[Decision] = (),
        previous: Mapping[str, Sequence[str]] | None = None,
        least_firms: int = LEAST_FIRMS,
    ) -> Clustering:
        """Cluster needs, obeying decisions (oldest first) and keeping the clusters of an earlier run.

        Ids of needs must differ; raises ValueError where they do not.
        """
        if len({need.id for need in needs}) != len(needs):
            raise ValueError("two needs have the same id")
        screened = screen(needs)
        kept = screened.kept
        if not kept:
            return Clustering((), tuple(sorted(screened.refused)), screened.refused)
        rows, told, stems = self._looked_at(kept)
        stands_for = {need: first for first, repeats in screened.repeats.items() for need in repeats}
        places = {need.id: place for place, need in enumerate(kept)}
        places |= {need: places[first] for need, first in stands_for.items()}
        bound = constraints_of(decisions, places, previous=previous or {})
        held_together = frozenset(place for chain in bound.together for place in chain)
        groups = self._groups(rows, bound, held_together)
        large = [
            group
            for group in groups
            if (firms := len({kept[place].owner for place in group})) >= least_firms
            and (not held_together.isdisjoint(group) or self._is_clear(rows, group, firms))
        ]
        held = {need.id: screened.repeats.get(need.id, ()) for need in kept}
        describer = Describer(self._kinship, self._analyser.query_terms, stems)
        ids = _ids(large, kept, places, previous or {})
        clusters = [
            _cluster(
                cluster_id,
                [kept[place] for place in group],
                held,
                describer.describe([kept[place] for place in group], [stems[place] for place in group], told.at(group)),
                rows[group],
            )
            for cluster_id, group in zip(ids, large, strict=True)
        ]
        inside = {need for cluster in clusters for need in cluster.members}
        centres = {cluster_id: rows[group].mean(axis=0) for cluster_id, group in zip(ids, large, strict=True)}
        return Clustering(
            tuple(sorted(clusters, key=lambda one: (-one.firms, one.id))),
            tuple(sorted(need.id for need in needs if need.id not in inside)),
            screened.refused,
            _perhaps_one(centres, self._kinship.weights.join),
            centres,
        )

    def _looked_at(self, needs: Sequence[ClusterNeed]) -> tuple[Rows, Told, list[tuple[str, ...]]]:
        """The row of each need, what is told of it and its stems, block by block: the rest is forgotten at once."""
        rows: Rows = np.zeros((len(needs), 0), np.float32)
        told: list[Told] = []
        stems: list[tuple[str, ...]] = []
        for start in range(0, len(needs), _BLOCK):
            block = needs[start : start + _BLOCK]
            seen = self.see(block)
            parts = self._kinship.parts(seen, [need.text for need in block])
            found = self._kinship.rows(block, parts)
            if not start:
                rows = np.empty((len(needs), found.shape[1]), np.float32)
            rows[start : start + len(block)] = found
            told.append(parts.told())
            stems += [tuple(map(intern, terms)) for terms in seen.terms]
        return rows, Told(*(np.concatenate(part) for part in zip(*told, strict=True))), stems

    def _groups(self, rows: Rows, bound: Constraints, held_together: frozenset[int]) -> list[list[int]]:
        weights = self._kinship.weights
        pairs = neighbours(rows, least=weights.join * _LEAST_TRIED)
        groups = gather(rows, pairs, join=weights.join, constraints=bound)
        return settle(rows, groups, stay=weights.stay, fixed=held_together)

    def _is_clear(self, rows: Rows, group: Sequence[int], firms: int) -> bool:
        """Whether a group that nobody decided on is alike enough for its size: few firms meet by chance more often."""
        weights = self._kinship.weights
        return weights.few <= 0 or cohesion(rows, group) >= weights.join * (1 + weights.few / firms)


_BLOCK = 1_024
_LEAST_TRIED = 0.6
"""Pairs below this share of the likeness that joins are not tried; groups that border through others still are."""


class ClusterIndex:
    """Where needs that are known lie, to place a new one without a new run."""

    def __init__(self, clusterer: Clusterer, clustering: Clustering, needs: Sequence[ClusterNeed]) -> None:
        self._clusterer = clusterer
        centres = clustering.centres or self._looked_up(clustering.cluster_of(), needs)
        self.ids = tuple(centres)
        self._means = np.array(list(centres.values()), np.float32)

    def _looked_up(self, cluster_of: Mapping[str, str], needs: Sequence[ClusterNeed]) -> dict[str, Rows]:
        """The mean row of each cluster, of the needs in it."""
        inside = sorted((need for need in needs if need.id in cluster_of), key=lambda one: one.id)
        places = {cluster: place for place, cluster in enumerate(dict.fromkeys(cluster_of[one.id] for one in inside))}
        sums, counts = np.zeros((len(places), 0)), np.zeros(len(places))
        for start in range(0, len(inside), _BLOCK):
            block = inside[start : start + _BLOCK]
            into, rows = [places[cluster_of[need.id]] for need in block], self._rows(block)
            if not start:
                sums = np.zeros((len(places), rows.shape[1]))
            np.add.at(sums, into, rows)
            np.add.at(counts, into, 1)
        return dict(zip(places, (sums / np.maximum(counts, 1)[:, None]).astype(np.float32), strict=True))

    def _rows(self, needs: Sequence[ClusterNeed]) -> Rows:
        kinship = self._clusterer.kinship
        seen = self._clusterer.see(needs)
        return kinship.rows(needs, kinship.parts(seen, [need.text for need in needs]))

    def place(self, need: ClusterNeed) -> Placement:
        """The cluster that a need belongs to, if any, with what it came nearest to."""
        if not len(self._means) or screen([need]).refused:
            return Placement(None, 0.0, None)
        values = np.round(self._means @ self._rows([need])[0], 5)
        best = int(np.argmax(values))
        enters = values[best] >= self._clusterer.kinship.weights.enter
        return Placement(self.ids[best] if enters else None, float(values[best]), self.ids[best])


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a new need belongs: a cluster or none, how alike it is to the nearest cluster, and which that is."""

    cluster: str | None
    likeness: float
    nearest: str | None


def _cluster(
    cluster_id: str,
    needs: Sequence[ClusterNeed],
    repeats: Mapping[str, Sequence[str]],
    described: Described,
    rows: Rows,
) -> Cluster:
    members = sorted(one for need in needs for one in (need.id, *repeats[need.id]))
    return Cluster(
        cluster_id,
        tuple(members),
        len({need.owner for need in needs}),
        described.title,
        described.keywords,
        described.why,
        round(cohesion(rows, range(len(rows))), 3),
    )


def _ids(
    groups: Sequence[Sequence[int]],
    needs: Sequence[ClusterNeed],
    places: Mapping[str, int],
    previous: Mapping[str, Sequence[str]],
) -> list[str]:
    """The id of each group: of the earlier cluster that most of its needs come from, else made from its first need.

    An earlier id goes to the group with most of its needs, and to one group only.
    """
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    claims: dict[tuple[int, str], int] = {}
    for cluster_id, members in previous.items():
        for place in {places[need] for need in members if need in places}:
            if place in group_of:
                claim = group_of[place], cluster_id
                claims[claim] = claims.get(claim, 0) + 1
    given: dict[int, str] = {}
    taken: set[str] = set()
    for (number, cluster_id), _ in sorted(claims.items(), key=lambda item: (-item[1], item[0][1], item[0][0])):
        if number not in given and cluster_id not in taken:
            given[number] = cluster_id
            taken.add(cluster_id)
    ids: list[str] = []
    for number, group in enumerate(groups):
        if number not in given:
            first = min(needs[place].id for place in group)
            made, again = _made_id(first), 0
            while made in taken or made in previous:
                again += 1
                made = _made_id(f"{first}\n{again}")
            given[number] = made
            taken.add(made)
        ids.append(given[number])
    return ids


def _made_id(first: str) -> str:
    return f"c{sha256(first.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def _perhaps_one(centres: Mapping[str, Rows], join: float) -> tuple[tuple[str, str, float], ...]:
    """Clusters that are nearly alike enough to be one, nearest first."""
    ids, table = list(centres), np.array(list(centres.values()), np.float64)
    found: list[tuple[float, str, str]] = []
    for start in range(0, len(ids), _BLOCK):
        likeness = np.round(table[start : start + _BLOCK] @ table.T, 4)
        for one, other in np.argwhere(likeness >= _NEAR * join).tolist():
            if start + one < other:
                first, second = sorted((ids[start + one], ids[other]))
                found.append((-float(likeness[one, other]), first, second))
    return tuple((one, other, -value) for value, one, other in sorted(found))
