"""What a firm has and seeks, how well two complete each other, and whether they compete.

The report's firms fear for their own knowledge when they work together (§3.10): so what completes comes first, and
competitors meet only if both said that they may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import sqrt

from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict

_DOMAIN_SHARE = 0.4
"""How much shared fields of expertise weigh beside shared words: our own choice, as words alone miss what is named
otherwise, and fields alone are coarse."""
_NACE_CLASS = 4
"""Digits of a NACE class, in which firms make or sell much the same."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One thing that a firm has or seeks: `words` as written, `terms` its stems with their weight, `expertise` the
    fields it belongs to."""

    words: str
    terms: Mapping[str, float] = field(hash=False)
    expertise: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seeker:
    """A firm, by a key that tells nothing, as it looks for partners.

    `nace` is its activity in digits, empty when unknown; `markets` the codes of the regions and countries where it
    sells, None when it did not say. `meets_competitors` is what it said of them.
    """

    key: str
    has: tuple[Asset, ...] = ()
    seeks: tuple[Asset, ...] = ()
    nace: str = ""
    markets: frozenset[str] | None = None
    meets_competitors: bool = False


class Why(Enum):
    """Why two fit: the one has what the other seeks, the other way round, or both."""

    HAS_WHAT_YOU_SEEK = "has_what_you_seek"
    SEEKS_WHAT_YOU_HAVE = "seeks_what_you_have"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Fit:
    """Two firms, `one` before `other` by key. `score` is 0 to 1; `pairs` are (what is sought, what is had)."""

    one: str
    other: str
    score: float
    gives_one: float
    gives_other: float
    competitors: Verdict
    pairs: tuple[tuple[str, str], ...] = ()

    def why(self, viewer: str) -> Why:
        """The reason as one of the two reads it."""
        if self.gives_one and self.gives_other:
            return Why.BOTH
        gets = self.gives_one if viewer == self.one else self.gives_other
        return Why.HAS_WHAT_YOU_SEEK if gets else Why.SEEKS_WHAT_YOU_HAVE

    def partner_of(self, viewer: str) -> str:
        """The other of the two."""
        return self.other if viewer == self.one else self.one


def likeness(sought: Asset, had: Asset) -> float:
    """How much what is had is what is sought, 0 to 1: the cosine of their terms, and of their fields where both have
    any."""
    words = _cosine(sought.terms, had.terms)
    if not sought.expertise or not had.expertise:
        return words
    fields = _cosine(dict.fromkeys(sought.expertise, 1.0), dict.fromkeys(had.expertise, 1.0))
    return (1 - _DOMAIN_SHARE) * words + _DOMAIN_SHARE * fields


def fit(first: Seeker, second: Seeker) -> Fit:
    """How well two firms complete each other: the same whichever comes first.

    A partner that gives and takes is worth more than one that only gives: the score is the better side, with half of
    the other side in what is left to one.
    """
    one, other = sorted((first, second), key=lambda seeker: seeker.key)
    to_one, best_one = _best(one, other)
    to_other, best_other = _best(other, one)
    high, low = max(to_one, to_other), min(to_one, to_other)
    return Fit(
        one.key,
        other.key,
        high + (1 - high) * low / 2,
        to_one,
        to_other,
        compete(one, other),
        tuple(pair for pair in (best_one, best_other) if pair is not None),
    )


def compete(first: Seeker, second: Seeker) -> Verdict:
    """Whether two firms do the same for the same market: unknown while an activity or a market is not known.

    The same NACE class, or a shorter code that the other's begins with, and a market in common.
    """
    markets = _share_a_market(first, second)
    activity = _same_activity(first.nace, second.nace)
    if NOT_MET in (markets, activity):
        return NOT_MET
    return MET if markets is activity is MET else UNKNOWN


def may_meet(found: Fit, first: Seeker, second: Seeker) -> bool:
    """Whether two may be shown to each other: competitors, and those that might be, only if both said so."""
    if found.competitors is NOT_MET:
        return True
    return first.meets_competitors and second.meets_competitors


def _same_activity(one: str, other: str) -> Verdict:
    one, other = one[:_NACE_CLASS], other[:_NACE_CLASS]
    if not one or not other:
        return UNKNOWN
    shortest = min(len(one), len(other))
    if one[:shortest] != other[:shortest]:
        return NOT_MET
    return MET if shortest == _NACE_CLASS else UNKNOWN


def _share_a_market(one: Seeker, other: Seeker) -> Verdict:
    if one.markets is None or other.markets is None:
        return UNKNOWN
    return MET if one.markets & other.markets else NOT_MET


def _best(taker: Seeker, giver: Seeker) -> tuple[float, tuple[str, str] | None]:
    found = [(likeness(sought, had), sought.words, had.words) for sought in taker.seeks for had in giver.has]
    if not found:
        return 0.0, None
    score, sought, had = max(found)
    return (score, (sought, had)) if score > 0 else (0.0, None)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(weight * other[term] for term, weight in sorted(one.items()) if term in other)
    if not shared:
        return 0.0
    lengths = sqrt(sum(weight * weight for weight in one.values()) * sum(weight * weight for weight in other.values()))
    return min(shared / lengths, 1.0)
