"""For which measure a dossier is written: what another asks besides, and which limits differ. Nothing is lost."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wegwijzer.core.dossier.access import Deed
from wegwijzer.core.dossier.reusing import reuse
from wegwijzer.readers.dossier import shipped_structure
from wegwijzer.web.dossiers import actions
from wegwijzer.web.dossiers.dossier_page import measure_name
from wegwijzer.web.dossiers.reading import Read, measures_on, read, rules_of
from wegwijzer.web.dossiers.visit import applicant, personal, seat
from wegwijzer.wording.dossier import DossierWording
from wegwijzer.wording.language import local, say

_LONGEST_TITLE = 120


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def choose(request: HttpRequest, language: str, dossier_id: UUID) -> HttpResponse:
    """Choose a measure; `naar` in the address shows what would change. A form changes it, or makes a copy for it."""
    at_it = seat(request, dossier_id, Deed.WRITE)
    today = timezone.localdate()
    offered = measures_on(today)
    sought = request.POST.get("measure", request.GET.get("naar", ""))
    if sought not in {found.id for found in offered}:
        sought = ""
    if request.method == "POST" and (sought or "none" in request.POST):
        if "copy" in request.POST:
            title = say("dossiers.measure.copy_title", language, title=at_it.dossier.title)[:_LONGEST_TITLE]
            owner = applicant.to_be(request)
            made = actions.copy_for(at_it.dossier, title, sought, owner=owner, person=at_it.person, at=timezone.now())
            if made is not None:
                return redirect("dossiers:dossier", language, made.pk)
        else:
            actions.choose_measure(at_it.dossier, sought, person=at_it.person, at=timezone.now())
            return redirect("dossiers:dossier", language, dossier_id)
    seen = read(at_it.dossier, on=today)
    shown = {
        "dossier": at_it.dossier,
        "measure": measure_name(at_it.dossier.measure, language),
        "measures": [
            (
                found.id,
                local(found.name, language),
                local(found.plain_name, language),
                found.id == at_it.dossier.measure,
            )
            for found in offered
        ],
        "sought": sought,
        "sought_name": measure_name(sought, language),
        "change": _change(seen, sought, language) if sought else None,
        "limits": _limits(seen, language),
        "is_full": request.method == "POST" and "copy" in request.POST,
    }
    return render(request, "dossiers/measure.html", shown)


def _change(seen: Read, sought: str, language: str) -> dict[str, object] | None:
    after = rules_of(sought, seen.content, seen.picture, on=timezone.localdate())
    if after is None:
        return None
    found, structure = reuse(seen.content, seen.rules, after), shipped_structure()
    wording = DossierWording(structure, language)
    return {
        "stays": [local(structure.part(part).title, language) for part in found.stays],
        "asked": [
            (local(structure.part(extra.part).title, language), local(extra.question, language))
            for extra in found.asked
        ],
        "answered": [local(extra.question, language) for extra in found.answered],
        "resting": [local(extra.question, language) for extra in found.resting],
        "limits": [wording.limit_change(change) for change in found.limits],
        "costs_out": [local(structure.cost_kinds.get(kind), language) or kind for kind in found.costs_out],
        "costs_unknown": found.costs_unknown,
        "source": after.version.source,
    }


def _limits(seen: Read, language: str) -> list[tuple[str, str, str | None]]:
    wording = DossierWording(shipped_structure(), language)
    return [(wording.limit(limit), limit.source, limit.url) for limit in seen.rules.limits] if seen.rules else []
