"""What the plan is worth: per action, with every assumption changeable in place; and on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.core.support.valuing import value_plan
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.web.money import actions
from wegwijzer.web.money.assumption_form import (
    Given,
    assumption_fields,
    assumption_lines,
    faults_of,
    read_assumptions,
)
from wegwijzer.web.money.fields import Reading
from wegwijzer.web.money.firm_form import DECISIVE
from wegwijzer.web.money.models import Planner
from wegwijzer.web.money.pages import page_of
from wegwijzer.web.money.paper import pdf_response
from wegwijzer.web.money.views_combination import combination_or_fault
from wegwijzer.web.money.visit import personal, planner_tie
from wegwijzer.web.money.worth_view import IN_PURSE, worth_of

_FORM = "assumptions"


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def worth(request: HttpRequest, language: str) -> HttpResponse:
    """What each action can bring; sending the form changes what was assumed."""
    page = page_of(request, language)
    planner = planner_tie.of(request)
    known = page.known(planner)
    if planner is None or not known.ready:
        return page.go("plan")
    value = value_plan(known.plan, shipped_support_rules(), shipped_day, on=page.day.day)
    reading: Reading | None = None
    if request.method == "POST":
        reading, given = read_assumptions(value, request.POST, language)
        if not reading.faults:
            _keep(planner, given)
            return page.go("worth", anchor="uitgaan")
        actions.keep_typed(planner, _FORM, reading.typed)
    elif _FORM in planner.typed:
        reading, _ = read_assumptions(value, planner.typed[_FORM], language)
        reading = reading if reading.faults else None
    view = {
        "day": page.day,
        "actions": worth_of(value, language),
        "open": known.open,
        "assumptions": assumption_lines(value, language, reading),
        "faults": faults_of(reading, assumption_fields(value, language)) if reading else {},
        "is_before_tax": any(
            item.nature in IN_PURSE and not item.is_refused and item.after_tax is None for item in value.values
        ),
        "asks_firm": any(fact not in known.firm.facts for fact in DECISIVE),
        "is_unfolded": "alles" in request.GET,
        "name": known.firm.name,
    }
    return render(request, "money/worth.html", view, status=422 if reading and request.method == "POST" else 200)


@require_safe
@personal
def pdf(request: HttpRequest, language: str) -> HttpResponse:
    """What the plan is worth and its best combination, on paper."""
    page = page_of(request, language)
    known = page.known()
    if not known.ready:
        return page.go("plan")
    value = value_plan(known.plan, shipped_support_rules(), shipped_day, on=page.day.day)
    combination, _ = combination_or_fault(value, known, language)
    return pdf_response(worth_of(value, language), assumption_lines(value, language), combination, page.day, language)


def _keep(planner: Planner, given: Given) -> None:
    actions.set_assumptions(planner, given.plan)
    for row in planner.actions.filter(pk__in=list(given.actions)):
        days = given.actions[str(row.pk)]
        data = {name: value for name, value in {**row.data, **days}.items() if value is not None}
        row.data = data
        row.save(update_fields=["data"])
