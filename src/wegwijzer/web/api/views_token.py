"""The token endpoint of OAuth2 client credentials (RFC 6749, 4.4)."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from wegwijzer.web.api.callers import caller_for
from wegwijzer.web.api.keys import found_by_secret
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.problems import problem_of_status
from wegwijzer.web.api.tokens import LIFE, Opened, new_token

FORM = "application/x-www-form-urlencoded"


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    """Exchange a key for a token. Errors are those of the RFC (5.2): every OAuth2 client knows them."""
    if request.method != "POST":
        refused = problem_of_status(request, 405)
        refused["Allow"] = "POST"
        return refused
    if request.content_type != FORM:
        return _error("invalid_request", f"Send the form as {FORM}.")
    twice = [name for name in request.POST if len(request.POST.getlist(name)) > 1]
    if twice:
        return _error("invalid_request", f"{twice[0][:40]} is given twice.")
    grant = request.POST.get("grant_type", "")
    if not grant:
        return _error("invalid_request", "grant_type is missing: client_credentials.")
    if grant != "client_credentials":
        return _error("unsupported_grant_type", "There is client_credentials alone.")
    key, by_header = _client(request)
    opened = None if key is None else caller_for(Opened(key, frozenset(key.scopes)), at=timezone.now())
    if key is None or opened is None:
        return _error(
            "invalid_client", "The client id or secret is wrong, or the key has ended.", status=401, basic=by_header
        )
    wanted = frozenset(request.POST.get("scope", "").split()) or opened.scopes
    if not wanted <= opened.scopes:
        return _error("invalid_scope", f"This key may have: {' '.join(key.scopes)}.")
    shown = {
        "access_token": new_token(key, wanted),
        "token_type": "Bearer",
        "expires_in": int(LIFE.total_seconds()),
        "scope": " ".join(scope for scope in key.scopes if scope in wanted),
    }
    return _kept_nowhere(JsonResponse(shown))


def _client(request: HttpRequest) -> tuple[ApiKey | None, bool]:
    """The key of the client id and secret, from the Authorization header (Basic) or the form; one of the two."""
    header = request.headers.get("Authorization", "")
    by_header = header[:6].lower() == "basic "
    name, secret = request.POST.get("client_id", ""), request.POST.get("client_secret", "")
    if by_header:
        try:
            told = base64.b64decode(header[6:].strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return None, True
        name, _, secret = (unquote_plus(part) for part in told.partition(":"))
    found = found_by_secret(secret[:200], at=timezone.now())
    return (found if found is not None and found.prefix == name else None), by_header


def _error(code: str, words: str, *, status: int = 400, basic: bool = False) -> HttpResponse:
    response = JsonResponse({"error": code, "error_description": words}, status=status)
    if basic:
        response["WWW-Authenticate"] = 'Basic realm="wegwijzer"'
    return _kept_nowhere(response)


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Pragma"] = "no-cache"
    return response
