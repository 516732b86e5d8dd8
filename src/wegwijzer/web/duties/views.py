"""The list of duties, the days of one measure, and ticking off."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.duties import actions, queries
from wegwijzer.web.duties.days_form import days_form
from wegwijzer.web.duties.list_view import days_before_text, duty_list
from wegwijzer.web.duties.models import Support
from wegwijzer.web.duties.visit import duties_keeper
from wegwijzer.wording.language import local, say

personal = cache_control(private=True, no_store=True)
"""For pages about one keeper: nothing between us and them may keep a copy."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def duties(request: HttpRequest, language: str) -> HttpResponse:
    """What to do by when; sending the form adds a measure, and asks for its days."""
    fault, field = "", ""
    measure, title = request.POST.get("measure", ""), " ".join(request.POST.get("title", "").split())
    if request.method == "POST":
        fault, field = _fault(measure, title, language)
        added = None if fault else actions.add(duties_keeper.to_be(request), measure, title, at=timezone.now())
        if added is not None:
            return redirect("duties:days", language, added.pk)
        if not fault:
            fault, field = say("duties.fault.too_many", language, most=actions.MOST_SUPPORT), "measure"
    keeper = duties_keeper.of(request)
    found = queries.support_of(keeper) if keeper is not None else []
    shown = {
        "list": duty_list(found, language, today=timezone.localdate()),
        "measures": _measures(language),
        "measure": measure or request.GET.get("steun", ""),
        "title": title[: 2 * actions.LONGEST_TITLE],
        "fault": fault,
        "field": field,
        "keeper": keeper,
        "days_before": days_before_text(language),
        "feed": _feed_address(request, keeper.feed, language) if keeper is not None and keeper.feed else "",
        "visitor_days": actions.VISITOR_DAYS,
        "person_days": actions.PERSON_DAYS,
    }
    return render(request, "duties/list.html", shown, status=422 if fault else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def days(request: HttpRequest, language: str, support_id: UUID) -> HttpResponse:
    """The days of one measure: asked for once, changed at any time."""
    row = _row_or_404(request, support_id)
    found = queries.dated_support(row)
    form = days_form(found, request.POST if request.method == "POST" else None, language)
    if request.method == "POST" and not form.faults:
        actions.set_days(row, form.title, form.days, at=timezone.now())
        return redirect("duties:list", language)
    shown = {"form": form, "row": row, "name": local(found.measure.name, language), "measure": found.measure}
    return render(request, "duties/days.html", shown, status=422 if form.faults else 200)


@require_POST
def tick(request: HttpRequest, language: str, support_id: UUID, duty: str) -> HttpResponse:
    """Tick a duty off, or on again."""
    row = _row_or_404(request, support_id)
    if queries.dated_support(row).duties.duty(duty) is None:
        raise Http404
    actions.tick(row, duty, is_done=request.POST.get("done") == "yes", at=timezone.now())
    response = redirect("duties:list", language)
    response["Location"] += "#te-doen"
    return response


@require_POST
def remove(request: HttpRequest, language: str, support_id: UUID) -> HttpResponse:
    """Take a measure away."""
    actions.remove(_row_or_404(request, support_id))
    return redirect("duties:list", language)


@require_POST
def forget(request: HttpRequest, language: str) -> HttpResponse:
    """Remove everything of the keeper, and the cookie's tie to it."""
    keeper = duties_keeper.of(request)
    if keeper is not None:
        actions.forget(keeper)
    duties_keeper.leave(request)
    return redirect("duties:list", language)


def _row_or_404(request: HttpRequest, support_id: UUID) -> Support:
    keeper = duties_keeper.or_404(request)
    row: Support | None = keeper.support.filter(pk=support_id).first()
    if row is None or row.measure not in shipped_catalogue().measures:
        raise Http404
    return row


def _fault(measure: str, title: str, language: str) -> tuple[str, str]:
    if measure not in shipped_catalogue().measures:
        return say("duties.fault.measure", language), "measure"
    if len(title) > actions.LONGEST_TITLE:
        return say("duties.fault.long_name", language, most=actions.LONGEST_TITLE), "title"
    return "", ""


def _measures(language: str) -> list[tuple[str, str]]:
    """Every measure by its name and what it is, in the order of the alphabet."""
    found = [
        (measure.id, f"{local(measure.name, language)} – {local(measure.plain_name, language)}")
        for measure in shipped_catalogue().measures.values()
    ]
    return sorted(found, key=lambda entry: entry[1].casefold())


def _feed_address(request: HttpRequest, token: str, language: str) -> str:
    return request.build_absolute_uri(reverse("duties:feed", args=(language, token)))
