"""The questions that are left about an action: each answer decides over measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wegwijzer.core.firm.facts import FactDefinition
from wegwijzer.core.support.valuing import value_plan
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.web.money import actions
from wegwijzer.web.money.action_fields import kind_name
from wegwijzer.web.money.fact_field import check_facts, fact_field, field_value
from wegwijzer.web.money.fields import Reading, read, shown
from wegwijzer.web.money.firm_form import ASKED
from wegwijzer.web.money.pages import page_of
from wegwijzer.web.money.plan_reading import Known
from wegwijzer.web.money.questions import OF_PARTNERS, PROJECTS, is_of_firm, questions_of
from wegwijzer.web.money.visit import action_or_404, personal

_MOST_SENT = 40


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def questions(request: HttpRequest, language: str, action_id: UUID) -> HttpResponse:
    """Ask what is left; sending the form keeps every answer, of the firm or of the action."""
    page, row = page_of(request, language), action_or_404(request, action_id)
    reading: Reading | None = None
    if request.method == "POST":
        facts = shipped_catalogue().facts
        sent = [facts[name] for name in facts if name in request.POST and facts[name].askable][:_MOST_SENT]
        reading = read([fact_field(fact, language) for fact in sent], request.POST, language)
        check_facts(reading, facts, on=page.day.day)
        if not reading.faults:
            of_firm = {fact.id for fact in sent if is_of_firm(fact)}
            answers = reading.values.items()
            actions.set_firm(row.planner, {name: value for name, value in answers if name in of_firm})
            actions.set_facts(row, {name: value for name, value in answers if name not in of_firm})
            return page.go("worth", anchor=str(row.pk))
    known = page.known(row.planner)
    value = value_plan(known.plan, shipped_support_rules(), shipped_day, on=page.day.day)
    values = value.of(str(row.pk))
    asked = questions_of(values)
    answered = _answered(row.facts, known, asked)
    kept = _kept(row.facts, known)
    view = {
        "day": page.day,
        "action": row,
        "name": row.data.get("name") or kind_name(row.kind, language),
        "fields": shown([fact_field(fact, language) for fact in asked], kept, language, reading),
        "answered": shown([fact_field(fact, language) for fact in answered], kept, language, reading),
        "asks_partners": row.kind in PROJECTS
        and any(OF_PARTNERS & set(item.missing) for item in values if not item.is_refused),
        "faults": reading.faults if reading else {},
    }
    return render(request, "money/questions.html", view, status=422 if reading else 200)


def _answered(given: dict[str, Any], known: Known, asked: Sequence[FactDefinition]) -> list[FactDefinition]:
    """What was answered on such a page before, to be mended."""
    of_firm = known.planner.firm if known.planner else {}
    names = {*given, *(name for name in of_firm if name not in ASKED)} - {fact.id for fact in asked}
    return [fact for name, fact in shipped_catalogue().facts.items() if name in names]


def _kept(given: dict[str, Any], known: Known) -> dict[str, Any]:
    facts = shipped_catalogue().facts
    firm = {name: field_value(facts[name], fact.value) for name, fact in known.firm.facts.items() if name in facts}
    return firm | (known.planner.firm if known.planner else {}) | given
