"""From the first question of the self-placement to its result."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.pyramid.placing import QUESTION_IDS, next_question
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.placement import actions, queries
from wegwijzer.web.placement.answers import CHOICES, known_answers
from wegwijzer.web.placement.history_view import history
from wegwijzer.web.placement.kept_result import kept_text, read_kept
from wegwijzer.web.placement.models import Placement
from wegwijzer.web.placement.place_words import day_of
from wegwijzer.web.placement.pyramid_view import pyramid_view
from wegwijzer.web.placement.question_view import question_view
from wegwijzer.web.placement.result_view import result_view
from wegwijzer.web.placement.visit import placement_visitor
from wegwijzer.wording.language import say

personal = cache_control(private=True, no_store=True)
"""For pages about one visitor: nothing between us and them may keep a copy."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def start(request: HttpRequest, language: str) -> HttpResponse:
    """What the questions are for; sending the form begins them, anew each time."""
    if request.method == "POST":
        return _onward(actions.begin(placement_visitor.to_be(request), at=timezone.now()), language)
    visitor = placement_visitor.of(request)
    latest = queries.latest(visitor) if visitor else None
    shown = {
        "pyramid": pyramid_view(None, language),
        "unfinished": latest if latest is not None and latest.finished is None and latest.answers else None,
        "history": history(queries.finished(visitor), language) if visitor else (),
        "shares_source": shipped_self_placement().shares_source,
        "is_lost": "verlopen" in request.GET,
        "is_broken": "onvolledig" in request.GET,
    }
    return render(request, "placement/start.html", shown)


@require_safe
@personal
def onward(request: HttpRequest, language: str) -> HttpResponse:
    """Go on where the visitor was: at the question that settles most, or at the result."""
    placement = _placement_of(request)
    return _lost(language) if placement is None else _onward(placement, language)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def question(request: HttpRequest, language: str, question: str) -> HttpResponse:
    """One question; its answer leads to the next, or to the result."""
    if question not in QUESTION_IDS:
        raise Http404
    placement = _placement_of(request)
    if placement is None:
        return _lost(language)
    error = ""
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        if answer in CHOICES:
            actions.answer(placement, question, answer)
            return _onward(placement, language)
        error = say("placement.question.choose", language)
    shown = {"question": question_view(placement, question, language), "error": error}
    return render(request, "placement/question.html", shown)


@require_safe
@personal
def result(request: HttpRequest, language: str, number: int | None = None) -> HttpResponse:
    """The latest result, or an earlier one of the same visitor."""
    visitor = placement_visitor.of(request)
    if visitor is None:
        return _lost(language)
    all_finished = queries.finished(visitor)
    if number is None:
        latest = queries.latest(visitor)
        placement = latest if latest is not None and latest.answers else next(iter(all_finished), None)
        if placement is None:
            return _lost(language)
    else:
        placement = next((found for found in all_finished if found.pk == number), None)
        if placement is None:
            raise Http404
    earlier = history(all_finished, language, shown=placement)
    shown = {
        "result": result_view(placement, language, before=_before(placement, all_finished)),
        "history": earlier,
        "movement": next((found.movement for found in earlier if found.is_shown), ""),
        "kept_address": _address_of(request, placement, language),
        "is_latest": placement == queries.latest(visitor),
        "is_unfinished": placement.finished is None,
        "shares_source": shipped_self_placement().shares_source,
        "days": str(actions.VISITOR_DAYS),
        "way_back": queries.way_back(request) if placement.finished is not None else "",
    }
    return render(request, "placement/result.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def kept(request: HttpRequest, language: str, text: str) -> HttpResponse:
    """A result that the visitor kept as a link; sending the form begins anew, to lay the two beside each other."""
    found = read_kept(text, today=timezone.localdate())
    if found is None:
        response = redirect("placement:start", language)
        response["Location"] += "?onvolledig"
        return response
    if request.method == "POST":
        visitor = placement_visitor.to_be(request)
        actions.take_up(visitor, found)
        return _onward(actions.begin(visitor, at=timezone.now()), language)
    shown = {
        "result": result_view(found.as_placement(), language),
        "is_kept": True,
        "shares_source": shipped_self_placement().shares_source,
    }
    return render(request, "placement/result.html", shown)


@require_POST
def forget(request: HttpRequest, language: str) -> HttpResponse:
    """Remove all placements of the visitor, and the cookie's tie to them."""
    visitor = placement_visitor.of(request)
    if visitor is not None:
        actions.forget(visitor)
    placement_visitor.leave(request)
    return redirect("placement:start", language)


def _before(placement: Placement, all_finished: list[Placement]) -> Placement | None:
    """The result before this one, of those from the newest to the oldest."""
    later = [found.pk for found in all_finished]
    place = later.index(placement.pk) + 1 if placement.pk in later else len(later)
    return all_finished[place] if place < len(all_finished) else None


def _address_of(request: HttpRequest, placement: Placement, language: str) -> str:
    """The link that keeps a result; empty while there is none."""
    if placement.finished is None:
        return ""
    text = kept_text(placement, day_of(placement))
    return request.build_absolute_uri(reverse("placement:kept", args=(language, text)))


def _placement_of(request: HttpRequest) -> Placement | None:
    visitor = placement_visitor.of(request)
    return queries.latest(visitor) if visitor else None


def _onward(placement: Placement, language: str) -> HttpResponse:
    found = next_question(known_answers(placement.answers), shipped_self_placement().shares)
    if found is None:
        actions.finish(placement, at=timezone.now())
        return redirect("placement:result", language)
    return redirect("placement:question", language, found)


def _lost(language: str) -> HttpResponse:
    """For visitors whose answers are gone: the first page, which says so."""
    response = redirect("placement:start", language)
    response["Location"] += "?verlopen"
    return response
