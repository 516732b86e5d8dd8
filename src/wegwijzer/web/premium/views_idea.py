"""One idea: choosing it, its file, and who gets what."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.premium.ceilings import room_for
from wegwijzer.core.premium.idea import conditions_met, order_of_steps
from wegwijzer.core.premium.rules import Condition
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN
from wegwijzer.readers.premium import shipped_premium
from wegwijzer.readers.typed_days import day_field
from wegwijzer.web.premium import actions, queries
from wegwijzer.web.premium.models import Idea
from wegwijzer.web.premium.reach import idea_or_404
from wegwijzer.web.premium.typed import Typed
from wegwijzer.web.premium.views import personal
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import euro_text

_ANSWERS = ("yes", "no", "unknown")


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def idea(request: HttpRequest, language: str, scheme_id: UUID, idea_id: UUID) -> HttpResponse:
    """The file of an idea."""
    row = idea_or_404(request, scheme_id, idea_id)
    typed = Typed(request.POST, language)
    if request.method == "POST":
        given = {
            "title": typed.title("title", missing="title"),
            "what_is_new": typed.words("what_is_new"),
            "added_value": typed.words("added_value"),
            "thought_up_on": typed.day("thought_up_on"),
            "answers": _answers(request),
            "filed": typed.day("filed"),
            "told": typed.day("told"),
        }
        if not typed.faults:
            actions.set_file(row, given)
            return _to_idea(language, row, "dossier")
    return _page(request, language, row, typed)


@require_POST
def judge(request: HttpRequest, language: str, scheme_id: UUID, idea_id: UUID) -> HttpResponse:
    """Choose an idea, or not."""
    row = idea_or_404(request, scheme_id, idea_id)
    state = request.POST.get("state", "")
    if state not in Idea.State.values:
        raise Http404
    actions.judge(row, state)
    response = redirect("premium:scheme", language, scheme_id)
    response["Location"] += "#ideeen"
    return response


@require_POST
@personal
def premiums(request: HttpRequest, language: str, scheme_id: UUID, idea_id: UUID) -> HttpResponse:
    """Add a person with what they get, or take one off."""
    row = idea_or_404(request, scheme_id, idea_id)
    removed = request.POST.get("remove", "")
    if removed:
        if removed.isascii() and removed.isdigit() and len(removed) < 19:
            actions.remove_premium(row, int(removed))
        return _to_idea(language, row, "personen")
    typed = Typed(request.POST, language)
    person = typed.line("person", missing="person")
    year, paid = typed.year("year"), typed.day("paid")
    month_pay, amount = typed.euro("month_pay"), typed.euro("amount")
    if paid is not None and year and paid.year != year:
        typed.refuse("paid", "paid_year", year=year)
    if not typed.faults:
        if actions.add_premium(row, person=person, year=year, paid=paid, month_pay=month_pay, amount=amount):
            return _to_idea(language, row, "personen")
        typed.refuse("person", "too_many", most=actions.MOST_PREMIUMS)
    return _page(request, language, row, typed)


def _to_idea(language: str, row: Idea, part: str) -> HttpResponse:
    response = redirect("premium:idea", language, row.scheme_id, row.pk)
    response["Location"] += f"#{part}"
    return response


def _page(request: HttpRequest, language: str, row: Idea, typed: Typed) -> HttpResponse:
    file = queries.file_of(row)
    book = shipped_premium()
    sent = request.POST.dict()
    answers = {name: sent.get(f"answer_{name}", row.answers.get(name, "")) for name in (c.value for c in Condition)}
    order = order_of_steps(file)
    shown = {
        "idea": row,
        "scheme": row.scheme,
        "values": {
            "title": row.title,
            "what_is_new": row.what_is_new,
            "added_value": row.added_value,
            "thought_up_on": day_field(row.thought_up_on),
            "filed": day_field(row.filed),
            "told": day_field(row.told),
            "year": str(timezone.localdate().year),
            **sent,
        },
        "conditions": [
            {
                "id": known.condition.value,
                "question": local(known.question, language),
                "means": local(known.means, language),
                "source": known.source,
                "answer": answers[known.condition.value],
            }
            for known in book.conditions
        ],
        "answers": [(name, say(f"premium.answer.{name}", language)) for name in _ANSWERS],
        "verdict": conditions_met(file).value,
        "verdict_text": _verdict_text(row, language),
        "premiums": [
            {
                "id": premium.pk,
                "person": premium.person,
                "year": premium.year,
                "paid": premium.paid,
                "month_pay": "" if premium.month_pay is None else euro_text(premium.month_pay, language),
                "amount": "" if premium.amount is None else euro_text(premium.amount, language),
            }
            for premium in row.premiums.all()
        ],
        "room": _room(row, language),
        "ceilings": [found for found in queries.ceilings_of(row.scheme, language).words if found.verdict != "met"],
        "wrong_steps": [
            say("premium.idea.order_wrong", language, step=say(f"premium.step.{step.value}", language))
            for step, verdict in order.items()
            if verdict is NOT_MET
        ],
        "faults": typed.faults,
        "fault_list": list(typed.faults.items()),
    }
    return render(request, "premium/idea.html", shown, status=422 if typed.faults else 200)


def _answers(request: HttpRequest) -> dict[str, str]:
    found = {condition.value: request.POST.get(f"answer_{condition.value}", "") for condition in Condition}
    return {name: answer for name, answer in found.items() if answer in _ANSWERS}


def _verdict_text(row: Idea, language: str) -> str:
    """The first condition that is not met, or else not answered."""
    file, book = queries.file_of(row), shipped_premium()
    if conditions_met(file) is MET:
        return say("premium.idea.met", language)
    for wanted, key in ((NOT_MET, "not_met"), (UNKNOWN, "unknown")):
        for known in book.conditions:
            if file.answers[known.condition] is wanted:
                return say(f"premium.idea.{key}", language, question=local(known.question, language))
    return ""


def _room(row: Idea, language: str) -> list[str]:
    """For each person of the idea, how much more they may surely get in their year."""
    rows = queries.premiums_of(row.scheme)
    awards = [queries.award_of(premium) for premium in rows]
    years, rules = queries.year_facts(row.scheme), shipped_premium().rules
    told = []
    seen: set[tuple[str, int]] = set()
    for premium in (found for found in rows if found.idea_id == row.pk):
        award = queries.award_of(premium)
        if (award.person, award.year) in seen:
            continue
        seen.add((award.person, award.year))
        surely = room_for(award, awards, years, rules).surely_eur
        name = f"{premium.person} ({premium.year})"
        key = "room" if surely else "room_none"
        text = say(f"premium.idea.{key}", language)
        told.append(text.format(name=name, amount=euro_text(surely, language)))
    return told
