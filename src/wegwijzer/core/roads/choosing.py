"""Choose the one or two subjects that fit a need, by likeness of words where given and by the domains it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from wegwijzer.core.roads.subject import Subject

BUSINESS_ADDS, EXPERTISE_ADDS, SECTOR_ADDS = 0.15, 0.08, 0.05
"""What domains and sector add to likeness. Two firms in one domain seldom have one problem, so words decide most."""
ENOUGH, LEAST_LIKENESS = 0.42, 0.25
"""What a subject must reach. Of needs that nothing was learnt from half reach it, and of those two in three find the
right subject (docs/roads.md); a wrong road costs a firm more than the general one that it gets otherwise."""
ENOUGH_BY_DOMAINS, CLEAR_LEAD = 0.6, 0.08
"""By domains alone many subjects tie; then only one that leads by this much is taken, rather than a guess."""
BUSINESS_SHARE = 0.65
SIDE_DOMAIN = 0.5
"""What a side domain of a subject counts beside its main one."""
SECOND_WITHIN = 0.12
MOST_CHOICES = 2
WORTH_ASKING = 0.2


@dataclass(frozen=True, slots=True)
class Choice:
    """A subject with its score (0 to 1) and its grounds: domains in common, and likeness of words (None: not asked).

    `is_beside` says that the need names it in another clause, beside the subject that it is mainly about.
    """

    subject: Subject
    score: float
    business: tuple[str, ...]
    expertise: tuple[str, ...]
    likeness: float | None
    is_beside: bool = False


def choose_subjects(
    subjects: Iterable[Subject],
    *,
    business: Mapping[str, float],
    expertise: Mapping[str, float],
    likeness: Mapping[str, float] | None = None,
    clauses: Sequence[Mapping[str, float]] = (),
    sector: str | None = None,
) -> tuple[Choice, ...]:
    """The best subject and at most one other that fits nearly as well; none where the grounds are too thin.

    `clauses` are the likeness of each clause of the need by itself. What one of them names that the whole does not show
    comes second, beside what the whole is like; where the whole is like nothing, the strongest of them comes first.
    Scores of domains and likeness are from 0 to 1. The same grounds give the same choice: what ties is taken in the
    order given.
    """
    known = tuple(subjects)
    ranked = _ranked(known, business, expertise, likeness, sector)
    if likeness is not None:
        fitting = _fitting(ranked)
        near = [item for item in fitting if fitting[0].score - item.score <= SECOND_WITHIN][:MOST_CHOICES]
        parts = [_fitting(_ranked(known, business, expertise, part, sector))[:1] for part in clauses]
        return _with_clauses(near, [part[0] for part in parts if part])
    if not ranked or ranked[0].score < ENOUGH_BY_DOMAINS:
        return ()
    is_clear = len(ranked) == 1 or ranked[0].score - ranked[1].score >= CLEAR_LEAD
    return (ranked[0],) if is_clear else ()


def _fitting(ranked: list[Choice]) -> list[Choice]:
    return [item for item in ranked if item.score >= ENOUGH and (item.likeness or 0.0) >= LEAST_LIKENESS]


def _with_clauses(near: list[Choice], parts: list[Choice]) -> tuple[Choice, ...]:
    """What the whole is like, then the strongest that a clause names beside it."""
    strongest = sorted(parts, key=lambda item: -item.score)
    chosen = near[:1] or strongest[:1]
    if not chosen:
        return ()
    first = chosen[0].subject.id
    beside = [item for item in strongest if item.subject.id != first]
    # Two clauses that speak of the same leave room for what the whole is nearly as like.
    others = [replace(item, is_beside=True) for item in beside] or near[1:]
    return (*chosen, *others[: MOST_CHOICES - 1])


def suggest_subjects(
    subjects: Iterable[Subject],
    *,
    business: Mapping[str, float],
    expertise: Mapping[str, float],
    likeness: Mapping[str, float],
    sector: str | None = None,
) -> tuple[Choice, ...]:
    """At most two subjects to ask about where none is chosen: "is it about this?". Half of them are right."""
    ranked = _ranked(subjects, business, expertise, likeness, sector)
    return tuple(item for item in ranked if (item.likeness or 0.0) >= WORTH_ASKING)[:MOST_CHOICES]


def _ranked(
    subjects: Iterable[Subject],
    business: Mapping[str, float],
    expertise: Mapping[str, float],
    likeness: Mapping[str, float] | None,
    sector: str | None,
) -> list[Choice]:
    choices = [_weighed(subject, business, expertise, likeness, sector) for subject in subjects]
    return sorted(choices, key=lambda choice: -choice.score)


def _weighed(
    subject: Subject,
    business: Mapping[str, float],
    expertise: Mapping[str, float],
    likeness: Mapping[str, float] | None,
    sector: str | None,
) -> Choice:
    of_business, of_expertise = (
        _overlap(subject.business_domains, business),
        _overlap(subject.expertise_domains, expertise),
    )
    like = None if likeness is None else likeness.get(subject.id, 0.0)
    if like is None:
        share = BUSINESS_SHARE if expertise else 1.0
        score = share * of_business + (1 - share) * of_expertise
    else:
        score = like + BUSINESS_ADDS * of_business + EXPERTISE_ADDS * of_expertise
    if sector is not None and subject.sectors:
        score += SECTOR_ADDS if sector in subject.sectors else -SECTOR_ADDS
    return Choice(
        subject,
        min(max(score, 0.0), 1.0),
        tuple(domain for domain in subject.business_domains if business.get(domain, 0.0) > 0),
        tuple(domain for domain in subject.expertise_domains if expertise.get(domain, 0.0) > 0),
        like,
    )


def _overlap(domains: tuple[str, ...], scores: Mapping[str, float]) -> float:
    """The cosine between a subject's domains, the first counting most, and those of a need."""
    weights = {domain: SIDE_DOMAIN if place else 1.0 for place, domain in enumerate(domains)}
    length = sqrt(sum(weight**2 for weight in weights.values())) * sqrt(sum(score**2 for score in scores.values()))
    return sum(weight * scores.get(domain, 0.0) for domain, weight in weights.items()) / length if length else 0.0
