"""The columns of a population: one array each, with what is missing kept apart from any value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
import numpy.typing as npt

from wegwijzer.core.population.drawing import Flags, Integers, Numbers


class Kind(Enum):
    """How a column's array is read, and which value says that nothing is known.

    NUMBER: floats, not-a-number. WHOLE: whole numbers, never missing. YES_NO: 0, 1, missing 2. WORD: places in
    `words`, missing -1. DAY: day numbers (`date.toordinal`), missing 0.
    """

    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes_no"
    WORD = "word"
    DAY = "day"


@dataclass(frozen=True, eq=False)
class Column:
    """One column of some rows."""

    kind: Kind
    values: npt.NDArray[Any]
    words: tuple[str, ...] = ()

    @property
    def is_known(self) -> Flags:
        """Where it has a value."""
        match self.kind:
            case Kind.NUMBER:
                return np.asarray(~np.isnan(self.values))
            case Kind.YES_NO:
                return np.asarray(self.values != 2)
            case Kind.WORD:
                return np.asarray(self.values >= 0)
            case Kind.DAY:
                return np.asarray(self.values > 0)
        return np.ones(len(self.values), np.bool_)


_MISSING = {Kind.NUMBER: np.nan, Kind.YES_NO: 2, Kind.WORD: -1, Kind.DAY: 0}


def numbers(values: Numbers, known: Flags | None = None) -> Column:
    """A column of numbers."""
    return Column(Kind.NUMBER, values.astype(np.float64) if known is None else np.where(known, values, np.nan))


def whole(values: Integers) -> Column:
    """A column of whole numbers that are all known."""
    return Column(Kind.WHOLE, values)


def yes_no(values: Flags, known: Flags) -> Column:
    """A column of yes and no."""
    return Column(Kind.YES_NO, np.where(known, values, 2).astype(np.int8))


def words(places: Integers, names: Sequence[str], known: Flags | None = None) -> Column:
    """A column of words, by their places in `names`."""
    kept = places if known is None else np.where(known, places, -1)
    return Column(Kind.WORD, kept.astype(np.int32), tuple(names))


def days(ordinals: Integers, known: Flags) -> Column:
    """A column of days."""
    return Column(Kind.DAY, np.where(known, ordinals, 0).astype(np.int32))


def scattered(column: Column, rows: Integers, count: int) -> Column:
    """A column of `count` rows that has the values at those rows, and nothing elsewhere."""
    values = np.full(count, _MISSING[column.kind], column.values.dtype)
    values[rows] = column.values
    return Column(column.kind, values, column.words)


def picked_by(group: Integers, chance: Numbers, pulls: Numbers) -> Integers:
    """The place that each chance falls on; places share the way from 0 to 1 by the pulls of the row's group."""
    ends = np.cumsum(pulls, axis=1) / pulls.sum(axis=1, keepdims=True)
    stacked = (ends + np.arange(len(pulls))[:, np.newaxis]).ravel()
    # The last end of a group stands on the beginning of the next, so a chance just below 1 stays in its own.
    place = np.searchsorted(stacked, chance + group, side="right") - group * pulls.shape[1]
    return np.asarray(np.clip(place, 0, pulls.shape[1] - 1), np.int64)
