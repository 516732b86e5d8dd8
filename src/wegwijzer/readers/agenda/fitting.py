"""Find the weights of the comparison on the tuning half of the labelled pairs, and write them to the data file.

`python -m wegwijzer.readers.agenda.fitting` writes both tables where the `text` extra is installed, and prints how the
tuning half does, each scene judged by weights that did not see it. The other half is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.agenda.clashes import ClashRules, Meaning, touch
from wegwijzer.core.agenda.likeness import (
    SAME_FEATURES,
    THEME_FEATURES,
    Weights,
    features_of,
)
from wegwijzer.readers.agenda.labelled_events import TUNING, LabelledPair, labelled_pairs
from wegwijzer.readers.agenda.meaning import meaning_by
from wegwijzer.readers.agenda.rules import shipped_clash_rules
from wegwijzer.readers.agenda.scoring import ClashScore, score_clashes
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.embedding import shipped_embedder

_AGAINST = frozenset({"hours_apart", "far"})
"""What can only speak against; everything else can only speak for. So no weight rests on an accident of few pairs."""
_RIDGE, _STEPS, _RATE = 0.02, 6_000, 0.3
_FOLDS = 5
_ADDRESS = 3.0
"""Set by hand: the labelled announcements have no addresses, and one page on the web is mostly one event."""

Rows = Sequence[tuple[Mapping[str, float], bool]]


def fitted(rows: Rows, names: Sequence[str], *, limit: float) -> Weights:
    """Logistic weights with a ridge and known signs, by gradient descent: some hundred rows need no more."""
    x = np.array([[features.get(name, 0.0) for name in names] for features, _ in rows])
    y = np.array([float(label) for _, label in rows])
    signs = np.array([-1.0 if name in _AGAINST else 1.0 for name in names])
    weights, bias = np.zeros(len(names)), 0.0
    for _ in range(_STEPS):
        wrong: NDArray[np.float64] = 1 / (1 + np.exp(-(x @ weights + bias))) - y
        weights = weights - _RATE * (x.T @ wrong / len(y) + _RIDGE * weights / 10)
        weights = np.where(weights * signs < 0, 0.0, weights)
        bias -= _RATE * float(wrong.mean())
    found = {name: round(float(value), 2) for name, value in zip(names, weights, strict=True)}
    if "address" in found:
        found["address"] = _ADDRESS
    return Weights(found, round(bias, 2), limit)


def fitted_rules(pairs: Sequence[LabelledPair], known: ClashRules, meaning: Meaning | None) -> ClashRules:
    """Weights for the same event and for the same theme, with the limits that are known."""
    same: list[tuple[Mapping[str, float], bool]] = []
    theme: list[tuple[Mapping[str, float], bool]] = []
    for pair in pairs:
        value = None if meaning is None else meaning(pair.one, pair.other)
        features = features_of(pair.one, pair.other, meaning=value)
        if touch(pair.one.event, pair.other.event):
            same.append((features, pair.is_same))
        theme.append((features, pair.is_same or pair.is_clash_of_themes))
    with_meaning = meaning is not None
    return ClashRules(
        fitted(same, _names(SAME_FEATURES, with_meaning), limit=known.same.limit),
        fitted(theme, _names(THEME_FEATURES, with_meaning), limit=known.theme.limit),
        known.days_apart,
        known.kilometres_apart,
    )


def _names(names: Sequence[str], with_meaning: bool) -> list[str]:
    return [name for name in names if with_meaning or name != "meaning"]


def judged(pairs: Sequence[LabelledPair], known: ClashRules, meaning: Meaning | None) -> list[ClashScore]:
    """How each fold of scenes does with weights found on the others."""
    scores = []
    for fold in range(_FOLDS):
        inside = [pair for pair in pairs if _scene(pair) % _FOLDS == fold]
        outside = [pair for pair in pairs if _scene(pair) % _FOLDS != fold]
        scores.append(score_clashes(inside, fitted_rules(outside, known, meaning), meaning))
    return scores


def _scene(pair: LabelledPair) -> int:
    return int(pair.one.event.uid.partition("-")[0])


def main() -> None:
    """Write the file anew, and print the folds. Raises EmbeddingUnavailable, with the reason, without the model."""
    pairs = labelled_pairs(TUNING)
    meaning = meaning_by(shipped_embedder(), [one for pair in pairs for one in (pair.one, pair.other)])
    path = shipped_folder() / "agenda" / "likeness.yaml"
    tables: list[tuple[str, ClashRules]] = []
    for name, compare in (("by_words", None), ("with_meaning", meaning)):
        known = shipped_clash_rules(with_meaning=compare is not None)
        tables.append((name, fitted_rules(pairs, known, compare)))
        for kind, pick in _KINDS:
            parts = [pick(score) for score in judged(pairs, known, compare)]
            right, wrong, missed = (sum(getattr(part, key) for part in parts) for key in ("right", "wrong", "missed"))
            print(f"{name} {kind}: right {right}, wrong {wrong}, missed {missed}")
    text = path.read_text(encoding="utf-8")
    comment = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    near = "".join(line for line in text.splitlines(keepends=True) if line.startswith(("days_", "kilometres_")))
    path.write_text(comment + "".join(_written(name, rules) for name, rules in tables) + near, encoding="utf-8")
    print(f"{path.name}: written")


_KINDS: tuple[tuple[str, Callable[[ClashScore], object]], ...] = (
    ("same", lambda score: score.same),
    ("theme", lambda score: score.theme),
)


def _written(name: str, rules: ClashRules) -> str:
    lines = [f"{name}:"]
    for kind, weights in (("same", rules.same), ("theme", rules.theme)):
        lines += [f"  {kind}:", f"    limit: {weights.limit}", f"    bias: {weights.bias}", "    weights:"]
        lines += [f"      {feature}: {value}" for feature, value in weights.of.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
