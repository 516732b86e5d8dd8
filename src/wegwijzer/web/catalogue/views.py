"""The public pages of the catalogue."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

import wegwijzer.web.structures.queries as structures
from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.core.search.documents import MEASURE, ORGANISATION
from wegwijzer.readers.about import compiled_on
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.needs import read_need
from wegwijzer.web.catalogue import measure_list, organisation_list
from wegwijzer.web.catalogue.calculator import calculator
from wegwijzer.web.catalogue.measure_view import measure_view
from wegwijzer.web.catalogue.organisation_view import organisation_view
from wegwijzer.web.catalogue.queries import found_places, ready_search
from wegwijzer.web.catalogue.search_view import KIND, search_view
from wegwijzer.web.catalogue.typed_text import typed_text
from wegwijzer.web.day_choice import PARAMETER, chosen_day
from wegwijzer.web.on_now import NowLine, on_now_for_search
from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.noting import note
from wegwijzer.wording.language import say


@require_safe
def measures(request: HttpRequest, language: str) -> HttpResponse:
    """All measures as they stand on a day, with filters."""
    day = chosen_day(request.GET, today=timezone.localdate(), language=language)
    text = typed_text(request.GET, language=language)
    rows = measure_list.measure_rows(day.day, language)
    if text.is_searched:
        found_at = found_places(text.text, MEASURE)
        rows = tuple(sorted((row for row in rows if row.slug in found_at), key=lambda row: found_at[row.slug]))
    kept = {"q": text.text, PARAMETER: "" if day.is_today else day.iso}
    found = measure_list.filtered_measures(rows, request.GET, kept=kept, language=language)
    context = {
        "section": "measures",
        "day": day,
        "text": text,
        "found": found,
        "sections": () if text.is_searched else measure_list.sections(found.rows, language),
        "total": len(shipped_catalogue().measures),
        "is_narrowed": bool(found.undo or text.is_searched),
    }
    return render(request, "catalogue/measures.html", context, status=_status(day.error, text.error))


@require_safe
def measure(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """One measure on one day, with its calculator and its history."""
    day = chosen_day(request.GET, today=timezone.localdate(), language=language)
    try:
        found = shipped_catalogue().measure(slug)
    except UnknownEntryError as error:
        raise Http404 from error
    on_day = shipped_day(day.day)
    view = measure_view(found, on_day, language)
    version = next((item.version for item in on_day.measures if item.measure.id == slug), None)
    form = None if version is None else calculator(found, version, on_day, request.GET, language)
    context = {
        "section": "measures",
        "measure": view,
        "day": day,
        "calculator": form,
        "compiled_on": compiled_on(),
    }
    faults = day.error or (form is not None and form.errors)
    return render(request, "catalogue/measure.html", context, status=_status(faults))


@require_safe
def organisations(request: HttpRequest, language: str) -> HttpResponse:
    """All organisations, with filters."""
    text = typed_text(request.GET, language=language)
    rows = organisation_list.organisation_rows(timezone.localdate(), language)
    if text.is_searched:
        found_at = found_places(text.text, ORGANISATION)
        rows = tuple(sorted((row for row in rows if row.slug in found_at), key=lambda row: found_at[row.slug]))
    today = timezone.localdate()
    found = organisation_list.filtered_organisations(rows, request.GET, kept={"q": text.text}, language=language)
    context = {
        "section": "organisations",
        "text": text,
        "found": found,
        "sections": () if text.is_searched else organisation_list.sections(found, language),
        "former": sum(row.is_former for row in rows),
        "shows_former": bool(request.GET.get(organisation_list.FORMER)),
        "total": len(shipped_catalogue().organisations),
        "is_narrowed": bool(found.undo or text.is_searched),
        "gone": structures.gone_in_search(text.text, on=today, language=language) if text.is_searched else (),
    }
    return render(request, "catalogue/organisations.html", context, status=_status(text.error))


@require_safe
def organisation(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """One organisation; an old name that has no page of its own leads to who took over."""
    catalogue, today = shipped_catalogue(), timezone.localdate()
    try:
        found = catalogue.organisation(slug)
    except UnknownEntryError as error:
        heir = structures.heir_of(slug.replace("-", " "), on=today)
        if heir:
            return redirect("catalogue:organisation", language, heir)
        raise Http404 from error
    context = {
        "section": "organisations",
        "organisation": organisation_view(found, catalogue, on=today, language=language),
        "former_names": structures.former_names_of(slug, on=today, language=language),
        "compiled_on": compiled_on(),
    }
    return render(request, "catalogue/organisation.html", context)


@require_safe
def search(request: HttpRequest, language: str) -> HttpResponse:
    """One box over measures, organisations and experts."""
    text = typed_text(request.GET, language=language)
    found = None
    gone: tuple[structures.GoneView, ...] = ()
    now: tuple[NowLine, ...] = ()
    if text.is_searched:
        catalogue, today = shipped_catalogue(), timezone.localdate()
        found = search_view(ready_search(), text.text, request.GET, catalogue, on=today, language=language)
        _count(request, text.text, found.total)
        gone = structures.gone_in_search(text.text, on=today, language=language)
        now = () if request.GET.get(KIND) else on_now_for_search(text.text, on=today, language=language)
    context = {
        "section": "search",
        "text": text,
        "examples": [example.strip() for example in say("catalogue.search.examples", language).split("|")],
        "found": found,
        "gone": gone,
        "now": now,
    }
    return render(request, "catalogue/search.html", context, status=_status(text.error))


def _count(request: HttpRequest, text: str, total: int) -> None:
    """Have the search counted; of one without answer only the domain that its words are about, never the words."""
    note(request, Kind.SEARCH_MADE)
    if total == 0:
        note(request, Kind.SEARCH_EMPTY, lambda: next((match.domain.id for match in read_need(text).business), ""))


def _status(*faults: object) -> int:
    """400 when something in the address is wrong; the page itself says what, and keeps what was typed."""
    return 400 if any(faults) else 200
