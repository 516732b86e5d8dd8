"""Rules as they were published, for editors: read, and propose to undo one. Another editor decides on a page."""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from wegwijzer.core.errors import InputError
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.conditions import WrongVersionError, asked_version, put_version
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import IF_MATCH, ONCE
from wegwijzer.web.api.once import do_once
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.rule_changes import change_details, editor_of
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas import publications as forms
from wegwijzer.web.api.schemas.rule_changes import RuleChangeDetails
from wegwijzer.web.api.schemas.shared import Whole
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.publications import actions, queries
from wegwijzer.web.publications.models import Proposal, Publication
from wegwijzer.wording.language import say

router = Router(tags=["rules"])

_READ, _WRITE = Bearer(Scope.RULES_READ), Bearer(Scope.RULES_WRITE)
_Number = Annotated[Whole, Field(ge=1, description="The publication, by number.")]


@router.get("/publications", response=Page[forms.PublicationLine], auth=_READ)
def list_publications(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the rules that were published, newest first, with who wrote and who approved each."""
    editor_of(request)
    return paged(request, response, asked, list(queries.publications()), _line)


@router.get("/publications/{publication}", response=forms.PublicationDetails, auth=_READ)
def get_publication(request: HttpRequest, response: HttpResponse, publication: _Number) -> Any:
    """Show one publication, with the measure's file before and after it."""
    editor_of(request)
    row = _row(publication)
    told = {
        **_line(row),
        "source_title": row.source_title,
        "source_url": row.source_url,
        "confidence": row.confidence,
        "text": row.text,
        "text_before": row.text_before,
    }
    put_version(response, _version(row), json.dumps(told, sort_keys=True))
    return told


@router.post("/publications/{publication}/undo", response={201: RuleChangeDetails}, auth=_WRITE)
def propose_undoing(
    request: HttpRequest,
    response: HttpResponse,
    publication: _Number,
    given: forms.UndoGiven,
    if_match: str | None = IF_MATCH,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Write a draft that undoes a publication. Hand it in with its `steps`; another editor decides, on the page.

    Where something was published for the measure since you looked, nothing is done (412).
    """
    caller, me, now, row = caller_of(request), editor_of(request), timezone.now(), _row(publication)
    stands = _version(row)
    if asked_version(request, now=stands) != stands:
        raise WrongVersionError
    source = (row.source_title, row.source_url, row.confidence)

    def act() -> object:
        return actions.save_undo(
            me,
            row.pk,
            reason=given.reason.strip(),
            source=source,
            day=given.day or row.starts,
            at=now,
            on=timezone.localdate(now),
        )

    if not given.reason.strip():
        raise InvalidError(FaultText("body.reason", say("editor.refused.why", language(request))))
    try:
        do_once(request, response, caller, act, at=now)
    except InputError:
        raise InvalidError(FaultText("body.day", say("editor.refused.day", language(request)))) from None
    made = Proposal.objects.filter(author=me, undoes=row).order_by("-created").first()
    if made is None:
        raise Http404
    return Status(201, change_details(made, me))


def _row(number: int) -> Publication:
    found = queries.publication(number)
    if found is None:
        raise Http404
    return found


def _version(row: Publication) -> int:
    """How many rules were published for its measure: each new one makes what was seen old."""
    return Publication.objects.filter(measure=row.measure).count()


def _line(row: Publication) -> dict[str, Any]:
    undone_by = getattr(row, "undone_by", None)
    return {
        "number": row.pk,
        "measure": row.measure,
        "starts": row.starts.isoformat(),
        "reason": row.reason,
        "author": row.author.name,
        "approver": row.approver.name,
        "at": row.at.isoformat(),
        "undoes": row.undoes_id,
        "undone_by": undone_by.pk if undone_by is not None else None,
        "can_be_undone": undone_by is None and queries.can_be_undone(row),
    }
