"""The owner of a portfolio: who signed in, else whoever holds the session."""

from __future__ import annotations

from wegwijzer.web.cookie_owner import CookieTie
from wegwijzer.web.portfolio import actions
from wegwijzer.web.portfolio.models import Owner

portfolio_owner = CookieTie("owner", Owner, actions.remove_old, actions.merge)
"""Ties a first-line contact to their clients."""
