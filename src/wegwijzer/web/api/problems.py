"""Every error of the API as one kind of document (RFC 9457), in the language of the caller.

What an error says stands in `wording/texts/api.*.toml` under `problem.<code>`. Besides the members of the RFC a problem
says `what` is wrong, `where`, and `what_to_do`; `faults` are the single things wrong with what was sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wegwijzer.web.languages import preferred_language
from wegwijzer.wording.language import say

ROOT = "/api/"
VERSION = f"{ROOT}v1/"
MEDIA_TYPE = "application/problem+json"

STATUS_OF: Mapping[str, int] = {
    "bad_request": 400,
    "not_json": 400,
    "no_key": 401,
    "wrong_key": 401,
    "no_scope": 403,
    "only_https": 403,
    "not_yours": 403,
    "not_found": 404,
    "no_period": 404,
    "method": 405,
    "refused_now": 409,
    "sent_before": 409,
    "changed": 412,
    "too_large": 413,
    "media_type": 415,
    "invalid": 422,
    "refused": 422,
    "no_version": 428,
    "too_many": 429,
    "server": 500,
    "away": 503,
}
"""Every problem that there is, with its status."""
_BY_STATUS = {
    400: "bad_request",
    401: "no_key",
    403: "not_yours",
    404: "not_found",
    405: "method",
    413: "too_large",
    415: "media_type",
    429: "too_many",
    500: "server",
    503: "away",
}


@dataclass(frozen=True, slots=True)
class FaultText:
    """One thing wrong with what was sent: where, what, and what was expected."""

    where: str
    what: str
    expected: str = ""


def is_api(request: HttpRequest) -> bool:
    """Whether an address belongs to the API, whose answers are never pages."""
    return request.path_info.startswith(ROOT)


def problem_address(code: str) -> str:
    """The address that names a kind of problem; who opens it reads what it means."""
    return f"{settings.SITE_ADDRESS}{VERSION}problems/{code}"


def problem(
    request: HttpRequest,
    code: str,
    *,
    where: str = "",
    what: str = "",
    what_to_do: str = "",
    faults: Sequence[FaultText] = (),
    headers: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer for a problem. `what` and `what_to_do` go before the general texts; `values` fill those in."""
    language, status = preferred_language(request), STATUS_OF[code]
    key, filled = f"api.problem.{code}", dict(values or {})
    said, advice = what or say(f"{key}.what", language, **filled), what_to_do or say(f"{key}.next", language, **filled)
    data: dict[str, object] = {
        "type": problem_address(code),
        "title": say(f"{key}.title", language),
        "status": status,
        "detail": f"{said} {advice}",
        "instance": request.path_info,
        "code": code,
        "what": said,
        "where": where or (faults[0].where if faults else request.path_info),
        "what_to_do": advice,
    }
    if faults:
        data["faults"] = [{"where": one.where, "what": one.what, "expected": one.expected} for one in faults]
    response = HttpResponse(json.dumps(data, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response["Content-Language"] = language
    response["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def problem_of_status(request: HttpRequest, status: int, *, values: Mapping[str, str] | None = None) -> HttpResponse:
    """The problem for an error that says no more than its status."""
    code = _BY_STATUS.get(status, "server" if status >= 500 else "bad_request")
    return problem(request, code, values=values)
