"""Organisations, facts, code lists, the map of who does what, and kinds of problems."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.firm.facts import FactDefinition
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import DESK_REASONS, STEPS, Side
from wegwijzer.core.structures.doers import Axis, Doer
from wegwijzer.core.structures.grid import fits
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.api.paging import Page, paged
from wegwijzer.web.api.problems import STATUS_OF, problem_address
from wegwijzer.web.api.resources.speaking import day_of, kin_names, language
from wegwijzer.web.api.schemas import catalogue as forms
from wegwijzer.web.api.scopes import SCOPES
from wegwijzer.web.catalogue.queries import found_places
from wegwijzer.web.structures.queries import doers_on
from wegwijzer.wording.language import local, say

router = Router(tags=["catalogue"])


@router.get("/organisations", response=Page[forms.OrganisationLine])
def list_organisations(request: HttpRequest, response: HttpResponse, asked: Query[forms.OrganisationsAsked]) -> Any:
    """List the organisations that help firms.

    Those that exist on the day, by id; with `q` those that answer the words, the best first. A province or a sector
    leaves those that work there and those for which no restriction is documented.
    """
    on, spoken = day_of(asked.on), language(request)
    found = [
        one
        for one in sorted(shipped_catalogue().organisations.values(), key=lambda one: one.id)
        if one.exists_on(on)
        and (not asked.role or one.role.id == asked.role)
        and (not asked.province or not one.provinces or asked.province in one.provinces)
        and (not asked.sector or not one.sectors or asked.sector in one.sectors)
    ]
    if asked.q and asked.q.strip():
        places = found_places(asked.q, "organisation")
        found = sorted((one for one in found if one.id in places), key=lambda one: places[one.id])
    return paged(request, response, asked, found, lambda one: _line(one, spoken))


@router.get("/organisations/{organisation_id}", response=forms.OrganisationDetails)
def get_organisation(request: HttpRequest, organisation_id: str) -> Any:
    """Show one organisation.

    What it does for whom, since when, from whom it took over, its sources and the measures that it gives or decides.
    """
    catalogue, spoken = shipped_catalogue(), language(request)
    found = catalogue.organisation(organisation_id)
    return {
        **_line(found, spoken),
        "caveat": local(found.caveat, spoken),
        "source": str(found.source),
        "predecessors": kin_names(found.predecessors),
        "successors": kin_names(found.successors),
        "measures": [
            measure.id
            for measure in catalogue.measures.values()
            if any(provider.organisation == found.id for provider in measure.providers)
        ],
    }


@router.get("/facts", response=Page[forms.Fact], by_alias=True)
def list_facts(request: HttpRequest, response: HttpResponse, asked: Query[forms.FactsAsked]) -> Any:
    """List the facts that can be known of a firm, with their questions.

    In the order in which they are best asked. `advise` takes them by these ids, and its `next_questions` name them.
    """
    spoken = language(request)
    found = [
        one
        for one in shipped_catalogue().facts.values()
        if (not asked.scope or one.scope.value == asked.scope)
        and (asked.askable is None or one.askable == (asked.askable == "true"))
    ]
    return paged(request, response, asked, found, lambda one: _fact(one, spoken))


@router.get("/facts/{fact_id}", response=forms.Fact, by_alias=True)
def get_fact(request: HttpRequest, fact_id: str) -> Any:
    """Show one fact with its question and the answers there are."""
    found = shipped_catalogue().facts.get(fact_id)
    if found is None:
        raise Http404
    return _fact(found, language(request))


@router.get("/vocabulary", response=forms.Vocabulary)
def get_vocabulary(request: HttpRequest) -> Any:
    """Give the codes of the API with their words.

    Domains, roles, sectors, provinces, levels, kinds, steps, reasons and scopes, in the language of the caller.
    """
    catalogue, spoken = shipped_catalogue(), language(request)
    measures = catalogue.measures.values()
    steps = sorted({state.value for states in STEPS[Side.DESK].values() for state in states})

    def options(fact: str) -> list[dict[str, str]]:
        return [{"id": one.id, "label": local(one.label, spoken)} for one in catalogue.facts[fact].options]

    def labelled(entries: Any) -> list[dict[str, str]]:
        return [{"id": one.id, "label": local(one.label, spoken)} for one in entries]

    def said(topic: str, ids: Any) -> list[dict[str, str]]:
        return [{"id": one, "label": say(f"{topic}.{one}", spoken)} for one in ids]

    return {
        "business_domains": labelled(catalogue.business_domains.values()),
        "expertise_domains": labelled(catalogue.expertise_domains.values()),
        "roles": labelled(catalogue.roles.values()),
        "sectors": options("sector"),
        "provinces": options("province"),
        "levels": said("catalogue.level", dict.fromkeys(one.level for one in measures)),
        "kinds": said("catalogue.kind", dict.fromkeys(one.kind for one in measures)),
        "steps": said("inbox.state", (step for step in steps if step != OfferState.WITHDRAWN.value)),
        "reasons": said("referral.reason", (reason.value for reason in DESK_REASONS)),
        "scopes": said("api.scope", SCOPES),
    }


@router.get("/structures", response=Page[forms.Doer], tags=["running"])
def list_structures(request: HttpRequest, response: HttpResponse, asked: Query[forms.DoersAsked]) -> Any:
    """List who does what: the map of structures.

    Organisations first, easiest to approach, then what they offer; a filter leaves those that are tied to what is
    asked and those that are tied to nothing there.
    """
    spoken = language(request)
    pairs = ((Axis.EXPERTISE, asked.expertise), (Axis.SECTOR, asked.sector), (Axis.PROVINCE, asked.province))
    chosen = {axis: value for axis, value in pairs if value}
    found = [
        one
        for one in doers_on(day_of(asked.on))
        if fits(one, chosen) and (not asked.step or asked.step in {step.value for step in one.steps})
    ]
    return paged(request, response, asked, found, lambda one: _doer(one, spoken))


@router.get("/problems", response=forms.ProblemKinds, tags=["problems"])
def list_problems(request: HttpRequest) -> Any:
    """List the kinds of problems that the API answers with.

    Every error is `application/problem+json` (RFC 9457); the last part of its `type` is one of these codes.
    """
    return {"items": [_problem(code, language(request)) for code in STATUS_OF]}


@router.get("/problems/{code}", response=forms.ProblemKind, tags=["problems"])
def get_problem(request: HttpRequest, code: str) -> Any:
    """Say what a kind of problem means, and what to do about it."""
    if code not in STATUS_OF:
        raise Http404
    return _problem(code, language(request))


def _problem(code: str, spoken: str) -> dict[str, Any]:
    told = dict.fromkeys(("scope", "seconds", "limit", "by", "state", "moment", "day", "periods"), "…")
    return {
        "code": code,
        "type": problem_address(code),
        "status": STATUS_OF[code],
        "title": say(f"api.problem.{code}.title", spoken),
        "what_to_do": say(f"api.problem.{code}.next", spoken, **told),
    }


def _line(one: Organisation, spoken: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": local(one.name, spoken),
        "plain_name": local(one.plain_name, spoken),
        "role": {"id": one.role.id, "label": local(one.role.label, spoken)},
        "what_it_does": local(one.what_it_does, spoken),
        "provinces": list(one.provinces),
        "sectors": list(one.sectors),
        "expertise": list(one.expertise),
        "valid_from": one.valid_from,
        "valid_until": one.valid_until,
        "confidence": one.confidence.value,
    }


def _fact(one: FactDefinition, spoken: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "type": one.type.value,
        "scope": one.scope.value,
        "nature": one.nature.value,
        "subject": local(one.subject, spoken),
        "unit": local(one.unit, spoken),
        "question": local(one.question, spoken),
        "help": local(one.help, spoken),
        "options": [{"id": option.id, "label": local(option.label, spoken)} for option in one.options],
        "bands": [{"min": _number(low), "max": _number(high)} for low, high in one.bands],
        "minimum": _number(one.minimum),
        "maximum": _number(one.maximum),
        "register": one.register,
        "askable": one.askable,
        "derived_from": list(one.derived_from),
    }


def _doer(one: Doer, spoken: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "name": local(one.name, spoken),
        "steps": [step.value for step in one.steps],
        "expertise": list(one.expertise),
        "sectors": list(one.sectors),
        "provinces": list(one.provinces),
        "organisations": list(one.structures),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
