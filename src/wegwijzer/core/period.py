"""Periods of days, both ends included; an open end means no end is documented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `valid_from` up to and including `valid_until` (None: no end found)."""

    valid_from: date
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(
                f'"valid_until" ({self.valid_until}) lies before "valid_from" ({self.valid_from}). '
                "Give a later day, or leave it out while the version is in force."
            )

    def covers(self, on: date) -> bool:
        """Whether the day lies in the period."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def overlaps(self, other: Period) -> bool:
        """Whether the two periods share at least one day."""
        starts_before_other_ends = other.valid_until is None or self.valid_from <= other.valid_until
        ends_after_other_starts = self.valid_until is None or other.valid_from <= self.valid_until
        return starts_before_other_ends and ends_after_other_starts

    def __str__(self) -> str:
        end = self.valid_until.isoformat() if self.valid_until else "…"
        return f"{self.valid_from.isoformat()} – {end}"


def overlapping_pairs(periods: Sequence[Period]) -> list[tuple[int, int]]:
    """The index pairs of periods that share a day; empty when every day has at most one period."""
    return [
        (first, second)
        for first in range(len(periods))
        for second in range(first + 1, len(periods))
        if periods[first].overlaps(periods[second])
    ]
