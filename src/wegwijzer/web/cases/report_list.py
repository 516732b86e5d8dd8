"""The reports of those who answer them, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.referral.actions.reporting import KINDS
from wegwijzer.web.referral.models import Report
from wegwijzer.web.referral.timing import local_day
from wegwijzer.wording.values import date_text

REPORT_KINDS = tuple(KINDS)
"""promise, page, complaint."""


@dataclass(frozen=True, slots=True)
class ReportRows:
    """A list of reports with its counts: kind, still open, answered."""

    kind: str
    counts: tuple[tuple[str, int, int], ...]
    open_count: int
    answered_count: int
    rows: QuerySet[Report]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report. `wants_answer` says whether there is an address to which the answer goes."""

    id: str
    kind: str
    words: str
    about: str
    desk: str
    day: str
    version: int
    wants_answer: bool
    answer: str
    answered_on: str
    answered_by: str


def report_rows(found: QuerySet[Report], actor: Actor, *, kind: str, is_open: bool) -> ReportRows | None:
    """The list; None for who answers no reports at all."""
    if not answers_reports(actor):
        return None
    still_open, answered = Q(answered_at__isnull=True), Q(answered_at__isnull=False)
    counted = {
        row["kind"]: (row["waiting"], row["done"])
        for row in found.order_by()
        .values("kind")
        .annotate(waiting=Count("pk", filter=still_open), done=Count("pk", filter=answered))
    }
    wanted = kind if kind in KINDS else ""
    rows = found.filter(answered_at__isnull=is_open).select_related("desk")
    rows = rows.filter(kind=wanted) if wanted else rows
    counts: Sequence[tuple[str, int, int]] = [(name, *counted[name]) for name in KINDS if name in counted]
    return ReportRows(
        wanted,
        tuple(counts),
        sum(waiting for _, waiting, _ in counts),
        sum(done for _, _, done in counts),
        rows.order_by("sent_at" if is_open else "-answered_at", "pk"),
    )


def answers_reports(actor: Actor) -> bool:
    """Whether somebody has a role that answers reports."""
    return any(actor.has(role) for role in (Role.EDITOR, Role.MANAGER, Role.ADMINISTRATOR))


def report_page_view(report: Report, language: str) -> ReportPage:
    """A report in words. Who reported stays unknown to who answers: the answer goes by mail."""
    answered = report.answered_at
    return ReportPage(
        str(report.pk),
        report.kind,
        report.words,
        report.about,
        str(report.desk) if report.desk is not None else "",
        date_text(local_day(report.sent_at), language),
        report.version,
        bool(report.email),
        report.answer,
        date_text(local_day(answered), language) if answered is not None else "",
        report.answered_by.name if report.answered_by is not None else "",
    )
