"""Open cases and promises that were missed, as numbers for whoever watches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.operating.reading import Reading
from wegwijzer.web.referral.models import Case, Offer


def read(at: datetime) -> Iterator[Reading]:
    """How many cases are open, and in how many of them a desk is past the day by which it promised to answer."""
    is_open = Case.objects.filter(closed_at__isnull=True).count()
    yield Reading("cases_open", "Cases that are not closed.", float(is_open))
    late = Offer.objects.filter(
        state=OfferState.WAITING.value, archived=False, reply_by__lt=timezone.localtime(at).date()
    ).aggregate(cases=Count("need__case", distinct=True))
    meaning = "Open cases in which a desk is past the day by which it would answer."
    yield Reading("cases_overdue", meaning, float(late["cases"]))
