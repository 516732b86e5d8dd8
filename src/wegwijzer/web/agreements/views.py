"""Which agreement fits, and what each kind asks: the checklist before there is a text."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.core.agreements.template import holds
from wegwijzer.readers.agreements import Agreements, shipped_agreements
from wegwijzer.web.agreements import actions, queries
from wegwijzer.web.agreements.choosing_view import choosing_view, draft_lines
from wegwijzer.web.agreements.kind_view import kind_view
from wegwijzer.web.agreements.question_view import pages_of
from wegwijzer.web.agreements.visit import draft_owner

personal = cache_control(private=True, no_store=True)
"""For pages about one visitor: nothing between us and them may keep a copy."""


@require_safe
@personal
def start(request: HttpRequest, language: str) -> HttpResponse:
    """Three plain questions that lead to the right kind, and what the visitor was making."""
    agreements = shipped_agreements()
    answers = {id: request.GET[id] for id, _, _ in agreements.choosing.questions if request.GET.get(id)}
    shown = {
        "choosing": choosing_view(agreements, answers, _chosen(agreements, answers), language),
        "drafts": draft_lines(agreements, queries.drafts(draft_owner.of(request)), language),
        "is_lost": "verlopen" in request.GET,
    }
    return render(request, "agreements/start.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def kind(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """What a kind is for and its checklist; sending the form begins a draft."""
    agreements = shipped_agreements()
    found = agreements.by_slug(slug)
    if found is None:
        raise Http404
    if request.method == "POST":
        draft = actions.begin(draft_owner.to_be(request), found.id, language=language, at=timezone.now())
        return redirect("agreements:questions", language, draft.pk, pages_of(agreements, found)[0])
    return render(request, "agreements/kind.html", {"kind": kind_view(found, language)})


def _chosen(agreements: Agreements, answers: dict[str, str]) -> int | None:
    """The place of the rule that holds; None until all questions are answered."""
    if len(answers) < len(agreements.choosing.questions):
        return None
    return next(place for place, rule in enumerate(agreements.choosing.rules) if holds(rule.when, answers))
