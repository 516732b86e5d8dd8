"""What changes in the database of the self-placement."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from wegwijzer.web.placement.kept_result import KeptResult
from wegwijzer.web.placement.models import Placement, Visitor

VISITOR_DAYS = 30
"""How many days a visitor's placements are kept after the last visit; the cookie that leads to them lives as long."""
MOST_PLACEMENTS = 24
"""Placements of one visitor that are kept: the oldest make room."""


def begin(visitor: Visitor, *, at: datetime) -> Placement:
    """A new time through the questions. One that was begun and has no answer yet is taken up instead."""
    latest = visitor.placements.first()
    if latest is not None and not latest.answers:
        return latest
    too_many = visitor.placements.values_list("pk", flat=True)[MOST_PLACEMENTS - 1 :]
    Placement.objects.filter(pk__in=list(too_many)).delete()
    return visitor.placements.create(started=at)


def answer(placement: Placement, question: str, value: str) -> None:
    """Keep an answer: yes, no or dont_know."""
    placement.answers = {**placement.answers, question: value}
    placement.asked = placement.asked if question in placement.asked else [*placement.asked, question]
    placement.save()


def finish(placement: Placement, *, at: datetime) -> None:
    """Note when the result was reached, the first time."""
    if placement.finished is None:
        placement.finished = at
        placement.save(update_fields=["finished"])


def take_up(visitor: Visitor, kept: KeptResult) -> None:
    """Put a result that the visitor kept among theirs; one that is there already is not put there twice."""
    on_the_day = visitor.placements.filter(finished__date=kept.day)
    if any(placement.answers == dict(kept.answers) for placement in on_the_day):
        return
    placement = kept.as_placement()
    placement.visitor = visitor
    placement.save()


def forget(visitor: Visitor) -> None:
    """Remove everything of a visitor."""
    visitor.delete()


@transaction.atomic
def merge(held: Visitor, theirs: Visitor) -> None:
    """Move the placements of one visitor to another; the oldest make room."""
    held.placements.update(visitor=theirs)
    too_many = theirs.placements.values_list("pk", flat=True)[MOST_PLACEMENTS:]
    Placement.objects.filter(pk__in=list(too_many)).delete()


def remove_old(at: datetime) -> int:
    """Remove visitors who did not come back, with their placements; how many visitors."""
    old = Visitor.objects.filter(seen__lt=at - timedelta(days=VISITOR_DAYS))
    count = old.count()
    old.delete()
    return count
