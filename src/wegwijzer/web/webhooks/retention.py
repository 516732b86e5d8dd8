"""What messages may no longer be kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from wegwijzer.web.webhooks.models import Delivery, Endpoint

KEPT_DAYS = 30
"""Days that a message is kept, delivered or not: so long it can be sent again."""


def remove_old(at: datetime) -> int:
    """Remove messages that are too old, and old secrets that hold no more; how many messages."""
    Endpoint.objects.filter(old_until__lte=at).update(old_secret="", old_until=None)
    old = Delivery.objects.filter(created__lt=at - timedelta(days=KEPT_DAYS)).exclude(state=Delivery.State.SENDING)
    return old.delete()[0]
