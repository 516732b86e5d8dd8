"""Proposals for rules, for editors: read, check, write, see what they do, hand in. Who approves does so on a page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from wegwijzer.core.errors import InputError
from wegwijzer.core.referral.permissions import Action, may
from wegwijzer.readers.catalogue import standing_text
from wegwijzer.readers.rule_changes.proposing import base_of, file_name, read_proposal, read_rule_change
from wegwijzer.readers.yaml_writing import write_yaml
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.errors import BodyError
from wegwijzer.web.api.headers import ONCE
from wegwijzer.web.api.once import do_once
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.resources.exact_numbers import exact
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas import rule_changes as forms
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.editing.queries import CaseLine, proposal_view
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.publications import actions, queries
from wegwijzer.web.publications.errors import PublicationError
from wegwijzer.web.publications.in_force import refresh
from wegwijzer.web.publications.models import Proposal

router = Router(tags=["rules"])

_READ, _WRITE = Bearer(Scope.RULES_READ), Bearer(Scope.RULES_WRITE)
_OPEN = (Proposal.State.DRAFT, Proposal.State.WAITING)


@router.get("", response=Page[forms.RuleChangeLine], auth=_READ)
def list_rule_changes(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the proposals that wait for a decision and your own drafts, the oldest first."""
    me = editor_of(request)
    return paged(request, response, asked, list(queries.proposals(person=me)), lambda row: _line(row, me))


@router.post("/check", response=forms.Checked, auth=_WRITE)
def check_rule_change(request: HttpRequest, given: forms.ChangeGiven) -> Any:
    """Check a change without keeping it: every fault, or the measure's file as it would be."""
    editor_of(request)
    refresh()
    try:
        found = read_proposal(_text(given), name=actions.CHANGE_NAME, on=timezone.localdate())
    except InputError as error:
        raise BodyError("body.change", error) from None
    return {"measure": found.measure, "starts": found.starts.isoformat(), "text": found.text}


@router.post("", response={201: forms.RuleChangeDetails}, auth=_WRITE)
def propose_rule_change(
    request: HttpRequest, response: HttpResponse, given: forms.ChangeGiven, idempotency_key: str | None = ONCE
) -> Any:
    """Write a draft of a change. It is yours alone to change; `steps` hands it in."""
    caller, me, now, text = caller_of(request), editor_of(request), timezone.now(), _text(given)

    def act() -> object:
        return actions.save_draft(me, text, at=now, on=timezone.localdate(now))

    try:
        do_once(request, response, caller, act, at=now)
    except InputError as error:
        raise BodyError("body.change", error) from None
    row = Proposal.objects.filter(author=me, change=text).order_by("-created").first()
    if row is None:  # made by the first request of this key, and written anew since
        raise Http404
    return Status(201, change_details(row, me))


@router.get("/{change_id}", response=forms.RuleChangeDetails, auth=_READ)
def get_rule_change(request: HttpRequest, change_id: Id) -> Any:
    """Show one proposal with its text."""
    return change_details(_proposal(change_id), editor_of(request))


@router.get("/{change_id}/effects", response=forms.Effects, auth=_READ)
def get_rule_change_effects(request: HttpRequest, change_id: Id) -> Any:
    """Show what a proposal does: what differs, the worked cases, and invented firms.

    As its page does: where a worker lives it simulates, and `is_coming` says so; else this takes some seconds. What no
    longer fits, or was decided on, is told as 409.
    """
    editor_of(request)
    row = _proposal(change_id)
    if row.state not in _OPEN:
        raise PublicationError("decided")
    if row.base != base_of(row.measure):
        raise PublicationError("stale")
    before = standing_text(file_name(row.measure))
    try:
        change = read_rule_change(row.measure, row.text, row.starts, before=before)
    except InputError:
        raise PublicationError("unfit") from None
    view = proposal_view(row, change, (before, row.text), language(request), at=timezone.now())
    return {
        "diff": [{"what": one.what, "before": one.before, "after": one.after} for one in view.diff],
        "cases": [_case(one) for one in (*view.cases, *view.other_cases)],
        "touched": view.touched,
        "moves_nobody": view.moves_nobody,
        "is_coming": view.is_coming,
        "simulation": row.simulation if view.simulation is not None else None,
    }


@router.post("/{change_id}", response=forms.RuleChangeDetails, auth=_WRITE)
def rewrite_rule_change(request: HttpRequest, change_id: Id, given: forms.ChangeGiven) -> Any:
    """Write a draft of your own anew."""
    me, now, row = editor_of(request), timezone.now(), _proposal(change_id)
    try:
        kept = actions.save_draft(me, _text(given), at=now, on=timezone.localdate(now), draft=row)
    except InputError as error:
        raise BodyError("body.change", error) from None
    return change_details(kept, me)


@router.post("/{change_id}/steps", response=forms.RuleChangeDetails, auth=_WRITE)
def step_rule_change(request: HttpRequest, change_id: Id, given: forms.StepOfChange) -> Any:
    """Hand a draft of your own in, make it anew on what stands now, or take it back.

    Approving and rejecting are not here: that another person read a change before it holds is the whole of the
    safeguard, and a program is nobody.
    """
    me, now = editor_of(request), timezone.now()
    _proposal(change_id)
    if given.to == "hand_in":
        row = actions.hand_in(change_id, me, at=now)
    elif given.to == "withdraw":
        row = actions.withdraw(change_id, me, at=now)
    else:
        try:
            row = actions.renew(change_id, me, at=now, on=timezone.localdate(now))
        except InputError:
            raise PublicationError("unfit") from None
    return change_details(row, me)


def editor_of(request: HttpRequest) -> Person:
    """Who made the key. Http404 for who is no editor, as on the pages."""
    actor = caller_of(request).actor
    found = people.person(actor.person) if may(actor, Action.EDIT_CATALOGUE) else None
    if found is None:
        raise Http404
    return found


def _proposal(change_id: Id) -> Proposal:
    found = queries.proposal(change_id)
    if found is None:
        raise Http404
    return found


def _text(given: forms.ChangeGiven) -> str:
    """The change as the file that the page's form makes of it. Raises BodyError for what no file can hold."""
    try:
        return write_yaml(exact(given.change), name=actions.CHANGE_NAME)
    except InputError as error:
        raise BodyError("body.change", error) from None


def _line(row: Proposal, me: Person) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "measure": row.measure,
        "kind": row.kind,
        "state": row.state,
        "starts": row.starts.isoformat(),
        "reason": row.reason,
        "author": row.author.name,
        "is_mine": row.author_id == me.pk,
        "changed": row.changed.isoformat(),
    }


def change_details(row: Proposal, me: Person) -> dict[str, Any]:
    """A proposal with its text, as an editor sees it."""
    return {
        **_line(row, me),
        "source_title": row.source_title,
        "source_url": row.source_url,
        "confidence": row.confidence,
        "change": row.change,
        "text": row.text,
        "is_stale": row.state in _OPEN and row.base != base_of(row.measure),
        "decided_by": row.decided_by.name if row.decided_by is not None else "",
        "decision": row.decision,
    }


def _case(one: CaseLine) -> dict[str, Any]:
    return {"case": one.case, "before": one.before, "after": one.after, "differs": one.differs}
