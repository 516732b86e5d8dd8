"""Who a visitor is to us until there are accounts: whoever holds a signed cookie with an id that nobody can guess.

Each kind of page keeps an owner of its own, under its own key in the cookie, so that one purpose never sees another's.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.cache import cache
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone

_HOUR = 3600
_SEEN_EVERY = timedelta(hours=1)


class CookieOwner(models.Model):
    """One owner: when they first came and when they were last here. Nothing else is known of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created = models.DateTimeField()
    seen = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True
        ordering = ["-seen"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.id}"


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows that belong to one owner, through their field `owner`."""

    def for_owner(self, owner: CookieOwner) -> OwnedQuerySet:
        """The rows of this owner, and of nobody else."""
        return self.filter(owner=owner)


O = TypeVar("O", bound=CookieOwner)  # noqa: E741


@dataclass(frozen=True, slots=True)
class CookieTie(Generic[O]):
    """Ties the owners of one kind of page to the cookie.

    `key` is where the cookie keeps the id, `kind` the model, `remove_old` what clears away what is too old to keep.
    """

    key: str
    kind: type[O]
    remove_old: Callable[[datetime], object]

    def of(self, request: HttpRequest) -> O | None:
        """The owner, if this visitor is one. A visit keeps what is theirs, and the cookie, for as long as we say."""
        owner = self._found(request.session.get(self.key))
        now = timezone.now()
        if owner is not None and now - owner.seen > _SEEN_EVERY:
            owner.seen = now
            owner.save(update_fields=["seen"])
            request.session.modified = True  # the browser keeps the cookie for its full time from now
        return owner

    def or_404(self, request: HttpRequest) -> O:
        """The owner; who owns nothing sees no page of anybody's."""
        owner = self.of(request)
        if owner is None:
            raise Http404
        return owner

    def to_be(self, request: HttpRequest) -> O:
        """The owner, made when there is none yet. At most once an hour, what is too old to keep is removed."""
        owner, now = self.of(request), timezone.now()
        if owner is None:
            owner = self.kind(created=now, seen=now)
            owner.save(force_insert=True)
            request.session[self.key] = str(owner.pk)
        if cache.add(f"{self.key}.removed_old", True, _HOUR):
            self.remove_old(now)
        return owner

    def leave(self, request: HttpRequest) -> None:
        """Untie the visitor; what other pages keep in the cookie stays."""
        request.session.pop(self.key, None)
        if not request.session.keys():
            request.session.flush()

    def _found(self, owner_id: object) -> O | None:
        if not owner_id:
            return None
        try:
            return self.kind._default_manager.filter(pk=uuid.UUID(str(owner_id))).first()
        except ValueError:
            return None
