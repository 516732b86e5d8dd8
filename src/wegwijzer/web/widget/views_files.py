"""The files of the advice window, for any site: at addresses that never change, and kept an hour at most."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from wegwijzer.wording.language import LANGUAGES, say

_JAVASCRIPT, _CSS = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_TEXTS = "/*TEXTS*/{}"


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """What a site names in its one script tag."""
    return _file(request, "v1.js", _JAVASCRIPT)


@require_safe
def frame_script(request: HttpRequest) -> HttpResponse:
    """The script inside the window."""
    return _file(request, "v1-frame.js", _JAVASCRIPT)


@require_safe
def frame_style(request: HttpRequest) -> HttpResponse:
    """The look inside the window."""
    return _file(request, "v1-frame.css", _CSS)


def _file(request: HttpRequest, name: str, content_type: str) -> HttpResponse:
    body, etag = _read(name)
    response = (
        HttpResponseNotModified()
        if request.headers.get("If-None-Match") == etag
        else HttpResponse(body, content_type=content_type)
    )
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # the window has no origin, and a host is another one
    response["Access-Control-Allow-Origin"] = "*"
    return response


@cache
def _read(name: str) -> tuple[bytes, str]:
    text = (files("wegwijzer.web.widget") / "files" / name).read_text(encoding="utf-8")
    if name == "v1.js":
        told = {
            code: {"title": say("widget.frame.title", code), "link": say("widget.frame.link", code)}
            for code in LANGUAGES
        }
        text = text.replace(_TEXTS, json.dumps(told))
    body = text.encode()
    return body, f'"{sha256(body).hexdigest()[:20]}"'
