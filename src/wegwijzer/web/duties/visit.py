"""The keeper of duties: who signed in, else whoever holds the session."""

from __future__ import annotations

from wegwijzer.web.cookie_owner import CookieTie
from wegwijzer.web.duties import actions
from wegwijzer.web.duties.models import Keeper

duties_keeper = CookieTie("duties", Keeper, actions.remove_old, actions.merge)
"""Ties a keeper to their support."""
