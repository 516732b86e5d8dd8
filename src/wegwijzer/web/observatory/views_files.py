"""Files that analysts send: who used which measure, and who is kept out by what."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.web.csv_download import csv_download
from wegwijzer.web.observatory import queries
from wegwijzer.web.observatory.access import analysts_only
from wegwijzer.web.observatory.fault_words import ShownFault, shown_fault, shown_faults
from wegwijzer.web.observatory.models import SentFile
from wegwijzer.web.observatory.pages import PAGES
from wegwijzer.web.observatory.sending import SendingRefusedError, Sent, content_of, remove, show, take_in
from wegwijzer.web.people.queries import actor_of
from wegwijzer.wording.language import say

personal = cache_control(private=True, no_store=True)

_COLUMNS = ("firm", "measure", "year", "size", "sector", "province", "layer", "amount_eur")
_EXAMPLE = (
    ("f001", "kmo-portefeuille", 2024, "1-9", "food", "antwerpen", "volger", 1200),
    ("f001", "kmo-portefeuille", 2025, "1-9", "food", "antwerpen", "volger", 800),
    ("f002", "kmo-portefeuille", 2025, "10-49", "construction", "limburg", "", 3500),
)
_MOST_FAULTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@analysts_only
def files(request: HttpRequest, language: str) -> HttpResponse:
    """The files that were sent, and a form to send one."""
    if request.method != "POST":
        return _page(request, language)
    chosen = request.FILES.get("bestand")
    population = request.FILES.get("bevolking")
    sent_size = sum(file.size or 0 for file in (chosen, population) if file is not None)
    if sent_size > settings.LARGEST_TABLE:
        return _page(request, language, [ShownFault(say("observatory.refused.large", language))])
    sent = Sent(
        request.POST.get("soort", ""),
        (chosen.name or "") if chosen is not None else "",
        request.POST.get("bron", ""),
        content_of(chosen),
        content_of(population),
    )
    try:
        file = take_in(sent, by=actor_of(request).person, at=timezone.now())
    except SendingRefusedError as error:
        if error.code != "faults":
            return _page(request, language, [ShownFault(say(f"observatory.refused.{error.code}", language))])
        faults = [shown_fault(line, language) for line in error.faults]
        return _page(request, language, faults, are_of_file=True)
    if file.state == SentFile.State.READY:
        show(file)
    response = redirect("observatory:files", language)
    response["Location"] += "?gedaan=1"
    return response


@require_POST
@personal
@analysts_only
def change(request: HttpRequest, language: str, file_id: UUID) -> HttpResponse:
    """Show the figures of a file, or remove it."""
    file = SentFile.objects.filter(pk=file_id).first()
    if file is None:
        raise Http404
    if request.POST.get("doe") == "weg":
        remove(file)
    elif request.POST.get("doe") == "toon" and file.state == SentFile.State.READY:
        show(file)
    return redirect("observatory:files", language)


@require_safe
@analysts_only
def example(request: HttpRequest, language: str) -> HttpResponse:
    """A file with every column and three made-up lines, to begin from."""
    return csv_download([(*_COLUMNS, "synthetic"), *((*line, 1) for line in _EXAMPLE)], "wegwijzer-gebruik.csv")


def _page(
    request: HttpRequest, language: str, faults: list[ShownFault] | None = None, *, are_of_file: bool = False
) -> HttpResponse:
    shown = faults or []
    context = {
        "section": "observatory",
        "pages": PAGES,
        "files": [(file, list(shown_faults(file.problem, language))) for file in queries.sent_files()],
        "faults": shown[:_MOST_FAULTS],
        "more": max(0, len(shown) - _MOST_FAULTS),
        "are_of_file": are_of_file,
        "kinds": [(kind, say(f"observatory.kind.{kind}", language)) for kind in SentFile.Kind.values],
        "kind": request.POST.get("soort", SentFile.Kind.USE.value),
        "source": request.POST.get("bron", ""),
        "columns": [(name, say(f"observatory.column.{name}", language)) for name in (*_COLUMNS, "synthetic")],
        "is_done": "gedaan" in request.GET,
    }
    return render(request, "observatory/files.html", context, status=422 if shown else 200)
