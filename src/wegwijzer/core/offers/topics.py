"""Topics of firms and of schools laid beside each other: which fit, why, and who can still be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from wegwijzer.core.offers.alike import Words
from wegwijzer.core.offers.offering import Kind, Offering
from wegwijzer.core.offers.rules import OfferRules

_SAME_BAND = 20
"""Fits within the same twentieth are equally good: there the one with fewer open requests goes first."""


class Reason(Enum):
    """Why two topics fit, in the order in which it is told."""

    EXPERTISE = "expertise"
    FIELD = "field"
    BUSINESS_DOMAINS = "business_domains"
    WORDS = "words"
    SECTOR = "sector"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class TopicFit:
    """Another topic that fits: how well (0 to 1), why, the days they share, and whether its owner is full now.

    `about` are the ids behind the reasons: domains, a field, a sector, provinces.
    """

    topic: Offering
    score: float
    reasons: tuple[Reason, ...]
    about: Mapping[Reason, tuple[str, ...]]
    shared: tuple[date, date]
    is_full: bool


def fitting_topics(
    mine: Offering,
    others: Iterable[Offering],
    words: Mapping[str, Words],
    *,
    rules: OfferRules,
    open_requests: Mapping[str, int],
) -> tuple[TopicFit, ...]:
    """The topics of the other side that fit, best first; those whose owner is full come last, and are named so.

    Level, a common language and enough shared days are asked for; a field may differ. `open_requests` counts by owner.
    Among equally good ones the owner with fewer open requests goes first, so that nobody is swamped.
    """
    found = []
    for other in others:
        shared = shared_days(mine, other)
        if (
            other.kind is not Kind.TOPIC
            or other.side is mine.side
            or shared is None
            or not _can_meet(mine, other, shared, rules)
        ):
            continue
        reasons = _reasons(mine, other, words)
        if not {Reason.EXPERTISE, Reason.FIELD, Reason.BUSINESS_DOMAINS, Reason.WORDS} & reasons.keys():
            continue
        is_full = open_requests.get(other.owner, 0) >= rules.most_open[other.side]
        found.append(
            TopicFit(
                other,
                _score(mine, other, reasons, words, rules),
                tuple(reason for reason in Reason if reason in reasons),
                reasons,
                shared,
                is_full,
            )
        )
    return tuple(
        sorted(
            found,
            key=lambda fit: (
                fit.is_full,
                -int(fit.score * _SAME_BAND),
                open_requests.get(fit.topic.owner, 0),
                -fit.score,
                fit.topic.id,
            ),
        )
    )


def shared_days(mine: Offering, other: Offering) -> tuple[date, date] | None:
    """The first and last day that two terms have in common; None when there are none."""
    if mine.term is None or other.term is None:
        return None
    first, last = max(mine.term.first, other.term.first), min(mine.term.last, other.term.last)
    return (first, last) if first <= last else None


def _can_meet(mine: Offering, other: Offering, shared: tuple[date, date], rules: OfferRules) -> bool:
    if mine.term is None or other.term is None or mine.term.level != other.term.level:
        return False
    if mine.languages and other.languages and not set(mine.languages) & set(other.languages):
        return False
    if mine.provinces and other.provinces and not set(mine.provinces) & set(other.provinces):
        return False
    if mine.sectors and other.sectors and not set(mine.sectors) & set(other.sectors):
        return False
    return (shared[1] - shared[0]).days + 1 >= rules.shared_days


def _reasons(mine: Offering, other: Offering, words: Mapping[str, Words]) -> dict[Reason, tuple[str, ...]]:
    """Each reason that holds, with the ids it is about; for words the stems, which are not for showing."""
    both = {
        Reason.EXPERTISE: _common(mine.expertise, other.expertise),
        Reason.BUSINESS_DOMAINS: _common(mine.business_domains, other.business_domains),
        Reason.SECTOR: _common(mine.sectors, other.sectors),
        Reason.PROVINCE: _common(mine.provinces, other.provinces),
        Reason.WORDS: tuple(sorted(words[mine.id].all & words[other.id].all)),
    }
    if mine.term is not None and other.term is not None and mine.term.field == other.term.field:
        both[Reason.FIELD] = (mine.term.field,)
    if len(both[Reason.WORDS]) < 2:  # one word in common is chance
        del both[Reason.WORDS]
    return {reason: found for reason, found in both.items() if found}


def _score(
    mine: Offering,
    other: Offering,
    reasons: Mapping[Reason, tuple[str, ...]],
    words: Mapping[str, Words],
    rules: OfferRules,
) -> float:
    weights = rules.weights
    found = 0.0
    for reason, weight, asked in (
        (Reason.EXPERTISE, weights.expertise, len(mine.expertise)),
        (Reason.BUSINESS_DOMAINS, weights.business_domains, len(mine.business_domains)),
        (Reason.FIELD, weights.field, 1),
        (Reason.SECTOR, weights.sector, 1),
        (Reason.PROVINCE, weights.province, 1),
    ):
        if reason in reasons:
            found += weight * min(1.0, len(reasons[reason]) / max(1, asked))
    if Reason.WORDS in reasons:
        smaller = min(len(words[mine.id].all), len(words[other.id].all))
        found += weights.words * min(1.0, 2 * len(reasons[Reason.WORDS]) / max(1, smaller))
    return found / weights.most


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in first if one in second)
