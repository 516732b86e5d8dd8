"""The list of clients, its export, and the page about the lights."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.web.portfolio import actions, queries
from wegwijzer.web.portfolio.board_choice import chosen_board, personal
from wegwijzer.web.portfolio.client_readings import portfolio
from wegwijzer.web.portfolio.excel import excel_response
from wegwijzer.web.portfolio.light_pages import light_pages
from wegwijzer.web.portfolio.list_filters import fitting, read_query, selects, sort_select, within
from wegwijzer.web.portfolio.list_view import ROWS_A_PAGE, client_rows
from wegwijzer.web.portfolio.sample import sample_filings
from wegwijzer.web.portfolio.upload_report import upload_report
from wegwijzer.web.portfolio.visit import portfolio_owner
from wegwijzer.wording.signals import LightWording


@require_safe
@personal
def clients(request: HttpRequest, language: str) -> HttpResponse:
    """The clients, worst first; without any, how to begin."""
    owner = portfolio_owner.of(request)
    upload = queries.latest_upload(owner) if owner else None
    days = str(actions.PORTFOLIO_DAYS)
    if owner is None or not queries.has_clients(owner):
        shown = {"section": "clients", "days": days, "upload": upload and upload_report(upload, language)}
        return render(request, "portfolio/start.html", shown)
    day, board = chosen_board(request, language)
    everyone = portfolio(owner, board=board)
    query = read_query(request.GET, board=board)
    found = fitting(everyone, query, today=day.today)
    pages = Paginator(found, ROWS_A_PAGE)
    query = within(query, pages.num_pages)
    page = pages.page(query.page)
    context = {
        "section": "clients",
        "day": day,
        "days": days,
        "query": query,
        "rows": client_rows(list(page.object_list), LightWording(board, language), today=day.today),
        "page": page,
        "pages": [(number, query.address(day, page=number)) for number in pages.page_range],
        "selects": selects(everyone, query, board=board, language=language),
        "sort": sort_select(query, language),
        "address": query.address(day),
        "total": len(everyone),
        "upload": upload_report(upload, language) if upload else None,
        "is_just_read": upload is not None and request.GET.get("geladen") == str(upload.pk),
        "has_fictional": any(item.client.is_fictional for item in everyone),
    }
    return render(request, "portfolio/list.html", context, status=400 if day.error else 200)


@require_safe
@personal
def excel(request: HttpRequest, language: str) -> HttpResponse:
    """The clients of the list as an Excel file."""
    owner = portfolio_owner.or_404(request)
    day, board = chosen_board(request, language)
    if day.error:
        return clients(request, language)
    query = read_query(request.GET, board=board)
    found = fitting(portfolio(owner, board=board), query, today=day.today)
    return excel_response(found, LightWording(board, language), day)


@require_POST
@personal
def sample(request: HttpRequest, language: str) -> HttpResponse:
    """Fill the portfolio with fictional clients, to try it."""
    newest = timezone.localdate().year - 1
    actions.store(portfolio_owner.to_be(request), sample_filings(newest=newest), is_fictional=True)
    return redirect("portfolio:list", language)


@require_POST
@personal
def no_sample(request: HttpRequest, language: str) -> HttpResponse:
    """Remove the fictional clients."""
    actions.remove_fictional(portfolio_owner.or_404(request))
    return redirect("portfolio:list", language)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def forget(request: HttpRequest, language: str) -> HttpResponse:
    """Remove everything, once that is confirmed."""
    owner = portfolio_owner.of(request)
    if owner is None:
        return redirect("portfolio:list", language)
    if request.method != "POST":
        shown = {"section": "clients", "count": queries.client_count(owner)}
        return render(request, "portfolio/forget.html", shown)
    actions.forget(owner)
    portfolio_owner.leave(request)
    return redirect("portfolio:list", language)


@require_safe
def lights(request: HttpRequest, language: str) -> HttpResponse:
    """Every light: what it watches, where its limits lie, why it weighs what it weighs, and how sure that is."""
    day, board = chosen_board(request, language)
    shown = {"section": "clients", "day": day, "lights": light_pages(board, language), "total": board.total_weight}
    return render(request, "portfolio/lights.html", shown, status=400 if day.error else 200)
