"""What holds for every request: its language, its size, how often forms may be sent, and the headers of the answer."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac

from wegwijzer.web.api.problems import is_api
from wegwijzer.web.errors import not_a_page, too_large, too_many
from wegwijzer.web.languages import language_of

Handler = Callable[[HttpRequest], HttpResponse]

_DRAINED = 16 * 1024 * 1024
_CHUNK = 64 * 1024
_MINUTE = 60
_HEADERS = {
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), payment=(), usb=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}

_DOWNLOAD = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The policy of a file: a browser that shows it all the same gives it an origin of its own, and runs nothing in it."""


def security_headers(get_response: Handler) -> Handler:
    """Headers that Django and django-csp do not set."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _HEADERS.items():
            response.setdefault(name, value)
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            response["Content-Security-Policy"] = _DOWNLOAD
        return response

    return handle


def language(get_response: Handler) -> Handler:
    """Say in which language the page is."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Language", language_of(request))
        return response

    return handle


def pages_for_refused_methods(get_response: Handler) -> Handler:
    """Whoever opens an address that only takes a form reads so, and where to go; Django answers with an empty page."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        shown = not_a_page(request)
        shown["Allow"] = response.get("Allow", "POST")
        return shown

    return handle


def request_size_limit(get_response: Handler) -> Handler:
    """Refuse a body above the limit, of the site or of the address, before anything reads it."""

    def handle(request: HttpRequest) -> HttpResponse:
        try:
            size = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            size = 0
        if size > settings.LARGEST_REQUEST:
            name = _address_name(request)
            limit = settings.LARGEST_REQUESTS.get(name, settings.LARGEST_REQUEST)
            if size > limit:
                _drain(request, size)
                return too_large(request, limit=limit, address=name if name in settings.LARGEST_REQUESTS else "")
        return get_response(request)

    return handle


def _address_name(request: HttpRequest) -> str:
    """The name of the address that is asked for; empty when there is none."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _drain(request: HttpRequest, size: int) -> None:
    """Read and forget the body, within reason: a connection closed while the visitor still sends shows no page."""
    left = min(size, _DRAINED)
    while left > 0:
        chunk = request.read(min(left, _CHUNK))
        if not chunk:
            return
        left -= len(chunk)


def post_rate_limit(get_response: Handler) -> Handler:
    """Let one visitor send only so many forms a minute.

    The count lives in this process's cache, under a keyed digest of the address, for a minute.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS") and not is_api(request):  # which counts for itself
            key = f"posts:{salted_hmac('wegwijzer.posts', client_address(request)).hexdigest()[:32]}"
            cache.add(key, 0, _MINUTE)
            try:
                sent = cache.incr(key)
            except ValueError:  # the minute ended between the two calls
                sent = 1
            if sent > settings.POSTS_PER_MINUTE:
                return too_many(request, retry_after=_MINUTE)
        return get_response(request)

    return handle


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the peer, or what the outermost trusted proxy saw."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies: int = settings.TRUSTED_PROXIES
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
