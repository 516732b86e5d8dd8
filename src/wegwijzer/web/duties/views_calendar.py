"""The duties for a calendar program: as a file, and under a secret address that it follows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.publishing.duty_calendar import calendar_bytes
from wegwijzer.web.duties import actions, queries
from wegwijzer.web.duties.models import Keeper
from wegwijzer.web.duties.views import personal
from wegwijzer.web.duties.visit import duties_keeper
from wegwijzer.wording.language import say


@require_safe
@personal
def download(request: HttpRequest, language: str) -> HttpResponse:
    """The file, once."""
    response = _calendar(duties_keeper.or_404(request), language)
    response["Content-Disposition"] = 'attachment; filename="wegwijzer-plichten.ics"'
    return response


@require_safe
@personal
def feed(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """What a calendar that follows the list gets. The address is the key: no session is looked at."""
    keeper = queries.keeper_of_feed(token)
    if keeper is None:
        raise Http404
    actions.note_visit(keeper, at=timezone.now())
    return _calendar(keeper, language)


@require_POST
def feed_address(request: HttpRequest, language: str) -> HttpResponse:
    """Make a secret address, another one, or none."""
    keeper = duties_keeper.or_404(request)
    if request.POST.get("what") == "stop":
        actions.end_feed(keeper)
    else:
        actions.renew_feed(keeper)
    response = redirect("duties:list", language)
    response["Location"] += "#agenda"
    return response


def _calendar(keeper: Keeper, language: str) -> HttpResponse:
    name = say("duties.calendar.name", language)
    file = calendar_bytes(queries.entries_of(keeper, language), name=name, language=language)
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response
