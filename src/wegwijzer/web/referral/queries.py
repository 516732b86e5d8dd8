"""What pages may read of referrals: only ever what whoever asks may see. Raises NotThereError for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest

from wegwijzer.core.referral.permissions import Action, Actor, Role, Standing, standings
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Person
from wegwijzer.web.referral.errors import NotThereError
from wegwijzer.web.referral.inbox_rows import firm_with, helper_desks_of
from wegwijzer.web.referral.inbox_rows import inbox as inbox
from wegwijzer.web.referral.inbox_rows import inbox_counts as inbox_counts
from wegwijzer.web.referral.inbox_rows import inbox_page as inbox_page
from wegwijzer.web.referral.inbox_rows import inbox_slice as inbox_slice
from wegwijzer.web.referral.models import (
    Case,
    Consent,
    Event,
    Look,
    Message,
    Need,
    Offer,
    Participant,
    Report,
    Speaker,
)
from wegwijzer.web.referral.standing import as_uuid, case_for, offered_in, tied, tied_offer

_KEPT = "_wegwijzer_referral_actor"
_BY = ("at", "side", "words", "need", "person__name", "desk__name", "desk__branch")
_OF_A_MESSAGE = _BY
_OF_AN_EVENT = (*_BY, "kind", "after", "reason", "offer__desk__name", "offer__desk__branch")
_OF_A_LINK = (
    *("need", "parent", "state", "reason", "words", "offered_at", "state_since", "reply_by"),
    *("desk__name", "desk__branch", "parent__desk__name", "parent__desk__branch"),
)
"""What a story and a chain are told from; the rows beside them are wide, and a long story has many."""


def actor_of(request: HttpRequest) -> Actor:
    """Who sends a request, with the firms they speak for; worked out once a request."""
    known: Actor | None = getattr(request, _KEPT, None)
    if known is None:
        known = _with_firms(people_queries.actor_of(request))
        setattr(request, _KEPT, known)
    return known


def actor_for(person: Person) -> Actor:
    """A person as somebody who acts, with the firms they speak for."""
    return _with_firms(people_queries.actor_for(person))


def _with_firms(actor: Actor) -> Actor:
    if not actor.is_signed_in:
        return actor
    rows = Speaker.objects.filter(person_id=actor.person, confirmed_at__isnull=False).values_list("firm_id", flat=True)
    return replace(actor, firms=frozenset(str(firm) for firm in rows))


def _whole_cases() -> QuerySet[Case]:
    return Case.objects.select_related("firm", "owner_desk").prefetch_related(
        "needs__offers__desk",
        "needs__offers__adviser",
        "needs__offers__parent",
        "needs__offers__appointments__person",
        "participants__desk",
        "participants__person",
        "outcomes",
    )


def firm_cases(actor: Actor) -> list[Case]:
    """The cases of the firms somebody speaks for, open ones first, then the newest."""
    if not actor.firms:
        return []
    found = _whole_cases().filter(firm_id__in=list(actor.firms), anonymous_at__isnull=True)
    return sorted(found, key=lambda case: (case.closed_at is not None, -case.opened_at.timestamp()))


def firm_case(actor: Actor, case_id: object) -> Case:
    """A case of a firm that somebody speaks for, with all that its page shows."""
    found = _whole_cases().filter(pk=as_uuid(case_id), anonymous_at__isnull=True).first()
    if found is None or found.firm_id is None or str(found.firm_id) not in actor.firms:
        raise NotThereError
    return found


def brought(actor: Actor, *, text: str = "") -> QuerySet[Participant]:
    """The cases that somebody's desks brought, joined or ask to join, those with the latest news first."""
    rows = Participant.objects.filter(desk_id__in=list(actor.desks), case__archived_at__isnull=True).exclude(
        state=Participant.State.LEFT
    )
    if text.strip():
        rows = rows.filter(firm_with(text.strip(), "case__firm"), state=Participant.State.JOINED)
    return (
        rows.select_related("case__firm", "case__owner_desk", "desk", "person")
        .prefetch_related("case__needs__offers__desk", "case__participants")
        .order_by("-case__last_activity", "pk")
    )


def brought_case(actor: Actor, participant_id: object) -> Participant:
    """One of those; `state` says whether more than its existence may be shown."""
    found = brought(actor).filter(pk=as_uuid(participant_id)).first()
    if found is None:
        raise NotThereError
    return found


def offer_page(actor: Actor, offer_id: object) -> Offer:
    """An offer to a desk of somebody's, with all that its page shows."""
    found = (
        Offer.objects.select_related("need__case__firm", "desk", "adviser")
        .prefetch_related(
            "appointments",
            "need__case__participants__desk",
            Prefetch("need__case__firm__speakers", Speaker.objects.select_related("person")),
        )
        .filter(pk=as_uuid(offer_id))
        .first()
    )
    if found is None:
        raise NotThereError
    wanted = {Standing.ASKED, Standing.ASKED_MANAGER}
    if not wanted & standings(actor, tied_offer(found)):
        raise NotThereError
    return found


def chain(need: Need) -> list[Offer]:
    """The offers of a need in the order of the chain: each right after the one that it was referred on from."""
    offers = list(need.offers.select_related("desk", "parent__desk").only(*_OF_A_LINK).order_by("offered_at", "pk"))
    ids = {offer.pk for offer in offers}

    def below(parent: object) -> Iterator[Offer]:
        for offer in offers:
            own = offer.parent_id if offer.parent_id in ids else None
            if own == parent:
                yield offer
                yield from below(offer.pk)

    return list(below(None))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a case's story: a message (`kind` message), or something that happened (`happenings.Happening`).

    `desk` is the desk it is about, for a message the one that wrote; `by_desk` whose people did it.
    """

    at: datetime
    side: str
    who: str
    kind: str
    desk: str = ""
    by_desk: str = ""
    after: str = ""
    reason: str = ""
    words: str = ""
    need: str = ""


def timeline(case: Case, actor: Actor) -> list[Entry]:
    """What happened in a case, newest last, as far as somebody may see it.

    A desk reads what belongs to the needs offered to it, and what is about the whole case; a contact reads what
    happened, and its own messages, but nobody's words.
    """
    offered = offered_in(case)
    found = standings(actor, tied(case, offered))
    events = Event.objects.filter(case=case).select_related("person", "desk", "offer__desk").only(*_OF_AN_EVENT)
    messages = Message.objects.filter(case=case).select_related("person", "desk").only(*_OF_A_MESSAGE)
    has_words = True
    if Standing.FIRM not in found:
        if found & {Standing.ASKED, Standing.ASKED_MANAGER}:
            mine = set(helper_desks_of(actor))
            needs = [need for desk, need in offered if desk in mine]
            seen = Q(need__isnull=True) | Q(need__in=needs)
            events, messages = events.filter(seen), messages.filter(seen)
        elif Standing.BROUGHT in found:
            has_words = False
            messages = messages.filter(desk_id__in=list(actor.desks))
        else:
            raise NotThereError
    entries = [_of_event(event, has_words=has_words) for event in events]
    entries += [
        Entry(
            message.at,
            message.side,
            message.person.name if message.person is not None else "",
            "message",
            str(message.desk or ""),
            str(message.desk or ""),
            words=message.words,
            need=str(message.need_id or ""),
        )
        for message in messages
    ]
    return sorted(entries, key=lambda entry: entry.at)


def _of_event(event: Event, *, has_words: bool) -> Entry:
    about = event.offer.desk if event.offer is not None else event.desk
    return Entry(
        event.at,
        event.side,
        event.person.name if event.person is not None else "",
        event.kind,
        str(about or ""),
        str(event.desk or ""),
        event.after,
        event.reason,
        event.words if has_words else "",
        str(event.need_id or ""),
    )


def needs_together() -> list[Need]:
    """The needs that firms let lie beside those of others, with their case and firm: for grouping, never for a page."""
    found = Need.objects.filter(together_at__isnull=False, case__firm__isnull=False, case__anonymous_at__isnull=True)
    return list(found.exclude(words="").select_related("case__firm").order_by("created", "pk"))


def looks(actor: Actor, case: Case) -> QuerySet[Look]:
    """Who looked at a case, the last first; for the firm alone."""
    case_for(actor, case.pk, Action.SEE_LOOKS)
    return Look.objects.filter(case=case).select_related("person", "desk")


def consents(actor: Actor, case: Case) -> list[Consent]:
    """With whom the firm shares a case, and with whom it did; for the firm alone."""
    case_for(actor, case.pk, Action.SEE_LOOKS)
    return list(Consent.objects.filter(case=case).select_related("desk", "need", "given_by"))


def reports(actor: Actor) -> QuerySet[Report]:
    """The reports that somebody may answer, open ones first."""
    wanted = Q(pk__isnull=True)
    if actor.has(Role.EDITOR):
        wanted |= Q(kind="page")
    if actor.has(Role.ADMINISTRATOR):
        wanted |= Q(kind__in=["complaint", "promise"])
        if not people_queries.people_with(Role.EDITOR):
            wanted |= Q(kind="page")
    managed = [desk for desk, role in actor.desks.items() if role is Role.MANAGER]
    wanted |= Q(kind="promise", desk__in=managed)
    rows = Report.objects.filter(wanted).select_related("desk", "answered_by")
    return rows.order_by("answered_at", "-sent_at", "pk")
