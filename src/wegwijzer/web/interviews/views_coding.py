"""Coding: choose stretches of a note, give them codes, and say when a note is read to the end."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.interviews.exporting import digest_of
from wegwijzer.web.interviews import actions, queries
from wegwijzer.web.interviews.coding import CodingForm, coder_of, coding_page, read_coding
from wegwijzer.web.interviews.models import Case, Note
from wegwijzer.web.interviews.study_reading import notes_in_order
from wegwijzer.web.interviews.visit import case_or_404, personal, researcher


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def code(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """Code one note of a case; the first that waits when none is named."""
    case = case_or_404(request, case_id)
    notes = notes_in_order(queries.notes(case.owner, [case]))
    if not notes:
        return render(request, "interviews/coding_empty.html", {"case": case, "study": case.study})
    coder = coder_of(request.POST or request.GET)
    wanted = (request.POST or request.GET).get("notitie", "")
    note = next((other for other in notes if str(other.pk) == wanted), None)
    if note is None:
        if wanted:
            raise Http404
        note = _first_waiting(case, notes, coder)
    if request.method != "POST":
        return _page(request, language, case, note, coder)
    form = read_coding(request.POST, note, queries.codes(case.owner, case.study))
    if request.POST.get("digest") != digest_of(note.text):
        return _page(request, language, case, note, coder, form=form, fault="changed")
    if "read" in request.POST or "unread" in request.POST:
        actions.note_read(note, coder=coder, is_read="read" in request.POST)
        page = coding_page(case, note, language, coder=coder)
        following = page.next_note if "read" in request.POST else ""
        return _go(language, case, following or str(note.pk), coder)
    if not form.spans or not form.codes:
        fault = "no_codes" if form.spans else "no_text"
        return _page(request, language, case, note, coder, form=form, fault=fault)
    actions.code_spans(note, form.spans, form.codes, coder=coder, is_quote=form.is_quote)
    return _go(language, case, str(note.pk), coder)


@require_POST
@personal
def remove_passage(request: HttpRequest, language: str, passage_id: UUID) -> HttpResponse:
    """Take the codes of a stretch away."""
    passage = queries.passage(researcher.or_404(request), passage_id)
    if passage is None:
        raise Http404
    note, coder = passage.note, passage.coder
    actions.remove_passage(passage)
    return _go(language, note.case, str(note.pk), coder)


def _first_waiting(case: Case, notes: list[Note], coder: int) -> Note:
    digests = {note.pk: digest_of(note.text) for note in notes}
    read = {
        reading.note_id
        for reading in queries.readings(case.owner, notes)
        if reading.coder == coder and reading.digest == digests[reading.note_id]
    }
    return next((note for note in notes if note.pk not in read), notes[0])


def _go(language: str, case: Case, note_id: str, coder: int) -> HttpResponse:
    response = redirect("interviews:code", language, case.pk)
    response["Location"] += f"?codeur={coder}&notitie={note_id}"
    return response


def _page(
    request: HttpRequest,
    language: str,
    case: Case,
    note: Note,
    coder: int,
    *,
    form: CodingForm | None = None,
    fault: str = "",
) -> HttpResponse:
    shown = {
        "case": case,
        "study": case.study,
        "page": coding_page(case, note, language, coder=coder),
        "fault": f"interviews.coding.{fault}" if fault else "",
        "chosen": form.codes if form else (),
        "ticked": request.POST.getlist("sentence"),
    }
    return render(request, "interviews/coding.html", shown, status=400 if fault else 200)
