"""The secrets of second factors, put under the site's key after that changed."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from wegwijzer.web.people.models import Person
from wegwijzer.web.sealed import Resealed, reseal
from wegwijzer.web.signin.adapters import PURPOSE

_SECRETS = ("secret", "seed")
"""Where allauth keeps one: that of an app, and the seed of recovery codes of before ours."""


def reseal_factors() -> Resealed:
    """Put all of them under the site's key; what is changed meanwhile by a code that is used stays as it is."""
    return sum((_reseal_one(pk) for pk in list(Authenticator.objects.values_list("pk", flat=True))), Resealed())


@transaction.atomic
def _reseal_one(pk: int) -> Resealed:
    found = Authenticator.objects.filter(pk=pk).values_list("user_id", flat=True).first()
    list(Person.objects.select_for_update().filter(pk=found).values_list("pk"))  # as `factors.check` holds them
    row = Authenticator.objects.filter(pk=pk).first()
    if row is None:
        return Resealed()
    told, data = Resealed(), dict[str, Any](row.data)
    for name in _SECRETS:
        if isinstance(data.get(name), str):
            data[name], one = reseal(PURPOSE, data[name])
            told += one
    if told.resealed:
        row.data = data
        row.save(update_fields=["data"])
    return told
