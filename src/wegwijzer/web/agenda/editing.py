"""What an organiser does by hand: announce, call off, decide."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from wegwijzer.core.agenda.event import Event
from wegwijzer.web.agenda.clashing import decide
from wegwijzer.web.agenda.importing import FORM, take_in
from wegwijzer.web.agenda.models import Clash, Listing
from wegwijzer.web.agenda.reminders import write_to_desk
from wegwijzer.web.people.models import Desk


class StaleListingError(ValueError):
    """An event that was changed since it was looked at; nothing was done."""


@transaction.atomic
def announce(desk: Desk, event: Event, *, at: datetime, on: date, version: int | None = None) -> Listing:
    """Announce an event that was typed in, or change it; it waits if it clashes with another organiser's.

    With `version`, only if it stands there. Raises StaleListingError.
    """
    if version is not None:
        _check(Listing(desk=desk, source=FORM, uid=event.uid, occurrence=event.occurrence), version)
    take_in(desk, [event], source=FORM, at=at, on=on, is_whole=False)
    return Listing.objects.get(desk=desk, source=FORM, uid=event.uid, occurrence=event.occurrence)


@transaction.atomic
def cancel(row: Listing, *, at: datetime, version: int | None = None) -> None:
    """Call an event off; one that was never public goes away altogether.

    With `version`, only if it stands there. Raises StaleListingError.
    """
    if version is not None:
        _check(row, version)
        row.refresh_from_db()
    if row.state == Listing.State.WAITING:
        row.delete()
        return
    row.state, row.changed, row.version = Listing.State.CANCELLED, at, row.version + 1
    row.save(update_fields=["state", "changed", "version"])


def _check(row: Listing, version: int) -> None:
    """Take the events of a desk until the transaction ends, as every list of it does. Raises StaleListingError."""
    Desk.objects.select_for_update().get(pk=row.desk_id)
    same = Listing.objects.filter(desk=row.desk_id, source=row.source, uid=row.uid, occurrence=row.occurrence)
    if not same.filter(version=version).exists():
        raise StaleListingError


@transaction.atomic
def decide_and_tell(clash: Clash, decision: str, *, desk: Desk, at: datetime, whole_series: bool) -> None:
    """Keep a decision, and tell the other organiser when both are named from now on."""
    before = clash.decision
    decide(clash, decision, desk=desk, at=at, whole_series=whole_series)
    if decision == before or decision == Clash.Decision.DIFFERENT:
        return
    ours, theirs = (clash.new, clash.old) if clash.new.desk_id == desk.pk else (clash.old, clash.new)
    values: dict[str, object] = {
        "link": {"page": "agenda:clash", "args": [str(clash.pk)]},
        "title": ours.title,
        "other": theirs.title,
        "desk": str(desk),
    }
    key = f"agenda_joined|{clash.pk}|{decision}|{at.date().isoformat()}"
    write_to_desk(theirs.desk, "agenda_joined", key, values, at)
