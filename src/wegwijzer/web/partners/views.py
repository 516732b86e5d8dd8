"""Partner search: the page of a firm, what it says of itself, and leaving."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.partnering.contacting import ContactState
from wegwijzer.readers.partnering import shipped_partner_rules
from wegwijzer.web.partners import actions, queries
from wegwijzer.web.partners.choices import LONGEST_ASSET, MARKETS
from wegwijzer.web.partners.errors import PartnersError
from wegwijzer.web.partners.said_form import form_of, read_form
from wegwijzer.web.partners.visiting import Visit, firms_for, in_the_search, offices_of, visit
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.wording.language import say

personal = cache_control(private=True, no_store=True)


@require_safe
@personal
def partners(request: HttpRequest, language: str) -> HttpResponse:
    """What partner search is; for a firm in it, its requests and possible partners."""
    found = visit(request)
    shown: dict[str, object] = {"visit": found, "firms": firms_for(found.actor) if found is not None else []}
    if found is not None and found.row is not None:
        met = queries.met(found.row)
        shown |= {
            "to_answer": [one for one in met if not one.is_mine and one.state is ContactState.ASKED],
            "waiting": [one for one in met if one.is_mine and one.state is ContactState.ASKED],
            "agreed": [one for one in met if one.state is ContactState.AGREED],
            "closed": [one for one in met if one.is_mine and one.state is ContactState.EXPIRED],
            "suggested": queries.suggested(found.row),
            "kept_days": shipped_partner_rules().kept_days,
            "note": request.GET.get("gedaan", ""),
            "fault": _fault(request.GET.get("waarom", ""), language),
        }
    return render(request, "partners/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def tell(request: HttpRequest, language: str) -> HttpResponse:
    """Say what the firm has and seeks; the page tells what others see of it."""
    found = visit(request)
    if found is None:
        return redirect("partners:list", language)
    pens = offices_of(found.firm)
    form = form_of(found.row)
    if request.method == "POST":
        form = read_form(request.POST, [str(desk.pk) for desk in pens], language)
        if not form.faults:
            try:
                _say(found, form.said(), form.version)
            except PartnersError as error:
                form = replace(form, faults={"has0": say(f"partners.fault.{error.code}", language)})
            else:
                return to_list(found, language, done="gezegd")
    shown = {
        "visit": found,
        "form": form,
        "pens": pens if found.is_own else [],
        "markets": [(market, say(f"partners.market.{market}", language)) for market in MARKETS],
        "longest": LONGEST_ASSET,
        "rules": shipped_partner_rules(),
    }
    return render(request, "partners/tell.html", shown, status=422 if form.faults else 200)


@require_POST
@signed_in_only
def stop(request: HttpRequest, language: str) -> HttpResponse:
    """Leave the search; only the firm itself can."""
    found, row = in_the_search(request)
    if not found.is_own:
        raise Http404
    actions.stop(row, at=timezone.now())
    return to_list(found, language, done="gestopt")


def to_list(found: Visit, language: str, *, done: str = "", why: str = "") -> HttpResponse:
    """Back to the firm's page, with what was done or why not."""
    response = redirect(reverse("partners:list", args=(language,)))
    response["Location"] += f"?bedrijf={found.firm.pk}" + (f"&gedaan={done}" if done else f"&waarom={why}")
    return response


def _say(found: Visit, said: actions.Said, version: int) -> None:
    """Who holds the pen is the firm's to say: an office that writes for it changes nothing there."""
    if not found.is_own and found.row is not None:
        said = replace(said, pen=found.row.pen_id)
    actions.say(found.firm, said, version=version, at=timezone.now())


def _fault(code: str, language: str) -> str:
    known = (
        "gone",
        "too_late",
        "asked_already",
        "declined_before",
        "sends_too_many",
        "other_is_full",
        "itself",
        "long",
    )
    return say(f"partners.fault.{code}", language) if code in known else ""
