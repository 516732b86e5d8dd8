"""What is kept of who set up messages to another system. Of a firm nothing is kept: messages hold ids alone."""

from __future__ import annotations

from uuid import UUID

from wegwijzer.web.kept_elsewhere import Told, plain
from wegwijzer.web.webhooks.models import Endpoint


def tell(firm: UUID, person: str) -> Told:
    """The addresses that who asks set up for a desk."""
    rows = Endpoint.objects.filter(created_by__pk=UUID(person)) if person else Endpoint.objects.none()
    return [{"title": row.address, **plain(row, "created")} for row in rows.order_by("created")]


def forget(firm: UUID, person: str, own: bool) -> None:
    """With `own`, an address stays its desk's, without their name."""
    if own and person:
        Endpoint.objects.filter(created_by__pk=UUID(person)).update(created_by=None)
