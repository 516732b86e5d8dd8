"""What can be printed and downloaded: the call, the file of an idea, the list to keep."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegwijzer.core.premium.papers import Paper
from wegwijzer.publishing.premium_docx import paper_docx
from wegwijzer.publishing.sheets import sheets_bytes
from wegwijzer.readers.premium import shipped_premium
from wegwijzer.web.premium import queries
from wegwijzer.web.premium.models import Scheme
from wegwijzer.web.premium.reach import form_address, idea_or_404, scheme_or_404
from wegwijzer.web.premium.views import personal
from wegwijzer.web.qr_code import qr_code
from wegwijzer.wording.language import say
from wegwijzer.wording.premium import call_paper, idea_paper, list_paper, list_sheets, year_rules

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@personal
def call(request: HttpRequest, language: str, scheme_id: UUID) -> HttpResponse:
    """The call to staff, to print and hang up, with a code to scan."""
    row = scheme_or_404(request, scheme_id)
    address = _address(request, row, language)
    year = timezone.localdate().year
    shown = {
        "scheme": row,
        "paper": _call(request, row, language),
        "address": address,
        "qr": qr_code(address) if address else None,
        "has_rules": year_rules(shipped_premium(), year, language)[0] is not None,
        "year": year,
    }
    return render(request, "premium/call.html", shown)


@require_safe
@personal
def call_docx(request: HttpRequest, language: str, scheme_id: UUID) -> HttpResponse:
    """The call as a Word file, to change and send."""
    return _word(_call(request, scheme_or_404(request, scheme_id), language), "innovatiepremie-oproep")


@require_safe
@personal
def idea_docx(request: HttpRequest, language: str, scheme_id: UUID, idea_id: UUID) -> HttpResponse:
    """The file of an idea."""
    row = idea_or_404(request, scheme_id, idea_id)
    lines = queries.lines_of(list(row.premiums.select_related("idea")))
    paper = idea_paper(row.scheme.firm, row.title, queries.file_of(row), lines, shipped_premium(), language)
    return _word(paper, "innovatiepremie-dossier")


@require_safe
@personal
def list_docx(request: HttpRequest, language: str, scheme_id: UUID) -> HttpResponse:
    """The list to keep."""
    row = scheme_or_404(request, scheme_id)
    lines, ceilings = queries.lines_of(queries.premiums_of(row)), queries.ceilings_of(row, language).words
    return _word(list_paper(row.firm, lines, ceilings, shipped_premium(), language), "innovatiepremie-lijst")


@require_safe
@personal
def list_xlsx(request: HttpRequest, language: str, scheme_id: UUID) -> HttpResponse:
    """The list to keep, with figures as numbers."""
    row = scheme_or_404(request, scheme_id)
    lines, ceilings = queries.lines_of(queries.premiums_of(row)), queries.ceilings_of(row, language).words
    sheets = list_sheets(row.firm, lines, ceilings, shipped_premium(), language)
    return _file(sheets_bytes(sheets, title=say("premium.list.title", language)), _EXCEL, "innovatiepremie-lijst.xlsx")


def _call(request: HttpRequest, row: Scheme, language: str) -> Paper:
    rules, _ = year_rules(shipped_premium(), timezone.localdate().year, language)
    return call_paper(row.firm, _address(request, row, language), row.closes, rules, row.contact, language)


def _address(request: HttpRequest, row: Scheme, language: str) -> str:
    """Where employees send their ideas; "" while the form is closed by hand."""
    return form_address(request, row, language) if row.is_open else ""


def _word(paper: Paper, name: str) -> HttpResponse:
    return _file(paper_docx(paper), _WORD, f"{name}.docx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
