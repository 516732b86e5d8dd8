"""What comes due for offerings and topics: asked in time whether it holds, hidden, announced before it goes; requests
reminded of and ended. Each letter goes once, whatever worker asks and however often."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from wegwijzer.core.offers.lifetime import is_notice_due, reminder_due, removal_day
from wegwijzer.core.offers.requests import RequestState, is_lapsed, is_reminder_due
from wegwijzer.readers.offer_rules import shipped_offer_rules
from wegwijzer.web.offers import letters, topic_actions
from wegwijzer.web.offers.models import OfferingRow, TopicRequest
from wegwijzer.web.post.telling import ZONE

_HIDDEN_TOLD = timedelta(days=14)
"""A worker that stood still tells of what was hidden meanwhile, but not of what was long ago."""


def write_reminders(at: datetime) -> Iterator[str]:
    """Put what is due in the outbox, a line for each thing done, without personal data."""
    yield from _of_offerings(at)
    yield from _of_requests(at)


def _of_offerings(at: datetime) -> Iterator[str]:
    on, rules = at.astimezone(ZONE).date(), shipped_offer_rules()
    soon = on + timedelta(days=max(rules.remind_before))
    rows = OfferingRow.objects.select_related("desk").filter(withdrawn=None, last__lte=soon)
    for row in rows.filter(last__gte=on).order_by("last", "pk"):
        days = reminder_due(row.last, rules, on=on)
        if days is not None and letters.ending(row, days, at=at):
            yield f"offering {row.pk} ends on {row.last}: asked {days} days before"
    for row in rows.filter(last__lt=on, last__gte=on - _HIDDEN_TOLD).order_by("last", "pk"):
        if letters.hidden(row, at=at):
            yield f"offering {row.pk} hidden since {row.last}"
    old = OfferingRow.objects.select_related("desk").filter(
        noticed=None, last__lt=on - timedelta(days=rules.hidden_for)
    )
    for row in old.order_by("last", "pk"):
        with transaction.atomic():
            day = removal_day(on, rules)
            if is_notice_due(row.last, rules, on=on) and letters.removal(row, day, at=at):
                OfferingRow.objects.filter(pk=row.pk, noticed=None).update(noticed=on)
                yield f"offering {row.pk} will be removed on {day}"


def _of_requests(at: datetime) -> Iterator[str]:
    on, rules = at.astimezone(ZONE).date(), shipped_offer_rules()
    waiting = TopicRequest.objects.filter(state=RequestState.OPEN.value).select_related("topic__desk")
    for request in waiting.order_by("answer_by", "pk"):
        if is_lapsed(request.answer_by, on=on):
            if topic_actions.lapse(request, at=at):
                yield f"topic request {request.pk} lapsed"
        elif is_reminder_due(request.answer_by, rules, on=on) and letters.answer_reminder(request, at=at):
            yield f"topic request {request.pk} reminded"
