"""One event of an organiser: what it is, when and where, whatever file or form told it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from wegwijzer.core.agenda.distance import Point

AUDIENCES = ("starters", "one_person", "small_firms", "growing_firms", "advisers", "everyone")
"""Whom an event can be for."""
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_PLACE, LONGEST_ADDRESS = 200, 4_000, 200, 500
"""Characters; what a feed tells beyond that is cut off, and a form refuses it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event on one moment; a series is as many events as it has dates.

    `uid` names the event with its organiser, `occurrence` the date of a series ("" for a single one) and `sequence` is
    higher for a later version. `begins` and `ends` carry a zone; the days are those in Belgium, the last one included.
    `postal_code`, `province`, `point` are empty where the place is not told well enough, `price_eur` is None where no
    price is told and 0 for free. `themes` are business domains of the catalogue, `audiences` of `AUDIENCES`.
    """

    uid: str
    title: str
    begins: datetime
    ends: datetime
    first_day: date
    last_day: date
    occurrence: str = ""
    sequence: int = 0
    is_all_day: bool = False
    summary: str = ""
    place: str = ""
    postal_code: str = ""
    province: str = ""
    point: Point | None = None
    is_online: bool = False
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    price_eur: Decimal | None = None
    address: str = ""
    language: str = "nl"
    is_cancelled: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What the same event is known by in a later version of its organiser's list."""
        return (self.uid, self.occurrence)
