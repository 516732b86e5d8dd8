"""Who announces events: advisers and managers of desks that help. For others these pages are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.people.models import Desk

View = Callable[..., HttpResponse]


def organiser_desks(actor: Actor) -> list[str]:
    """The ids of the desks for which somebody may announce events."""
    mine = [desk for desk, role in actor.desks.items() if role in (Role.ADVISER, Role.MANAGER)]
    return sorted(desk for desk in mine if people_queries.is_helper_desk(desk))


def organisers_only(view: View) -> View:
    """Let in who may announce events; the view gets `actor` and `desks`, the desks they do so for, by name."""

    @wraps(view)
    @signed_in_only
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        actor = people_queries.actor_of(request)
        ids = organiser_desks(actor)
        desks: list[Desk] = list(people_queries.desks().filter(pk__in=ids).order_by("name", "branch")) if ids else []
        if not desks:
            raise Http404
        return view(request, *args, actor=actor, desks=desks, **named)

    return guarded


def chosen_desk(desks: list[Desk], wanted: str) -> Desk | None:
    """The desk with this id among one's own; the only one where none is named."""
    if not wanted and len(desks) == 1:
        return desks[0]
    return next((desk for desk in desks if str(desk.pk) == wanted), None)
