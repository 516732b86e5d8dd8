"""What pages may read of referrals: only ever what whoever asks may see. Raises NotThereError for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from wegwijzer.core.referral.permissions import Action, Actor, Role, Standing, standings
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Person
from wegwijzer.web.referral.errors import NotThereError
from wegwijzer.web.referral.models import (
    Case,
    Consent,
    Event,
    Look,
    Message,
    Need,
    Offer,
    Outcome,
    Participant,
    Report,
    Speaker,
)
from wegwijzer.web.referral.standing import as_uuid, case_for, offered_in, tied, tied_offer

_KEPT = "_wegwijzer_referral_actor"
_WAITING, _TAKEN = OfferState.WAITING.value, OfferState.TAKEN_UP.value
_OPEN = (_WAITING, _TAKEN)
VIEWS = ("new", "mine", "overdue", "waiting", "open", "ended")
"""The views of an inbox. `waiting` are those in which it is the firm's turn: taken up, and the last word was ours."""


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


def _firm_with(text: str, path: str) -> Q:
    """Firms with a text in their name or number. A number has digits alone, so that words are not looked for in it."""
    found = Q(**{f"{path}__name__icontains": text})
    return found | Q(**{f"{path}__enterprise_number__contains": text}) if text.isdecimal() else found


def brought(actor: Actor, *, text: str = "") -> QuerySet[Participant]:
    """The cases that somebody's desks brought, joined or ask to join, those with the latest news first."""
    rows = Participant.objects.filter(desk_id__in=list(actor.desks), case__archived_at__isnull=True).exclude(
        state=Participant.State.LEFT
    )
    if text.strip():
        rows = rows.filter(_firm_with(text.strip(), "case__firm"), state=Participant.State.JOINED)
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


def _helper_desks(actor: Actor) -> list[str]:
    return [desk for desk, role in actor.desks.items() if role is not Role.FIRST_LINE]


def _inbox_rows(actor: Actor, desk_id: object = None) -> QuerySet[Offer]:
    desks = _helper_desks(actor)
    if desk_id:
        desks = [desk for desk in desks if desk == str(as_uuid(desk_id))]
    # Few cases are archived: leaving their needs out costs less than joining every offer to its case.
    archived = Need.objects.filter(case__archived_at__isnull=False)
    rows = Offer.objects.filter(desk_id__in=desks).exclude(state=OfferState.WITHDRAWN.value)
    return rows.exclude(need__in=archived)


def _view(actor: Actor, on: date) -> dict[str, Q]:
    return {
        "new": Q(state=_WAITING),
        "mine": Q(state=_TAKEN, adviser_id=actor.person or None),
        "overdue": Q(state=_WAITING, reply_by__lt=on),
        "waiting": Q(state=_TAKEN, need__in=Need.objects.filter(case__waits_for_firm=True)),
        "open": Q(state__in=_OPEN),
        "ended": ~Q(state__in=_OPEN),
    }


def inbox(
    actor: Actor, view: str, *, on: date, desk_id: object = None, subject: str = "", text: str = ""
) -> QuerySet[Offer]:
    """The offers to somebody's desks in a view, what is due first, what ended last first. Look through it in pages."""
    rows = _inbox_rows(actor, desk_id).filter(_view(actor, on)[view])
    if subject:
        rows = rows.filter(need__subject=subject)
    if text.strip():
        rows = rows.filter(_firm_with(text.strip(), "need__case__firm") | Q(need__words__icontains=text.strip()))
    order = ("-state_since", "pk") if view == "ended" else ("reply_by", "offered_at", "pk")
    return rows.select_related("need__case__firm", "desk", "adviser").order_by(*order)


def inbox_counts(actor: Actor, *, on: date) -> dict[str, int]:
    """How many there are in each view, in one query."""
    views = _view(actor, on)
    return _inbox_rows(actor).aggregate(**{view: Count("pk", filter=views[view]) for view in VIEWS})


def offer_page(actor: Actor, offer_id: object) -> Offer:
    """An offer to a desk of somebody's, with all that its page shows."""
    found = (
        Offer.objects.select_related("need__case__firm", "need__case__owner_desk", "desk", "adviser", "parent__desk")
        .prefetch_related(
            "appointments__person", "need__case__participants__desk", "need__case__firm__speakers__person"
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
    offers = list(need.offers.select_related("desk", "adviser", "parent__desk").order_by("offered_at", "pk"))
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
    events = Event.objects.filter(case=case).select_related("person", "desk", "offer__desk")
    messages = Message.objects.filter(case=case).select_related("person", "desk")
    has_words = True
    if Standing.FIRM not in found:
        if found & {Standing.ASKED, Standing.ASKED_MANAGER}:
            mine = set(_helper_desks(actor))
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


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What a firm said after closing, as figures use it: nothing in it points to the firm."""

    round: int
    month: str
    subject: str
    sector: str
    province: str
    size: str
    helped: str
    changed: tuple[str, ...]
    layer: str


def outcome_rows() -> Iterable[OutcomeRow]:
    """The answers of all firms without names, days or words; those not answered have `helped` empty."""
    for row in Outcome.objects.order_by("asked_at").iterator(chunk_size=2000):
        yield OutcomeRow(
            row.round,
            f"{row.asked_at:%Y-%m}",
            row.subject,
            row.sector,
            row.province,
            row.size,
            row.helped,
            tuple(row.changed),
            row.layer,
        )
