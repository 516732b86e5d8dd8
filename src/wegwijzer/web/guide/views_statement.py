"""The accessibility statement, after the model of Implementing Decision (EU) 2018/1523."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijzer.wording.values import date_text

PREPARED = date(2026, 11, 30)
"""The day of the last assessment: `python -m tests.web.browser.audit`, and docs/accessibility.md."""
GAPS = ("own_words", "attachments", "longest", "exports", "elsewhere")
"""What is not accessible yet, by the key of its words under `accessibility.gaps`."""


@require_safe
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """How far the site complies, what does not yet, and whom to tell."""
    shown = {
        "operator": settings.OPERATOR,
        "contact": settings.ACCESSIBILITY_CONTACT,
        "gaps": [f"accessibility.gaps.{gap}" for gap in GAPS],
        "prepared": date_text(PREPARED, language),
    }
    return render(request, "guide/accessibility.html", shown)
