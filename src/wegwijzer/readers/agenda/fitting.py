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
    Announcement,
    Weights,
    features_of,
    have_something_in_common,
    likelihood,
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
_STRANGERS, _STRANGE_WEIGHT = (17, 41, 73, 101, 131, 157, 181, 199, 211), 0.1
"""Of how many announcements further on each is laid beside one as a stranger, and what such a pair counts."""
_ADDRESS = 3.0
"""Set by hand: the labelled announcements have no addresses, and one page on the web is mostly one event."""

_MOST_STRANGERS_ASKED = 0.04
"""Of strangers in one week and region, how many may be asked about as one theme: some are on one subject indeed."""

Rows = Sequence[tuple[Mapping[str, float], bool, float]]
"""Features, whether they are alike, and what the row counts."""


def fitted(rows: Rows, names: Sequence[str], *, limit: float) -> Weights:
    """Logistic weights with a ridge and known signs, by gradient descent: some thousand rows need no more."""
    x = np.array([[features.get(name, 0.0) for name in names] for features, _, _ in rows])
    y = np.array([float(label) for _, label, _ in rows])
    counts = np.array([count for _, _, count in rows])
    counts = counts / counts.sum()
    signs = np.array([-1.0 if name in _AGAINST else 1.0 for name in names])
    weights, bias = np.zeros(len(names)), 0.0
    for _ in range(_STEPS):
        wrong: NDArray[np.float64] = counts * (1 / (1 + np.exp(-(x @ weights + bias))) - y)
        weights = weights - _RATE * (x.T @ wrong + _RIDGE * weights / 10)
        weights = np.where(weights * signs < 0, 0.0, weights)
        bias -= _RATE * float(wrong.sum())
    found = {name: round(float(value), 2) for name, value in zip(names, weights, strict=True)}
    if "address" in found:
        found["address"] = _ADDRESS
    return Weights(found, round(bias, 2), limit)


def fitted_rules(pairs: Sequence[LabelledPair], known: ClashRules, meaning: Meaning | None) -> ClashRules:
    """Weights for the same event, with the limit that is known, and for the same theme, with the limit at which few
    strangers are asked about."""
    same: list[tuple[Mapping[str, float], bool, float]] = []
    theme: list[tuple[Mapping[str, float], bool, float]] = []
    for pair in pairs:
        features = _features(pair.one, pair.other, meaning)
        if touch(pair.one.event, pair.other.event):
            same.append((features, pair.is_same, 1.0))
        theme.append((features, pair.is_same or pair.is_clash_of_themes, 1.0))
    apart = [(_features(one, other, meaning), have_something_in_common(one, other)) for one, other in strangers(pairs)]
    theme += [(features, False, _STRANGE_WEIGHT) for features, _ in apart]
    with_meaning = meaning is not None
    found = fitted(theme, _names(THEME_FEATURES, with_meaning), limit=known.theme.limit)
    asked = sorted((likelihood(features, found) if common else 0.0 for features, common in apart), reverse=True)
    limit = round(asked[int(_MOST_STRANGERS_ASKED * len(asked))] + 0.005, 2)
    return ClashRules(
        fitted(same, _names(SAME_FEATURES, with_meaning), limit=known.same.limit),
        Weights(found.of, found.bias, limit),
        known.days_apart,
        known.kilometres_apart,
    )


def strangers(pairs: Sequence[LabelledPair]) -> list[tuple[Announcement, Announcement]]:
    """Announcements of different scenes and organisers, as they would meet in one week: hardly any is alike.

    The scenes hold what one could take for each other; by them alone three in four near pairs share a theme.
    """
    known = {one.event.uid: one for pair in pairs for one in (pair.one, pair.other)}
    rows = list(known.values())
    beside = [(one, rows[(place + step) % len(rows)]) for step in _STRANGERS for place, one in enumerate(rows)]
    return [(a, b) for a, b in beside if _scene_of(a) != _scene_of(b) and a.organiser != b.organiser]


def _features(one: Announcement, other: Announcement, meaning: Meaning | None) -> Mapping[str, float]:
    return features_of(one, other, meaning=None if meaning is None else meaning(one, other))


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
    return _scene_of(pair.one)


def _scene_of(one: Announcement) -> int:
    return int(one.event.uid.partition("-")[0])


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
