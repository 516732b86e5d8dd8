"""The OpenAPI document, and the reference made from it: a page without outside scripts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijzer.web.api.document import openapi_document
from wegwijzer.web.api.reference_view import reference_view
from wegwijzer.web.languages import preferred_language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the reference, in the reader's language."""
    return redirect("api:reference", preferred_language(request))


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    return JsonResponse(openapi_document(), json_dumps_params={"ensure_ascii": False})


@require_safe
def reference(request: HttpRequest, language: str) -> HttpResponse:
    """The same for people."""
    return render(request, "api/reference.html", {"section": "api", "reference": reference_view(language)})
