"""The planner: who signed in, else whoever holds the session; and their actions, nobody else's."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.views.decorators.cache import cache_control

from wegwijzer.web.cookie_owner import CookieTie
from wegwijzer.web.money import actions
from wegwijzer.web.money.models import Action, Planner

planner_tie = CookieTie("money", Planner, actions.remove_old, actions.merge)
"""Ties a planner to their plan."""
personal = cache_control(private=True, no_store=True)
"""For pages about one plan: nothing between us and the planner may keep a copy."""


def action_or_404(request: HttpRequest, action_id: UUID) -> Action:
    """An action of who sends the request."""
    found: Action | None = planner_tie.or_404(request).actions.select_related("planner").filter(pk=action_id).first()
    if found is None:
        raise Http404
    return found
