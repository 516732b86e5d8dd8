"""The roadmap of one visitor, and what can be corrected on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.day_choice import PARAMETER, DayChoice, chosen_day
from wegwijzer.web.guide import actions
from wegwijzer.web.guide.answering import AnswerForm, answer_form, read_answer
from wegwijzer.web.guide.consulting import Consultation, consult_walk
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.guide.pdf import pdf_response
from wegwijzer.web.guide.personal_data import told_as_taken_out
from wegwijzer.web.guide.registered import registered_of
from wegwijzer.web.guide.roadmap_view import registered_note, roadmap_view
from wegwijzer.web.guide.views import asked_fact, known_answer, lost, personal, why_asked
from wegwijzer.web.guide.visit import walk_of
from wegwijzer.web.on_now import NowLine, on_now_for_need
from wegwijzer.web.placement.queries import placement_of

_NEARBY = ("postal_code", "sector")


@require_safe
@personal
def roadmap(request: HttpRequest, language: str) -> HttpResponse:
    """The roadmap, by the rules of today or of the day asked for."""
    walk = walk_of(request)
    return lost(language) if walk is None else _roadmap_page(request, walk, language)


def _roadmap_page(request: HttpRequest, walk: Walk, language: str, *, mended: AnswerForm | None = None) -> HttpResponse:
    """The page; `mended` is a form on it that was sent with a mistake."""
    asked = request.POST if request.method == "POST" else request.GET
    chosen = chosen_day(asked, today=timezone.localdate(), language=language)
    actions.stand_at(walk, Walk.ROADMAP)
    consultation = consult_walk(walk, on=chosen.day, language=language)
    facts = consultation.facts
    nearby = {fact: answer_form(facts[fact], language, known=known_answer(walk, fact)) for fact in _NEARBY}
    if mended is not None:
        nearby[mended.fact] = mended
    shown = {
        "roadmap": roadmap_view(consultation, skipped=walk.dont_know),
        "enterprise_number": walk.enterprise_number,
        "register": registered_note(registered_of(walk.registered), language),
        "day": chosen,
        "nearby": nearby,
        "placement": placement_of(request, language),
        "is_own": True,
        "now": _on_now(consultation, language) if chosen.is_today else (),
        "taken_out": told_as_taken_out(walk.need, language),
    }
    return render(request, "guide/roadmap.html", shown, status=400 if chosen.error else 200)


def _on_now(consultation: Consultation, language: str) -> tuple[NowLine, ...]:
    values = consultation.advice.picture.values
    return on_now_for_need(
        consultation.advice.need,
        sector=str(values.get("sector") or ""),
        province=str(values.get("province") or ""),
        on=consultation.day.day,
        language=language,
    )


@require_safe
@personal
def roadmap_pdf(request: HttpRequest, language: str) -> HttpResponse:
    """The roadmap on paper."""
    walk = walk_of(request)
    if walk is None:
        return lost(language)
    chosen = chosen_day(request.GET, today=timezone.localdate(), language=language)
    if chosen.error:
        return _roadmap_page(request, walk, language)
    consultation = consult_walk(walk, on=chosen.day, language=language)
    return pdf_response(roadmap_view(consultation, skipped=walk.dont_know), chosen, language)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def correct(request: HttpRequest, language: str, fact: str) -> HttpResponse:
    """Change one answer and come back to the roadmap."""
    definition = asked_fact(fact)
    walk = walk_of(request)
    if walk is None:
        return lost(language)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = chosen_day(asked, today=timezone.localdate(), language=language)
    if request.method != "POST":
        form = answer_form(definition, language, known=known_answer(walk, fact))
    else:
        answer = read_answer(definition, request.POST, language, on=timezone.localdate())
        if not answer.problem:
            actions.answer(walk, fact, answer.values, at=timezone.now())
            return _back_to_roadmap(language, chosen)
        form = answer_form(definition, language, sent=request.POST, answer=answer)
    consultation = consult_walk(walk, on=chosen.day, language=language)
    shown = {"form": form, "why": why_asked(consultation, fact), "day": chosen, "is_correction": True}
    return render(request, "guide/question.html", shown)


@require_POST
@personal
def domains(request: HttpRequest, language: str) -> HttpResponse:
    """Take over the domains that the visitor chose; none chosen means: read them from the need again."""
    walk = walk_of(request)
    if walk is None:
        return lost(language)
    known = shipped_catalogue().business_domains
    chosen = [domain for domain in request.POST.getlist("domain") if domain in known]
    actions.choose_domains(walk, list(dict.fromkeys(chosen)) or None, at=timezone.now())
    return _back_to_roadmap(language, chosen_day(request.POST, today=timezone.localdate(), language=language))


@require_POST
@personal
def nearby(request: HttpRequest, language: str) -> HttpResponse:
    """Postal code and sector, to find help close by; each may be left empty."""
    walk = walk_of(request)
    if walk is None:
        return lost(language)
    facts, today = shipped_catalogue().facts, timezone.localdate()
    for fact, name in zip(_NEARBY, ("text", "choice"), strict=True):
        typed = request.POST.get(fact, "").strip()
        if not typed:
            continue
        sent = {name: typed}
        answer = read_answer(facts[fact], sent, language, on=today)
        if answer.problem:
            form = answer_form(facts[fact], language, sent=sent, answer=answer)
            return _roadmap_page(request, walk, language, mended=form)
        actions.answer(walk, fact, answer.values, at=timezone.now())
    return _back_to_roadmap(language, chosen_day(request.POST, today=today, language=language), "wie")


def _back_to_roadmap(language: str, chosen: DayChoice, part: str = "") -> HttpResponse:
    response = redirect("guide:roadmap", language)
    if not chosen.is_today:
        response["Location"] += f"?{PARAMETER}={chosen.day.isoformat()}"
    if part:
        response["Location"] += f"#{part}"
    return response
