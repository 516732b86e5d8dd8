"""Train a reader of needs, and find by cross-validation how far to believe it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wegwijzer.core.understanding.calibration import platt, probability
from wegwijzer.core.understanding.features import Matrix, Scale, SeenTexts, Seer, learn_scale
from wegwijzer.core.understanding.least_squares import Fitted, fit
from wegwijzer.core.understanding.model import BIAS, Head, ReaderModel, nearness
from wegwijzer.core.understanding.sparse_rows import SparseRows

PENALTY = 3.0
FOLDS = 5
LEANING_WEIGHT = 0.3
"""What the chances that a head leans on count for beside each kind of words."""
_THRESHOLDS = np.arange(0.1, 0.61, 0.02)


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
    by_stems: Collection[str] = (),
    penalty: float = PENALTY,
) -> ReaderModel:
    """A model with a head for each kind of `labels`. Raises ValueError when a head has nothing to learn from.

    `leaning` names for a head the other one whose chances it sees too; that one leans on none. The heads of `by_stems`
    see no pieces of words: so many labels would take up too much room.
    """
    seen = seer.see([example.text for example in examples])
    problems = np.array([example.is_problem for example in examples])
    scale = _scale(seen, problems)
    texts = _Texts(_meaning(scale, seen, problems), scale.words(seen), scale.stems)
    leans = {name: other for name, other in (leaning or {}).items() if name in labels and other in labels}
    heads: dict[str, Head] = {}
    chances: dict[str, Matrix] = {}
    for name in sorted(labels, key=lambda name: name in leans):
        other = leans.get(name, "")
        lean = _lean(other, chances[other], problems) if other else None
        sees = texts.by_stems if name in by_stems else texts.whole
        heads[name], chances[name] = _head(
            name, tuple(labels[name]), examples, texts.meaning, sees, lean, penalty=penalty
        )
    ordered = {name: heads[name] for name in labels}
    counts = {"problems": int(problems.sum()), "texts": len(examples)}
    return ReaderModel(scale, _anchors(texts.meaning).astype(np.float32), ordered, seer.sees_meaning, counts)


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """What a head sees of all examples: their words, and the products of each example with every other."""

    words: SparseRows
    kernel: Matrix


class _Texts:
    """All examples, with what is seen of them: by stems alone, or with the pieces of words too."""

    def __init__(self, meaning: Matrix, words: SparseRows, stems: int) -> None:
        self.meaning, self._words, self._stems = meaning, words, stems
        self._alike = nearness(meaning, meaning) + BIAS * BIAS

    @cached_property
    def whole(self) -> _Sight:
        """With pieces of words."""
        return _Sight(self._words, self._alike + self._words.products())

    @cached_property
    def by_stems(self) -> _Sight:
        """By stems alone."""
        words = self._words.before(self._stems)
        return _Sight(words, self._alike + words.products())


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
    return Scale(own.mean, own.spread, scale.bags)


def _meaning(scale: Scale, seen: SeenTexts, problems: np.ndarray) -> Matrix:
    """Vectors around their middle; other texts than problems around their own, for they lie elsewhere as a whole."""
    rows = scale.meaning(seen)
    others = ~problems
    if others.any() and rows.shape[1]:
        rows[others] -= rows[others].mean(axis=0)
    return rows


def _anchors(meaning: Matrix) -> Matrix:
    """The meanings to hold new texts against; none where there is no model of meaning."""
    return meaning if meaning.shape[1] else meaning[:0]


def _head(
    name: str,
    labels: tuple[str, ...],
    examples: Sequence[Example],
    meaning: Matrix,
    sees: _Sight,
    lean: _Lean | None,
    *,
    penalty: float,
) -> tuple[Head, Matrix]:
    """The head, and its chances of every example, found without learning from it (not a number: not judged)."""
    learnt = np.flatnonzero([name in example.targets for example in examples])
    if not len(learnt) or not labels:
        raise ValueError(f'nothing to learn from for "{name}"')
    known = [example for example in examples if name in example.targets]
    targets = np.array([[example.targets[name].get(label, 0.0) for label in labels] for example in known])
    weights = np.array([example.weight for example in known])
    judged = np.flatnonzero([example.is_problem for example in known])
    kernel = sees.kernel[np.ix_(learnt, learnt)]
    if lean is not None:
        kernel += lean.rows[learnt] @ lean.rows[learnt].T
    # What log-odds are near one in two: four times the chance.
    found = fit(kernel, 4 * targets - 2, weights, penalty)
    trust, chance = _trust(found, targets, judged)
    chances = np.full((len(examples), len(labels)), np.nan)
    chances[learnt[judged]] = chance
    shares = np.zeros((len(examples), len(labels)))
    shares[learnt] = found.shares
    single = np.float32
    base = BIAS * BIAS * shares.sum(axis=0)
    by_other = None
    if lean is not None:
        other = lean.scale * lean.rows.T @ shares
        base = base - lean.middle @ other
        by_other = other.astype(single)
    head = Head(
        labels,
        shares[: len(_anchors(meaning))].astype(single),
        sees.words.turned_times(shares).astype(single),
        base.astype(single),
        *trust,
        leans_on="" if lean is None else lean.on,
        by_other=by_other,
    )
    return head, chances


def _trust(found: Fitted, targets: Matrix, judged: np.ndarray) -> tuple[tuple[float, float, float], Matrix]:
    """Slope, offset and threshold, and the chances of the judged, left out while the rest was learnt."""
    if len(judged) < FOLDS:
        return (1.0, 0.0, 0.5), np.full((len(judged), targets.shape[1]), np.nan)
    raw = np.zeros((len(judged), targets.shape[1]))
    for fold in range(FOLDS):
        raw[fold::FOLDS] = found.left_out(judged[fold::FOLDS])
    slope, offset = platt(raw.ravel(), targets[judged].ravel())
    chance = probability(slope * raw + offset)
    threshold = float(max(_THRESHOLDS, key=lambda threshold: expected_f1(chance, threshold)))
    return (slope, offset, threshold), chance


def expected_f1(chance: Matrix, threshold: float) -> float:
    """The micro-F1 to expect where every label from the threshold on is said, and always the likeliest of a text.

    `chance` are honest chances, a row a text and a column a label. Counting what was right in the problems at hand
    instead finds their accidents too: on writers left out that threshold did worse (docs). 0 where nothing is likely.
    """
    says = chance >= threshold
    says[np.arange(len(chance)), chance.argmax(axis=1)] = True
    total = float(says.sum() + chance.sum())
    return 2 * float((says * chance).sum()) / total if total else 0.0
