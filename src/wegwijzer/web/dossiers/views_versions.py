"""Every version of a dossier: who and when, two beside each other, and going back to one."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.core.dossier.access import Deed
from wegwijzer.core.dossier.comparing import Difference, differences
from wegwijzer.readers.dossier import shipped_structure
from wegwijzer.web.dossiers import actions, queries
from wegwijzer.web.dossiers.dossier_page import measure_name
from wegwijzer.web.dossiers.models import Dossier, Version
from wegwijzer.web.dossiers.part_page import shown
from wegwijzer.web.dossiers.visit import personal, seat
from wegwijzer.wording.dossier import DossierWording
from wegwijzer.wording.language import local, say


@require_safe
@personal
def versions(request: HttpRequest, language: str, dossier_id: UUID) -> HttpResponse:
    """The versions; `van` and `tot` in the address put two beside each other."""
    at_it = seat(request, dossier_id, Deed.SEE, looks_at="versions")
    before, after = (_version(at_it.dossier, request.GET.get(name, "")) for name in ("van", "tot"))
    found = queries.versions(at_it.dossier)
    shown_page = {
        "dossier": at_it.dossier,
        "may_go_back": at_it.may(Deed.GO_BACK),
        "versions": [(row, measure_name(row.measure, language)) for row in found],
        "last": found[0].number if found else 0,
        "before": before,
        "after": after,
        "differences": _lines(differences(before.parts, after.parts), language) if before and after else [],
    }
    return render(request, "dossiers/versions.html", shown_page)


@require_POST
@personal
def go_back(request: HttpRequest, language: str, dossier_id: UUID, number: int) -> HttpResponse:
    """Make an older version the one of today, as a new version."""
    at_it = seat(request, dossier_id, Deed.GO_BACK)
    version = queries.version(at_it.dossier, number)
    if version is None:
        raise Http404
    actions.go_back(at_it.dossier, version, person=at_it.person, at=timezone.now())
    return redirect("dossiers:versions", language, dossier_id)


def _version(dossier: Dossier, number: str) -> Version | None:
    is_number = number.isascii() and number.isdigit() and len(number) < 9
    return queries.version(dossier, int(number)) if is_number else None


def _lines(found: tuple[Difference, ...], language: str) -> list[tuple[str, str, str]]:
    """Where, before and after, in words."""
    structure = shipped_structure()
    wording = DossierWording(structure, language)
    lines = []
    for item in found:
        named = [local(structure.part(item.part).title, language)]
        if item.row:
            named.append(say("dossiers.where.row", language, row=item.row))
        if item.field.startswith("x-"):
            named.append(wording.extra_question(item.field))
        elif item.field.startswith("year-"):
            named.append(say("dossiers.field.year_total_of", language, year=item.field.removeprefix("year-")))
        else:
            named.append(say(f"dossiers.field.{item.field}", language))
        before, after = shown(item.field, item.before, language), shown(item.field, item.after, language)
        lines.append((", ".join(named), before, after))
    return lines
