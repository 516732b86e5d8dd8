"""The start of the innovation premium, a firm's page, its figures, and its form."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.readers.typed_days import day_field
from wegwijzer.web.premium import actions, queries
from wegwijzer.web.premium.models import Scheme
from wegwijzer.web.premium.reach import form_address, scheme_or_404
from wegwijzer.web.premium.scheme_view import scheme_view
from wegwijzer.web.premium.typed import Typed
from wegwijzer.web.premium.visit import premium_manager
from wegwijzer.wording.language import say
from wegwijzer.wording.values import number_text

personal = cache_control(private=True, no_store=True)
"""For pages about one manager: nothing between us and them may keep a copy."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def start(request: HttpRequest, language: str) -> HttpResponse:
    """What the helper does, and one's firms; sending the form begins a call."""
    typed = Typed(request.POST, language)
    firm = ""
    if request.method == "POST":
        firm = typed.line("firm", missing="firm")
        if not typed.faults:
            made = actions.begin(premium_manager.to_be(request), firm, at=timezone.now())
            if made is not None:
                return redirect("premium:scheme", language, made.pk)
            typed.refuse("firm", "too_many", most=actions.MOST_SCHEMES)
    manager = premium_manager.of(request)
    shown = {
        "schemes": queries.schemes_of(manager) if manager is not None else (),
        "firm": firm[: 2 * actions.LONGEST_NAME],
        "faults": typed.faults,
        "days": actions.VISITOR_DAYS,
        "person_days": actions.PERSON_DAYS,
    }
    return render(request, "premium/start.html", shown, status=422 if typed.faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def scheme(request: HttpRequest, language: str, scheme_id: UUID) -> HttpResponse:
    """A firm's page; sending the form notes an idea."""
    row = scheme_or_404(request, scheme_id)
    typed = Typed(request.POST, language)
    title = ""
    if request.method == "POST":
        title = typed.title("title", missing="title")
        made = None if typed.faults else actions.note_idea(row, title, at=timezone.now())
        if made is not None:
            return redirect("premium:idea", language, row.pk, made.pk)
        if not typed.faults:
            typed.refuse("title", "too_many", most=actions.MOST_IDEAS)
    today = timezone.localdate()
    shown = {
        "scheme": row,
        "view": scheme_view(row, language, this_year=today.year),
        "address": form_address(request, row, language),
        "takes_ideas": queries.takes_ideas(row, on=today),
        "title": title[: 2 * actions.LONGEST_TITLE],
        "faults": typed.faults,
    }
    return render(request, "premium/scheme.html", shown, status=422 if typed.faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def facts(request: HttpRequest, language: str, scheme_id: UUID) -> HttpResponse:
    """The firm's name, days, and figures of each year that matters."""
    row = scheme_or_404(request, scheme_id)
    years = sorted(
        {timezone.localdate().year, *map(int, row.years), *(premium.year for premium in queries.premiums_of(row))}
    )
    typed = Typed(request.POST, language)
    if request.method == "POST":
        given = {
            "firm": typed.line("firm", missing="firm"),
            "contact": typed.line("contact"),
            "closes": typed.day("closes"),
            "informed": typed.day("informed"),
            "years": {str(year): _year(typed, year) for year in years},
        }
        if not typed.faults:
            actions.set_facts(row, given)
            return redirect("premium:scheme", language, row.pk)
    shown = {
        "scheme": row,
        "values": {**_values(row), **request.POST.dict()},
        "years": [_year_fields(row, year, request, language, typed) for year in years],
        "faults": typed.faults,
    }
    return render(request, "premium/facts.html", shown, status=422 if typed.faults else 200)


@require_POST
def form(request: HttpRequest, language: str, scheme_id: UUID) -> HttpResponse:
    """Open, close or move the employees' form."""
    what = request.POST.get("what", "")
    actions.set_form(scheme_or_404(request, scheme_id), is_open=what != "close", renew=what == "new")
    return _to_scheme(language, scheme_id, "oproep")


@require_POST
def remove(request: HttpRequest, language: str, scheme_id: UUID) -> HttpResponse:
    """Remove a firm with all its ideas."""
    actions.remove(scheme_or_404(request, scheme_id))
    return redirect("premium:start", language)


@require_POST
def forget(request: HttpRequest, language: str) -> HttpResponse:
    """Remove everything of the manager, and the cookie's tie to it."""
    manager = premium_manager.of(request)
    if manager is not None:
        actions.remove(manager)
    premium_manager.leave(request)
    return redirect("premium:start", language)


def _to_scheme(language: str, scheme_id: UUID, part: str) -> HttpResponse:
    response = redirect("premium:scheme", language, scheme_id)
    response["Location"] += f"#{part}"
    return response


def _year(typed: Typed, year: int) -> dict[str, str]:
    heads, bill = typed.heads(f"headcount_{year}"), typed.euro(f"wage_bill_{year}")
    return {
        "headcount": "" if heads is None else format(heads, "f"),
        "wage_bill": "" if bill is None else format(bill, "f"),
    }


def _values(row: Scheme) -> dict[str, str]:
    return {
        "firm": row.firm,
        "contact": row.contact,
        "closes": day_field(row.closes),
        "informed": day_field(row.informed),
    }


def _year_fields(row: Scheme, year: int, request: HttpRequest, language: str, typed: Typed) -> dict[str, object]:
    """The two fields of a year: what stands in them, and what is wrong."""
    known = row.years.get(str(year), {})
    fields = []
    for name in ("headcount", "wage_bill"):
        id = f"{name}_{year}"
        kept = known.get(name, "")
        text = request.POST.get(id, number_text(Decimal(kept), language) if kept else "")
        label = say(f"premium.facts.{name}", language, year=year)
        hint = say("premium.facts.money_hint", language) if name == "wage_bill" else ""
        fields.append({"id": id, "label": label, "hint": hint, "value": text, "fault": typed.faults.get(id, "")})
    return {"year": year, "fields": fields}
