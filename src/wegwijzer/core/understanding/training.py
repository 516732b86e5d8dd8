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
LEANING_WEIGHT = 0.3
"""What the chances that a head leans on count for beside the meaning and the words, both of length one."""
_THRESHOLDS = np.arange(0.1, 0.61, 0.02)
_PLATT_STEPS = 50


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
    examples: Sequence[Example],
    labels: Mapping[str, Sequence[str]],
    seer: Seer,
    *,
    leaning: Mapping[str, str] | None = None,
    penalty: float = PENALTY,
) -> ReaderModel:
    """A model with a head for each kind of `labels`. Raises ValueError when a head has nothing to learn from.

    `leaning` names for a head the other one whose chances it sees too; that one leans on none.
    """
    seen = seer.see([example.text for example in examples])
    problems = np.array([example.is_problem for example in examples])
    scale = _scale(seen, problems)
    texts = _Texts(examples, _meaning(scale, seen, problems), scale.words(seen))
    leans = {name: other for name, other in (leaning or {}).items() if name in labels and other in labels}
    heads: dict[str, Head] = {}
    chances: dict[str, Matrix] = {}
    for name in sorted(labels, key=lambda name: name in leans):
        other = leans.get(name, "")
        lean = _lean(other, chances[other], problems) if other else None
        heads[name], chances[name] = _head(name, tuple(labels[name]), texts, lean, penalty=penalty)
    ordered = {name: heads[name] for name in labels}
    return ReaderModel(scale, ordered, seer.sees_meaning, {"problems": int(problems.sum()), "texts": len(examples)})


@dataclass(frozen=True, slots=True, eq=False)
class _Texts:
    """All examples, with what is seen of them."""

    examples: Sequence[Example]
    meaning: Matrix
    words: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class _Lean:
    """The chances of another head on texts that it had not learnt, around their middle and scaled; 0 where unknown."""

    on: str
    rows: Matrix
    middle: Matrix
    scale: float


def _lean(name: str, chances: Matrix, problems: np.ndarray) -> _Lean:
    known = problems & ~np.isnan(chances).any(axis=1)
    middle = chances[known].mean(axis=0)
    rows = np.where(known[:, None], chances - middle, 0.0)
    spread = float(np.linalg.norm(rows[known], axis=1).mean()) or 1.0
    scale = float(np.sqrt(LEANING_WEIGHT)) / spread
    return _Lean(name, rows * scale, middle, scale)


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
    name: str, labels: tuple[str, ...], texts: _Texts, lean: _Lean | None, *, penalty: float
) -> tuple[Head, Matrix]:
    """The head, and its chances of every example, found without learning from it (not a number: not judged)."""
    learnt = np.array([name in example.targets for example in texts.examples])
    if not learnt.any() or not labels:
        raise ValueError(f'nothing to learn from for "{name}"')
    known = [example for example in texts.examples if name in example.targets]
    targets = np.array([[example.targets[name].get(label, 0.0) for label in labels] for example in known])
    weights = np.array([example.weight for example in known])
    judged = np.flatnonzero([example.is_problem for example in known])
    rows, stems = texts.meaning[learnt], texts.words[learnt]
    kernel = rows @ rows.T + stems @ stems.T + BIAS * BIAS
    if lean is not None:
        kernel += lean.rows[learnt] @ lean.rows[learnt].T
    trust, chance = _trust(kernel, targets, weights, judged, penalty)
    chances = np.full((len(learnt), len(labels)), np.nan)
    chances[np.flatnonzero(learnt)[judged]] = chance
    found = fit(kernel, targets, weights, penalty)
    single = np.float32
    base = BIAS * BIAS * found.sum(axis=0)
    by_other = None
    if lean is not None:
        by_other = lean.scale * lean.rows[learnt].T @ found
        base = base - lean.middle @ by_other
        by_other = by_other.astype(single)
    head = Head(
        labels,
        (rows.T @ found).astype(single),
        (stems.T @ found).astype(single),
        base.astype(single),
        *trust,
        leans_on="" if lean is None else lean.on,
        by_other=by_other,
    )
    return head, chances


def _trust(
    kernel: Matrix, targets: Matrix, weights: Matrix, judged: np.ndarray, penalty: float
) -> tuple[tuple[float, float, float], Matrix]:
    """Slope, offset and threshold, and the chances of the judged, left out while the rest was learnt."""
    if len(judged) < FOLDS:
        return (1.0, 0.0, 0.5), np.full((len(judged), targets.shape[1]), np.nan)
    raw = np.zeros((len(judged), targets.shape[1]))
    every = np.arange(len(kernel))
    for fold in range(FOLDS):
        asked = judged[fold::FOLDS]
        rest = np.setdiff1d(every, asked)
        raw[fold::FOLDS] = kernel[np.ix_(asked, rest)] @ fit(
            kernel[np.ix_(rest, rest)], targets[rest], weights[rest], penalty
        )
    slope, offset = platt(raw.ravel(), targets[judged].ravel())
    chance = probability(slope * raw + offset)
    threshold = float(max(_THRESHOLDS, key=lambda threshold: expected_f1(chance, threshold)))
    return (slope, offset, threshold), chance


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


def expected_f1(chance: Matrix, threshold: float) -> float:
    """The micro-F1 to expect where every label from the threshold on is said, and always the likeliest of a text.

    `chance` are honest chances, a row a text and a column a label. Counting what was right in the problems at hand
    instead finds their accidents too: on writers left out that threshold did worse (docs). 0 where nothing is likely.
    """
    says = chance >= threshold
    says[np.arange(len(chance)), chance.argmax(axis=1)] = True
    total = float(says.sum() + chance.sum())
    return 2 * float((says * chance).sum()) / total if total else 0.0
