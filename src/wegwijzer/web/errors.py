"""Pages for what goes wrong, in the site's own look."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wegwijzer.core.referral.permissions import Actor


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed."""
    return _page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from our own page, or was open for too long."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page."""
    return _page(request, 404)


def too_large(request: HttpRequest, *, limit: int = settings.LARGEST_REQUEST, is_upload: bool = False) -> HttpResponse:
    """413: more was sent than a form, or an upload of files, can hold."""
    if is_upload:
        return _page(request, 413, limit=str(limit // 1024**2), texts="error_413_files")
    return _page(request, 413, limit=str(limit // 1024))


def too_many(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """429: too many forms in a short time."""
    response = _page(request, 429, seconds=str(retry_after))
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake."""
    return _page(request, 500)


def _page(request: HttpRequest, status: int, *, limit: str = "", seconds: str = "", texts: str = "") -> HttpResponse:
    """One frame for all of them; the texts are those of `site.error_<status>`, or the ones named."""
    keys = {f"{part}_key": f"site.{texts or f'error_{status}'}.{part}" for part in ("title", "what", "next")}
    shown: dict[str, object] = {"code": str(status), "limit": limit, "seconds": seconds, **keys}
    if status == 500:
        shown["actor"] = Actor()  # who it is would be asked of a database that may be what went wrong
    response = render(request, "error.html", shown, status=status)
    response["Cache-Control"] = "no-store"
    return response
