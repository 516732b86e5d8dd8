"""The visitor's walk, found by the id in the signed session cookie."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from wegwijzer.web.guide import actions, queries
from wegwijzer.web.guide.models import Walk

_HOUR = 3600


def walk_of(request: HttpRequest) -> Walk | None:
    """The walk of this visitor, if there is one."""
    walk_id = request.session.get(queries.WALK_KEY)
    return queries.walk(walk_id) if walk_id else None


def remember(request: HttpRequest, walk: Walk) -> None:
    """Tie the walk to this visitor, and, at most once an hour, remove what is too old to keep."""
    request.session[queries.WALK_KEY] = str(walk.pk)
    if cache.add("guide.removed_old", True, _HOUR):
        actions.remove_old(timezone.now())


def leave(request: HttpRequest) -> None:
    """Untie the visitor from any walk; what other pages keep in the cookie stays."""
    request.session.pop(queries.WALK_KEY, None)
    if not request.session.keys():
        request.session.flush()
