"""The visitor of the self-placement: who signed in, else whoever holds the session."""

from __future__ import annotations

from wegwijzer.web.cookie_owner import CookieTie
from wegwijzer.web.placement import actions
from wegwijzer.web.placement.models import Visitor

placement_visitor = CookieTie("placement", Visitor, actions.remove_old, actions.merge)
"""Ties a visitor to the times they went through the questions."""
