"""Offerings of two structures that may be the same: how alike they are, and what was decided about a pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz import fuzz

from wegwijzer.core.offers.offering import Kind, Offering

_TITLE, _TEXT = 0.62, 0.38
"""What title and text weigh. A title is the name of a thing; a text tells of it in one's own words."""
_ONE_IN_OTHER = 0.92
"""What it counts when one title holds the other: the longer one may be narrower."""
_OTHER_MODEL, _ELSEWHERE, _OTHER_DOMAIN = 0.75, 0.9, 0.9
_MOST_SHARING = 200
"""A stem that more offerings share says nothing, and is no ground to compare two."""
COMPARED = (Kind.EQUIPMENT, Kind.TRAINING, Kind.EXPERTISE)
"""Kinds that two structures can have twice; half a day and a topic are each one's own."""


class Answer(Enum):
    """What a structure says of a pair: it is the same thing, they do it together, or it is something else."""

    SAME = "same"
    JOINT = "joint"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of an offering's title, in order, and of its title and text together."""

    title: tuple[str, ...]
    all: frozenset[str]


def likeness(first: Offering, second: Offering, words: Mapping[str, Words]) -> float:
    """How alike two offerings are, from 0 to 1; 0 for two kinds, or a kind that is not compared. Symmetric."""
    if first.kind is not second.kind or first.kind not in COMPARED:
        return 0.0
    mine, theirs = words[first.id], words[second.id]
    a, b = " ".join(sorted(mine.title)), " ".join(sorted(theirs.title))
    title = max(fuzz.ratio(a, b), _ONE_IN_OTHER * fuzz.token_set_ratio(a, b)) / 100
    shared = mine.all & theirs.all
    text = 2 * len(shared) / (len(mine.all) + len(theirs.all)) if shared else 0.0
    found = _TITLE * title + _TEXT * min(1.0, text * 1.6)
    if _models(mine) and _models(theirs) and not _models(mine) & _models(theirs):
        found *= _OTHER_MODEL
    if first.provinces and second.provinces and not set(first.provinces) & set(second.provinces):
        found *= _ELSEWHERE
    if first.expertise and second.expertise and not set(first.expertise) & set(second.expertise):
        found *= _OTHER_DOMAIN
    return found


def alike_pairs(
    offerings: Sequence[Offering], words: Mapping[str, Words], *, at_least: float
) -> tuple[tuple[str, str, float], ...]:
    """The pairs that may be the same, with their likeness, the most alike first; each pair once, in order of id."""
    by_stem: dict[tuple[Kind, str], list[Offering]] = defaultdict(list)
    for one in offerings:
        if one.kind in COMPARED:
            for stem in words[one.id].all:
                by_stem[one.kind, stem].append(one)
    seen: set[tuple[str, str]] = set()
    found = []
    for sharing in by_stem.values():
        if len(sharing) > _MOST_SHARING:
            continue
        for place, one in enumerate(sharing):
            for other in sharing[place + 1 :]:
                pair = (min(one.id, other.id), max(one.id, other.id))
                if pair in seen:
                    continue
                seen.add(pair)
                score = likeness(one, other, words)
                if score >= at_least:
                    found.append((*pair, score))
    return tuple(sorted(found, key=lambda entry: (-entry[2], entry[:2])))


def alike_to(
    one: Offering, others: Iterable[Offering], words: Mapping[str, Words], *, at_least: float
) -> tuple[tuple[str, float], ...]:
    """The offerings that may be the same as one of them, the most alike first."""
    found = [(other.id, likeness(one, other, words)) for other in others if other.id != one.id]
    return tuple(sorted((entry for entry in found if entry[1] >= at_least), key=lambda entry: (-entry[1], entry[0])))


def outcome(first: Answer | None, second: Answer | None) -> Answer | None:
    """What two answers make: one that says "different" settles it; same or joint needs both to say so.

    Who merges another's offer with its own takes it over, so neither can do that alone.

    >>> outcome(Answer.SAME, None), outcome(Answer.DIFFERENT, None), outcome(Answer.SAME, Answer.SAME)
    (None, <Answer.DIFFERENT: 'different'>, <Answer.SAME: 'same'>)
    """
    if Answer.DIFFERENT in (first, second):
        return Answer.DIFFERENT
    return first if first is second else None


def _models(words: Words) -> frozenset[str]:
    """The parts of a title that hold a figure: a type of machine, an edition of a standard."""
    return frozenset(stem for stem in words.title if any(sign.isdigit() for sign in stem))
