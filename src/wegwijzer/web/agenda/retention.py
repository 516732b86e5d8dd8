"""What the agenda may no longer keep."""

from __future__ import annotations

from datetime import datetime, timedelta

from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.web.agenda.models import Listing
from wegwijzer.web.agenda.subscriptions import remove_unconfirmed


def remove_old(at: datetime) -> tuple[int, int]:
    """Remove events that are over for long, with what was decided about them, and wishes that nobody confirmed.

    How many of each.
    """
    old = Listing.objects.filter(last_day__lt=at.date() - timedelta(days=shipped_agenda_rules().keep_days))
    count = old.count()
    old.delete()
    return count, remove_unconfirmed(at)
