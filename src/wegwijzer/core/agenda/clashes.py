"""Which announcements get in each other's way: the same event twice, or one theme in one week and one region."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from wegwijzer.core.agenda.distance import kilometres
from wegwijzer.core.agenda.event import Event
from wegwijzer.core.agenda.likeness import (
    Announcement,
    Likeness,
    Weights,
    features_of,
    have_something_in_common,
    likelihood,
)


class Clash(Enum):
    """How two announcements get in each other's way; the first is the worse."""

    SAME = "same"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class ClashRules:
    """The weights for the same event and the same theme, and how near in time and place a theme is the same.

    `days_apart` are days besides those of one calendar week; `kilometres_apart` is as the crow flies.
    """

    same: Weights
    theme: Weights
    days_apart: int
    kilometres_apart: float


Meaning = Callable[[Announcement, Announcement], float]
"""The likeness of two announcements by a model of meaning, from 0 to 1."""


def compare(one: Announcement, other: Announcement, rules: ClashRules, meaning: Meaning | None = None) -> Likeness:
    """How likely two announcements are the same event, and the same theme.

    Two that share no word, organiser or address are never the same: one hall may hold two events at once.
    """
    features = features_of(one, other, meaning=None if meaning is None else meaning(one, other))
    shares = features["words"] or features["named"] or features["address"]
    return Likeness(likelihood(features, rules.same) if shares else 0.0, likelihood(features, rules.theme))


def clash_of(
    one: Announcement, other: Announcement, rules: ClashRules, meaning: Meaning | None = None
) -> tuple[Clash, float] | None:
    """Whether two announcements of different organisers clash, and how sure that is; None if they do not."""
    if not may_clash(one.event, other.event, rules) or not have_something_in_common(one, other):
        return None
    found = compare(one, other, rules, meaning)
    if touch(one.event, other.event) and found.same >= rules.same.limit:
        return Clash.SAME, found.same
    if is_one_region(one.event, other.event, rules.kilometres_apart) and found.theme >= rules.theme.limit:
        return Clash.THEME, found.theme
    return None


def may_clash(one: Event, other: Event, rules: ClashRules) -> bool:
    """Whether two events are near enough in time to be looked at."""
    return touch(one, other) or is_one_week(one, other, rules.days_apart)


def touch(one: Event, other: Event) -> bool:
    """Whether they have a day in common."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def is_one_week(one: Event, other: Event, days_apart: int) -> bool:
    """Whether they begin in one calendar week, or a few days apart."""
    if one.first_day.isocalendar()[:2] == other.first_day.isocalendar()[:2]:
        return True
    return abs(one.first_day - other.first_day) <= timedelta(days=days_apart)


def is_one_region(one: Event, other: Event, kilometres_apart: float) -> bool:
    """Whether one firm could go to both: near, in one province, both online, or a place that is not told."""
    if one.is_online or other.is_online:
        return one.is_online and other.is_online
    if one.point is not None and other.point is not None and kilometres(one.point, other.point) <= kilometres_apart:
        return True
    return bool(one.province) and one.province == other.province


def clashes(
    new: Announcement, known: Iterable[Announcement], rules: ClashRules, meaning: Meaning | None = None
) -> Iterator[tuple[Announcement, Clash, float]]:
    """The announcements of other organisers that a new one clashes with, with how and how surely."""
    for other in known:
        if other.organiser == new.organiser:
            continue
        found = clash_of(new, other, rules, meaning)
        if found is not None:
            yield other, *found
