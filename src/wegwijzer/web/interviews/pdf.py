"""The cross-case report on paper: a tagged PDF (PDF/UA-1 as far as Typst checks it), set by Typst from plain data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.http import HttpResponse

from wegwijzer.publishing.typesetting import typeset
from wegwijzer.web.interviews.report_view import ReportView
from wegwijzer.wording.language import say, texts
from wegwijzer.wording.values import date_text

_TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def pdf_response(report: ReportView, language: str, *, on: date) -> HttpResponse:
    """The PDF as a download."""
    response = HttpResponse(typeset(_TEMPLATE, _data(report, language, on)), content_type="application/pdf")
    name = say("interviews.pdf.file_name", language)
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _data(report: ReportView, language: str, on: date) -> dict[str, object]:
    """What the template reads; every text is ready to print."""
    return {
        "language": language,
        "t": {
            key.removeprefix("interviews.report."): text
            for key, text in texts("interviews", language).items()
            if key.startswith("interviews.report.")
        },
        "lead": say("interviews.report.lead", language, firms=str(report.firms)),
        "minimum": say("interviews.report.minimum", language, minimum=str(report.minimum)),
        "hidden": say("interviews.report.hidden", language, count=str(report.hidden)),
        "by": say("interviews.report.by_title", language, attribute=report.by_label.lower()),
        "made": say("interviews.pdf.made", language, day=date_text(on, language)),
        "profile": [{"title": table.title, "rows": [list(row) for row in table.rows]} for table in report.profile],
        "groups": [f"{label} ({firms})" for label, firms in report.groups],
        "themes": [
            {
                "title": theme.title,
                "rows": [
                    {"label": row.label, "definition": row.definition, "cells": list(row.cells), "total": row.total}
                    for row in theme.rows
                ],
                "quotes": [{"label": label, "words": words} for label, words in theme.quotes],
            }
            for theme in report.themes
        ],
    }
