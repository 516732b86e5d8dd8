"""Pages for what goes wrong, in the site's own look, with the number under which the log knows it."""

from __future__ import annotations

import errno
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.api.problems import is_api, problem_of_status
from wegwijzer.web.operating.request_ids import request_id

_MANY_FILES = frozenset({"portfolio:upload"})
"""Addresses that take many files at once, and zips of them."""
_AWAY_SECONDS = 30
"""After how long somebody is asked to try again when the database is away."""
_SCANNER_AWAY_SECONDS = 300
"""The same for a virus scanner, which takes a minute or more to read its list of viruses."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""What the system says where a file finds no room."""
_WITHOUT_DATABASE = frozenset({500, 503})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed."""
    return _page(request, 403, texts="error_403_closed")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from our own page, or was open for too long."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page."""
    return _page(request, 404)


def not_a_page(request: HttpRequest) -> HttpResponse:
    """405: an address that only takes a form, opened as a page: loaded again after a sign-in, or from a history."""
    return _page(request, 405)


def too_large(request: HttpRequest, *, limit: int = settings.LARGEST_REQUEST, address: str = "") -> HttpResponse:
    """413: more was sent than a form can hold, or than the `address` takes: its name, where it has a limit of its own.

    What to do about it differs: many files can go in parts or in a zip, one file and a text must become smaller.
    """
    if not address:
        return _page(request, 413, limit=str(limit // 1024))
    is_file = request.content_type == "multipart/form-data"
    texts = "error_413_files" if address in _MANY_FILES else "error_413_file" if is_file else "error_413_text"
    return _page(request, 413, limit=str(limit // 1024**2), texts=texts)


def virus_found(request: HttpRequest, *, file: str) -> HttpResponse:
    """422: the virus scanner found something in a file, which is named as its sender calls it."""
    return _page(request, 422, texts="error_422_virus", file=file)


def not_scanned(request: HttpRequest) -> HttpResponse:
    """503: the virus scanner gave no verdict on a file; in a while it may."""
    response = _page(request, 503, texts="error_503_scanner")
    response["Retry-After"] = str(_SCANNER_AWAY_SECONDS)
    return response


def too_many(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """429: too many forms in a short time."""
    response = _page(request, 429, seconds=str(retry_after))
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake; 503 where what failed is a database that is away, or a disk that is full."""
    return away(request) if _is_away(sys.exc_info()[1]) else _page(request, 500)


def away(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer, or there is no room to write; in a while it will."""
    response = _page(request, 503, seconds=str(_AWAY_SECONDS))
    response["Retry-After"] = str(_AWAY_SECONDS)
    return response


def _is_away(error: BaseException | None) -> bool:
    """Whether an error is of the machine and not of the code. Django hands it over as the one being handled."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def _page(
    request: HttpRequest, status: int, *, limit: str = "", seconds: str = "", texts: str = "", file: str = ""
) -> HttpResponse:
    """One frame for all of them; the texts are those of `site.error_<status>`, or the ones named."""
    if is_api(request):
        return problem_of_status(request, status, values={"limit": limit or "64", "seconds": seconds})
    keys = {f"{part}_key": f"site.{texts or f'error_{status}'}.{part}" for part in ("title", "what", "next")}
    values = {"limit": limit, "seconds": seconds, "file": file}
    shown: dict[str, object] = {"code": str(status), "number": request_id(), **values, **keys}
    if status in _WITHOUT_DATABASE and not texts:
        shown["actor"] = Actor()  # who it is would be asked of a database that may be what went wrong
    response = render(request, "error.html", shown, status=status)
    response["Cache-Control"] = "no-store"
    return response
