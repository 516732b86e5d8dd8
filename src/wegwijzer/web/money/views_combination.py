"""The best combination: two or three ways side by side, with what to file by when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijzer.core.errors import InputError
from wegwijzer.core.support.programme import UnprovenError
from wegwijzer.core.support.values import PlanValue
from wegwijzer.core.support.valuing import value_plan
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.web.money.aid_form import ledger_of
from wegwijzer.web.money.combination_view import CombinationView, combination_of
from wegwijzer.web.money.pages import page_of
from wegwijzer.web.money.plan_reading import Known
from wegwijzer.web.money.queries import aid_rows
from wegwijzer.web.money.visit import personal
from wegwijzer.wording.language import say


@require_safe
@personal
def combination(request: HttpRequest, language: str) -> HttpResponse:
    """What to take together, by when, and what to ask first."""
    page = page_of(request, language)
    known = page.known()
    if not known.ready:
        return page.go("plan")
    value = value_plan(known.plan, shipped_support_rules(), shipped_day, on=page.day.day)
    found, fault = combination_or_fault(value, known, language)
    view = {"day": page.day, "found": found, "fault": fault, "open": known.open, "name": known.firm.name}
    return render(request, "money/combination.html", view)


def combination_or_fault(value: PlanValue, known: Known, language: str) -> tuple[CombinationView | None, str]:
    """The best combinations, or a sentence that says why there are none."""
    rows = aid_rows(known.planner) if known.planner else []
    try:
        ledger = ledger_of(rows, on=value.on) if rows else None
        return combination_of(value, known.plan, ledger, language), ""
    except UnprovenError:
        return None, say("money.combination.unproven", language)
    except InputError:
        return None, say("money.combination.too_large", language)
