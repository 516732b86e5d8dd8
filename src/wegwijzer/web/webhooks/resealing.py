"""The secrets of webhooks, put under the site's key after that changed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from wegwijzer.web.sealed import Resealed, reseal
from wegwijzer.web.webhooks.models import Endpoint
from wegwijzer.web.webhooks.signing import PURPOSE


def reseal_webhooks() -> Resealed:
    """Put all of them under the site's key."""
    return sum((_reseal_one(pk) for pk in list(Endpoint.objects.values_list("pk", flat=True))), Resealed())


@transaction.atomic
def _reseal_one(pk: UUID) -> Resealed:
    row = Endpoint.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return Resealed()
    row.secret, told = reseal(PURPOSE, row.secret)
    if row.old_secret:
        row.old_secret, one = reseal(PURPOSE, row.old_secret)
        told += one
    if told.resealed:
        row.save(update_fields=["secret", "old_secret"])
    return told
