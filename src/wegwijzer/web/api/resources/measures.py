"""Measures: listed, one, its versions, and what changed between two days."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from wegwijzer.core.catalogue.comparing import compare
from wegwijzer.readers.catalogue import measure_on, shipped_catalogue, shipped_day
from wegwijzer.web.api.paging import Page, paged
from wegwijzer.web.api.resources.speaking import day_of, language
from wegwijzer.web.api.schemas.measures import (
    MeasureChanges,
    MeasureDetails,
    MeasureLine,
    MeasuresAsked,
    MeasureVersions,
    OnDay,
    TwoDays,
)
from wegwijzer.web.catalogue.queries import found_places
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.language import local
from wegwijzer.wording.measures import measure_details, measure_summary

router = Router(tags=["measures"])


@router.get("", response=Page[MeasureLine])
def list_measures(request: HttpRequest, response: HttpResponse, asked: Query[MeasuresAsked]) -> Any:
    """List the measures that hold on a day.

    All measures that a documented period covers on the day, in the order of the catalogue; with `q` those that answer
    the words, the best first. The keys are those of `wegwijzer catalogue list --json`.
    """
    day = shipped_day(day_of(asked.on))
    words = advice_wording(day, language(request))
    found = [
        on_day
        for on_day in day.measures
        if (not asked.level or on_day.measure.level == asked.level)
        and (not asked.kind or on_day.measure.kind == asked.kind)
        and (not asked.status or on_day.version.status.value == asked.status)
        and (not asked.domain or asked.domain in on_day.measure.domains)
    ]
    if asked.q and asked.q.strip():
        places = found_places(asked.q, "measure")
        found = sorted((one for one in found if one.measure.id in places), key=lambda one: places[one.measure.id])
    return paged(request, response, asked, found, lambda one: measure_summary(one, words))


@router.get("/{measure_id}", response=MeasureDetails)
def get_measure(request: HttpRequest, measure_id: str, asked: Query[OnDay]) -> Any:
    """Show one measure as it holds on a day.

    Conditions, amount, how to apply, sources and what was researched, as `wegwijzer catalogue show --json` prints them.
    On a day that no documented period covers the answer is a problem that names the periods there are.
    """
    on = day_of(asked.on)
    found = measure_on(shipped_catalogue().measure(measure_id), on)
    return measure_details(found, advice_wording(shipped_day(on), language(request)))


@router.get("/{measure_id}/versions", response=MeasureVersions)
def list_measure_versions(request: HttpRequest, measure_id: str) -> Any:
    """List the dated versions of a measure.

    Every documented period, the oldest first. A version is read whole by asking for the measure on one of its days.
    """
    measure = shipped_catalogue().measure(measure_id)
    return {
        "id": measure.id,
        "name": local(measure.name, language(request)),
        "versions": [
            {
                "number": one.number,
                "valid_from": one.period.valid_from.isoformat(),
                "valid_until": one.period.valid_until.isoformat() if one.period.valid_until else None,
                "status": one.status.value,
                "confidence": one.confidence.value,
                "start_certainty": one.start_certainty.value,
                "is_transition": one.is_transition,
                "source": str(one.source),
            }
            for one in measure.versions
        ],
    }


@router.get("/{measure_id}/changes", response=MeasureChanges, by_alias=True)
def compare_measure(request: HttpRequest, measure_id: str, asked: Query[TwoDays]) -> Any:
    """Say what changed for a measure between two days.

    Key by key, with the lines that went and those that came, as `wegwijzer catalogue diff --json` prints them.
    """
    measure = shipped_catalogue().measure(measure_id)
    before, after = (
        measure_details(measure_on(measure, on), advice_wording(shipped_day(on), language(request)))
        for on in (day_of(asked.from_), day_of(asked.to))
    )
    days = {"from": asked.from_.isoformat(), "to": asked.to.isoformat()}
    return {"id": measure.id, **days, "changes": compare(before, after)}
