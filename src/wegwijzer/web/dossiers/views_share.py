"""Reading along: who is asked, taking up an invitation, what they say, and who looked."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.dossier.access import Deed
from wegwijzer.core.dossier.content import PartId
from wegwijzer.web.dossiers import queries, sharing
from wegwijzer.web.dossiers.visit import Seat, personal, seat
from wegwijzer.web.people.access import to_sign_in
from wegwijzer.web.referral.queries import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def share(request: HttpRequest, language: str, dossier_id: UUID) -> HttpResponse:
    """Ask somebody to read along, and see who was asked and who looked."""
    at_it = seat(request, dossier_id, Deed.INVITE)
    if not at_it.actor.is_signed_in:  # who can be reached by nobody cannot be told of answers
        return to_sign_in(request)
    if request.method != "POST":
        return _share(request, at_it)
    case = queries.open_case(at_it.dossier, at_it.actor)
    if "desk" in request.POST:
        done = sharing.invite_desk(at_it.dossier, case, request.POST["desk"], at=timezone.now())
        return redirect("dossiers:share", language, dossier_id) if done else _share(request, at_it, fault="desk")
    name = " ".join(request.POST.get("name", "").split())[:120]
    if not name:
        return _share(request, at_it, fault="name")
    token = sharing.invite_by_link(at_it.dossier, name, at=timezone.now())
    if token is None:
        return _share(request, at_it, fault="full")
    link = request.build_absolute_uri(reverse("dossiers:take_up", args=[language, token]))
    return _share(request, at_it, link=link, invited=name)


@require_POST
@personal
def withdraw(request: HttpRequest, language: str, dossier_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Let somebody read along no more."""
    at_it = seat(request, dossier_id, Deed.INVITE)
    sharing.withdraw(at_it.dossier, invitation_id, at=timezone.now())
    return redirect("dossiers:share", language, dossier_id)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def take_up(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Take up an invitation, signed in; opening the link alone changes nothing."""
    now = timezone.now()
    found = sharing.invitation_behind(token, at=now)
    if found is None:
        return render(request, "dossiers/no_invitation.html", {"days": str(sharing.LINK_DAYS)}, status=404)
    actor = actor_of(request)
    if not actor.is_signed_in:
        return to_sign_in(request)
    if request.method != "POST":
        return render(request, "dossiers/take_up.html", {"token": token})
    dossier = sharing.take_up(token, actor, at=now)
    if dossier is None:
        raise Http404
    return redirect("dossiers:dossier", language, dossier.pk)


@require_POST
@personal
def comment(request: HttpRequest, language: str, dossier_id: UUID, part: str) -> HttpResponse:
    """Say something about a part."""
    at_it = seat(request, dossier_id, Deed.COMMENT)
    if part not in {one.value for one in PartId}:
        raise Http404
    words = request.POST.get("words", "")
    sharing.comment(at_it.dossier, part, words, person=at_it.person, side=at_it.side, at=timezone.now())
    return _to_comments(language, dossier_id, part)


@require_POST
@personal
def resolve(request: HttpRequest, language: str, dossier_id: UUID, part: str, comment_id: UUID) -> HttpResponse:
    """A comment is dealt with, or open after all."""
    at_it = seat(request, dossier_id, Deed.SETTLE_COMMENT)
    sharing.resolve(at_it.dossier, comment_id, is_open="open" in request.POST, at=timezone.now())
    return _to_comments(language, dossier_id, part)


def _to_comments(language: str, dossier_id: UUID, part: str) -> HttpResponse:
    response = redirect("dossiers:part", language, dossier_id, part)
    response["Location"] += "#opmerkingen"
    return response


def _share(request: HttpRequest, at_it: Seat, *, fault: str = "", link: str = "", invited: str = "") -> HttpResponse:
    case = queries.open_case(at_it.dossier, at_it.actor)
    asked = queries.invitations(at_it.dossier)
    held = {row.desk_id for row in asked}
    shown = {
        "dossier": at_it.dossier,
        "invitations": asked,
        "desks": [desk for desk in sharing.desks_of_case(case) if desk.pk not in held],
        "looks": queries.looks(at_it.dossier),
        "link": link,
        "invited": invited,
        "fault": fault,
        "days": str(sharing.LINK_DAYS),
    }
    return render(request, "dossiers/share.html", shown, status=400 if fault else 200)
