"""Weigh likeness anew by what people decided: a confirmed pair should have come together, a split one not.

A logistic model of pairs whose weights are held near those that ship: each decision counts once however many pairs it
speaks of, so that a few decisions move little and many move more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.clustering.decisions import Decision, Verdict
from wegwijzer.core.clustering.kinship import Parts, Weights, side_of
from wegwijzer.core.clustering.needs import ClusterNeed

_PARTS = ("topics", "meaning", "fields", "sector", "process", "material", "region")
_STEEP = 10.0
"""How fast a pair turns from apart to together around the likeness that joins."""
_HELD = 40.0
"""How many decisions outweigh what ships."""
_MOST_PAIRS = 200
_STEPS = 300
_FURTHEST = 0.5
"""A weight moves by half of itself at most, and the likeness that joins likewise."""


def weights_from_decisions(
    weights: Weights, needs: Sequence[ClusterNeed], parts: Parts, decisions: Sequence[Decision]
) -> Weights:
    """The weights that decisions on these needs speak for; the given ones where they say nothing."""
    places = {need.id: place for place, need in enumerate(needs)}
    pairs = [pair for decision in decisions for pair in _pairs(decision, places)]
    if not pairs:
        return weights
    features = _features(needs, parts, [(one, other) for one, other, _, _ in pairs])
    design = np.column_stack([features, -np.ones(len(pairs))])
    truth = np.array([float(together) for _, _, together, _ in pairs])
    counts = np.array([count for _, _, _, count in pairs])
    start = np.array([*(getattr(weights, name) for name in _PARTS), weights.join])
    scale = np.maximum(np.abs(start), 0.02)
    found = start.copy()
    # The bound on the curvature (Böhning and Lindsay, 1988): every step goes the right way.
    bend = np.linalg.inv(_STEEP**2 * (design * (counts / 4)[:, None]).T @ design + np.diag(_HELD / scale**2 / _STEEP))
    for _ in range(_STEPS):
        chance = 0.5 * (1 + np.tanh(_STEEP * (design @ found) / 2))
        slope = _STEEP * design.T @ (counts * (chance - truth)) + _HELD * (found - start) / scale**2 / _STEEP
        step = bend @ slope
        found = found - step
        if float(np.abs(step).max()) < 1e-9:
            break
    low, high = start - _FURTHEST * np.abs(start), start + _FURTHEST * np.maximum(np.abs(start), 0.02)
    found = np.round(np.clip(found, np.maximum(low, 0), high), 6)
    moved = float(found[-1]) - weights.join
    return replace(
        weights,
        **dict(zip(_PARTS, found[:-1].tolist(), strict=True)),
        join=float(found[-1]),
        stay=weights.stay + moved,
        enter=weights.enter + moved,
    )


def _pairs(decision: Decision, places: Mapping[str, int]) -> Iterator[tuple[int, int, bool, float]]:
    """Pairs that a decision speaks of, whether together, and what each counts."""
    groups = [[places[need] for need in group if need in places] for group in decision.groups]
    if decision.verdict is Verdict.REJECT:
        told = [(one, other, False) for one, other in combinations(groups[0], 2)] if len(groups) == 1 else []
    else:
        across = decision.verdict is Verdict.MERGE
        told = [(one, other, True) for group in groups for one, other in combinations(group, 2)]
        told += [
            (one, other, across) for first, second in combinations(groups, 2) for one, other in product(first, second)
        ]
    if len(told) > _MOST_PAIRS:
        told = told[:: -(-len(told) // _MOST_PAIRS)]
    for one, other, together in told:
        yield one, other, together, 1 / len(told)


def _features(needs: Sequence[ClusterNeed], parts: Parts, pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    sides = [dict(side_of(need)) for need in needs]
    rows = []
    for one, other in pairs:
        likeness = [float(rows_[one] @ rows_[other]) for rows_ in (parts.topics, parts.meaning, parts.fields)]
        shared = [float(kind in sides[one] and sides[one][kind] == sides[other].get(kind)) for kind in _PARTS[3:]]
        rows.append([*likeness, *shared])
    return np.array(rows)
