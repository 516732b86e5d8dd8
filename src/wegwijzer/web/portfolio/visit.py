"""The owner of a portfolio, found by the id in the signed session cookie."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.utils import timezone

from wegwijzer.web.portfolio import actions, queries
from wegwijzer.web.portfolio.models import Owner

_KEY = "owner"
_HOUR = 3600
_SEEN_EVERY = timedelta(hours=1)


def owner_of(request: HttpRequest) -> Owner | None:
    """The owner, if this visitor has a portfolio. A visit keeps it, and the cookie, for as long as we say."""
    owner_id = request.session.get(_KEY)
    owner = queries.owner(owner_id) if owner_id else None
    now = timezone.now()
    if owner is not None and now - owner.seen > _SEEN_EVERY:
        actions.seen(owner, at=now)
        request.session.modified = True  # the browser keeps the cookie for 30 days from now
    return owner


def owner_or_404(request: HttpRequest) -> Owner:
    """The owner; a visitor without a portfolio sees no page of anybody's."""
    owner = owner_of(request)
    if owner is None:
        raise Http404
    return owner


def owner_to_be(request: HttpRequest) -> Owner:
    """The owner, made when there is none yet. At most once an hour, what is too old to keep is removed."""
    owner = owner_of(request)
    now = timezone.now()
    if owner is None:
        owner = actions.start(at=now)
        request.session[_KEY] = str(owner.pk)
    if cache.add("portfolio.removed_old", True, _HOUR):
        actions.remove_old(now)
    return owner


def leave(request: HttpRequest) -> None:
    """Untie the visitor from the portfolio; a walk through the guide stays."""
    request.session.pop(_KEY, None)
