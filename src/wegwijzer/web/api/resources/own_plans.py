"""What stands on an entrepreneur's own name: a plan, agreements in the making, premiums and duties, to be read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from wegwijzer.readers.aid_ledger import COLUMNS
from wegwijzer.web.agreements.for_programs import models as agreements
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import ONCE
from wegwijzer.web.api.once import do_once
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas import own_plans as forms
from wegwijzer.web.api.schemas.shared import Id, Whole
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.duties.for_programs import models as duties
from wegwijzer.web.money.for_programs import actions, aid_form
from wegwijzer.web.money.for_programs import models as money
from wegwijzer.web.premium.for_programs import models as premiums
from wegwijzer.wording.language import say

router = Router(tags=["keeping"], auth=Bearer(Scope.PLANS_READ))

_WRITE = Bearer(Scope.PLANS_WRITE)
_POINTS = "en"
"""The language in which numbers have a point before their decimals, as in JSON."""

_Number = Annotated[Whole, Field(ge=1, description="The line, by number.")]
_SCHEME = ("contact", "is_open", "closes", "informed", "created")
_IDEA = (
    *("title", "state", "words", "sent_by", "what_is_new", "added_value", "thought_up_on", "answers", "filed", "told"),
    "created",
)


@router.get("/own-plan", response=forms.OwnPlan)
def get_own_plan(request: HttpRequest) -> Any:
    """Show the plan that you keep: your firm, planned actions, assumptions, and the aid that was had."""
    return _plan(money.Planner.objects.filter(person_id=_person(request)).first())


@router.post("/own-plan/aid", response={201: forms.OwnPlan}, auth=_WRITE)
def add_own_aid(
    request: HttpRequest, response: HttpResponse, given: forms.AidsGiven, idempotency_key: str | None = ONCE
) -> Any:
    """Add aid that was had to the ledger of your plan; with a fault in any line nothing is added."""
    caller, now = caller_of(request), timezone.now()
    lines = [aid_form.read_row(one.model_dump(), _POINTS, on=timezone.localdate(now)) for one in given.aid]
    if any(faults for _, faults in lines):
        told = [aid_form.read_row(one.model_dump(), language(request), on=timezone.localdate(now)) for one in given.aid]
        raise InvalidError(
            *(
                FaultText(f"body.aid.{place}.{name}", told[place][1].get(name, what))
                for place, (_, faults) in enumerate(lines)
                for name, what in faults.items()
            )
        )

    def act() -> object:
        if not actions.add_aid(actions.planner_for(caller.actor.person, at=now), [row for row, _ in lines]):
            what, expected = (
                say(f"api.fault.too_many.{part}", language(request), value=str(actions.MOST_AID))
                for part in ("what", "expected")
            )
            raise InvalidError(FaultText("body.aid", what, expected))
        return None

    do_once(request, response, caller, act, at=now)
    return Status(201, _plan(money.Planner.objects.filter(person_id=_person(request)).first()))


@router.delete("/own-plan/aid/{aid_id}", response={204: None}, auth=_WRITE)
def remove_own_aid(request: HttpRequest, aid_id: _Number) -> Any:
    """Take a line off the ledger of your plan."""
    found = money.Aid.objects.select_related("planner").filter(pk=aid_id, planner__person_id=_person(request)).first()
    if found is None:
        raise Http404
    actions.remove_aid(found.planner, found.pk)
    return Status(204, None)


def _plan(planner: money.Planner | None) -> dict[str, Any]:
    if planner is None:
        return {"firm": {}, "assumptions": {}, "actions": [], "aid": []}
    return {
        "firm": planner.firm,
        "assumptions": planner.assumptions,
        "actions": [_plain(one, "id", "kind", "data", "facts", "created") for one in planner.actions.all()],
        "aid": list(planner.aid.values("id", *COLUMNS)),
    }


@router.get("/own-supports", response=Page[forms.OwnSupport])
def list_own_supports(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the support that you asked for and keep, with the days of its duties and what was done."""
    rows = duties.Support.objects.filter(keeper__person_id=_person(request)).order_by("-changed", "pk")
    names = ("id", "title", "measure", "created", "changed", "days", "done")
    return paged(request, response, asked, list(rows), lambda row: _plain(row, *names))


@router.get("/own-agreements", response=Page[forms.OwnDraft])
def list_own_agreements(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the agreements that you are making, the latest first."""
    return paged(request, response, asked, list(_drafts(request)), _draft)


@router.get("/own-agreements/{draft_id}", response=forms.OwnDraft)
def get_own_agreement(request: HttpRequest, draft_id: Id) -> Any:
    """Show one agreement that you are making."""
    found = _drafts(request).filter(pk=draft_id).first()
    if found is None:
        raise Http404
    return _draft(found)


@router.get("/own-premiums", response=Page[forms.OwnPremiumLine])
def list_own_premiums(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List your calls for ideas for the innovation premium, the oldest first."""
    return paged(request, response, asked, list(_schemes(request)), _scheme)


@router.get("/own-premiums/{scheme_id}", response=forms.OwnPremium)
def get_own_premium(request: HttpRequest, scheme_id: Id) -> Any:
    """Show one call with its figures, its ideas, and who gets what."""
    found = _schemes(request).prefetch_related("ideas__premiums").filter(pk=scheme_id).first()
    if found is None:
        raise Http404
    return {**_scheme(found), "years": found.years, "ideas": [_idea(one) for one in found.ideas.all()]}


def _person(request: HttpRequest) -> str:
    return caller_of(request).actor.person


def _drafts(request: HttpRequest) -> Any:
    return agreements.Draft.objects.filter(owner__person_id=_person(request)).order_by("-changed", "pk")


def _draft(row: agreements.Draft) -> dict[str, Any]:
    return _plain(row, "id", "kind", "language", "created", "changed", "answers")


def _schemes(request: HttpRequest) -> Any:
    return premiums.Scheme.objects.filter(manager__person_id=_person(request))


def _scheme(row: premiums.Scheme) -> dict[str, Any]:
    return {"firm": row.firm, **_plain(row, "id", *_SCHEME)}


def _idea(row: premiums.Idea) -> dict[str, Any]:
    names = ("person", "year", "paid", "month_pay", "amount")
    return {**_plain(row, "id", *_IDEA), "premiums": [_plain(one, *names) for one in row.premiums.all()]}


def _plain(row: Any, *names: str) -> dict[str, Any]:
    """Fields of a row as JSON has them: days and moments in ISO form, ids and amounts as text."""
    return {name: _in_json(getattr(row, name)) for name in names}


def _in_json(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str | dict | list):
        return value
    return format(value, "f") if isinstance(value, Decimal) else str(value)
