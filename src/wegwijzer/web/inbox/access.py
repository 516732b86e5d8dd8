"""Who comes into the inbox: people who work at a desk that helps firms. For others it is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.referral import queries
from wegwijzer.web.referral.errors import NotThereError

View = Callable[..., HttpResponse]


def helper_desks(actor: Actor) -> list[str]:
    """The ids of the desks at which somebody helps firms; roles at closed desks do not count for an actor."""
    mine = [desk for desk, role in actor.desks.items() if role in (Role.ADVISER, Role.MANAGER)]
    return sorted(desk for desk in mine if people_queries.is_helper_desk(desk))


def advisers_only(view: View) -> View:
    """Let in who works at a desk that helps; the second factor was asked before (`signin.middleware`).

    The view gets `actor` and `desks`, the ids of those desks. What somebody may not see is not there (404).
    """

    @wraps(view)
    @signed_in_only
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        actor = queries.actor_of(request)
        desks: Sequence[str] = helper_desks(actor)
        if not desks:
            raise Http404
        try:
            return view(request, *args, actor=actor, desks=desks, **named)
        except NotThereError:
            raise Http404 from None

    return guarded


def people_only(view: View) -> View:
    """Let in who signed in; the view gets `actor`, and what it may not see is not there (404)."""

    @wraps(view)
    @signed_in_only
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, actor=queries.actor_of(request), **named)
        except NotThereError:
            raise Http404 from None

    return guarded
