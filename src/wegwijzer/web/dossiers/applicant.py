"""Whose dossiers: who signed in, else whoever holds the session."""

from __future__ import annotations

from wegwijzer.web.cookie_owner import CookieTie
from wegwijzer.web.dossiers import actions
from wegwijzer.web.dossiers.models import Applicant

applicant = CookieTie("applicant", Applicant, actions.remove_old, actions.merge)
"""Ties an applicant to their dossiers."""
