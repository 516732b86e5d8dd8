"""One place to report what went wrong, and the pages of those who answer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.cases.report_list import REPORT_KINDS, report_page_view, report_rows
from wegwijzer.web.cases.views import personal
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import NotThereError, RefusedError, StaleError
from wegwijzer.web.referral.models import Case
from wegwijzer.web.referral.one_time_key import do_once
from wegwijzer.wording.language import say

_A_PAGE = 25
_PUBLIC = ("catalogue", "figures")
_LONGEST_ABOUT = 300
_FIELD_OF = {"no_such_report": "kind", "email_wrong": "email"}


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What was typed. `about` is the page that it is about, `case` one's own case."""

    kind: str = ""
    words: str = ""
    about: str = ""
    email: str = ""
    case: str = ""
    field: str = ""
    fault: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def report(request: HttpRequest, language: str) -> HttpResponse:
    """Say what went wrong. Nobody needs an account; with an address one gets an answer."""
    actor = queries.actor_of(request)
    sent = request.POST if request.method == "POST" else request.GET
    kind = sent.get("kind", "") or sent.get("soort", "")
    form = ReportForm(
        kind=kind if kind in REPORT_KINDS else "",
        words=request.POST.get("words", "").replace("\r\n", "\n"),
        about=_page_of(sent.get("about", "") or sent.get("over", "")),
        email=request.POST.get("email", "").strip()[:254],
        case=sent.get("case", "") or sent.get("vraag", ""),
    )
    case = _own_case(request, form.case)
    if request.method == "POST":
        try:
            _send(request, form, case, actor, language)
        except NotThereError:
            raise Http404 from None
        except RefusedError as error:
            fault = say(f"referral.refused.{error.code}", language)
            field = _FIELD_OF.get(error.code, "words")
            form = ReportForm(form.kind, form.words, form.about, form.email, form.case, field, fault)
        else:
            response = redirect("cases:reported", language)
            response["Location"] += "?antwoord" if actor.is_signed_in or form.email else ""
            return response
    shown = {
        "form": form,
        "kinds": REPORT_KINDS,
        "asks_email": not actor.is_signed_in,
        "has_case": case is not None,
    }
    return render(request, "cases/report.html", shown, status=422 if form.fault else 200)


def _send(request: HttpRequest, form: ReportForm, case: Case | None, actor: Actor, language: str) -> None:
    now = timezone.now()
    do_once(
        request,
        lambda: actions.send_report(
            actor=actor,
            kind=form.kind,
            words=form.words,
            about=form.about,
            email=form.email,
            language=language,
            at=now,
            case_id=case.pk if case is not None else None,
        ),
        actor=actor,
        at=now,
    )


@require_safe
@personal
def reported(request: HttpRequest, language: str) -> HttpResponse:
    """Thanks, and what happens now."""
    return render(request, "cases/reported.html", {"gets_answer": "antwoord" in request.GET})


@require_safe
@personal
@signed_in_only
def reports(request: HttpRequest, language: str) -> HttpResponse:
    """The reports that one answers: those that wait first, with counts."""
    actor = queries.actor_of(request)
    kind = request.GET.get("soort", "")
    found = report_rows(queries.reports(actor), actor, kind=kind, is_open="beantwoord" not in request.GET)
    if found is None:
        raise Http404
    page = Paginator(found.rows, _A_PAGE).get_page(request.GET.get("blad", "1"))
    shown = {"found": found, "page": page, "kind": found.kind, "is_open": "beantwoord" not in request.GET}
    return render(request, "cases/reports.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def one_report(request: HttpRequest, language: str, report_id: UUID) -> HttpResponse:
    """A report, to read and to answer once."""
    actor = queries.actor_of(request)
    row = queries.reports(actor).filter(pk=report_id).first()
    if row is None:
        raise Http404
    answer, fault, stale = "", "", None
    if request.method == "POST":
        answer = request.POST.get("answer", "").replace("\r\n", "\n")
        version = request.POST.get("version", "")
        try:
            actions.answer_report(
                actor=actor,
                report_id=row.pk,
                answer=answer,
                version=int(version) if version.isdigit() else 0,
                at=timezone.now(),
            )
        except NotThereError:
            raise Http404 from None
        except StaleError as error:
            stale = error.change
            row.refresh_from_db()
        except RefusedError as error:
            fault = say(f"referral.refused.{error.code}", language)
        else:
            response = redirect("cases:one_report", language, report_id)
            response["Location"] += "?gedaan"
            return response
    shown = {
        "report": report_page_view(row, language),
        "answer": answer,
        "fault": fault,
        "is_stale": stale is not None,
        "is_done": "gedaan" in request.GET,
    }
    return render(request, "cases/one_report.html", shown, status=409 if stale else 422 if fault else 200)


def _page_of(text: str) -> str:
    """The path of a page that everybody can see, without its question string. Others could say who somebody is."""
    path = text.strip()[:_LONGEST_ABOUT].partition("?")[0].partition("#")[0]
    try:
        return path if resolve(path).namespace in _PUBLIC else ""
    except Resolver404:
        return ""


def _own_case(request: HttpRequest, case_id: str) -> Case | None:
    if not case_id:
        return None
    try:
        return queries.firm_case(queries.actor_of(request), case_id)
    except NotThereError:
        raise Http404 from None
