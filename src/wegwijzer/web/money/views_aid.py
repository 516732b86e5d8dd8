"""The ledger of aid that the firm and its group had before: typed line by line, or from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.support.de_minimis import Headroom, headroom
from wegwijzer.readers.aid_ledger import COLUMNS
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.cumulation import shipped_cumulation
from wegwijzer.web.money import actions
from wegwijzer.web.money.aid_form import LONGEST_CELL, ledger_of, read_file, read_row
from wegwijzer.web.money.models import Aid
from wegwijzer.web.money.pages import Page, page_of
from wegwijzer.web.money.queries import aid_rows
from wegwijzer.web.money.visit import personal, planner_tie
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, euro_text, number_text

_MOST_SHOWN = 50
"""Faults of a file that are listed; the rest is counted."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def aid(request: HttpRequest, language: str) -> HttpResponse:
    """The ledger; sending the form adds a line."""
    page = page_of(request, language)
    faults: dict[str, str] = {}
    if request.method == "POST":
        row, faults = read_row(request.POST, language, on=page.day.today)
        if not faults:
            if actions.add_aid(planner_tie.to_be(request), [row]):
                return page.go("aid", anchor="lijst")
            faults["date"] = say("money.aid.fault.full", language, most=actions.MOST_AID)
    return _page(page, sent=request.POST.dict(), faults=faults)


@require_POST
@personal
def upload(request: HttpRequest, language: str) -> HttpResponse:
    """Add the lines of a CSV file: all of them, or none and every fault."""
    page = page_of(request, language)
    file = request.FILES.get("bestand")
    if file is None:
        return _page(page, file_faults=[say("money.aid.fault.no_file", language)])
    if (file.size or 0) > settings.LARGEST_TALK:
        return _page(page, file_faults=[say("money.aid.fault.large_file", language)])
    found = read_file(file.read(), language, most=actions.MOST_AID, on=page.day.today)
    if found.faults:
        return _page(page, file_faults=found.faults)
    if not actions.add_aid(planner_tie.to_be(request), found.rows):
        return _page(page, file_faults=[say("money.aid.fault.full", language, most=actions.MOST_AID)])
    return page.go("aid", anchor="lijst")


@require_POST
def remove(request: HttpRequest, language: str, aid_id: int) -> HttpResponse:
    """Take a line off."""
    actions.remove_aid(planner_tie.or_404(request), aid_id)
    return page_of(request, language).go("aid", anchor="lijst")


@require_POST
def remove_all(request: HttpRequest, language: str) -> HttpResponse:
    """Empty the ledger."""
    actions.remove_aid(planner_tie.or_404(request), None)
    return page_of(request, language).go("aid")


def _page(
    page: Page,
    *,
    sent: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
    file_faults: Sequence[str] | None = None,
) -> HttpResponse:
    language, planner = page.language, page.planner
    rows = list(planner.aid.all()) if planner else []
    ledger = ledger_of(aid_rows(planner), on=page.day.day) if planner else ledger_of([], on=page.day.day)
    room = headroom(ledger, shipped_cumulation().small_aid, on=page.day.day)
    listed = list(file_faults or ())
    view = {
        "day": page.day,
        "rows": [_row(row, language) for row in rows],
        "room": _room_text(room, language),
        "measures": _measures(language),
        "sent": {column: str((sent or {}).get(column, ""))[: 2 * LONGEST_CELL] for column in COLUMNS},
        "faults": dict(faults or {}),
        "file_faults": listed[:_MOST_SHOWN],
        "more_faults": max(0, len(listed) - _MOST_SHOWN),
        "columns": [say(f"money.aid.column.{column}", language) for column in COLUMNS],
        "most": actions.MOST_AID,
    }
    return render(page.request, "money/aid.html", view, status=422 if faults or listed else 200)


def _row(row: Aid, language: str) -> dict[str, object]:
    measure = shipped_catalogue().measures.get(row.measure)
    what = local(measure.name, language) if measure else row.name
    small = say(f"money.aid.small.{_yes_no(row.de_minimis)}", language)
    return {
        "id": row.pk,
        "day": _day_text(row.date, language),
        "euro": _euro_text(row.euro, language),
        "what": what,
        "grantor": row.grantor,
        "member": row.member,
        "small": small,
    }


def _day_text(text: str, language: str) -> str:
    """A day in words, or a month or year as far as it is known."""
    if len(text) == len("2024-05-17"):
        return date_text(date.fromisoformat(text), language)
    year, _, month = text.partition("-")
    return (f"{int(month)}/{year}" if month else year) or say("money.aid.unknown", language)


def _euro_text(text: str, language: str) -> str:
    """An amount, or a range of them."""
    if not text:
        return say("money.aid.unknown", language)
    low, _, high = text.partition("-")
    if not high:
        return euro_text(Decimal(low), language)
    return say(
        "money.between", language, low=number_text(Decimal(low), language), high=euro_text(Decimal(high), language)
    )


def _yes_no(text: str) -> str:
    if not text:
        return "unknown"
    return "yes" if text.casefold() in ("ja", "oui", "yes", "true", "1") else "no"


def _room_text(room: Headroom, language: str) -> str:
    if room.rule is None:
        return say("money.aid.no_rule", language)
    low, high = (end or Decimal(0) for end in room.left)
    if low == high:
        return euro_text(high, language)
    return say("money.between", language, low=euro_text(low, language), high=euro_text(high, language))


def _measures(language: str) -> list[tuple[str, str]]:
    found = [(measure.id, local(measure.name, language)) for measure in shipped_catalogue().measures.values()]
    return sorted(found, key=lambda entry: entry[1].casefold())
