"""Whose drafts: who signed in, else whoever holds the session."""

from __future__ import annotations

from wegwijzer.web.agreements import actions
from wegwijzer.web.agreements.models import DraftOwner
from wegwijzer.web.cookie_owner import CookieTie

draft_owner = CookieTie("agreements", DraftOwner, actions.remove_old, actions.merge)
"""Ties a visitor to the agreements they are making."""
