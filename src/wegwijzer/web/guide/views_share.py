"""Sharing a roadmap by a link without personal data."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.day_choice import DayChoice, chosen_day
from wegwijzer.web.guide import actions, queries
from wegwijzer.web.guide.consulting import consult_shared, need_of
from wegwijzer.web.guide.models import SharedRoadmap
from wegwijzer.web.guide.pdf import pdf_response
from wegwijzer.web.guide.roadmap_view import RoadmapView, roadmap_view
from wegwijzer.web.guide.share_view import share_view
from wegwijzer.web.guide.views import lost, personal
from wegwijzer.web.guide.visit import walk_of
from wegwijzer.wording.values import date_text


@require_POST
@personal
def share(request: HttpRequest, language: str) -> HttpResponse:
    """Make a link to what this roadmap rests on, without what names the firm."""
    walk = walk_of(request)
    if walk is None:
        return lost(language)
    now, today = timezone.now(), timezone.localdate()
    facts = shipped_catalogue().facts
    made = actions.share(walk, need_of(walk, on=today), facts=facts, on=today, at=now)
    return redirect("guide:share_ready", language, made.token)


@require_safe
@personal
def share_ready(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """The new link: copy it, mail it, look at it."""
    found = _shared_or_404(token)
    address = request.build_absolute_uri(reverse("guide:shared", args=[language, token]))
    shown = {"share": share_view(found, address, language), "token": token}
    return render(request, "guide/share.html", shown)


@require_safe
@personal
def shared(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """A shared roadmap, for whoever has the link; nothing can be changed on it."""
    found = _shared_or_404(token)
    chosen = chosen_day(request.GET, today=timezone.localdate(), language=language)
    shown = {
        "roadmap": _view(found, chosen, language),
        "day": chosen,
        "token": token,
        "expires_text": date_text(found.expires.date(), language),
        "is_own": False,
    }
    return render(request, "guide/roadmap.html", shown, status=400 if chosen.error else 200)


@require_safe
@personal
def shared_pdf(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """A shared roadmap on paper."""
    found = _shared_or_404(token)
    chosen = chosen_day(request.GET, today=timezone.localdate(), language=language)
    return pdf_response(_view(found, chosen, language), chosen, language)


def _view(found: SharedRoadmap, chosen: DayChoice, language: str) -> RoadmapView:
    return roadmap_view(consult_shared(found, on=chosen.day, language=language), skipped=())


def _shared_or_404(token: str) -> SharedRoadmap:
    found = queries.shared_roadmap(token, at=timezone.now())
    if found is None:
        raise Http404
    return found
