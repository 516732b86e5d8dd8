"""How like two announcements are: whether they tell of the same event, or of the same theme.

What is compared are numbers from 0 (unlike) to 1 (alike) about title, words, moment, place and address; their weights
were found on labelled pairs (docs/agenda.md) and stand in data/agenda/likeness.yaml. A model of meaning adds one more
number where there is one; without it words alone decide, with weights of their own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp, sqrt
from urllib.parse import urlsplit

from rapidfuzz.fuzz import partial_token_sort_ratio, ratio, token_set_ratio

from wegwijzer.core.agenda.distance import kilometres
from wegwijzer.core.agenda.event import Event
from wegwijzer.core.language.analysis import WORD, Analyser
from wegwijzer.core.language.words import plain, words_of

SAME_FEATURES = (
    *("title", "letters", "words", "named", "moment", "ends", "hours_apart", "place", "far", "address", "meaning"),
)
THEME_FEATURES = ("title", "letters", "words", "subject", "meaning")
_HALF_HOUR, _HOUR_AND_A_HALF = timedelta(minutes=30), timedelta(minutes=90)
_WEAK = 0.25
"""What a word weighs that most events use, such as workshop or gratis."""
_IN_SUMMARY, _IN_COMPOUND = 0.5, 0.8
"""What a subject counts that shows in the summary alone, or in a part of a word."""
_NEAR_KM, _FAR_KM = 4.0, 25.0
_BEGIN, _END, _NEARLY = 5, 3, 0.9
_SHORTEST_NAME = 4
_CODE = re.compile(r"\b[1-9]\d{3}\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Announcement:
    """An event as one organiser announces it, ready to compare: its stems by weight are worked out once.

    `letters` is the title and `told` all of the text, in plain words; `begins` are the first letters of its stems;
    `subjects` what it is on, by how clearly that shows (to 1).
    """

    event: Event
    organiser: str
    title: Mapping[str, float]
    words: Mapping[str, float]
    letters: str
    told: str
    begins: frozenset[str]
    subjects: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each number counts, and what is added; at `limit` or above a pair counts as alike."""

    of: Mapping[str, float]
    bias: float
    limit: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two announcements compared: how likely they are the same event, and the same theme (0 to 1 each)."""

    same: float
    theme: float


def announcement(
    event: Event,
    organiser: str,
    analyser: Analyser,
    *,
    weak: frozenset[str],
    subjects: Mapping[str, Collection[str]] | None = None,
) -> Announcement:
    """Prepare an event. `weak` are stems that most events use, `subjects` stems with the subjects that they show; the
    organiser's own name tells nothing and is left out.

    Only the first 600 characters of the summary count: below that stand routes, cookies and terms.
    """
    own = set(words_of(organiser))
    title = _stems(event.title, event.language, analyser, weak, own)
    summary = _stems(event.summary[:600], event.language, analyser, weak, own)
    words = {stem: max(title.get(stem, 0.0), summary.get(stem, 0.0)) for stem in title.keys() | summary.keys()}
    letters = " ".join(word for word in words_of(event.title) if word not in own)
    told = " ".join(words_of(f"{event.title} {event.summary}"))
    begins = frozenset(stem[:_BEGIN] for stem in words)
    shown = _subjects(event, analyser, subjects or {})
    return Announcement(event, organiser, title, words, letters or plain(event.title), f" {told} ", begins, shown)


def features_of(one: Announcement, other: Announcement, *, meaning: float | None = None) -> dict[str, float]:
    """The numbers by name; `meaning` is the likeness by a model (0 to 1), left out where there is none."""
    found = {
        "title": _shared(one.title, other.title),
        "letters": _letters(one.letters, other.letters),
        "words": _shared(one.words, other.words),
        "subject": _same_subject(one.subjects, other.subjects),
        "named": float(_names(one, other) or _names(other, one)),
        "moment": _moment(one.event, other.event),
        "ends": _ends(one.event, other.event),
        "hours_apart": _hours_apart(one.event, other.event),
        "place": _place(one.event, other.event),
        "far": _far(one.event, other.event),
        "address": float(bool(one.event.address) and _bare(one.event.address) == _bare(other.event.address)),
    }
    return found if meaning is None else {**found, "meaning": meaning}


def have_something_in_common(one: Announcement, other: Announcement) -> bool:
    """Whether two announcements share the beginning of a word, a subject, an organiser or a page: else they are unlike.

    Most pairs fall away here, before anything is worked out.
    """
    if not one.begins.isdisjoint(other.begins) or not one.subjects.keys().isdisjoint(other.subjects):
        return True
    if _names(one, other) or _names(other, one):
        return True
    return bool(one.event.address) and _bare(one.event.address) == _bare(other.event.address)


def likelihood(features: Mapping[str, float], weights: Weights) -> float:
    """The probability that weights give to features (logistic)."""
    total = weights.bias + sum(weight * features.get(name, 0.0) for name, weight in weights.of.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _stems(text: str, language: str, analyser: Analyser, weak: frozenset[str], own: set[str]) -> dict[str, float]:
    best: dict[str, float] = {}
    for term in analyser.document_terms(text, language):
        if plain(term.written) in own or term.written.isdigit():
            continue
        weight = term.weight * (_WEAK if term.stem in weak else 1.0)
        best[term.stem] = max(best.get(term.stem, 0.0), weight)
    return best


def _subjects(event: Event, analyser: Analyser, known: Mapping[str, Collection[str]]) -> dict[str, float]:
    """What an event is on: clearest where its title says so."""
    found: dict[str, float] = {}
    for text, weight in ((event.title, 1.0), (event.summary[:600], _IN_SUMMARY)):
        for term in analyser.document_terms(text, event.language) if known else ():
            clear = weight * (1.0 if term.weight == WORD else _IN_COMPOUND)
            for subject in known.get(term.stem, ()):
                found[subject] = max(found.get(subject, 0.0), clear)
    return found


def _same_subject(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of what both are on: two that are on many things share one of them easily."""
    shared = sum(weight * other[subject] for subject, weight in one.items() if subject in other)
    if not shared:
        return 0.0
    return shared / sqrt(sum(weight**2 for weight in one.values()) * sum(weight**2 for weight in other.values()))


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The shared part of the weight: the mean of that of both together and that of the shorter alone.

    A short title inside a long one is mostly the same event told in fewer words.
    """
    shared = sum(min(weight, other[stem]) for stem, weight in one.items() if stem in other)
    shared += (_nearly_shared(one, other) + _nearly_shared(other, one)) / 2
    mine, theirs = sum(one.values()), sum(other.values())
    if not mine or not theirs:
        return 0.0
    return (2 * shared / (mine + theirs) + shared / min(mine, theirs)) / 2


def _nearly_shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The same for stems that differ only at their end, as young and foreign words do: chatbot, chatbots."""
    begins = {stem[:_BEGIN]: (stem, weight) for stem, weight in other.items() if len(stem) >= _BEGIN}
    total = 0.0
    for stem, weight in one.items():
        if stem in other or len(stem) < _BEGIN:
            continue
        near, theirs = begins.get(stem[:_BEGIN], ("", 0.0))
        if near and near not in one and abs(len(near) - len(stem)) <= _END:
            total += _NEARLY * min(weight, theirs)
    return total


def _names(one: Announcement, other: Announcement) -> bool:
    """Whether an announcement names the organiser of another: who organises together says so."""
    name = " ".join(words_of(other.organiser))
    return len(name) >= _SHORTEST_NAME and f" {name} " in one.told


def _letters(one: str, other: str) -> float:
    return max(ratio(one, other), token_set_ratio(one, other), partial_token_sort_ratio(one, other) - 10) / 100


def _moment(one: Event, other: Event) -> float:
    """Whether they are at the same time; a whole day may hide any hour."""
    if one.first_day > other.last_day or other.first_day > one.last_day:
        return 0.0
    if one.is_all_day or other.is_all_day:
        return 0.6 if one.first_day == other.first_day else 0.3
    apart = abs(one.begins - other.begins)
    if apart <= _HALF_HOUR:
        return 1.0
    if apart <= _HOUR_AND_A_HALF:
        return 0.8
    return 0.3 if one.begins < other.ends and other.begins < one.ends else 0.1


def _ends(one: Event, other: Event) -> float:
    """Whether they begin and end at the same minutes, as two announcements of one programme do."""
    if one.is_all_day or other.is_all_day:
        return 0.0
    return float(one.begins == other.begins and one.ends == other.ends)


def _hours_apart(one: Event, other: Event) -> float:
    """1 where the times cannot be those of one event: another day, or hours that do not touch."""
    if one.first_day > other.last_day or other.first_day > one.last_day:
        return 1.0
    if one.is_all_day or other.is_all_day:
        return 0.0
    return float(one.begins >= _over(other) or other.begins >= _over(one))


def _over(event: Event) -> datetime:
    """When an event is over; one whose end is not told takes an hour at least."""
    return max(event.ends, event.begins + timedelta(hours=1))


def _place(one: Event, other: Event) -> float:
    if one.is_online and other.is_online:
        return 0.8
    if one.is_online != other.is_online:
        return 0.2
    names = _venues(one, other)
    if one.postal_code and one.postal_code == other.postal_code:
        return 0.6 + 0.4 * max(0.0, names - 0.4) / 0.6
    if one.point and other.point and one.postal_code and other.postal_code:
        return 0.45 * names if kilometres(one.point, other.point) <= _NEAR_KM else 0.0
    return 0.6 * names


def _venues(one: Event, other: Event) -> float:
    """How like the names of hall and street are; the town says nothing of the hall. 0.5 where there is none."""
    town = set(_town(one.place)) | set(_town(other.place))
    mine, theirs = (" ".join(w for w in words_of(event.place) if w not in town) for event in (one, other))
    return token_set_ratio(mine, theirs) / 100 if mine and theirs else 0.5


def _town(place: str) -> tuple[str, ...]:
    """The postal code and what stands behind it."""
    found = _CODE.search(place)
    return words_of(place[found.start() :]) if found else ()


def _far(one: Event, other: Event) -> float:
    """1 where they cannot be in one place."""
    if one.is_online or other.is_online or one.point is None or other.point is None:
        return 0.0
    return min(1.0, kilometres(one.point, other.point) / _FAR_KM)


def _bare(address: str) -> str:
    """An address without what differs between visitors of one page: scheme, www, tracking, the last stroke."""
    parts = urlsplit(address)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"
