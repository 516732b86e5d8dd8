"""The researcher (who signed in, else whoever holds the session), and what is theirs."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.views.decorators.cache import cache_control

from wegwijzer.web.cookie_owner import CookieTie
from wegwijzer.web.interviews import actions, queries
from wegwijzer.web.interviews.models import Case, Researcher, Study

researcher = CookieTie("researcher", Researcher, actions.remove_old, actions.merge)
"""Ties a researcher to their studies."""
personal = cache_control(private=True, no_store=True)
"""For pages about one researcher's talks: nothing between us and them may keep a copy."""


def study_or_404(request: HttpRequest, study_id: UUID) -> Study:
    """The visitor's study; another's is not there."""
    found = queries.study(researcher.or_404(request), study_id)
    if found is None:
        raise Http404
    return found


def case_or_404(request: HttpRequest, case_id: UUID) -> Case:
    """The visitor's case; another's is not there."""
    found = queries.case(researcher.or_404(request), case_id)
    if found is None:
        raise Http404
    return found
