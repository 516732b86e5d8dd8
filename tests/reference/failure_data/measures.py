"""How well a score orders firms: area under the curve, precision and recall at the top, a portfolio of 200 clients."""

from __future__ import annotations

import numpy as np

DRAWS = 1000


def auc(scores: np.ndarray, failed: np.ndarray) -> float:
    """The chance that a failure scores above a survivor; equal scores count for half."""
    failures, survivors = _counts(scores, failed)
    return float(_auc(failures[None, :], survivors[None, :])[0])


def auc_interval(scores: np.ndarray, failed: np.ndarray, *, random: np.random.Generator) -> tuple[float, float, float]:
    """The area with a 95 % bootstrap interval; failures and survivors are drawn anew, each with replacement."""
    failures, survivors = _counts(scores, failed)
    drawn = _auc(
        random.multinomial(failures.sum(), failures / failures.sum(), size=DRAWS),
        random.multinomial(survivors.sum(), survivors / survivors.sum(), size=DRAWS),
    )
    low, high = np.quantile(drawn, [0.025, 0.975])
    return auc(scores, failed), float(low), float(high)


def gain_interval(
    scores: np.ndarray, other: np.ndarray, failed: np.ndarray, *, random: np.random.Generator
) -> tuple[float, float, float]:
    """By how much the area of one score exceeds that of another, on the same drawn firms, with a 95 % interval."""
    pairs, place = np.unique(np.round(np.column_stack([scores, other]), 9), axis=0, return_inverse=True)
    place = place.ravel()
    failures = np.bincount(place[failed], minlength=len(pairs))
    survivors = np.bincount(place[~failed], minlength=len(pairs))
    drawn = (
        random.multinomial(failures.sum(), failures / failures.sum(), size=DRAWS),
        random.multinomial(survivors.sum(), survivors / survivors.sum(), size=DRAWS),
    )
    first, second = (_auc(*(_at_each_value(part, pairs[:, side]) for part in drawn)) for side in (0, 1))
    low, high = np.quantile(first - second, [0.025, 0.975])
    return auc(scores, failed) - auc(other, failed), float(low), float(high)


def at_the_top(
    scores: np.ndarray, failed: np.ndarray, share: float, *, prevalence: float | None = None
) -> tuple[float, float]:
    """Precision and recall in the top share, ties drawn by lot; at the file's own failure rate or at another."""
    rate = float(failed.mean()) if prevalence is None else prevalence
    failures, survivors = (part / part.sum() for part in _counts(scores, failed))
    failures, survivors = failures[::-1] * rate, survivors[::-1] * (1 - rate)
    group = failures + survivors
    above = np.concatenate([[0.0], np.cumsum(group)[:-1]])
    taken = np.clip((share - above) / group, 0, 1)
    caught = float((failures * taken).sum())
    return caught / share, caught / rate


def portfolio(
    scores: np.ndarray, failed: np.ndarray, *, clients: int, top: int, rate: float, random: np.random.Generator
) -> dict[str, float]:
    """Of the `top` highest of so many clients, how many fail, if each fails with this chance; over many portfolios."""
    caught, all_failures = [], []
    for _ in range(5 * DRAWS):
        failures = random.binomial(clients, rate)
        drawn = np.concatenate(
            [random.choice(scores[failed], failures), random.choice(scores[~failed], clients - failures)]
        )
        order = np.lexsort((random.random(clients), -drawn))
        caught.append(int((order[:top] < failures).sum()))
        all_failures.append(failures)
    found = np.array(caught)
    return {
        "failures_among_all": float(np.mean(all_failures)),
        "failures_at_the_top": float(found.mean()),
        "chance_of_none": float((found == 0).mean()),
        "low": float(np.quantile(found, 0.05)),
        "high": float(np.quantile(found, 0.95)),
    }


def _counts(scores: np.ndarray, failed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Failures and survivors at each distinct score, lowest score first."""
    distinct, place = np.unique(np.round(scores, 9), return_inverse=True)
    return np.bincount(place[failed], minlength=len(distinct)), np.bincount(place[~failed], minlength=len(distinct))


def _at_each_value(counts: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Counts by pair of scores, added up by one of the two; lowest value first."""
    order = np.argsort(values, kind="stable")
    starts = np.flatnonzero(np.diff(values[order], prepend=-np.inf))
    return np.add.reduceat(counts[:, order], starts, axis=1)


def _auc(failures: np.ndarray, survivors: np.ndarray) -> np.ndarray:
    below = np.cumsum(survivors, axis=1) - survivors / 2
    return (failures * below).sum(axis=1) / (failures.sum(axis=1) * survivors.sum(axis=1))
