"""Names of things lead to what tells of them (303); files of data are given as they are."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from wegwijzer.readers.catalogue import FIRST_DAY
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.web.catalogue.queries import last_load
from wegwijzer.web.day_choice import LAST_DAY
from wegwijzer.web.languages import preferred_language
from wegwijzer.web.linked.files import MEDIA_TYPES, file_named, text_of
from wegwijzer.web.linked.negotiating import PAGE, TURTLE, wanted
from wegwijzer.web.linked.things import ON, thing_named

_SEE_OTHER = 303
_FRESH_FOR = "public, max-age=300"


@require_safe
def thing(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to the page about a thing, or to its data, as the client would rather read."""
    found = thing_named(name)
    if found is None:
        raise Http404
    form = wanted(request.headers.get("Accept", ""), first=PAGE if found.page else TURTLE)
    page = found.page_address(preferred_language(request)) if form == PAGE else None
    response = HttpResponseRedirect(page or found.file_address(TURTLE if form == PAGE else form))
    response.status_code = _SEE_OTHER
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return _open_to_all(response)


@require_safe
def data(request: HttpRequest, name: str) -> HttpResponse:
    """A file of linked data; of a name without an ending, the one that the client would rather read."""
    asked = request.GET.get(ON, "")
    day = typed_day(asked) if asked else timezone.localdate()
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        text = f'on: "{asked[:40]}" is no day of the catalogue. Expected: a day such as 2026-04-01.\n'
        return _open_to_all(HttpResponse(text, status=400, content_type="text/plain; charset=utf-8"))
    file = file_named(name, on=day)
    if file is None:
        return _in_a_form(request, name)
    modified = _modified()
    response = get_conditional_response(request, file.etag, int(modified.timestamp()))
    if response is None:
        response = HttpResponse(text_of(file), content_type=MEDIA_TYPES[file.ending])
    response["ETag"] = file.etag
    response["Last-Modified"] = modified.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    response["Cache-Control"] = _FRESH_FOR
    response["Content-Language"] = "nl, en, fr"
    return _open_to_all(response)


def _in_a_form(request: HttpRequest, name: str) -> HttpResponse:
    form = wanted(request.headers.get("Accept", ""), first=TURTLE)
    form = TURTLE if form == PAGE else form
    if file_named(f"{name}.{form}", on=timezone.localdate()) is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"{request.path}.{form}{'?' + query if query else ''}")
    response.status_code = _SEE_OTHER
    patch_vary_headers(response, ["Accept"])
    return _open_to_all(response)


def _modified() -> datetime:
    """When what is told may have changed last: at midnight, as another period may hold, or with the catalogue."""
    midnight = datetime.combine(timezone.localdate(), time(), tzinfo=timezone.get_current_timezone())
    load = last_load()
    return max(midnight, load.loaded_at) if load else midnight


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """Let any page on the web read it: it is public, and the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
