"""Reach: the share of firms that used a measure, whole and by class, and which classes are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wegwijzer.core.reach.intervals import CONFIDENCE, difference, rate
from wegwijzer.core.reach.results import Rate, ReachCell, Standing
from wegwijzer.core.reach.use import Classes, Firms, Integers, Uses
from wegwijzer.core.survey.estimating import totals


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of firms and its standard error, 0 where it was counted."""

    firms: float
    error: float = 0.0


@dataclass(frozen=True, eq=False)
class ClassCounts:
    """Users and firms of each class of a dimension, and the users of no known class."""

    dimension: str
    names: tuple[str, ...]
    users: tuple[int, ...]
    firms: tuple[Counted, ...]
    unplaced: int

    @property
    def all_users(self) -> int:
        """The users of known class."""
        return sum(self.users)


def firms_counted(firms: Firms, year: int) -> Counted:
    """All firms of a year."""
    within = firms.within(year)
    if firms.design is None:
        return Counted(float(firms.weight[within].sum()))
    found = totals(firms.design, {"firms": within})["firms"]
    return Counted(found.value or 0.0, found.se or 0.0)


def class_counts(uses: Uses, firms: Firms, year: int, *, dimension: str, measure: str | None = None) -> ClassCounts:
    """Users and firms by class in one year; every class that either side knows is there, in the population's order."""
    mine, theirs = uses.classes[dimension], firms.classes[dimension]
    names = joined_names(mine, theirs)
    rows = uses.rows(year, measure)
    places = moved(mine, names)[rows]
    users = np.bincount(places[places >= 0], minlength=len(names))
    counted = _by_class(firms, year, moved(theirs, names), len(names))
    return ClassCounts(dimension, names, tuple(users.tolist()), counted, int((places < 0).sum()))


def reach_cells(counts: ClassCounts, compared: int) -> tuple[ReachCell, ...]:
    """The reach of each class, and how it differs from that of all others together.

    `compared` is the number of classes that are shown beside each other. Each interval of a difference is so wide that
    all of them together hold with the usual confidence (Bonferroni), so that a class does not stand out by the mere
    number of classes looked at.
    """
    narrow = 1 - (1 - CONFIDENCE) / max(compared, 1)
    found = []
    for place, name in enumerate(counts.names):
        own, others = (counts.users[place], counts.firms[place]), _others(counts, place)
        apart = difference(_rate(own, narrow), _rate(others, narrow))
        found.append(ReachCell(name, _rate(own), apart, _standing(apart.low, apart.high)))
    return tuple(found)


def joined_names(*all_classes: Classes) -> tuple[str, ...]:
    """The names of all classes, each once; those of the last come first, for it is the population."""
    return tuple(dict.fromkeys(name for classes in reversed(all_classes) for name in classes.names))


def moved(classes: Classes, names: Sequence[str]) -> Integers:
    """The place of each row among other names."""
    table = np.array([*(names.index(name) for name in classes.names), -1], np.int64)
    return np.asarray(table[classes.places], np.int64)


def _rate(side: tuple[int, Counted], confidence: float = CONFIDENCE) -> Rate:
    count, firms = side
    return rate(count, firms.firms, of_error=firms.error, confidence=confidence)


def _others(counts: ClassCounts, place: int) -> tuple[int, Counted]:
    rest = [found for at, found in enumerate(counts.firms) if at != place]
    error = float(np.sqrt(sum(found.error**2 for found in rest)))
    return counts.all_users - counts.users[place], Counted(sum(found.firms for found in rest), error)


def _standing(low: float | None, high: float | None) -> Standing:
    if high is not None and high < 0:
        return Standing.BELOW
    return Standing.ABOVE if low is not None and low > 0 else Standing.UNCLEAR


def _by_class(firms: Firms, year: int, places: Integers, classes: int) -> tuple[Counted, ...]:
    if firms.design is not None:
        within = firms.within(year)
        flags = {str(place): within & (places == place) for place in range(classes)}
        return tuple(Counted(one.value or 0.0, one.se or 0.0) for one in totals(firms.design, flags).values())
    chosen = firms.within(year) & (places >= 0)
    found = np.bincount(places[chosen], firms.weight[chosen], classes)
    return tuple(Counted(float(number)) for number in found)
