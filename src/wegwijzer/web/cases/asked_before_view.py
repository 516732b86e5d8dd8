"""The earlier question, for who asks the same anew: who has it, how it stands, and where to follow it."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.cases.case_view import subject_text
from wegwijzer.web.cases.passed_view import followed_at
from wegwijzer.web.referral.models import Need, Offer
from wegwijzer.web.referral.timing import local_day
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """What stands there already. `desks` are (name, how it stands there); `address` is where it can be followed."""

    subject: str
    day: str
    words: str
    desks: tuple[tuple[str, str], ...]
    address: str
    for_client: bool


def asked_before_view(need: Need, desk: str, actor: Actor, language: str) -> AskedBefore:
    """Word the earlier question for who may see it: the firm, or the contact who wrote it from a `desk`."""
    offers = need.offers.exclude(state=OfferState.WITHDRAWN.value).select_related("desk")
    return AskedBefore(
        subject_text(need.subject, language),
        date_text(local_day(need.created), language),
        need.words,
        tuple((str(offer.desk), _standing(offer, language, for_client=bool(desk))) for offer in offers),
        followed_at(need, desk, actor, language),
        bool(desk),
    )


def _standing(offer: Offer, language: str, *, for_client: bool) -> str:
    word = say(f"{'inbox.state' if for_client else 'referral.state.offer'}.{offer.state}", language)
    if offer.state != OfferState.WAITING.value:
        return word
    return f"{word}, {say('cases.passed.by', language, day=date_text(offer.reply_by, language))}"
