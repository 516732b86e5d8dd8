"""The manager's overview: how fast the desk takes questions up, how they end, who bears what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegwijzer.core.referral.permissions import Action, Actor, Tied, may
from wegwijzer.web.csv_download import csv_download
from wegwijzer.web.inbox.access import people_only
from wegwijzer.web.inbox.desk_numbers import DeskNumbers, desk_numbers
from wegwijzer.web.inbox.figures_view import figures_view
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

PERIODS = ("3", "6", "12")
"""Months back, with the running one."""
PARAMETER = "maanden"


@require_safe
@people_only
def figures(request: HttpRequest, language: str, desk_id: UUID, *, actor: Actor) -> HttpResponse:
    """The page."""
    desk, months, first, last, numbers = _asked(request, desk_id, actor)
    shown = {
        "desk": desk,
        "figures": figures_view(numbers, language),
        "first": date_text(first, language),
        "last": date_text(last, language),
        "months": months,
        "periods": [(period, say(f"inbox.figures.period_{period}", language)) for period in PERIODS],
    }
    return render(request, "inbox/figures.html", shown)


@require_safe
@people_only
def figures_csv(request: HttpRequest, language: str, desk_id: UUID, *, actor: Actor) -> HttpResponse:
    """The same numbers as a file."""
    desk, _, first, last, numbers = _asked(request, desk_id, actor)
    view = figures_view(numbers, language)
    part, what, number = (say(f"inbox.figures.{key}", language) for key in ("csv_part", "what", "number"))
    period = say("inbox.figures.period", language)
    rows: list[Sequence[object]] = [[part, what, number], [period, "", f"{first.isoformat()}/{last.isoformat()}"]]
    rows += _tile_rows(view.tiles, language)
    for found in view.parts:
        for label, counts in found.rows:
            for column, count in zip(found.columns, counts, strict=True):
                name = label if len(found.columns) == 1 else f"{label}, {column}"
                rows.append([found.title, name, count])
    return csv_download(rows, f"wegwijzer-{desk.pk}-{last.isoformat()}.csv")


def _tile_rows(tiles: object, language: str) -> list[list[str]]:
    title = say("inbox.figures.tiles", language)
    return [[title, tile.name, tile.text] for tile in tiles]  # type: ignore[attr-defined]


def _asked(request: HttpRequest, desk_id: UUID, actor: Actor) -> tuple[Desk, str, date, date, DeskNumbers]:
    desk = people_queries.desk(desk_id)
    if desk is None or not desk.is_helper or not may(actor, Action.SEE_DESK_FIGURES, Tied(desk=str(desk_id))):
        raise Http404
    months = request.GET.get(PARAMETER, "12")
    months = months if months in PERIODS else "12"
    last = timezone.localdate()
    back = last.year * 12 + last.month - int(months)
    first = date(back // 12, back % 12 + 1, 1)
    return desk, months, first, last, desk_numbers(desk_id, first=first, last=last)
