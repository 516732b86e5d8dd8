"""The three addresses for machines: `/healthz`, `/readyz` and `/metrics`. Answered before anything asks the database.

They look at no host name, session or language: whoever watches comes from inside, by an address of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.operating.readiness import readiness
from wegwijzer.web.operating.routes import name_route

Handler = Callable[[HttpRequest], HttpResponse]


def probes(get_response: Handler) -> Handler:
    """Middleware: answer the addresses for machines, and let everything else through."""

    def handle(request: HttpRequest) -> HttpResponse:
        found = _ANSWERS.get(request.path_info)
        if found is None:
            return get_response(request)
        name, answer = found
        name_route(request, name)
        if request.method not in ("GET", "HEAD"):
            response = HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        else:
            response = answer(request)
        response["Cache-Control"] = "no-store"
        return response

    return handle


def _alive(request: HttpRequest) -> HttpResponse:
    """200 with the digest of the catalogue: this process answers. A database that is away is no reason to end it."""
    return HttpResponse(f"ok {shipped_catalogue().digest}\n", content_type="text/plain; charset=utf-8")


def _ready(request: HttpRequest) -> HttpResponse:
    """200 where pages can be served, 503 where not, with what is as it should be and what not."""
    state = readiness()
    response = JsonResponse(state.as_json(), status=200 if state.is_ready else 503)
    if not state.is_ready:
        response["Retry-After"] = "10"
    return response


def _metrics(request: HttpRequest) -> HttpResponse:
    """What is counted; 404 to whoever may not know that it is."""
    from wegwijzer.web.operating import exposition

    if not exposition.may_read_metrics(request):
        return HttpResponse(status=404)
    return HttpResponse(exposition.metrics_text(), content_type=exposition.CONTENT_TYPE)


_ANSWERS: dict[str, tuple[str, Handler]] = {
    "/healthz": ("healthz", _alive),
    "/readyz": ("readyz", _ready),
    "/metrics": ("metrics", _metrics),
}
