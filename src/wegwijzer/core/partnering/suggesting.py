"""Whom to suggest to whom: the best pairs first, until a firm has as many as it can bear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from wegwijzer.core.partnering.seeking import Fit, Seeker, fit, may_meet


@dataclass(frozen=True, slots=True)
class Bearing:
    """What keeps a firm from being swamped: how many partners it is shown and shown to at a time, how many requests it
    may have open to it and from it, and in how many days a request must be answered. `least_score` keeps weak pairs
    out."""

    suggestions: int
    open_received: int
    open_sent: int
    answer_days: int
    least_score: float


def suggested_pairs(
    seekers: Iterable[Seeker],
    bearing: Bearing,
    *,
    apart: Collection[frozenset[str]] = (),
    taken: Mapping[str, int] | None = None,
) -> tuple[Fit, ...]:
    """The pairs to suggest, best first.

    `apart` are pairs not to show again (they met, or one declined); `taken` is how many suggestions a firm has already.
    Pairs are taken by score, the same for both, as long as both can bear one more. So no two firms would both rather
    have each other than one they got: the matching is stable (Gale and Shapley, 1962, with a score that both share),
    and popular firms are not in everybody's list. Ties fall to the firms with the fewest suggestions, then by key.
    """
    firms = {seeker.key: seeker for seeker in seekers}
    parted = {frozenset(pair) for pair in apart}
    found = [
        pair
        for pair in _all_pairs(firms)
        if pair.score >= bearing.least_score
        and frozenset((pair.one, pair.other)) not in parted
        and may_meet(pair, firms[pair.one], firms[pair.other])
    ]
    counts: Counter[str] = Counter(taken or {})
    chosen = []
    for _, level in _by_score(found):
        waiting = level
        while waiting:
            waiting = [pair for pair in waiting if max(counts[pair.one], counts[pair.other]) < bearing.suggestions]
            if not waiting:
                break
            best = min(waiting, key=lambda pair: (counts[pair.one] + counts[pair.other], pair.one, pair.other))
            waiting.remove(best)
            counts.update((best.one, best.other))
            chosen.append(best)
    return tuple(chosen)


def _all_pairs(firms: Mapping[str, Seeker]) -> Iterable[Fit]:
    """Only pairs that share a term or a field are compared: the others score nothing."""
    by_sign: dict[object, set[str]] = {}
    for key, seeker in firms.items():
        for had in seeker.has:
            for sign in (*had.terms, *(("field", name) for name in had.expertise)):
                by_sign.setdefault(sign, set()).add(key)
    pairs: set[tuple[str, str]] = set()
    for key, seeker in firms.items():
        for sought in seeker.seeks:
            for sign in (*sought.terms, *(("field", name) for name in sought.expertise)):
                pairs.update((min(key, other), max(key, other)) for other in by_sign.get(sign, ()) if other != key)
    return (fit(firms[one], firms[other]) for one, other in sorted(pairs))


def _by_score(found: Iterable[Fit]) -> Iterable[tuple[float, list[Fit]]]:
    levels: dict[float, list[Fit]] = {}
    for pair in found:
        levels.setdefault(round(pair.score, 9), []).append(pair)
    return sorted(levels.items(), reverse=True)
