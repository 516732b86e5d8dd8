"""The pages of the observatory: the front for everybody, the dashboards for analysts, and their files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wegwijzer.core.referral.permissions import Role
from wegwijzer.core.survey.publication import Publication
from wegwijzer.publishing import json_stat, plain_csv
from wegwijzer.web.figures.queries import drawn_tables
from wegwijzer.web.observatory.access import analysts_only, sees_figures
from wegwijzer.web.observatory.pages import PAGES, PageView, page_view
from wegwijzer.web.people.queries import actor_of

PUBLIC_TABLES = (6, 5, 7, 11)
"""Tables of the report that the front page draws: who is reached by size, over the years, by what, and who spends."""

personal = cache_control(private=True, no_store=True)


@require_safe
def front(request: HttpRequest, language: str) -> HttpResponse:
    """What everybody may see, and the doors to the rest for who may."""
    context = {
        "section": "observatory",
        "tables": drawn_tables(PUBLIC_TABLES, language),
        "sees_figures": sees_figures(request),
        "pages": PAGES,
    }
    return render(request, "observatory/front.html", context)


@require_safe
@personal
@analysts_only
def page(request: HttpRequest, language: str, page: str) -> HttpResponse:
    """One dashboard."""
    found = _page_or_404(request, page, language)
    faults = found.choice.faults if found.choice is not None else ()
    context = {
        "section": "observatory",
        "view": found,
        "pages": PAGES,
        "sees_rules": actor_of(request).has(Role.EDITOR),
    }
    return render(request, "observatory/page.html", context, status=400 if faults else 200)


@require_safe
@personal
@analysts_only
def figure_csv(request: HttpRequest, language: str, page: str, figure: str) -> HttpResponse:
    """The figures of one figure's table, a line a cell."""
    found = _publication_or_404(request, page, figure, language)
    return _file(b"\xef\xbb\xbf" + plain_csv.file_bytes(found), "text/csv; charset=utf-8", f"{page}-{figure}.csv")


@require_safe
@personal
@analysts_only
def figure_json(request: HttpRequest, language: str, page: str, figure: str) -> HttpResponse:
    """The same as JSON-stat 2.0."""
    found = _publication_or_404(request, page, figure, language)
    return _file(json_stat.file_bytes(found), "application/json", f"{page}-{figure}.json")


def _page_or_404(request: HttpRequest, page: str, language: str) -> PageView:
    if page not in PAGES:
        raise Http404
    return page_view(page, request.GET, language)


def _publication_or_404(request: HttpRequest, page: str, figure: str, language: str) -> Publication:
    found = _page_or_404(request, page, language).figure(figure)
    if found is None or found.table is None:
        raise Http404
    return found.publication


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="wegwijzer-{name}"'
    return response
