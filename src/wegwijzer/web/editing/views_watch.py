"""A firm asks to be told when a published change makes its roadmap another one, and stops that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.editing.views import personal
from wegwijzer.web.guide.queries import taken_along
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.people.queries import actor_of
from wegwijzer.web.publications import queries, watching
from wegwijzer.wording.results import profile_data
from wegwijzer.wording.values import date_text


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def watch(request: HttpRequest, language: str) -> HttpResponse:
    """Ask to be told of changes to the roadmap in this session; with what was told of the firm, without its name."""
    person = people.person(actor_of(request).person)
    known = taken_along(request, language, on=timezone.localdate())
    if request.method == "POST" and person is not None and known is not None and request.POST.get("consent"):
        firm = profile_data(known.picture.profile, shipped_catalogue().facts)
        watching.start(person, firm, at=timezone.now())
        return redirect("editing:watch", language)
    found = queries.watch_of(person) if person is not None else None
    shown = {
        "watch": found,
        "until": date_text(found.expires.date(), language) if found else "",
        "has_roadmap": known is not None,
        "days": watching.WATCH_DAYS,
        "asks_consent": request.method == "POST",
    }
    return render(request, "editing/watch.html", shown, status=400 if request.method == "POST" else 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal
def watch_stop(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Stop; a mail program posts here by itself (RFC 8058), a person presses the button."""
    is_stopped = request.method == "POST"
    if is_stopped:
        watching.stop(token)
    return render(request, "editing/watch_stop.html", {"is_stopped": is_stopped, "token": token})
