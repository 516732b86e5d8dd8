"""What is published stands in every process: one cheap question to the database tells whether something was."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date

from django.db import DatabaseError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wegwijzer.readers.rule_changes.proposing import case_file_name, file_name
from wegwijzer.readers.standing import asking_first, stand_on
from wegwijzer.web.publications.models import Publication

log = logging.getLogger(__name__)
_seen: tuple[int, date] | None = None


def published_texts() -> Mapping[str, str]:
    """The published files that stand, by name: those of the last publication of each measure."""
    found: dict[str, str] = {}
    last = Publication.objects.values("measure").annotate(last=Max("pk")).values("last")
    for row in Publication.objects.filter(pk__in=last).order_by("measure").only("measure", "text", "cases"):
        found[file_name(row.measure)] = row.text
        if row.cases:
            found[case_file_name(row.measure)] = row.cases
    return found


def refresh(on: date | None = None) -> None:
    """Let the catalogue of this process be what is published. One query, where nothing changed."""
    global _seen
    now = (latest(), on or timezone.localdate())
    if now != _seen:
        stand_on(published_texts() if now[0] else {}, on=now[1])
        _seen = now


def latest() -> int:
    """The number of the last publication, 0 before the first."""
    return Publication.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def forget_seen() -> None:
    """Ask for everything again: the database was changed behind our back, as tests do."""
    global _seen
    _seen = None


def _ask() -> None:
    try:
        refresh()
    except DatabaseError:  # what stood stands, and the page says itself whether it needs the database
        log.warning("the database did not say what is published")


def catalogue_in_force(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: every page that reads the catalogue reads what is published then, whichever process published it.

    A page without the catalogue asks the database nothing for it.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        with asked_when_needed():
            return get_response(request)

    return handle


def asked_when_needed() -> AbstractContextManager[None]:
    """Inside, what is published is asked for when the catalogue is first looked at, and not at all without that."""
    return asking_first(_ask)
