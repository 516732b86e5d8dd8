"""One client: the sheet for the yearly talk, on screen and on paper, and what the owner keeps of the last talk."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.core.knipperlichten.light import LightBoard
from wegwijzer.web.day_choice import DayChoice
from wegwijzer.web.portfolio import actions, queries
from wegwijzer.web.portfolio.board_choice import chosen_board, personal
from wegwijzer.web.portfolio.client_readings import one_client
from wegwijzer.web.portfolio.client_view import ClientSheet, client_sheet
from wegwijzer.web.portfolio.models import Client
from wegwijzer.web.portfolio.pdf import pdf_response
from wegwijzer.web.portfolio.talk_form import TalkForm, filled_in, read_talk
from wegwijzer.web.portfolio.visit import portfolio_owner


@require_safe
@personal
def client(request: HttpRequest, language: str, client_id: UUID) -> HttpResponse:
    """The sheet on screen."""
    found = _client_or_404(request, client_id)
    return _page(request, language, found, filled_in(found))


@require_safe
@personal
def client_pdf(request: HttpRequest, language: str, client_id: UUID) -> HttpResponse:
    """The sheet on one A4."""
    found = _client_or_404(request, client_id)
    day, board = chosen_board(request, language)
    if day.error:
        return _page(request, language, found, filled_in(found))
    return pdf_response(_sheet(found, day, board, language), day, language)


@require_POST
@personal
def talk(request: HttpRequest, language: str, client_id: UUID) -> HttpResponse:
    """Keep the name, the day of the last talk and a note."""
    found = _client_or_404(request, client_id)
    form = read_talk(request.POST, language, today=timezone.localdate())
    if form.faults:
        return _page(request, language, found, form)
    actions.note_talk(found, name=form.name, last_talk=form.day, note=form.note)
    response = redirect("portfolio:client", language, client_id)
    response["Location"] += "?bewaard#gesprek"
    return response


@require_POST
@personal
def remove(request: HttpRequest, language: str, client_id: UUID) -> HttpResponse:
    """Remove a client with its accounts."""
    actions.remove_client(_client_or_404(request, client_id))
    return redirect("portfolio:list", language)


def _client_or_404(request: HttpRequest, client_id: UUID) -> Client:
    """The owner's client; another owner's is not there."""
    found = queries.client(portfolio_owner.or_404(request), client_id)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, language: str, found: Client, form: TalkForm) -> HttpResponse:
    day, board = chosen_board(request, language)
    shown = {
        "section": "clients",
        "client": found,
        "sheet": _sheet(found, day, board, language),
        "day": day,
        "form": form,
        "is_kept": "bewaard" in request.GET,
    }
    return render(request, "portfolio/client.html", shown, status=400 if day.error or form.faults else 200)


def _sheet(found: Client, day: DayChoice, board: LightBoard, language: str) -> ClientSheet:
    read = one_client(found.owner, found, board=board)
    if read is None:
        raise Http404
    item, filings = read
    return client_sheet(item, filings, on=day.day, language=language)
