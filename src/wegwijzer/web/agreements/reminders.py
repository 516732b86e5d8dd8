"""The reminders of promises: found each time the worker looks, sent once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wegwijzer.core.agreements.reminding import BEFORE, reminders_due
from wegwijzer.web.agreements import log_letters
from wegwijzer.web.agreements.models import PromiseRow
from wegwijzer.web.agreements.promise_standing import standing
from wegwijzer.web.post.telling import ZONE


def write_reminders(at: datetime) -> Iterator[str]:
    """Put what is due in the outbox, a line for each that was put in now.

    A letter's key names promise, version of the terms and reader: whoever asks, and however often, it goes once.
    """
    today = at.astimezone(ZONE).date()
    rows = PromiseRow.objects.filter(is_open=True, due__lte=today + BEFORE, agreed_on__isnull=False)
    for row in rows.select_related("cooperation", "giver__person", "taker__person").prefetch_related("events"):
        promise = standing(row)
        partners = {str(row.giver.number): row.giver, str(row.taker.number): row.taker}
        for due in reminders_due(promise, on=today, agreed_on=row.agreed_on or today):
            kind = f"promise_{due.reminder.value}"
            partner = partners[due.party]
            terms = promise.terms
            if log_letters.reminder(row, partner, kind, what=terms.what, due=terms.due, version=due.version, at=at):
                yield f"{kind} of promise {row.pk}"
