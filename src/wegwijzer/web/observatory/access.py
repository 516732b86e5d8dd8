"""Who comes in: policy analysts and administrators. For everybody else these pages are not there."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from wegwijzer.core.referral.permissions import Action, may
from wegwijzer.web.people.access import View, signed_in_only
from wegwijzer.web.people.queries import actor_of


def analysts_only(view: View) -> View:
    """Let in who may see figures; no copy of the page is kept on the way."""

    @wraps(view)
    @signed_in_only
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not sees_figures(request):
            raise Http404
        return view(request, *args, **named)

    return guarded


def sees_figures(request: HttpRequest) -> bool:
    """Whether whoever asks may see more than what is public."""
    return may(actor_of(request), Action.SEE_FIGURES)
