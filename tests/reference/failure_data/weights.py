"""The sets of weights that are compared: equal, argued beforehand, recommended, and learned from a data set."""

from __future__ import annotations

import numpy as np

from tests.reference.failure_data.lights import LIGHTS

EQUAL = np.ones(len(LIGHTS))

# Written down before any score was worked out, though after a first look at single columns of the Slovak files.
ARGUED = dict(zip(LIGHTS, (1, 1, 2, 1, 2, 2, 3, 3, 2, 3, 2, 4), strict=True))

# Chosen after seeing the single lights on all three data sets; equal weights are the untouched yardstick.
RECOMMENDED = dict(zip(LIGHTS, (2, 1, 3, 1, 2, 2, 3, 3, 2, 3, 1, 4), strict=True))


def as_array(weights: dict[str, int]) -> np.ndarray:
    """The weights in the order of the lights."""
    return np.array([weights[light] for light in LIGHTS], dtype=float)


def learned(statuses: np.ndarray, failed: np.ndarray, *, penalty: float = 0.01, steps: int = 3000) -> np.ndarray:
    """Whole weights from 1 to 10 by logistic regression that may not go below zero; failures and others weigh alike.

    A light that cannot be computed counts as the average of those that can. Lights the data set lacks get zero.
    """
    carried = ~np.isnan(statuses).all(axis=0)
    shown = statuses[:, carried]
    shown = np.where(np.isnan(shown), np.nanmean(shown, axis=0), shown)
    centred = shown - shown.mean(axis=0)
    share = np.where(failed, 0.5 / failed.sum(), 0.5 / (~failed).sum())
    step = 1 / (0.25 * np.linalg.eigvalsh((centred * share[:, None]).T @ centred)[-1] + penalty)
    slopes, ahead, level, speed = np.zeros(carried.sum()), np.zeros(carried.sum()), 0.0, 1.0
    for _ in range(steps):
        gap = share * (1 / (1 + np.exp(-(centred @ ahead + level))) - failed)
        moved = np.maximum(ahead - step * (centred.T @ gap + penalty * ahead), 0)
        level -= 2 * gap.sum()
        faster = (1 + np.sqrt(1 + 4 * speed**2)) / 2
        ahead, slopes, speed = moved + (speed - 1) / faster * (moved - slopes), moved, faster
    weights = np.zeros(len(LIGHTS))
    weights[carried] = np.maximum(np.round(10 * slopes / slopes.max()), 1)
    return weights


def shaken(weights: np.ndarray, *, by: float, random: np.random.Generator) -> np.ndarray:
    """Each weight changed on its own, anywhere between less and more by this share."""
    return weights * random.uniform(1 - by, 1 + by, size=len(weights))
