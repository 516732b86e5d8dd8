"""How far figures of a clustering would move with other themes: themes are drawn anew, with all their needs.

Needs of one theme are no independent cases, so whole themes are drawn with replacement, and needs without a theme one
by one (the bootstrap over groups: Field and Welsh, 2007). The clusters stay as they are. Drawn by a fixed seed: the
same clusters have the same intervals every time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Interval = tuple[float, float]
"""The 2.5 and the 97.5 hundredths of what was drawn."""

_DRAWN, _SEED = 1_000, 8
_EDGES = (2.5, 97.5)
_Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Draws:
    """How often each theme, and each need without one, was drawn in every round."""

    themes: _Counts
    noise: _Counts


def intervals(
    themes: Mapping[str, str | None], clusters: Sequence[Sequence[str]], stayed: Mapping[str, Sequence[bool]]
) -> dict[str, Interval]:
    """The 95 % intervals of precision, recall, F1, noise kept out and stability; those that can be told.

    `stayed` says of each need, for every time that it stood in a cluster before, whether it kept its place.
    """
    names = sorted({theme for theme in themes.values() if theme is not None})
    noise = sorted(need for need, theme in themes.items() if theme is None)
    if not names:
        return {}
    chance = np.random.default_rng(_SEED)
    draws = _Draws(_drawn(chance, len(names)), _drawn(chance, len(noise)))
    column = {name: place for place, name in enumerate(names)}
    number = {need: place for place, need in enumerate(noise)}
    wanted = draws.themes @ np.array([_pairs(sum(theme == name for theme in themes.values())) for name in names])
    right, found, kept = np.zeros(_DRAWN), np.zeros(_DRAWN), draws.noise.sum(axis=1)
    for members in clusters:
        counts = np.zeros(len(names))
        for need in members:
            theme = themes.get(need)
            if theme is not None:
                counts[column[theme]] += 1
        strangers = draws.noise[:, [number[need] for need in members if need in number]]
        weights = draws.themes * counts
        within = draws.themes @ (counts * (counts - 1) / 2)
        size = weights.sum(axis=1) + strangers.sum(axis=1)
        right += within
        found += within + (size**2 - (weights**2).sum(axis=1) - (strangers**2).sum(axis=1)) / 2
        kept -= strangers.sum(axis=1)
    told = {
        "precision": _between(right, found),
        "recall": _between(right, wanted),
        "f1": _between(2 * right, found + wanted),
        "noise_kept_out": _between(kept, draws.noise.sum(axis=1)),
        "stability": _stability(themes, stayed, draws, column, number),
    }
    return {name: interval for name, interval in told.items() if interval is not None}


def _stability(
    themes: Mapping[str, str | None],
    stayed: Mapping[str, Sequence[bool]],
    draws: _Draws,
    column: Mapping[str, int],
    number: Mapping[str, int],
) -> Interval | None:
    still, asked = np.zeros(_DRAWN), np.zeros(_DRAWN)
    for need, told in stayed.items():
        theme = themes.get(need)
        if theme is not None:
            times = draws.themes[:, column[theme]]
        elif need in number:
            times = draws.noise[:, number[need]]
        else:
            continue
        still += times * sum(told)
        asked += times * len(told)
    return _between(still, asked)


def _drawn(chance: np.random.Generator, count: int) -> _Counts:
    """How often each of so many is drawn when as many are drawn with replacement, for every round."""
    if not count:
        return np.zeros((_DRAWN, 0))
    return chance.multinomial(count, np.full(count, 1 / count), size=_DRAWN).astype(np.float64)


def _between(part: _Counts, whole: _Counts) -> Interval | None:
    known = whole > 0
    if not known.any():
        return None
    low, high = np.percentile(part[known] / whole[known], _EDGES)
    return round(float(low), 4), round(float(high), 4)


def _pairs(count: int) -> float:
    return count * (count - 1) / 2
