"""Stop sending to an address that takes nothing any more, and tell who manages the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wegwijzer.core.referral.permissions import Role
from wegwijzer.readers.reaching import target_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.post.actions import letter, put
from wegwijzer.web.webhooks.models import Endpoint


@transaction.atomic
def disable(endpoint: Endpoint, fault: str, *, at: datetime) -> None:
    """Try it no more until somebody switches it on again: `fault` is days, gone or key. Each manager gets a letter."""
    is_new = Endpoint.objects.filter(pk=endpoint.pk, state=Endpoint.State.ON).update(
        state=Endpoint.State.DISABLED, disabled_at=at, fault=fault
    )
    if not is_new:
        return
    since = (endpoint.failing_since or at).date().isoformat()
    values = {
        "link": {"page": "webhooks:one", "args": [str(endpoint.desk_id), str(endpoint.pk)]},
        "desk": str(endpoint.desk),
        "host": target_of(endpoint.address).host,
        "since": since,
    }
    managers = [
        row.person
        for row in people.memberships(endpoint.desk_id)
        if row.role == Role.MANAGER.value and row.person.is_active
    ]
    key = f"webhook_off:{endpoint.pk}:{at.isoformat(timespec='seconds')}"
    put(
        letter(key=f"{key}:{person.pk}", kind="webhook_off", person=person, values=values, at=at) for person in managers
    )
