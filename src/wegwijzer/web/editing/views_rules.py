"""Editors change rules: a form, what it does, and another editor who decides."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import shipped_catalogue, standing_text
from wegwijzer.readers.rule_changes.proposing import base_of, file_name, read_rule_change
from wegwijzer.readers.rule_changes.small_population import can_simulate
from wegwijzer.readers.standing import standing
from wegwijzer.web.editing.proposal_view import proposal_view
from wegwijzer.web.editing.rule_form import RuleForm
from wegwijzer.web.editing.views import editors_only, personal
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.people.queries import actor_of
from wegwijzer.web.publications import actions, queries
from wegwijzer.web.publications.errors import PublicationError
from wegwijzer.web.publications.models import Proposal
from wegwijzer.wording.language import local, say

_SHOWN = 50
_REFUSALS = ("stale", "late", "unfit", "own", "why", "decided", "no_draft", "not_yours", "undone", "built_on", "day")


@require_safe
@personal
@editors_only
def rules(request: HttpRequest, language: str) -> HttpResponse:
    """What waits for a decision, what was published, and every measure to change."""
    me = _me(request)
    measures = sorted(
        (
            (local(one.plain_name, language), local(one.name, language), one.id)
            for one in shipped_catalogue().measures.values()
        ),
        key=lambda row: row[0].casefold(),
    )
    names = {one.id: local(one.plain_name, language) for one in shipped_catalogue().measures.values()}
    shown = {
        "proposals": [(row, names.get(row.measure, row.measure)) for row in queries.proposals(person=me)],
        "publications": [(row, names.get(row.measure, row.measure)) for row in queries.publications()[:_SHOWN]],
        "measures": measures,
        "left_out": ", ".join(standing().left_out),
        "refused": _refused(request, language),
    }
    return render(request, "editing/rules.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@editors_only
def change(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The form of a measure, for a new proposal or a draft of one's own."""
    measure = shipped_catalogue().measures.get(slug)
    draft = _draft(request, slug)
    if measure is None:
        raise Http404
    typed, today = request.POST, timezone.localdate()
    starts = _day(typed.get("vanaf") or request.GET.get("vanaf", "")) or (
        draft.starts if draft else date(today.year + 1, 1, 1)
    )
    faults: list[Fault] = []
    try:
        form = RuleForm(
            measure, starts, language, draft=draft.change if draft else "", new_text=draft.text if draft else ""
        )
    except InputError as error:
        faults, starts = list(error.faults), date(today.year + 1, 1, 1)
        form = RuleForm(measure, starts, language)
    moved = False
    if request.method == "POST":
        form.type(typed)
        moved = typed.get("versie") != form.shown_version
        if not moved and not faults:
            try:
                row = actions.save_draft(_me(request), form.change_text(), at=timezone.now(), on=today, draft=draft)
                return redirect("editing:proposal", language, row.pk)
            except InputError as error:
                faults = list(error.faults)
            except PublicationError as error:
                return _back(language, error)
    form.refuse(faults)
    shown = {
        "form": form,
        "measure": measure,
        "draft": draft,
        "moved": moved,
        "faults": form.all_faults(),
        "others": queries.others_on(slug, but=draft.pk if draft else None),
    }
    return render(request, "editing/change.html", shown, status=400 if faults else 200)


@require_safe
@personal
@editors_only
def proposal(request: HttpRequest, language: str, proposal_id: UUID) -> HttpResponse:
    """What a proposal does, and what can be done with it."""
    row = queries.proposal(proposal_id)
    if row is None:
        raise Http404
    me = _me(request)
    is_open = row.state in (Proposal.State.DRAFT, Proposal.State.WAITING)
    publication = getattr(row, "publication", None)
    is_stale = is_open and row.base != base_of(row.measure)
    view, unfit = None, ""
    if is_open or publication is not None:
        before = publication.text_before if publication is not None else standing_text(file_name(row.measure))
        try:
            found = read_rule_change(row.measure, row.text, row.starts, before=before)
            view = None if is_stale else proposal_view(row, found, (before, row.text), language, at=timezone.now())
        except InputError as error:
            unfit = str(error.faults[0])
    measure = shipped_catalogue().measures.get(row.measure)
    shown: dict[str, Any] = {
        "row": row,
        "name": local(measure.plain_name, language) if measure else row.measure,
        "view": view,
        "unfit": unfit,
        "is_open": is_open,
        "is_stale": is_stale,
        "is_mine": row.author_id == me.pk,
        "publication": publication,
        "undone_by": getattr(publication, "undone_by", None) if publication is not None else None,
        "can_be_undone": publication is not None and queries.can_be_undone(publication),
        "has_begun": row.starts <= timezone.localdate(),
        "others": queries.others_on(row.measure, but=row.pk) if is_open else (),
        "refused": _refused(request, language),
        "can_simulate": can_simulate(),
        "tomorrow": date.fromordinal(timezone.localdate().toordinal() + 1).isoformat(),
    }
    return render(request, "editing/proposal.html", shown)


@require_POST
@personal
@editors_only
def decide(request: HttpRequest, language: str, proposal_id: UUID, step: str) -> HttpResponse:
    """Hand in, make anew, withdraw, approve or reject; back to the proposal, which says what came of it."""
    me, at, today = _me(request), timezone.now(), timezone.localdate()
    refused = ""
    try:
        if step == "dien-in":
            actions.hand_in(proposal_id, me, at=at)
        elif step == "opnieuw":
            actions.renew(proposal_id, me, at=at, on=today)
        elif step == "trek-in":
            actions.withdraw(proposal_id, me, at=at)
        elif step == "keur-goed":
            actions.approve(proposal_id, me, at=at, on=today)
        elif step == "wijs-af":
            actions.reject(proposal_id, me, request.POST.get("reason", ""), at=at)
        else:
            raise Http404
    except PublicationError as error:
        refused = error.code
    except InputError:
        refused = "unfit"
    response = redirect("editing:proposal", language, proposal_id)
    response["Location"] += f"?{urlencode({'nee': refused})}" if refused else ""
    return response


@require_POST
@personal
@editors_only
def undo(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """Propose to undo a publication; another editor decides on that too."""
    found = queries.publication(number)
    if found is None:
        raise Http404
    day, reason = _day(request.POST.get("vanaf", "")), request.POST.get("reason", "").strip()
    refused = ""
    today = timezone.localdate()
    if not reason:
        refused = "why"
    else:
        source = (found.source_title, found.source_url, found.confidence)
        try:
            row = actions.save_undo(
                _me(request), number, reason=reason, source=source, day=day or found.starts, at=timezone.now(), on=today
            )
            return redirect("editing:proposal", language, row.pk)
        except PublicationError as error:
            refused = error.code
        except InputError:
            refused = "day"
    response = redirect("editing:proposal", language, found.proposal_id)
    response["Location"] += f"?{urlencode({'nee': refused})}"
    return response


def _refused(request: HttpRequest, language: str) -> str:
    """Why the step before was refused, by the code in the address."""
    code = request.GET.get("nee", "")
    return say(f"editor.refused.{code}", language) if code in _REFUSALS else ""


def _me(request: HttpRequest) -> Person:
    found = people.person(actor_of(request).person)
    if found is None:
        raise Http404
    return found


def _draft(request: HttpRequest, slug: str) -> Proposal | None:
    """The draft that the address names, if it is one's own and still a draft."""
    wanted = request.GET.get("voorstel", "")
    if not wanted:
        return None
    try:
        row = queries.proposal(UUID(wanted))
    except ValueError as error:
        raise Http404 from error
    if row is None or row.measure != slug or row.author_id != _me(request).pk or row.state != Proposal.State.DRAFT:
        raise Http404
    return row


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _back(language: str, error: PublicationError) -> HttpResponse:
    response = redirect("editing:rules", language)
    response["Location"] += f"?{urlencode({'nee': error.code})}"
    return response
