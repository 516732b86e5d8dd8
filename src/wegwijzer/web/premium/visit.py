"""The manager of ideas: who signed in, else whoever holds the session."""

from __future__ import annotations

from wegwijzer.web.cookie_owner import CookieTie
from wegwijzer.web.premium import actions
from wegwijzer.web.premium.models import Manager

premium_manager = CookieTie("premium", Manager, actions.remove_old, actions.merge)
"""Ties a manager to their firms."""
