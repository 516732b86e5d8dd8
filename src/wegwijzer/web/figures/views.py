"""The public pages over the tables of the report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijzer.core.referral.permissions import Action, may
from wegwijzer.core.report.table import ReportTable
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.report_tables import report_tables
from wegwijzer.web.figures.definitions_view import definitions_view
from wegwijzer.web.figures.queries import sums_that_hold, table_of
from wegwijzer.web.figures.table_view import row_view, table_view
from wegwijzer.web.people.queries import actor_of
from wegwijzer.wording.figures_files import file_stem, table_csv, table_json


@require_safe
def tables(request: HttpRequest, language: str) -> HttpResponse:
    """All tables with what each says."""
    found = report_tables()
    holds, checked = sums_that_hold(*found)
    context = {
        "section": "figures",
        "rows": [row_view(table, language) for table in found],
        "holds": holds,
        "checked": checked,
        "sees_outcomes": may(actor_of(request), Action.SEE_FIGURES),
    }
    return render(request, "figures/list.html", context)


@require_safe
def table(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One table: what it says, its picture, its cells, and what is wrong in print."""
    view = table_view(_table_or_404(number), language)
    return render(request, "figures/table.html", {"section": "figures", "table": view})


@require_safe
def definitions(request: HttpRequest, language: str) -> HttpResponse:
    """How many firms are innovative, by one definition and by another."""
    return render(request, "figures/definitions.html", {"section": "figures", "view": definitions_view(language)})


@require_safe
def table_as_csv(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One table as a CSV file."""
    found = _table_or_404(number)
    content = table_csv(found, language, shipped_catalogue().technology_table.classes)
    # The mark at the start lets spreadsheets see that it is UTF-8.
    return _download(f"\ufeff{content}", "text/csv; charset=utf-8", f"{file_stem(found)}.csv")


@require_safe
def table_as_json(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One table as a JSON file."""
    found = _table_or_404(number)
    content = table_json(found, language, shipped_catalogue().technology_table.classes)
    return _download(content, "application/json", f"{file_stem(found)}.json")


def _table_or_404(number: int) -> ReportTable:
    found = table_of(number)
    if found is None:
        raise Http404
    return found


def _download(content: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
