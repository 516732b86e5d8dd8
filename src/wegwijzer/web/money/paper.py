"""A plan on paper: a tagged PDF (PDF/UA-1 as far as Typst checks it), set by Typst from plain data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.http import HttpResponse

from wegwijzer.publishing.typesetting import typeset
from wegwijzer.web.day_choice import DayChoice
from wegwijzer.web.money.assumption_form import AssumptionLine
from wegwijzer.web.money.combination_view import AlternativeView, CombinationView
from wegwijzer.web.money.worth_view import ActionWorth, WorthLine
from wegwijzer.wording.language import say

_TEMPLATE = Path(__file__).parent / "typst" / "plan.typ"


def pdf_response(
    actions: Sequence[ActionWorth],
    assumptions: Sequence[AssumptionLine],
    combination: CombinationView | None,
    day: DayChoice,
    language: str,
) -> HttpResponse:
    """The PDF as a download."""
    data = {
        "language": language,
        "title": say("money.pdf.title", language),
        "made": say("money.pdf.made", language, day=day.text),
        "disclaimer": say("money.worth.disclaimer", language),
        "combination_title": say("money.combination.title", language),
        "ways": [_way(way, language) for way in combination.alternatives] if combination else [],
        "headroom": list(combination.headroom) if combination else [],
        "worth_title": say("money.worth.title", language),
        "actions": [_action(action, language) for action in actions],
        "assumptions_title": say("money.pdf.assumptions", language),
        "assumptions": [_assumption(line, language) for line in assumptions],
    }
    response = HttpResponse(typeset(_TEMPLATE, data), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{say("money.pdf.file_name", language)}.pdf"'
    return response


def _way(way: AlternativeView, language: str) -> dict[str, object]:
    return {
        "title": f"{way.title}: {way.amount}",
        "about": " ".join(text for text in (way.certain, way.files, way.first_decision, way.also) if text),
        "ask": list(way.questions),
        "possible_title": say("combination.also_title", language) if way.also_possible else "",
        "possible": [text for text, _, _ in way.also_possible],
        "takes": [
            {
                "name": f"{choice.action}: {choice.name}",
                "amount": choice.amount,
                "do": " ".join([*choice.do, *choice.then]),
            }
            for choice in way.choices
        ],
    }


def _action(action: ActionWorth, language: str) -> dict[str, object]:
    costs = f" · {say('money.worth.costs', language, costs=action.costs)}" if action.costs else ""
    return {
        "name": action.name,
        "days": f"{action.days}{costs}",
        "notices": list(action.notices),
        "lines": [_line(line, language) for line in action.lines],
        "none": "" if action.lines else say("money.worth.none", language),
        "refused": [f"{line.name}: {line.why}" for line in action.refused],
        "refused_title": say("money.worth.refused", language, count=len(action.refused)),
    }


def _line(line: WorthLine, language: str) -> dict[str, object]:
    return {
        "name": f"{say('money.worth.met' if line.is_sure else 'money.worth.maybe', language)}: {line.name}",
        "amount": line.amount,
        "nature": line.nature,
        "cash": [text for text, _ in line.cash],
        "steps": [f"{step.text} {step.basis}".strip() for step in line.steps],
        "checks_title": say("money.worth.check_title", language),
        "checks": list(line.checks),
        "caveat": line.caveat,
        "rules": f"{line.rules} {say('money.worth.certainty', language, confidence=line.confidence)} "
        f"{say('money.worth.source', language)} {line.source}",
    }


def _assumption(line: AssumptionLine, language: str) -> str:
    value = f"{line.shown.value} {line.shown.field.unit}".strip()
    if not line.shown.value:
        value = say("money.assume.open", language)
    else:
        value = {id_: label for id_, label, _ in line.shown.options}.get(line.shown.value, value)
    return f"{line.shown.field.label}: {value} ({line.origin})"
