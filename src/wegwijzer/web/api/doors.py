"""What holds for every request to the API, before and after an operation: no cookies, limits, problems, ETags, CORS."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from wegwijzer.web.api.limits import counted
from wegwijzer.web.api.problems import MEDIA_TYPE, VERSION, is_api, problem, problem_of_status
from wegwijzer.web.middleware import Handler

PUBLIC = frozenset(
    {
        "openapi.json", "problems", "vocabulary", "measures", "organisations", "facts", "advise", "size", "understand",
        "search", "receipts", "events", "offerings", "structures", "support", "combine", "duties",
    }
)  # fmt: skip
"""What may be asked without a key, by the first part of the address; pages of any site may do so in a browser."""
_EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Content-Type, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_TAG_SIGNS = 32


def api_doors(get_response: Handler) -> Handler:
    """Middleware for everything under /api/; it lets all else pass."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)  # a browser's sign-in opens nothing here: there is no form to forge
        if settings.API_OVER_HTTPS_ONLY and not request.is_secure():
            return _refused_in_the_clear(request)
        if is_public(request) and request.method == "OPTIONS" and "Origin" in request.headers:
            return _open_to_all(HttpResponse(status=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT))
        count = counted(request)
        if count.is_over:
            wait = str(count.seconds)
            response = problem(request, "too_many", values={"seconds": wait}, headers={"Retry-After": wait})
        else:
            response = _finished(request, _answered(request, get_response))
        for name, value in count.headers.items():
            response[name] = value
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        if is_public(request):
            _open_to_all(response)
        return response

    return handle


def _refused_in_the_clear(request: HttpRequest) -> HttpResponse:
    """A program over plain http fails at once: led on it would go on showing its key to the whole way (ASVS 4.1.2).

    Nothing of the request is read, its key least of all.
    """
    request.META.pop("HTTP_AUTHORIZATION", None)
    return problem(request, "only_https")


def is_public(request: HttpRequest) -> bool:
    """Whether an address may be asked without a key."""
    return request.path_info.removeprefix(VERSION).split("/")[0] in PUBLIC


def _answered(request: HttpRequest, get_response: Handler) -> HttpResponse:
    """The answer; to HEAD that of GET, whose body goes at the end."""
    if request.method != "HEAD":
        return get_response(request)
    request.method = "GET"
    try:
        return get_response(request)
    finally:
        request.method = "HEAD"


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code >= HTTPStatus.BAD_REQUEST and not _says_so_itself(request, response):
        shown = problem_of_status(request, response.status_code, values={"limit": "64"})
        for name in ("Allow", "Retry-After", "WWW-Authenticate"):
            if name in response:
                shown[name] = response[name]
        response = shown
    if request.method in ("GET", "HEAD") and response.status_code == HTTPStatus.OK:
        response = _conditional(request, response)
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _says_so_itself(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an error is a problem document already; that of a token is what every OAuth2 client knows."""
    kind = response.get("Content-Type", "")
    return kind == MEDIA_TYPE or (kind == "application/json" and request.path_info == f"{VERSION}token")


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With an ETag; 304 without a body for who has that version already."""
    if "ETag" not in response:
        response["ETag"] = f'"{sha256(response.content).hexdigest()[:_TAG_SIGNS]}"'
    response.setdefault("Cache-Control", "no-cache" if is_public(request) else "no-store")
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" not in asked and response["ETag"] not in {tag.removeprefix("W/") for tag in asked}:
        return response
    unchanged = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    for name in ("ETag", "Cache-Control", "Content-Language"):
        if name in response:
            unchanged[name] = response[name]
    del unchanged["Content-Type"]
    return unchanged


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """Let pages of any site read it, never with cookies or keys: neither is among what they may send."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = _EXPOSED
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
