"""A need that comes into a case, and is offered at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.web.referral.givens import NeedGiven
from wegwijzer.web.referral.happenings import Happening
from wegwijzer.web.referral.models import Case, Consent, Event, Need, Offer
from wegwijzer.web.referral.offering import Sharing, make_offers
from wegwijzer.web.referral.recording import happening, keep_events, needs_of, save_settled, settle


@dataclass(frozen=True, slots=True)
class Added:
    """A need with its offers, and the names of the desks in the same order."""

    need: Need
    offers: tuple[Offer, ...]
    names: tuple[str, ...]


def add_need_to(
    case: Case,
    given: NeedGiven,
    desks: tuple[str, ...],
    sharing: Sharing,
    *,
    opened: Sequence[Event] = (),
    consents: Sequence[Consent] = (),
    avoid: frozenset[str] = frozenset(),
) -> Added:
    """A need of a case, offered at once. Nobody is told of it yet.

    The case is locked; or it is new, and is kept here with its states as they are from the start, so that nothing is
    written twice. `opened` and `consents` are what goes before the need's own; `avoid` as in
    `make_offers`.
    """
    need = Need(
        case=case,
        subject=given.subject,
        expertise=list(given.expertise),
        words=given.words.strip(),
        about=given.about,
        refers_to=list(given.refers_to),
        together_at=sharing.at if given.together else None,
        created=sharing.at,
        created_by_id=sharing.actor.person or None,
    )
    added = happening(
        case,
        Happening.NEED_ADDED,
        actor=sharing.actor,
        side=sharing.side,
        desk=sharing.desk,
        at=sharing.at,
        need=need,
    )
    made = make_offers(need, desks, sharing, avoid=avoid)
    others = {} if case._state.adding else needs_of(case)
    settled = settle(case, {**others, need: made.offers}, actor=sharing.actor, at=sharing.at)
    save_settled(case, settled)
    need.save(force_insert=True)
    Offer.objects.bulk_create(made.offers)
    keep_events([*opened, added, *made.events, *settled.events])
    Consent.objects.bulk_create([*consents, *made.consents])
    return Added(need, made.offers, made.names)
