"""One place to report: a promise that was broken, a page that is wrong, a complaint. Routed, answered once, counted."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from wegwijzer.core.referral.permissions import Action, Actor, Role, Tied, may
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral import letters, pages
from wegwijzer.web.referral.errors import Change, NotThereError, RefusedError, StaleError
from wegwijzer.web.referral.givens import LONGEST_WORDS
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Report
from wegwijzer.web.referral.recording import record
from wegwijzer.web.referral.standing import as_uuid, case_for, side_of
from wegwijzer.web.referral.written import kept_words

KINDS = {
    "promise": Action.ANSWER_PROMISE_REPORT,
    "page": Action.ANSWER_PAGE_REPORT,
    "complaint": Action.ANSWER_COMPLAINT,
}
"""What can be reported, and what one must be allowed to answer it."""


@transaction.atomic
def send_report(
    *,
    actor: Actor,
    kind: str,
    words: str,
    about: str = "",
    email: str = "",
    language: str = "nl",
    at: datetime,
    case_id: object = None,
    desk_id: object = None,
) -> Report:
    """Report something; with an address, signed in or not, one gets an answer."""
    if kind not in KINDS:
        raise RefusedError("no_such_report")
    if not words.strip():
        raise RefusedError("words_missing")
    if len(words) > LONGEST_WORDS:
        raise RefusedError("words_too_long")
    person = people_queries.person(actor.person) if actor.is_signed_in else None
    address = person.email if person is not None else email.strip()
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise RefusedError("email_wrong") from None
    case: Case | None = case_for(actor, case_id, Action.SEE_CASE, lock=True) if case_id else None
    desk = people_queries.desk(str(desk_id)) if desk_id else (case.owner_desk if case is not None else None)
    report = Report.objects.create(
        kind=kind,
        words=kept_words(words, language),
        about=about[:300],
        case=case,
        desk=desk,
        person=person,
        email=address,
        language=person.language if person is not None else language,
        sent_at=at,
    )
    if case is not None:
        side, place = side_of(actor, case)
        record(case, Happening.REPORTED, actor=actor, side=side, desk=place, at=at, after=kind)
    told = {"about": report.about, "kind": kind} if report.about else {"kind": kind}
    if address:
        post.put_one(
            post.letter_to(
                key=f"report_received:{report.pk}",
                kind="report_received",
                to=address,
                language=report.language,
                values=told,
                at=at,
            )
        )
    for answerer in _answerers(report):
        post.put_one(
            post.letter(
                key=f"report_new:{report.pk}:{answerer.pk}",
                kind="report_new",
                person=answerer,
                values={"link": pages.report_page(report, answerer.language), "kind": kind},
                at=at,
            )
        )
    return report


def _answerers(report: Report) -> list[Person]:
    """Who answers: the desk's managers for a promise, editors for a page, administrators for the rest and for want of
    others."""
    if report.kind == "page":
        found = people_queries.people_with(Role.EDITOR)
    elif report.kind == "promise" and report.desk_id is not None:
        rows = people_queries.memberships(report.desk_id)
        found = [row.person for row in rows if row.role == Role.MANAGER.value and row.person.is_active]
    else:
        found = []
    return found or letters.administrators()


def may_answer(actor: Actor, report: Report) -> bool:
    """Whether somebody answers such reports about this desk; administrators also those that nobody else does."""
    if may(actor, KINDS[report.kind], Tied(desk=str(report.desk_id or ""))):
        return True
    return actor.has(Role.ADMINISTRATOR) and report.kind == "page" and not people_queries.people_with(Role.EDITOR)


@transaction.atomic
def answer_report(*, actor: Actor, report_id: object, answer: str, version: int, at: datetime) -> Report:
    """Answer a report, once; who reported gets the answer."""
    report = Report.objects.select_for_update().filter(pk=as_uuid(report_id)).first()
    if report is None or not may_answer(actor, report):
        raise NotThereError
    if report.version != version:
        by = people_queries.person(report.answered_by_id) if report.answered_by_id else None
        raise StaleError(
            Change("answered", by.name if by else "", report.answered_at or report.sent_at, report.version)
        )
    if report.answered_at is not None:
        raise RefusedError("answered_before")
    if not answer.strip():
        raise RefusedError("words_missing")
    if len(answer) > LONGEST_WORDS:
        raise RefusedError("words_too_long")
    report.answer, report.answered_at, report.answered_by_id = kept_words(answer, report.language), at, actor.person
    report.version += 1
    report.save()
    if report.email:
        values = {"answer": report.answer, **({"about": report.about} if report.about else {})}
        post.put_one(
            post.letter_to(
                key=f"report_answered:{report.pk}",
                kind="report_answered",
                to=report.email,
                language=report.language,
                values=values,
                at=at,
            )
        )
    if report.case is not None:
        record(report.case, Happening.REPORTED, actor=actor, side=CaseSide.ADMINISTRATOR, at=at, after="answered")
    return report
