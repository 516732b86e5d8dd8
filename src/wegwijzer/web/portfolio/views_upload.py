"""Send files, see them being read, and see what was wrong with them."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.web.portfolio import actions, queries, upload_folder
from wegwijzer.web.portfolio.board_choice import personal
from wegwijzer.web.portfolio.models import Upload
from wegwijzer.web.portfolio.upload_reading import FIRST_STEP_SECONDS, read_step
from wegwijzer.web.portfolio.upload_report import upload_report
from wegwijzer.web.portfolio.visit import portfolio_owner

FILES = "bestand"


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def upload(request: HttpRequest, language: str) -> HttpResponse:
    """Send annual accounts. What can be read at once leads straight to the list."""
    if request.method != "POST":
        return render(request, "portfolio/upload.html", _shown())
    files = request.FILES.getlist(FILES)
    if not files:
        return render(request, "portfolio/upload.html", {**_shown(), "is_empty": True}, status=400)
    if upload_folder.is_full():
        return render(request, "portfolio/upload.html", {**_shown(), "is_busy": True}, status=503)
    kept = actions.receive(portfolio_owner.to_be(request), files, at=timezone.now())
    read_step(kept, seconds=FIRST_STEP_SECONDS)
    return _onward(kept, language)


@require_safe
@personal
def progress(request: HttpRequest, language: str, upload_id: UUID) -> HttpResponse:
    """Read on for a second; the page comes back by itself until all is read. Then it tells what was found."""
    kept = queries.upload(portfolio_owner.or_404(request), upload_id)
    if kept is None:
        raise Http404
    if not kept.is_done:
        read_step(kept)
        if kept.is_done:
            return _onward(kept, language)
    return render(request, "portfolio/progress.html", {**_shown(), "upload": upload_report(kept, language)})


def _onward(kept: Upload, language: str) -> HttpResponse:
    if not kept.is_done or not kept.read:
        return redirect("portfolio:progress", language, kept.pk)
    response = redirect("portfolio:list", language)
    response["Location"] += f"?geladen={kept.pk}"
    return response


def _shown() -> dict[str, object]:
    return {"section": "clients", "days": str(actions.PORTFOLIO_DAYS)}
