"""The one place that every file which somebody sends passes, before any page reads it: the virus scanner, where one is.

Also what the page would refuse, or nobody asked for, is scanned; a form of another site never comes this far, for this
stands after the check of forms. Programs send no files: the API takes JSON.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from wegwijzer.web import virus_scanner
from wegwijzer.web.api.problems import is_api
from wegwijzer.web.errors import not_scanned, virus_found
from wegwijzer.web.security_events import tell

_LONGEST_NAME = 100


class ScannedUploads:
    """Refuse a form with a file in which something is found, or of which nobody can say; nothing of it is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on: there is nothing to scan before the form was checked."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Scan each file of the form; None lets the page have it."""
        if settings.VIRUS_SCANNER is None or request.content_type != "multipart/form-data" or is_api(request):
            return None
        until = time.monotonic() + virus_scanner.SCANNED_WITHIN
        for _name, files in request.FILES.lists():
            for file in files:
                if (refused := _refusal(request, file, until)) is not None:
                    return refused
        return None


def _refusal(request: HttpRequest, file: UploadedFile[Any], until: float) -> HttpResponse | None:
    route = request.resolver_match.view_name if request.resolver_match is not None else ""
    person = request.user.pk or ""
    try:
        found = virus_scanner.name_of_virus(file.chunks(), until=until)
    except virus_scanner.ScannerAwayError as error:
        tell("upload_not_scanned", person=person, route=route, why=str(error))
        return not_scanned(request)
    if found:
        tell("upload_refused", person=person, route=route, found=found[:_LONGEST_NAME])
        return virus_found(request, file=(file.name or "")[:_LONGEST_NAME])
    file.seek(0)
    return None
