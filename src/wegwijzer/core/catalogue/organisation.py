"""Organisations: who does what for which firm, under the name a firm would use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from wegwijzer.core.catalogue.measure import Confidence, Kin, Source
from wegwijzer.core.firm.facts import Text

_YEAR_OF_THE_REPORT = "2016"
_YEAR_AFTER_THE_REPORT = "2017"


@dataclass(frozen=True, slots=True)
class Role:
    """What an organisation is to a firm, in the firm's words; lower `order` is easier to approach.

    `is_own` marks whom a firm has already: its own accountant, bank, payroll office or lawyer.
    """

    id: str
    label: Text
    is_first_contact: bool
    what_to_say: Text
    order: int
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with its role; empty `provinces`, `sectors` or `expertise` mean no restriction is documented.

    Dates are documented text and may be a mere year or month.
    """

    id: str
    name: Text
    plain_name: Text
    role: Role
    valid_from: str | None
    valid_until: str | None
    predecessors: tuple[Kin, ...]
    successors: tuple[Kin, ...]
    provinces: tuple[str, ...]
    sectors: tuple[str, ...]
    expertise: tuple[str, ...]
    what_it_does: Text
    caveat: Text | None
    confidence: Confidence
    source: Source
    documented: Mapping[str, object] = field(hash=False)

    def _first_and_last(self) -> tuple[str | None, str | None]:
        first, last = self.valid_from, self.valid_until
        if last is None and any(kin.id for kin in self.successors):
            last = _YEAR_OF_THE_REPORT
        if first is None and any(kin.id for kin in self.predecessors):
            first = _YEAR_AFTER_THE_REPORT
        return first, last

    def days_of_change(self) -> tuple[date, ...]:
        """The days from which it exists, and from which it does no more, as far as they are documented."""
        first, last = self._first_and_last()
        return (*(() if first is None else (_days_of(first)[0],)), *(() if last is None else (_days_of(last)[1],)))

    def exists_on(self, on: date) -> bool:
        """Whether the documented dates leave the day inside; a mere year counts from its first to its last day.

        Where a hand-over is known but not its day, the predecessor is named up to and including the year of the
        report, and the successor from then on.
        """
        day = on.isoformat()
        first, last = self._first_and_last()
        return (first is None or first <= day[: len(first)]) and (last is None or day[: len(last)] <= last)


def _days_of(text: str) -> tuple[date, date]:
    """The first day of a documented year, month or day, and the first day after it."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if not month:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if not day:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    found = date(year, month, day)
    return found, found + timedelta(days=1)
