"""What our own records tell of needs that stayed unmet and of referrals: counted here, worked out by the core."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from django.db.models import Count, Min, Q
from django.utils import timezone

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.reach.needing import unmet, waiting
from wegwijzer.core.reach.results import Unmet, Waiting
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason
from wegwijzer.web.observatory.own_use import tallied
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Offer
from wegwijzer.web.usage.kinds import Kind

BETWEEN = "/"
"""Between a measure and its criterion in the detail of a need that one criterion keeps unmet."""

_OUTCOMES = {
    OfferState.WAITING: "open",
    OfferState.TAKEN_UP: "open",
    OfferState.DONE: "helped",
    OfferState.DONE_WITHOUT_RESULT: "without_result",
    OfferState.NOT_REACHED: "not_reached",
    OfferState.NOT_FOR_US: "refused",
    OfferState.REFERRED_ON: "referred_on",
    OfferState.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Referral:
    """One offer to one desk: when it was made, when the desk first replied, and how it had ended by the last day.

    `watched` is the last day on which a reply could come: the firm may have taken its question back.
    """

    sent: date
    replied: date | None
    outcome: str
    watched: date


def unmet_of(year: int, until: date, rules: DisclosureRules) -> Unmet:
    """Searches without answer, declined offers, one criterion in the way, and questions at which visitors stopped."""
    return unmet(year, unmet_counts(year, until), rules)


def unmet_counts(year: int, until: date) -> Counter[tuple[str, str]]:
    """How often, by reason and detail."""
    counts: Counter[tuple[str, str]] = Counter()
    for (kind, subject, detail), count in tallied(year, until).items():
        if kind == Kind.SEARCH_EMPTY.value:
            counts["no_answer", subject] += count
        elif kind == Kind.BLOCKED_BY_ONE.value:
            counts["one_criterion", f"{subject}{BETWEEN}{detail}"] += count
        elif kind == Kind.DROPPED_AT.value:
            counts["dropped_question", subject] += count
    begin, end = _span(year, until)
    declined = Offer.objects.filter(
        state=OfferState.NOT_FOR_US.value, state_since__gte=begin, state_since__lt=end
    ).exclude(reason=Reason.NO_ANSWER.value)
    for reason, count in declined.values_list("reason").annotate(Count("pk")).order_by():
        counts["declined", reason] += count
    return counts


def waiting_of(year: int, until: date, rules: DisclosureRules) -> Waiting:
    """How long the offers of a year waited for a reply, and how they had ended by the last day."""
    found = list(referrals(year, until))
    replied = np.array([one.replied is not None for one in found], np.bool_)
    days = np.array([((one.replied or one.watched) - one.sent).days for one in found], np.float64)
    return waiting(year, days, replied, Counter(one.outcome for one in found), rules)


def referrals(year: int, until: date) -> Iterator[Referral]:
    """The offers of a year, as they stood at the end of the last day."""
    begin, end = _span(year, until)
    by_desk = Q(events__kind__in=[Happening.STEP.value, Happening.REFERRED_ON.value], events__at__lt=end)
    by_desk &= Q(events__side=CaseSide.HELPER.value)
    rows = Offer.objects.filter(offered_at__gte=begin, offered_at__lt=end).order_by("offered_at", "pk")
    rows = rows.annotate(replied_at=Min("events__at", filter=by_desk))
    for sent, replied, state, reason, since in rows.values_list(
        "offered_at", "replied_at", "state", "reason", "state_since"
    ):
        outcome = _OUTCOMES[OfferState(state)] if since < end else "open"
        if outcome == "refused" and reason == Reason.NO_ANSWER.value:
            outcome = "unanswered"
        watched = _day(since) if outcome == "withdrawn" else until
        yield Referral(_day(sent), None if replied is None else _day(replied), outcome, watched)


def _span(year: int, until: date) -> tuple[datetime, datetime]:
    return _begin(date(year, 1, 1)), _begin(until + timedelta(days=1))


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(at: datetime) -> date:
    return timezone.localdate(at)
