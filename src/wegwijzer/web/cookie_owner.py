"""Whose portfolio, studies and placements a page shows: those of the person who signed in, else of the browser.

A visitor is whoever holds a session with an id that nobody can guess. What a visitor made comes along when they sign
in: from then on it belongs to the person, on every device, and nothing of it is left in the browser when they sign
out. Each kind of page keeps an owner of its own, so that one purpose never sees another's.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.cache import cache
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest
from django.utils import timezone

from wegwijzer.web.people.entering import TAKE_ALONG
from wegwijzer.web.people.models import Person

_HOUR = 3600
_SEEN_EVERY = timedelta(hours=1)


class CookieOwner(models.Model):
    """One owner: when they first came and when they were last here, and which person it is, None for a visitor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, null=True, related_name="+")
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
    """Ties the owners of one kind of page to people, and for visitors to the session.

    `key` is where the session keeps the id, `kind` the model, `remove_old` what clears away what is too old to keep,
    `merge` what moves all that the first owner has to the second, for a visitor who signs in as somebody who has
    such things already.
    """

    key: str
    kind: type[O]
    remove_old: Callable[[datetime], object]
    merge: Callable[[O, O], object]

    def __post_init__(self) -> None:
        """What a visitor made comes along when they sign in."""
        TAKE_ALONG.append(self.adopt)

    def of(self, request: HttpRequest) -> O | None:
        """The owner, if this visitor is one. A visit keeps what is theirs, and the cookie, for as long as we say."""
        person = _person(request)
        if person is not None:
            if self.key in request.session:
                self.adopt(request, person)
            owner = self.kind._default_manager.filter(person=person).first()
        else:
            owner = self._held(request)
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
            owner = self._made(request, now)
        if cache.add(f"{self.key}.removed_old", True, _HOUR):
            self.remove_old(now)
        return owner

    def leave(self, request: HttpRequest) -> None:
        """Untie the visitor; what other pages keep in the session stays."""
        request.session.pop(self.key, None)
        if not request.session.keys():
            request.session.flush()

    def adopt(self, request: HttpRequest, person: Person) -> None:
        """Give the person what the browser holds. Somebody else's is left alone; either way the browser lets it go."""
        held = self._held(request)
        request.session.pop(self.key, None)
        if held is None:
            return
        with transaction.atomic():
            theirs = self.kind._default_manager.filter(person=person).first()
            if theirs is None:
                self.kind._default_manager.filter(pk=held.pk, person=None).update(person=person)
            else:
                self.merge(held, theirs)
                held.delete()

    def _made(self, request: HttpRequest, now: datetime) -> O:
        person = _person(request)
        owner = self.kind(created=now, seen=now, person=person)
        try:
            with transaction.atomic():
                owner.save(force_insert=True)
        except IntegrityError:  # the same person at the same moment on another device
            return self.kind._default_manager.get(person=person)
        if person is None:
            request.session[self.key] = str(owner.pk)
        return owner

    def _held(self, request: HttpRequest) -> O | None:
        """What the session holds; never what belongs to a person."""
        owner_id = request.session.get(self.key)
        if not owner_id:
            return None
        try:
            return self.kind._default_manager.filter(pk=uuid.UUID(str(owner_id)), person=None).first()
        except ValueError:
            return None


def _person(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, Person) and user.is_authenticated else None
