"""The visitor of the self-placement, found by the id in the signed session cookie."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from wegwijzer.web.placement import actions, queries
from wegwijzer.web.placement.models import Visitor

_KEY = "placement"
_HOUR = 3600
_SEEN_EVERY = timedelta(hours=1)


def visitor_of(request: HttpRequest) -> Visitor | None:
    """The visitor, if they were here before. A visit keeps what is theirs, and the cookie, for as long as we say."""
    visitor_id = request.session.get(_KEY)
    visitor = queries.visitor(visitor_id) if visitor_id else None
    now = timezone.now()
    if visitor is not None and now - visitor.seen > _SEEN_EVERY:
        actions.seen(visitor, at=now)
        request.session.modified = True  # the browser keeps the cookie for 30 days from now
    return visitor


def remember(request: HttpRequest, visitor: Visitor) -> None:
    """Tie the visitor to the cookie, and, at most once an hour, remove what is too old to keep."""
    request.session[_KEY] = str(visitor.pk)
    if cache.add("placement.removed_old", True, _HOUR):
        actions.remove_old(timezone.now())


def leave(request: HttpRequest) -> None:
    """Untie the visitor; what other pages keep in the cookie stays."""
    request.session.pop(_KEY, None)
    if not request.session.keys():
        request.session.flush()
