"""From the front page through the questions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.firm.facts import FactDefinition
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.corrections.actions import WAITING_DAYS
from wegwijzer.web.guide import actions
from wegwijzer.web.guide.answering import answer_form, read_answer
from wegwijzer.web.guide.consulting import Consultation, consult_walk
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.guide.need_form import NeedForm, filled_in, read_need
from wegwijzer.web.guide.personal_data import told_as_taken_out
from wegwijzer.web.guide.registered import firms_named, look_up, registered_of
from wegwijzer.web.guide.roadmap_view import MOST_QUESTIONS
from wegwijzer.web.guide.roadmap_view import next_question as next_open_question
from wegwijzer.web.guide.understood_view import understood_view
from wegwijzer.web.guide.visit import leave, remember, walk_of
from wegwijzer.web.placement.queries import VISITOR_DAYS, need_of_step
from wegwijzer.wording.language import local, say

EXAMPLES = ("1", "2", "3")
personal = cache_control(private=True, no_store=True)
"""For pages about one visitor: nothing between us and them may keep a copy."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def front(request: HttpRequest, language: str) -> HttpResponse:
    """Where is your business stuck? The need starts a walk."""
    walk = walk_of(request)
    if request.method != "POST":
        return _front_page(request, _first_form(request, walk, language))
    form = read_need(request.POST, language, firms_named=firms_named)
    if not form.is_right:
        return _front_page(request, form)
    now, known = timezone.now(), look_up(form.number, today=timezone.localdate())
    if walk is None:
        walk = actions.start_walk(form.need, enterprise_number=form.number, registered=known, at=now)
    else:
        facts = shipped_catalogue().facts
        actions.restart_walk(walk, form.need, enterprise_number=form.number, registered=known, facts=facts, at=now)
    remember(request, walk)
    return redirect("guide:next_question", language)


def _first_form(request: HttpRequest, walk: Walk | None, language: str) -> NeedForm:
    """An example that was clicked, a step up of the self-placement, a next door, else what the visitor wrote before."""
    example = request.GET.get("voorbeeld", "")
    if example in EXAMPLES:
        return filled_in(say(f"guide.front.example_{example}", language), "")
    step = need_of_step(request.GET.get("stap", ""), language)
    door = shipped_catalogue().business_domains.get(request.GET.get("domein", ""))
    if door is not None:
        step = local(door.question, language)
    if step:
        return filled_in(step, walk.enterprise_number if walk else "")
    return filled_in(walk.need, walk.enterprise_number) if walk else NeedForm()


def _front_page(request: HttpRequest, form: NeedForm) -> HttpResponse:
    shown = {"form": form, "examples": EXAMPLES, "is_lost": "verlopen" in request.GET}
    return render(request, "guide/front.html", shown)


@require_safe
@personal
def next_question(request: HttpRequest, language: str) -> HttpResponse:
    """Go to the question that settles most, or to the roadmap when enough was asked."""
    walk = walk_of(request)
    if walk is None:
        return lost(language)
    return _onward(walk, language)


def _onward(walk: Walk, language: str) -> HttpResponse:
    found = None
    if len(walk.asked) < MOST_QUESTIONS:
        advice = consult_walk(walk, on=timezone.localdate(), language=language).advice
        found = next_open_question(advice.questions, [*walk.asked, *walk.dont_know])
    if found is None:
        return redirect("guide:roadmap", language)
    actions.stand_at(walk, found.fact.id)
    return redirect("guide:question", language, found.fact.id)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def question(request: HttpRequest, language: str, fact: str) -> HttpResponse:
    """One question of the walk; its answer, or "I don't know", leads to the next."""
    definition = asked_fact(fact)
    walk = walk_of(request)
    if walk is None:
        return lost(language)
    today = timezone.localdate()
    if request.method != "POST":
        form = answer_form(definition, language, known=known_answer(walk, fact))
    else:
        answer = read_answer(definition, request.POST, language, on=today)
        if not answer.problem:
            actions.answer(walk, fact, answer.values, at=timezone.now())
            return _onward(walk, language)
        form = answer_form(definition, language, sent=request.POST, answer=answer)
    consultation = consult_walk(walk, on=today, language=language)
    shown = {"form": form, "why": why_asked(consultation, fact), **_place_in_walk(walk, fact)}
    if shown["number"] == 1:
        shown["taken_out"] = told_as_taken_out(walk.need, language)
        shown["understood"] = understood_view(walk, language, on=today)
    return render(request, "guide/question.html", shown)


def known_answer(walk: Walk, fact: str) -> object:
    """What the visitor said of a fact; else what a register knows; None when neither does."""
    return walk.answers.get(fact, registered_of(walk.registered).facts.get(fact))


def _place_in_walk(walk: Walk, fact: str) -> dict[str, object]:
    """Which question this is, and which came before."""
    place = walk.asked.index(fact) if fact in walk.asked else len(walk.asked)
    return {
        "number": min(place + 1, MOST_QUESTIONS),
        "most": MOST_QUESTIONS,
        "previous": walk.asked[place - 1] if place else None,
    }


def asked_fact(fact: str) -> FactDefinition:
    """The fact, if visitors can be asked for it; Http404 otherwise."""
    definition = shipped_catalogue().facts.get(fact)
    if definition is None or not definition.askable:
        raise Http404
    return definition


def why_asked(consultation: Consultation, fact: str) -> str:
    """Why a question is asked, while anything depends on it."""
    for question in consultation.advice.questions:
        if question.fact.id == fact:
            return consultation.wording.why_asked(question)
    return ""


def lost(language: str) -> HttpResponse:
    """For visitors whose walk is gone: the front page, which says so."""
    response = redirect("guide:front", language)
    response["Location"] += "?verlopen"
    return response


@require_POST
def forget(request: HttpRequest, language: str) -> HttpResponse:
    """Remove the walk, and the cookie's tie to it."""
    walk = walk_of(request)
    if walk is not None:
        actions.forget(walk)
    leave(request)
    return redirect("guide:front", language)


@require_safe
def companions(request: HttpRequest, language: str) -> HttpResponse:
    """What accountants, banks, federations and advisers can do here today."""
    return render(request, "guide/companions.html")


@require_safe
def about(request: HttpRequest, language: str) -> HttpResponse:
    """Who we are, what we keep, and how accessible we are."""
    days = {
        "walk_days": str(actions.WALK_DAYS),
        "shared_days": str(actions.SHARED_DAYS),
        "placement_days": str(VISITOR_DAYS),
        "learn_days": str(WAITING_DAYS),
    }
    return render(request, "guide/about.html", days)
