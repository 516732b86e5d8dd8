"""Take a list of events in: what is new, what changed, what is cancelled, what is no longer there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from wegwijzer.core.agenda.event import Event
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.web.agenda.clashing import look_for_clashes
from wegwijzer.web.agenda.models import Feed, Listing
from wegwijzer.web.agenda.rows import FIELDS, TOLD, fields_of
from wegwijzer.web.people.models import Desk

FILE, FORM = "file", "form"
"""The sources besides feeds: files that were sent, and the form."""
_S = Listing.State


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a list: how many listings are new, changed, as they were, cancelled and no longer there."""

    new: int = 0
    changed: int = 0
    same: int = 0
    cancelled: int = 0
    gone: int = 0
    waiting: int = 0


@transaction.atomic
def take_in(
    desk: Desk,
    events: Iterable[Event],
    *,
    source: str,
    at: datetime,
    on: date,
    feed: Feed | None = None,
    is_whole: bool = True,
) -> Taken:
    """Bring the listings of one source in step with its list, and look what clashes.

    `is_whole`: the list is all there is of this source, so that what it no longer shows is on its way out. A lower
    sequence than the one that is known changes nothing of that event. Past listings are left alone.
    """
    Desk.objects.select_for_update().get(pk=desk.pk)  # one list of an organiser at a time
    known = {(row.uid, row.occurrence): row for row in Listing.objects.filter(desk=desk, source=source)}
    counts = dict.fromkeys(("new", "changed", "same", "cancelled", "gone"), 0)
    made: list[Listing] = []
    updated: list[Listing] = []
    to_compare: list[Listing] = []
    seen: set[tuple[str, str]] = set()
    for event in events:
        if event.key in seen:
            continue
        seen.add(event.key)
        row = known.get(event.key)
        if row is None:
            if not event.is_cancelled:
                made.append(_new(desk, feed, source, event, at))
                to_compare.append(made[-1])
                counts["new"] += 1
            continue
        what, moved = _update(row, event, at)
        counts[what] += 1
        if what != "same" or row.missing:
            row.missing = 0
            updated.append(row)
        if moved:
            to_compare.append(row)
    if is_whole:
        for key, row in known.items():
            if key not in seen and row.last_day >= on and row.state in (_S.PUBLIC, _S.WAITING):
                row.missing += 1
                if row.missing >= shipped_agenda_rules().missing_readings:
                    row.state, row.changed, row.version = _S.GONE, at, row.version + 1
                    counts["gone"] += 1
                updated.append(row)
    Listing.objects.bulk_create(made)
    Listing.objects.bulk_update(updated, [*FIELDS, "state", "missing", "changed", "version"], batch_size=200)
    waiting = look_for_clashes(to_compare, at=at, on=on)
    return Taken(**counts, waiting=waiting)


def _new(desk: Desk, feed: Feed | None, source: str, event: Event, at: datetime) -> Listing:
    return Listing(desk=desk, feed=feed, source=source, state=_S.PUBLIC, created=at, changed=at, **fields_of(event))


def _update(row: Listing, event: Event, at: datetime) -> tuple[str, bool]:
    """Bring a listing up to date; what became of it, and whether it is to be compared with others anew."""
    if event.sequence < row.sequence:
        return "same", False
    if event.is_cancelled:
        if row.state == _S.CANCELLED:
            return "same", False
        row.state, row.sequence = _S.CANCELLED, event.sequence
        _touch(row, at)
        return "cancelled", False
    fields = fields_of(event)
    differs = any(getattr(row, name) != fields[name] for name in TOLD)
    is_back = row.state in (_S.CANCELLED, _S.GONE)
    if not differs and not is_back:
        row.sequence = event.sequence
        return "same", False
    moved = is_back or any(getattr(row, name) != fields[name] for name in ("title", "first_day", "place"))
    for name, value in fields.items():
        setattr(row, name, value)
    if is_back:
        row.state = _S.PUBLIC
    _touch(row, at)
    return "changed", moved


def _touch(row: Listing, at: datetime) -> None:
    row.changed, row.version = at, row.version + 1
