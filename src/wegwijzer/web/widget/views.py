"""The advice window itself, its way to the whole roadmap, and the page for who puts it on their site."""

from __future__ import annotations

import logging
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.web.people import queries as people
from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.noting import note
from wegwijzer.web.widget import limits
from wegwijzer.web.widget.advice import advise, fault_of
from wegwijzer.web.widget.partners import COUNTED_DAYS, known_partner, use_of
from wegwijzer.web.widget.snippet import site_origin, snippet_of
from wegwijzer.wording.language import say

log = logging.getLogger(__name__)

_IN_THE_WINDOW = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": ["*"],
    "sandbox": ["allow-scripts", "allow-forms", "allow-popups", "allow-popups-to-escape-sandbox"],
}
"""Any site may show the window. It has no origin of its own: no cookie, no storage and nothing of ours is in reach."""


@csrf_exempt  # nothing is kept and nobody is known here: there is nothing that another site could have done in a name
@xframe_options_exempt
@csp_replace(_IN_THE_WINDOW)  # type: ignore[arg-type]  # its types know no view with a language
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def window(request: HttpRequest, language: str) -> HttpResponse:
    """The form, and the advice below it. It sets no cookie and keeps nothing."""
    partner = request.GET.get("partner", "")[:80]
    shown, status = _nothing_asked(), 200
    if request.method == "POST":
        shown, status = _answered(request, language, partner)
    else:
        note(request, Kind.WIDGET_SHOWN, lambda: known_partner(partner))
    shown["partner"] = partner
    response = render(request, "widget/window.html", shown, status=status)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cross-Origin-Embedder-Policy"] = "require-corp"  # a host that asks for this of its frames has it
    response["Referrer-Policy"] = "no-referrer"
    if status == 429:
        response["Retry-After"] = str(limits.SECONDS)
    return response


def _nothing_asked() -> dict[str, Any]:
    return {"need": "", "fault": "", "advice": None}


def _answered(request: HttpRequest, language: str, partner: str) -> tuple[dict[str, Any], int]:
    """What the window shows to a need, and the status of the answer."""
    need = request.POST.get("need", "").replace("\r\n", "\n")
    shown = {**_nothing_asked(), "need": need, "fault": fault_of(need, language)}
    if limits.is_too_often(request):
        return {**shown, "fault": say("widget.fault.often", language)}, 429
    if shown["fault"]:
        return shown, 422
    try:
        shown["advice"] = advise(need, language, on=timezone.localdate())
    except Exception:  # our page for errors may stand in no frame: the visitor would see nothing at all
        log.exception("the window cannot answer")
        return {**shown, "fault": say("widget.fault.away", language)}, 500
    note(request, Kind.WIDGET_ASKED, lambda: known_partner(partner))
    return shown, 200


@csrf_exempt  # it only shows what was sent: the roadmap begins with the form on this page, which is our own
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def carry_over(request: HttpRequest, language: str) -> HttpResponse:
    """The need that was typed on another site, to begin the whole roadmap with. It comes in a form, in no address."""
    need = request.POST.get("need", "").replace("\r\n", "\n")
    if request.method != "POST" or fault_of(need, language):
        return redirect("guide:front", language)
    partner = request.POST.get("partner", "")[:80]
    note(request, Kind.WIDGET_CARRIED, lambda: known_partner(partner))
    rows = min(max(3, len(need) // 45 + 1), 12)
    return render(request, "widget/carry_over.html", {"need": need, "rows": rows})


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # as above
@require_safe
def own_website(request: HttpRequest, language: str) -> HttpResponse:
    """What to copy, how it looks, and for who signed in how often it was used."""
    mine = [found for desk in people.actor_of(request).desks if (found := people.desk(desk)) is not None]
    partner = str(mine[0].pk) if mine else ""
    ids = [str(desk.pk) for desk in mine] + [desk.organisation for desk in mine if desk.organisation]
    shown = {
        "snippet": snippet_of(language, partner, origin=site_origin(request)),
        "desk": str(mine[0]) if mine else "",
        "use": use_of(ids, on=timezone.localdate()) if mine else None,
        "days": COUNTED_DAYS,
        "policy": f"script-src {site_origin(request)}; frame-src {site_origin(request)}",
    }
    return render(request, "widget/own_website.html", shown)
