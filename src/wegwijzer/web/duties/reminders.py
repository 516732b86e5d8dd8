"""Reminders of duties by e-mail, for those who asked for them: once for each of its days, never twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from wegwijzer.core.duties.dating import DatedDuty, reminder_due
from wegwijzer.core.duties.terms import LAST_DAY
from wegwijzer.readers.duties import shipped_reminder_rules
from wegwijzer.web.duties.models import Keeper, Support
from wegwijzer.web.duties.queries import support_of, to_remind
from wegwijzer.web.post.actions import letter, put_one
from wegwijzer.web.post.telling import ZONE


def write_reminders(at: datetime) -> Iterator[str]:
    """Put every reminder whose day has come in the outbox; a line for each, without personal data.

    The key of a letter holds the duty's day and the reminder's: another day of the same duty is another letter, the
    same one never goes again, whatever worker asks and however often.
    """
    on = min(at.astimezone(ZONE).date(), LAST_DAY)
    rules = shipped_reminder_rules()
    for keeper in to_remind().order_by("created", "pk"):
        for found in support_of(keeper):
            for duty in found.dated.dated:
                reminder = reminder_due(duty, rules, on=on)
                if duty.duty.id in found.row.done or reminder is None:
                    continue
                key = f"duty|{found.row.pk}|{duty.duty.id}|{duty.day.isoformat()}|{reminder.isoformat()}"
                if _put(keeper, found.row, duty, key, at):
                    yield f"reminder of duty {duty.duty.id} of {duty.day}: support {found.row.pk}"


@transaction.atomic
def _put(keeper: Keeper, row: Support, duty: DatedDuty, key: str, at: datetime) -> bool:
    """Put one letter in the outbox, unless it was before or the person turned letters off meanwhile."""
    held = Keeper.objects.select_for_update().filter(pk=keeper.pk, wants_letters=True).first()
    if held is None or keeper.person is None or held.stop is None:
        return False
    values = {
        "link": {"page": "duties:list"},
        "duty": f"{row.measure}/{duty.duty.id}",
        "title": row.title,
        "last": duty.day.isoformat(),
        "safe": duty.safe.isoformat() if duty.safe != duty.day else "",
        "stop": {"page": "duties:stop", "args": [held.stop]},
    }
    return put_one(letter(key=key, kind="duty_reminder", person=keeper.person, values=values, at=at))
