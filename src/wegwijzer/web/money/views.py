"""What do you plan: choosing actions, filling each in, and the firm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.support.actions import ActionKind
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.web.money import actions
from wegwijzer.web.money.action_fields import action_fields, kind_name, kind_of
from wegwijzer.web.money.action_form import read_action
from wegwijzer.web.money.fields import Reading, shown
from wegwijzer.web.money.firm_form import firm_fields, firm_values, read_firm_form
from wegwijzer.web.money.from_walk import kinds_of, told_of
from wegwijzer.web.money.models import Action
from wegwijzer.web.money.pages import Page, page_of
from wegwijzer.web.money.plan_reading import Known
from wegwijzer.web.money.visit import action_or_404, personal, planner_tie
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text, euro_text

_GROUPS = ("first", "costs", "details", "partners", "researchers", "income")
_ASSUMED_DAYS = ("apply_on", "invested_on")
_SAVED = "save"
"""In a form that its page sent by itself."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action in the list."""

    id: UUID
    name: str
    kind: str
    days: str
    costs: str
    notice: str
    is_ready: bool


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def plan(request: HttpRequest, language: str) -> HttpResponse:
    """What the visitor plans; sending the form adds actions, and asks for the first of them."""
    page, fault = page_of(request, language), ""
    chosen = [kind for kind in dict.fromkeys(request.POST.getlist("wat")) if kind_of(kind) is not None]
    if request.method == "POST":
        if chosen:
            made = actions.plan(planner_tie.to_be(request), chosen, at=timezone.now())
            if made:
                return page.go("action", made[0].pk)
            fault = say("money.fault.too_many", language, most=actions.MOST_ACTIONS)
        else:
            fault = say("money.fault.choose", language)
    known = page.known()
    told = [] if known.actions else kinds_of(known.walk)
    wanted = set(chosen or _suggested(request) or told)
    ready = {action.pk for action in known.ready}
    view = {
        "day": page.day,
        "rows": [_row(action, page, is_ready=action.pk in ready) for action in known.actions],
        "ready": len(known.ready),
        "choices": [
            (kind, kind_name(kind, language), say(f"money.kind.{kind}.hint", language), kind in wanted)
            for kind in shipped_support_rules().action_kinds
        ],
        "fault": fault,
        "firm": _firm_line(known, language),
        "visitor_days": actions.VISITOR_DAYS,
        "person_days": actions.PERSON_DAYS,
    }
    return render(request, "money/plan.html", view, status=422 if fault else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def action(request: HttpRequest, language: str, action_id: UUID) -> HttpResponse:
    """One action: its days, costs and the few details that matter for it."""
    page, row = page_of(request, language), action_or_404(request, action_id)
    kind = kind_of(row.kind)
    if kind is None:
        raise Http404
    reading: Reading | None = None
    if request.method == "POST":
        reading = read_action(kind, request.POST, language)
        if _SAVED in request.POST:  # the page keeps itself while somebody types: nothing is judged yet
            actions.keep_typed_action(row, reading.typed | {_SAVED: "1"})
            return HttpResponse(status=204)
        if not reading.faults:
            kept = {name: row.data[name] for name in _ASSUMED_DAYS if name in row.data}
            actions.set_action(row, kept | {name: value for name, value in reading.values.items() if value is not None})
            return page.go_on(row.planner)
        actions.keep_typed_action(row, reading.typed)
    elif row.typed:
        reading = read_action(kind, row.typed, language)
        if _SAVED in row.typed:
            reading = replace(reading, faults={})
    told = {} if row.data else told_of(page.known().walk, kind)
    fields = shown(action_fields(kind, language), row.data or told, language, reading)
    groups = [(group, [field for field in fields if field.field.group == group]) for group in _GROUPS]
    view = {
        "day": page.day,
        "action": row,
        "kind": kind_name(row.kind, language),
        "groups": [(group, found, any(field.is_filled for field in found)) for group, found in groups if found],
        "faults": reading.faults if reading else {},
        "others": row.planner.actions.count() - 1,
        "is_told": bool(told) and reading is None,
    }
    return render(request, "money/action.html", view, status=422 if reading and request.method == "POST" else 200)


@require_POST
def remove(request: HttpRequest, language: str, action_id: UUID) -> HttpResponse:
    """Take an action away."""
    actions.remove_action(action_or_404(request, action_id))
    return page_of(request, language).go("plan")


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def firm(request: HttpRequest, language: str) -> HttpResponse:
    """What is asked of the firm."""
    page = page_of(request, language)
    planner = planner_tie.or_404(request)
    known = page.known(planner)
    reading: Reading | None = None
    if request.method == "POST":
        reading = read_firm_form(request.POST, known.walk, language, on=page.day.day)
        if not reading.faults:
            actions.set_firm(planner, reading.values)
            return page.go("worth") if known.ready else page.go("plan")
        actions.keep_typed(planner, "firm", reading.typed)
    elif "firm" in planner.typed:
        reading = read_firm_form(planner.typed["firm"], known.walk, language, on=page.day.day)
    view = {
        "day": page.day,
        "fields": shown(firm_fields(language), firm_values(known.firm), language, reading),
        "faults": reading.faults if reading else {},
        "from_walk": bool(firm_values(known.walk)),
        "name": known.firm.name,
    }
    return render(request, "money/firm.html", view, status=422 if reading and request.method == "POST" else 200)


@require_POST
def forget(request: HttpRequest, language: str) -> HttpResponse:
    """Remove everything of the planner, and the cookie's tie to it."""
    planner = planner_tie.of(request)
    if planner is not None:
        actions.forget(planner)
    planner_tie.leave(request)
    return redirect("money:plan", language)


def _suggested(request: HttpRequest) -> list[str]:
    """The kinds of action that a link asks for, by their own name or by a measure that is for them."""
    kinds = shipped_support_rules().action_kinds
    measure = shipped_catalogue().measures.get(request.GET.get("maatregel", ""))
    asked = [kind for kind in request.GET.getlist("wat") if kind in kinds]
    if measure is None:
        return asked
    return [*asked, *(kind for kind, found in kinds.items() if _is_for(measure, found))]


def _is_for(measure: Measure, kind: ActionKind) -> bool:
    return kind.planned_action in measure.actions or measure.id in kind.also


def _row(action_row: Action, page: Page, *, is_ready: bool) -> ActionRow:
    data, language = action_row.data, page.language
    days = costs = notice = ""
    if is_ready:
        start, end = (date.fromisoformat(data[name]) for name in ("start", "end"))
        days = say("money.days", language, start=date_text(start, language), end=date_text(end, language))
        costs = _costs_text(action_row, language)
        if end < page.day.day:
            notice = say("money.notice.past", language)
        elif start < page.day.day:
            notice = say("money.notice.begun", language)
    name = data.get("name") or kind_name(action_row.kind, language)
    return ActionRow(action_row.pk, name, kind_name(action_row.kind, language), days, costs, notice, is_ready)


def _costs_text(action_row: Action, language: str) -> str:
    bands = [value for name, value in action_row.data.items() if name.startswith("cost_")]
    low, high = (sum((Decimal(band[end]) for band in bands), Decimal(0)) for end in ("min", "max"))
    if not bands:
        return ""
    if low == high:
        return euro_text(high, language)
    return say("money.between", language, low=euro_text(low, language), high=euro_text(high, language))


def _firm_line(known: Known, language: str) -> str:
    """What is known of the firm, in one line; "" for nothing."""
    count = len(firm_values(known.firm))
    if not count:
        return ""
    return say(
        "money.plan.firm_known_one" if count == 1 else "money.plan.firm_known",
        language,
        **({} if count == 1 else {"count": count}),
    )
