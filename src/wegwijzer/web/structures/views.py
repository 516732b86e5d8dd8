"""The map for everyone, its file, and its gaps for those who steer."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegwijzer.core.offers.permissions import OfferAction, may
from wegwijzer.core.structures.doers import Axis, Doer, DoerKind
from wegwijzer.core.structures.grid import fits
from wegwijzer.core.structures.steps import Basis
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.structures import shipped_map_rules
from wegwijzer.web.catalogue.queries import filtered, typed_text
from wegwijzer.web.csv_download import csv_download
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.structures.found_view import found_view
from wegwijzer.web.structures.gaps_view import gaps_view
from wegwijzer.web.structures.map_view import ROW, axis_asked, facets, map_view, row_labels
from wegwijzer.web.structures.queries import doers_on
from wegwijzer.wording.language import local, say

_COLUMNS = (
    "id",
    "kind",
    "name",
    "official_name",
    "role",
    "step",
    "expertise",
    "sectors",
    "provinces",
    "basis",
    "address",
)


@require_safe
def structure_map(request: HttpRequest, language: str) -> HttpResponse:
    """Who does what, by row and step; a name that is gone leads to who took over."""
    on = timezone.localdate()
    text = typed_text(request.GET, language=language)
    view = map_view(doers_on(on), request.GET, language=language)
    context = {
        "section": "structures",
        "map": view,
        "found": view.found,
        "text": text,
        "names": found_view(text.text, on=on, language=language) if text.is_searched else None,
        "roles": list(_roles(language)),
        "sees_gaps": may(people.actor_of(request), OfferAction.SEE_GAPS),
    }
    return render(request, "structures/map.html", context, status=400 if text.error or view.error else 200)


@require_safe
def map_csv(request: HttpRequest, language: str) -> HttpResponse:
    """The map as a file, a line for each organisation or offer and step, with the filters of the address."""
    doers = filtered(doers_on(timezone.localdate()), facets(language), request.GET, kept={}, language=language).rows
    _, axis, _ = axis_asked(request.GET, language)
    row, step = str(request.GET.get(ROW, "")), str(request.GET.get("stap", ""))
    if row in row_labels(axis, language):
        doers = tuple(doer for doer in doers if fits(doer, {axis: row}))
    header = [say(f"structures.csv.{column}", language) for column in _COLUMNS]
    lines = [line for doer in doers for line in _lines(doer, step, request, language)]
    return csv_download([header, *lines], f"{say('structures.csv.file', language)}.csv")


@require_safe
@signed_in_only
def gaps(request: HttpRequest, language: str) -> HttpResponse:
    """Where nobody is and where many are; for others this page is not there."""
    if not may(people.actor_of(request), OfferAction.SEE_GAPS):
        raise Http404
    view = gaps_view(doers_on(timezone.localdate()), request.GET, language=language)
    context = {"section": "structures", "gaps": view, "found": view.found}
    return render(request, "structures/gaps.html", context, status=400 if view.error else 200)


def _roles(language: str) -> Iterator[dict[str, str]]:
    """The steps of every role that is on the map, with what they rest on."""
    rules, catalogue = shipped_map_rules(), shipped_catalogue()
    for role in sorted(catalogue.roles.values(), key=lambda one: one.order):
        steps = rules.roles[role.id]
        if steps.steps:
            yield {
                "label": local(role.label, language),
                "steps": ", ".join(say(f"structures.step.{step.value}", language).lower() for step in steps.steps),
                "basis": say("structures.map.basis_source", language, source=steps.source)
                if steps.basis is Basis.SOURCE
                else say("structures.map.basis_editorial", language),
            }


def _lines(doer: Doer, only_step: str, request: HttpRequest, language: str) -> Iterator[list[str]]:
    is_offer = doer.kind is DoerKind.OFFERING
    known = shipped_catalogue().organisations
    organisation = known.get(doer.id)
    rule = shipped_map_rules().roles.get(doer.role)
    path = "aanbod" if is_offer else "organisaties"
    for step in doer.steps:
        if only_step and step.value != only_step:
            continue
        yield [
            doer.id,
            say(f"structures.csv.{'offer' if is_offer else 'organisation'}", language),
            local(doer.name, language),
            local(organisation.name, language)
            if organisation is not None
            else ", ".join(local(known[id].name, language) for id in doer.structures if id in known),
            local(organisation.role.label, language) if organisation is not None else "",
            say(f"structures.step.{step.value}", language),
            _words(doer, Axis.EXPERTISE, language),
            _words(doer, Axis.SECTOR, language),
            _words(doer, Axis.PROVINCE, language),
            (rule.source or say("structures.map.basis_editorial", language)) if rule is not None else "",
            request.build_absolute_uri(f"/{language}/{path}/{doer.id}/"),
        ]


def _words(doer: Doer, axis: Axis, language: str) -> str:
    labels = row_labels(axis, language)
    return "; ".join(labels.get(value, value) for value in doer.ties(axis))
