"""A proposal as the desk writes it, asks firms, and hands it over."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

import wegwijzer.web.clusters.queries as clusters
from wegwijzer.core.collective.proposal import ASKED_BEFORE_DOSSIER, ASKED_BEFORE_FIRMS, open_parts
from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.web.clusters.queries import desks_that_gather
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.projects import actions, queries
from wegwijzer.web.projects.desk_view import centre_choices, instrument_lines, names_behind
from wegwijzer.web.projects.errors import ProjectsError
from wegwijzer.web.projects.models import Project
from wegwijzer.web.projects.proposal_form import ProposalForm, form_of, read_form, telling_words
from wegwijzer.web.projects.reading import proposal_of, state_on
from wegwijzer.web.referral import queries as referral
from wegwijzer.wording.language import say

personal = cache_control(private=True, no_store=True)


@require_POST
@signed_in_only
def begin(request: HttpRequest, language: str) -> HttpResponse:
    """An empty proposal from a confirmed cluster."""
    desks = desks_that_gather(referral.actor_of(request))
    cluster = request.POST.get("cluster", "")[:40]
    found = clusters.cluster_to_show(cluster)
    if not desks or found is None or found.row.state != "confirmed":
        raise Http404
    return redirect("projects:edit", language, actions.begin(desks[0], cluster, at=timezone.now()).pk)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def edit(request: HttpRequest, language: str, project_id: UUID) -> HttpResponse:
    """The proposal: its words, what could tell a firm in them, instruments, days, and who answered."""
    row = _own(request, project_id)
    form = form_of(row)
    if request.method == "POST":
        form = read_form(request.POST, language, is_asked=row.asked_on is not None, today=timezone.localdate())
        if not form.faults:
            try:
                actions.write(row, form.fields, version=form.version)
            except ProjectsError as error:
                form = replace(form, faults={"title": say(f"projects.fault.{error.code}", language)})
            else:
                return _to_page(language, project_id, done="bewaard")
    return _page(request, language, row, form, status=422 if form.faults else 200)


@require_POST
@signed_in_only
def act(request: HttpRequest, language: str, project_id: UUID, what: str) -> HttpResponse:
    """Ask the firms behind it, hand over, or stop."""
    row, now = _own(request, project_id), timezone.now()
    try:
        if what == "vraag":
            behind = clusters.firms_of(row.cluster)
            telling = telling_words(form_of(row).typed, clusters.texts_by_firm(row.cluster), names_behind(row))
            if telling and request.POST.get("sure") != "yes":
                raise ProjectsError("telling")
            actions.ask(row, behind, at=now)
        elif what == "dossier":
            actions.hand_over(row, at=now)
        elif what == "stop":
            actions.stop(row, at=now)
        else:
            raise Http404
    except ProjectsError as error:
        return _to_page(language, project_id, why=error.code, field=error.field)
    return _to_page(language, project_id, done=what)


def _page(request: HttpRequest, language: str, row: Project, form: ProposalForm, *, status: int) -> HttpResponse:
    today = timezone.localdate()
    proposal = proposal_of(row)
    why, field = request.GET.get("waarom", ""), request.GET.get("waar", "")
    shown = {
        "row": row,
        "form": form,
        "state": state_on(row, today).value,
        "counts": queries.counts_of(row),
        "joined": queries.joined_firms(row),
        "before_firms": open_parts(proposal, ASKED_BEFORE_FIRMS),
        "before_dossier": open_parts(proposal, ASKED_BEFORE_DOSSIER),
        "telling": [
            (say(f"projects.field.{name}", language), words)
            for name, words in telling_words(form.typed, clusters.texts_by_firm(row.cluster), names_behind(row))
        ],
        "instruments": instrument_lines(row, language, on=today),
        "centres": centre_choices(row, language, on=today),
        "least": shipped_rules().minimum_count,
        "support": queries.support_for(referral.actor_of(request)),
        "done": request.GET.get("gedaan", ""),
        "fault": _fault(why, field, language),
    }
    return render(request, "projects/edit.html", shown, status=status)


def _own(request: HttpRequest, project_id: UUID) -> Project:
    actor = referral.actor_of(request)
    row = queries.project_of_desk(actor, project_id) if desks_that_gather(actor) else None
    if row is None:
        raise Http404
    return row


def _to_page(language: str, project_id: UUID, *, done: str = "", why: str = "", field: str = "") -> HttpResponse:
    response = redirect("projects:edit", language, project_id)
    response["Location"] += f"?gedaan={done}" if done else f"?waarom={why}&waar={field}"
    return response


_CODES = ("stale", "over", "open_parts", "too_few_firms", "days", "too_few", "telling")
_FIELDS = ("title", "problem", "question", "puts_in", "gets_out", "user_group", "centres", "instrument")
_MORE_FIELDS = ("budget_eur", "first_until", "decide_by", "minimum_firms")


def _fault(code: str, field: str, language: str) -> str:
    if code not in _CODES:
        return ""
    where = say(f"projects.field.{field}", language) if field in (*_FIELDS, *_MORE_FIELDS) else ""
    return say(f"projects.fault.{code}", language, where=where, least=shipped_rules().minimum_count)
