"""Pages for people who signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from wegwijzer.web.languages import language_of
from wegwijzer.web.people.queries import actor_of

View = Callable[..., HttpResponse]


def signed_in_only(view: View) -> View:
    """Lead a visitor to the sign-in page, which leads back here; no copy of the page is kept on the way."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not actor_of(request).is_signed_in:
            return to_sign_in(request)
        response = view(request, *args, **named)
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded


def to_sign_in(request: HttpRequest, *, reason: str = "") -> HttpResponse:
    """To the sign-in page, and back to this page after it; a form that was sent leads back to nothing."""
    asked = {"next": request.get_full_path()} if request.method in ("GET", "HEAD") else {}
    query = urlencode({**asked, **({"waarom": reason} if reason else {})})
    return HttpResponseRedirect(f"/{language_of(request)}/aanmelden/{'?' + query if query else ''}")
