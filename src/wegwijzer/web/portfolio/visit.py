"""The owner of a portfolio, found by the id in the signed session cookie."""

from __future__ import annotations

from wegwijzer.web.cookie_owner import CookieTie
from wegwijzer.web.portfolio import actions
from wegwijzer.web.portfolio.models import Owner

portfolio_owner = CookieTie("owner", Owner, actions.remove_old)
"""Ties a first-line contact to their clients."""
