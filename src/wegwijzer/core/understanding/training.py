"""Train a reader of needs, and find by cross-validation how far to believe it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wegwijzer.core.understanding.features import Matrix, Scale, SeenTexts, Seer, learn_scale
from wegwijzer.core.understanding.logistic import fit, probability
from wegwijzer.core.understanding.model import BIAS, Head, ReaderModel

PENALTY = 0.35
FOLDS = 5
_THRESHOLDS = np.arange(0.1, 0.61, 0.02)
_PLATT_STEPS = 50
_LEAST_RIGHT = 0.5
"""A label counts as right where at least half of the labellings name it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: per head how true each label is (0 to 1), and how much the text counts.

    A head that is not named learns nothing from the text. `is_problem`: typed like a need; the words of a domain's own
    description are no problem, and nothing is judged on them.
    """

    text: str
    targets: Mapping[str, Mapping[str, float]]
    weight: float = 1.0
    is_problem: bool = True


def train(
    examples: Sequence[Example], labels: Mapping[str, Sequence[str]], seer: Seer, *, penalty: float = PENALTY
) -> ReaderModel:
    """A model with a head for each kind of `labels`. Raises ValueError when a head has nothing to learn from."""
    seen = seer.see([example.text for example in examples])
    problems = np.array([example.is_problem for example in examples])
    scale = _scale(seen, problems)
    meaning, words = _meaning(scale, seen, problems), scale.words(seen)
    heads = {
        name: _head(name, tuple(known), examples, meaning, words, penalty=penalty) for name, known in labels.items()
    }
    return ReaderModel(scale, heads, seer.sees_meaning, {"problems": int(problems.sum()), "texts": len(examples)})


def _scale(seen: SeenTexts, problems: np.ndarray) -> Scale:
    """The middle of the problems, and the words of all texts."""
    scale = learn_scale(seen)
    if seen.vectors is None or not problems.any():
        return scale
    own = learn_scale(SeenTexts(seen.vectors[problems], tuple(np.array(seen.terms, dtype=object)[problems])))
    return Scale(own.mean, own.spread, scale.places, scale.rarity)


def _meaning(scale: Scale, seen: SeenTexts, problems: np.ndarray) -> Matrix:
    """Vectors around their middle; other texts than problems around their own, for they lie elsewhere as a whole."""
    rows = scale.meaning(seen)
    others = ~problems
    if others.any() and rows.shape[1]:
        rows[others] -= rows[others].mean(axis=0)
    return rows


def _head(
    name: str, labels: tuple[str, ...], examples: Sequence[Example], meaning: Matrix, words: Matrix, *, penalty: float
) -> Head:
    learnt = np.array([name in example.targets for example in examples])
    if not learnt.any() or not labels:
        raise ValueError(f'nothing to learn from for "{name}"')
    known = [example for example in examples if name in example.targets]
    targets = np.array([[example.targets[name].get(label, 0.0) for label in labels] for example in known])
    weights = np.array([example.weight for example in known])
    judged = np.flatnonzero([example.is_problem for example in known])
    rows, stems = meaning[learnt], words[learnt]
    kernel = rows @ rows.T + stems @ stems.T + BIAS * BIAS
    slope, offset, threshold = _trust(kernel, targets, weights, judged, penalty)
    found = fit(kernel, targets, weights, penalty)
    single = np.float32
    return Head(
        labels,
        (rows.T @ found).astype(single),
        (stems.T @ found).astype(single),
        (BIAS * BIAS * found.sum(axis=0)).astype(single),
        slope,
        offset,
        threshold,
    )


def _trust(
    kernel: Matrix, targets: Matrix, weights: Matrix, judged: np.ndarray, penalty: float
) -> tuple[float, float, float]:
    """Slope, offset and threshold, from problems that were left out while the rest was learnt."""
    if len(judged) < FOLDS:
        return 1.0, 0.0, 0.5
    raw = np.zeros((len(judged), targets.shape[1]))
    every = np.arange(len(kernel))
    for fold in range(FOLDS):
        asked = judged[fold::FOLDS]
        rest = np.setdiff1d(every, asked)
        raw[fold::FOLDS] = kernel[np.ix_(asked, rest)] @ fit(
            kernel[np.ix_(rest, rest)], targets[rest], weights[rest], penalty
        )
    slope, offset = platt(raw.ravel(), targets[judged].ravel())
    sure = probability(slope * raw + offset)
    right = targets[judged] >= _LEAST_RIGHT
    return slope, offset, float(max(_THRESHOLDS, key=lambda threshold: _f1(sure, right, threshold)))


def platt(raw: Matrix, truth: Matrix) -> tuple[float, float]:
    """Slope and offset that make raw log-odds honest, by Newton's method on the likelihood (Platt, 1999)."""
    design = np.column_stack([raw, np.ones(len(raw))])
    found = np.array([1.0, 0.0])
    for _ in range(_PLATT_STEPS):
        chance = probability(design @ found)
        curvature = design.T @ (design * (chance * (1 - chance))[:, None]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(curvature, design.T @ (truth - chance))
        found = found + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return float(found[0]), float(found[1])


def _f1(sure: Matrix, right: np.ndarray, threshold: float) -> float:
    says = sure >= threshold
    says[np.arange(len(sure)), sure.argmax(axis=1)] = True
    total = int(says.sum() + right.sum())
    return 2 * int((says & right).sum()) / total if total else 0.0
