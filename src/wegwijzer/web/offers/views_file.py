"""Offerings from a CSV file: all of them, or none and everything that is wrong, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.offerings import FIELDS, options_of
from wegwijzer.readers.offerings_csv import BETWEEN, MOST_LINES, REQUIRED, read_offerings
from wegwijzer.web.csv_download import csv_download
from wegwijzer.web.offers import actions, queries
from wegwijzer.web.offers.access import owner_asked, people_only
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.words import line_fault_text, options
from wegwijzer.wording.language import say

_MOST_SHOWN = 50
_SHIPPED_DAYS = 180


@require_http_methods(["GET", "HEAD", "POST"])
@people_only
def upload(request: HttpRequest, language: str, *, actor: Actor) -> HttpResponse:
    """Take a file in for a desk."""
    desks = queries.helper_desks(actor)
    if not desks:
        raise Http404
    if request.method != "POST":
        return _page(request, language, actor)
    owner = owner_asked(actor, request.POST.get("voor", "") or str(desks[0].pk))
    file = request.FILES.get("bestand")
    if owner is None or request.POST.get("voor") == "zaak":
        return _page(request, language, actor, [say("offers.refused.choose_owner", language)])
    if file is None:
        return _page(request, language, actor, [say("offers.file.none", language)])
    if (file.size or 0) > settings.LARGEST_TALK:
        return _page(request, language, actor, [say("offers.file.large", language)])
    drafts, faults = read_offerings(file.read(), on=timezone.localdate())
    if faults:
        return _page(request, language, actor, [line_fault_text(fault, language) for fault in faults])
    try:
        actions.post(actor, owner, drafts, language=language, at=timezone.now())
    except OfferRefusedError as error:
        if error.code == "not_allowed":
            raise
        return _page(request, language, actor, [say(f"offers.refused.{error.code}", language)])
    return redirect(f"{reverse('offers:mine', args=[language])}?gedaan=read")


@require_safe
def example(request: HttpRequest, language: str) -> HttpResponse:
    """A file with every column and one made-up line, to begin from."""
    today = timezone.localdate()
    line = {
        "kind": "equipment",
        "title": say("offers.file.example_title", language),
        "text": say("offers.file.example_text", language),
        "business_domains": BETWEEN.join(("product", "process")),
        "expertise": "product_development",
        "steps": "test",
        "languages": BETWEEN.join(("nl", "en")),
        "valid_from": today.isoformat(),
        "valid_until": (today + timedelta(days=_SHIPPED_DAYS)).isoformat(),
        "page": "https://www.voorbeeld.example/labo",
        "operator": "together",
    }
    return csv_download([FIELDS, [line.get(name, "") for name in FIELDS]], f"{say('offers.file.name', language)}.csv")


def _page(request: HttpRequest, language: str, actor: Actor, faults: Sequence[str] = ()) -> HttpResponse:
    columns = [
        (name, say(f"offers.field.{name}", language), name in REQUIRED, options(name, language))
        if options_of(name)
        else (name, say(f"offers.field.{name}", language), name in REQUIRED, ())
        for name in FIELDS
    ]
    context = {
        "section": "offers",
        "desks": [(str(desk.pk), str(desk)) for desk in queries.helper_desks(actor)],
        "voor": request.POST.get("voor", ""),
        "faults": list(faults)[:_MOST_SHOWN],
        "more": max(0, len(faults) - _MOST_SHOWN),
        "columns": columns,
        "most": MOST_LINES,
        "between": BETWEEN,
    }
    return render(request, "offers/upload.html", context, status=422 if faults else 200)
