"""Reach of all measures together beside that of each: what the one tells of a number that the other hides.

A firm that used a measure used any measure. So a class has at least as many users of any measure as of each, and at
most as many as of all together. Where that would narrow a hidden number too much, the classes of single measures are
not shown in that dimension.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wegwijzer.core.reach.results import Reach, ReachBy, ReachCell


@dataclass(slots=True)
class _Known:
    """What readers know of the users of a class: a number from `low` to `high`."""

    low: int
    high: int
    is_hidden: bool
    before: int

    @property
    def possible(self) -> int:
        """How many numbers it can be."""
        return self.high - self.low + 1


def without_telling(whole: Reach, measures: Mapping[str, Reach]) -> dict[str, Reach]:
    """The reach of each measure, without the dimensions in which it would give away what is hidden."""
    telling = {by.dimension for by in whole.by if _tells(by, whole, measures)}
    return {
        name: replace(found, by=tuple(_all_hidden(by) if by.dimension in telling else by for by in found.by))
        for name, found in measures.items()
    }


def _tells(by: ReachBy, whole: Reach, measures: Mapping[str, Reach]) -> bool:
    together = _known(by, whole)
    each = [
        _known(own, found)
        for found in measures.values()
        for own in found.by
        if own.dimension == by.dimension and found.whole is not None
    ]
    if sum(found.whole is None for found in measures.values()):
        # A measure with hidden users may have any of them in each class.
        each.append({name: _Known(0, whole.least - 1, False, whole.least) for name in together})
    for category, any_measure in together.items():
        parts = [known[category] for known in each if category in known]
        if parts and _narrows(any_measure, parts, whole.least):
            return True
    return False


def _narrows(any_measure: _Known, parts: list[_Known], least: int) -> bool:
    any_measure.low = max(any_measure.low, *(part.low for part in parts))
    any_measure.high = min(any_measure.high, sum(part.high for part in parts))
    for part in parts:
        others = sum(other.high for other in parts) - part.high
        part.high = min(part.high, any_measure.high)
        part.low = max(part.low, any_measure.low - others)
    return any(known.is_hidden and known.possible < min(least, known.before) for known in (any_measure, *parts))


def _known(by: ReachBy, found: Reach) -> dict[str, _Known]:
    """What the table of one dimension tells by itself: hidden classes have at least one user, and share the rest."""
    total = 0 if found.whole is None else found.whole.count
    shown = sum(cell.rate.count for cell in by.cells if cell.rate is not None) + (by.unplaced or 0)
    hidden = sum(cell.is_hidden for cell in by.cells) + (by.unplaced is None)
    most = max(total - shown - (hidden - 1), 1)
    return {
        cell.category: _Known(1, most, True, most)
        if cell.rate is None
        else _Known(cell.rate.count, cell.rate.count, False, 1)
        for cell in by.cells
    }


def _all_hidden(by: ReachBy) -> ReachBy:
    return ReachBy(by.dimension, tuple(ReachCell(cell.category, None) for cell in by.cells), None)
