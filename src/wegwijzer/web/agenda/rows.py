"""Between rows of the database and the core's events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from wegwijzer.core.agenda.clashes import ClashRules
from wegwijzer.core.agenda.distance import Point
from wegwijzer.core.agenda.event import Event
from wegwijzer.core.agenda.likeness import Announcement
from wegwijzer.readers.agenda import announcing
from wegwijzer.readers.agenda.rules import shipped_clash_rules
from wegwijzer.web.agenda.models import Listing

_COPIED = (
    *("uid", "occurrence", "sequence", "title", "summary", "begins", "ends", "first_day", "last_day", "is_all_day"),
    *("place", "postal_code", "province", "is_online", "price_eur", "address", "language"),
)
FIELDS = (*_COPIED, "north", "east", "themes", "audiences")
"""The fields of a listing that an event fills."""
TOLD = tuple(name for name in FIELDS if name not in ("uid", "occurrence", "sequence"))
"""Those of them in which a change is news."""


def event_of(row: Listing) -> Event:
    """The event of a listing."""
    return Event(
        **{name: getattr(row, name) for name in _COPIED},
        point=None if row.north is None or row.east is None else Point(row.north, row.east),
        themes=tuple(row.themes),
        audiences=tuple(row.audiences),
        is_cancelled=row.state == Listing.State.CANCELLED,
    )


def fields_of(event: Event) -> dict[str, object]:
    """The fields of a listing for an event."""
    return {
        **{name: getattr(event, name) for name in _COPIED},
        "north": None if event.point is None else event.point.north,
        "east": None if event.point is None else event.point.east,
        "themes": list(event.themes),
        "audiences": list(event.audiences),
    }


def announced(row: Listing, organiser: str) -> Announcement:
    """A listing ready to compare."""
    return announcing.announced(event_of(row), organiser)


@lru_cache(maxsize=1)
def clash_rules() -> ClashRules:
    """The rules by words alone: a model of meaning finds hardly more, and a worker would have to hold it (ADR 26)."""
    return shipped_clash_rules()


def by_id(rows: Iterable[Listing]) -> Mapping[str, Listing]:
    """Listings by their id as text."""
    return {str(row.pk): row for row in rows}
