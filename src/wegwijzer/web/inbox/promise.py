"""What a firm was promised, in words: when it hears, who has its question, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.inbox.labels import days_late, state_label
from wegwijzer.web.referral.models import Offer
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class Promise:
    """`short` for a line of a list, `long` for the top of a page. `tone` is late, today, runs, taken, ended or closed.

    What ended with help is `ended`; what ended in any other way is `closed`.
    """

    tone: str
    short: str
    long: str

    @property
    def icon(self) -> str:
        """The icon that goes with it; late has the loudest."""
        return {"late": "no", "today": "maybe", "runs": "info", "taken": "arrow", "ended": "met", "closed": "check"}[
            self.tone
        ]

    @property
    def css(self) -> str:
        """The class of the status."""
        return {"late": "no", "today": "maybe", "ended": "met"}.get(self.tone, "check")


def promise_of(offer: Offer, *, on: date, language: str, is_own: bool = True) -> Promise:
    """What was promised on an offer, seen on a day; `is_own` where the desk's own people read it."""
    since = date_text(timezone.localtime(offer.state_since).date(), language)
    if offer.state == OfferState.WAITING.value:
        return _waiting(offer, on, language)
    if offer.state == OfferState.TAKEN_UP.value:
        who = offer.adviser.name if offer.adviser is not None else ""
        name = who or say("inbox.promise.somebody", language)
        return Promise(
            "taken",
            say("inbox.promise.taken_short", language, name=name),
            say("inbox.promise.taken", language, name=name, day=since),
        )
    state = state_label(offer, language, is_own=is_own)
    return Promise(
        "ended" if offer.state == OfferState.DONE.value else "closed",
        say("inbox.promise.ended_short", language, state=state, day=since),
        say("inbox.promise.ended", language, state=state, day=since),
    )


def _waiting(offer: Offer, on: date, language: str) -> Promise:
    day = date_text(offer.reply_by, language)
    late = days_late(offer.reply_by, on)
    if late:
        kind = "late_one" if late == 1 else "late"
        return Promise(
            "late",
            say(f"inbox.promise.{kind}_short", language, count=late),
            say(f"inbox.promise.{kind}", language, count=late, day=day),
        )
    if offer.reply_by == on:
        return Promise("today", say("inbox.promise.today_short", language), say("inbox.promise.today", language))
    return Promise(
        "runs",
        say("inbox.promise.runs_short", language, day=day),
        say("inbox.promise.runs", language, day=day),
    )
