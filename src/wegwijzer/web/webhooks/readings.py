"""Messages to other systems in numbers, for whoever watches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min

from wegwijzer.web.operating.reading import Reading
from wegwijzer.web.webhooks.delivering import due
from wegwijzer.web.webhooks.models import Delivery, Endpoint


def read(at: datetime) -> Iterator[Reading]:
    """Messages by state, how long the oldest waits that could go, and addresses by state."""
    for kind, model, meaning in (
        ("webhook_messages", Delivery, "Messages to other systems of the last thirty days, by state."),
        ("webhook_endpoints", Endpoint, "Addresses of other systems, by state."),
    ):
        rows = model.objects.order_by().values_list("state").annotate(count=Count("pk"))
        counts: dict[str, int] = dict(rows)
        for state in model.State.values:
            yield Reading(kind, meaning, float(counts.get(state, 0)), {"state": state})
    oldest = due(at).order_by().aggregate(oldest=Min("not_before"))["oldest"]
    waits = (at - oldest).total_seconds() if oldest is not None else 0.0
    yield Reading("webhook_oldest_seconds", "Seconds that the oldest message waits that could go.", waits)
