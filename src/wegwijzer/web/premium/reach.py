"""What a manager may reach: their own firms and ideas, and nobody else's."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from wegwijzer.web.premium.models import Idea, Scheme
from wegwijzer.web.premium.visit import premium_manager


def scheme_or_404(request: HttpRequest, scheme_id: UUID) -> Scheme:
    """A firm of who sends the request."""
    found: Scheme | None = premium_manager.or_404(request).schemes.filter(pk=scheme_id).first()
    if found is None:
        raise Http404
    return found


def idea_or_404(request: HttpRequest, scheme_id: UUID, idea_id: UUID) -> Idea:
    """An idea of one of their firms."""
    found: Idea | None = scheme_or_404(request, scheme_id).ideas.select_related("scheme").filter(pk=idea_id).first()
    if found is None:
        raise Http404
    return found


def form_address(request: HttpRequest, scheme: Scheme, language: str) -> str:
    """The whole address of the employees' form."""
    return request.build_absolute_uri(reverse("premium:post", args=(language, scheme.token)))
