"""Invented referrals of the past two years for a demonstration, so that figures about waiting have something to show.

They are as an anonymised case is: no firm, no words, no person. All went to the made-up team: an invented reply time
beside the name of an organisation that exists would be a claim about it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
from django.db import transaction

from wegwijzer.core.referral.states import CaseState, NeedState, OfferState, need_state
from wegwijzer.core.referral.steps import Reason
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Event, Need, Offer
from wegwijzer.web.referral.timing import promised_days, reply_by

_CASES, _SEED, _DAYS = 240, 2016, 700
_REPLY_SCALE = 6.0
"""Mean days until a first reply; the draw is skewed, as waiting is."""
_ENDS: tuple[tuple[OfferState, str, float], ...] = (
    (OfferState.DONE, "", 0.52),
    (OfferState.DONE_WITHOUT_RESULT, "", 0.14),
    (OfferState.NOT_REACHED, "", 0.08),
    (OfferState.NOT_FOR_US, Reason.NO_CAPACITY.value, 0.12),
    (OfferState.NOT_FOR_US, Reason.NO_ANSWER.value, 0.08),
    (OfferState.WITHDRAWN, "", 0.06),
)
"""How they ended, and how often."""
_SUBJECTS = ("product", "process", "personnel", "marketing", "legal")
_SECTORS = ("food", "metal_machinery", "graphic", "agriculture", "construction")
_PROVINCES = ("antwerpen", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen")
_SIZES = ("micro", "small", "medium")
_BY_DESK = frozenset({OfferState.DONE, OfferState.DONE_WITHOUT_RESULT, OfferState.NOT_REACHED, OfferState.NOT_FOR_US})


@transaction.atomic
def fill_past(at: datetime) -> int:
    """Make them, where the made-up team is there and none of them yet; how many there are then."""
    past = Case.objects.filter(is_demo=True, firm__isnull=True)
    desk = Desk.objects.filter(is_demo=True, is_fallback=True).first()
    if desk is None or past.exists():
        return past.count()
    draw = np.random.default_rng(_SEED)
    made = [_one(draw, desk, at) for _ in range(_CASES)]
    Case.objects.bulk_create([case for case, *_ in made])
    Need.objects.bulk_create([need for _, need, *_ in made])
    Offer.objects.bulk_create([offer for *_, offer, _ in made])
    Event.objects.bulk_create([event for *_, events in made for event in events])
    return len(made)


def _one(draw: np.random.Generator, desk: Desk, at: datetime) -> tuple[Case, Need, Offer, list[Event]]:
    sent = at - timedelta(days=float(draw.uniform(70, _DAYS)))
    end, reason, _ = _ENDS[int(draw.choice(len(_ENDS), p=[share for *_, share in _ENDS]))]
    is_answered = end in _BY_DESK and reason != Reason.NO_ANSWER.value
    replied = sent + timedelta(days=min(float(draw.gamma(1.4, _REPLY_SCALE / 1.4)), 45.0))
    ended = replied + timedelta(days=float(draw.uniform(0, 20))) if is_answered else sent + timedelta(days=21)
    case = Case(
        state=CaseState.ENDED.value,
        opened_at=sent,
        opened_side=CaseSide.FIRST_LINE.value,
        closed_at=ended,
        archived_at=ended,
        anonymous_at=ended,
        last_activity=ended,
        sector=_SECTORS[int(draw.integers(len(_SECTORS)))],
        province=_PROVINCES[int(draw.integers(len(_PROVINCES)))],
        size=_SIZES[int(draw.integers(len(_SIZES)))],
        is_demo=True,
    )
    ends_as: NeedState = need_state([end])
    need = Need(
        case=case,
        subject=_SUBJECTS[int(draw.integers(len(_SUBJECTS)))],
        about="first_line",
        state=ends_as.value,
        created=sent,
    )
    days = promised_days(desk.reply_days)
    offer = Offer(
        need=need,
        desk=desk,
        state=end.value,
        reason=reason,
        offered_at=sent,
        state_since=ended,
        reply_days=days,
        reply_by=reply_by(sent, days),
        archived=True,
    )

    def event(moment: datetime, side: CaseSide, kind: Happening, after: OfferState) -> Event:
        return Event(case=case, need=need, offer=offer, at=moment, side=side.value, kind=kind.value, after=after.value)

    events = [event(sent, CaseSide.FIRST_LINE, Happening.OFFERED, OfferState.WAITING)]
    if is_answered:
        first = OfferState.NOT_FOR_US if end is OfferState.NOT_FOR_US else OfferState.TAKEN_UP
        events.append(event(replied, CaseSide.HELPER, Happening.STEP, first))
    return case, need, offer, events
