"""The page of one question: what was promised, who asks what, what happened, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from wegwijzer.core.referral.next_steps import next_subjects
from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import DESK_REASONS, STEPS, Side
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.enterprise_number import format_enterprise_number
from wegwijzer.web.inbox.forms import ENDINGS
from wegwijzer.web.inbox.labels import firm_name, moment_text, place_of, state_label, subject_label, told_facts
from wegwijzer.web.inbox.others import SHOWN, Other, others_for
from wegwijzer.web.inbox.promise import Promise, promise_of
from wegwijzer.web.inbox.story import StoryLine, story_of
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.referral import queries
from wegwijzer.web.referral.models import Appointment, Case, Need, Offer
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

_MOST_NEXT = 3


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who speaks for the firm; `mend` is the id with which their address can be mended, 0 where it cannot."""

    name: str
    email: str
    mend: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """One desk in the chain: who it is, how it stands, and from whom it came (empty: from the start)."""

    desk: str
    state: str
    when: str
    by: str
    reason: str
    words: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment, with what a form needs to change it."""

    id: UUID
    text: str
    place: str
    day: str
    hour: str
    minutes: int
    sequence: int
    is_cancelled: bool
    is_past: bool

    @property
    def key(self) -> str:
        """The id as a form is named after it."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class OfferPage:
    """What the page shows."""

    offer: Offer
    case: Case
    firm: str
    number: str
    contacts: Sequence[Contact]
    place: Sequence[str]
    told: Sequence[tuple[str, str]]
    subject: str
    origin: str
    about: Sequence[tuple[str, str]]
    promise: Promise
    steps: frozenset[str]
    endings: Sequence[str]
    reasons: Sequence[str]
    meetings: Sequence[Meeting]
    colleagues: Sequence[tuple[str, str]]
    story: Sequence[StoryLine]
    chain: Sequence[Link]
    others: Sequence[Other]
    other_needs: Sequence[tuple[str, str]]
    following: Sequence[tuple[str, str]]
    bringers: Sequence[str]

    @property
    def is_taken_up(self) -> bool:
        """Whether somebody works on it now."""
        return self.offer.state == OfferState.TAKEN_UP.value

    @property
    def can_do_more(self) -> bool:
        """Whether there is a step beside taking up and writing."""
        return self.is_taken_up or bool(self.endings) or bool(self.steps & {"not_for_us", "waiting"})

    @property
    def is_waiting(self) -> bool:
        """Whether nobody answered yet."""
        return self.offer.state == OfferState.WAITING.value


def offer_page(actor: Actor, offer: Offer, *, at: datetime, language: str) -> OfferPage:
    """The page for an offer that the actor may see."""
    need, case = offer.need, offer.need.case
    firm, on = case.firm, timezone.localdate(at)
    needs = _needs(case, actor)
    chain = queries.chain(need)
    steps = frozenset(state.value for state in STEPS[Side.DESK][OfferState(offer.state)])
    is_ended = offer.state in ENDINGS
    return OfferPage(
        offer=offer,
        case=case,
        firm=firm_name(case, language),
        number=format_enterprise_number(firm.enterprise_number) if firm and firm.enterprise_number else "",
        contacts=contacts_of(case, is_manager=actor.desks.get(str(offer.desk_id)) is Role.MANAGER),
        place=place_of(case, language),
        told=told_facts(firm, language) if firm is not None else (),
        subject=subject_label(need.subject, language),
        origin=say(f"inbox.origin.{need.about}", language) if need.about else "",
        about=_about(need, language),
        promise=promise_of(offer, on=on, language=language),
        steps=steps,
        endings=[state for state in ENDINGS if state in steps],
        reasons=[reason.value for reason in DESK_REASONS],
        meetings=[_meeting(row, at, language) for row in offer.appointments.all()],
        colleagues=_colleagues(offer),
        story=story_of(queries.timeline(case, actor), language),
        chain=links_of(chain, language, here=offer),
        others=others_for(need, chain, at=at, language=language).fitting[:SHOWN],
        other_needs=_other_needs(needs, need, language),
        following=_following(need, needs, language) if is_ended else (),
        bringers=[str(row.desk) for row in case.participants.all() if row.state == "joined"],
    )


def links_of(chain: Iterable[Offer], language: str, *, here: Offer | None = None) -> list[Link]:
    """Everybody who was asked about a need, in the order in which it was passed on."""
    return [_link(offer, language, here) for offer in chain]


def _link(offer: Offer, language: str, here: Offer | None) -> Link:
    is_here = here is not None and offer.pk == here.pk
    if offer.state == OfferState.WAITING.value:
        when = say("inbox.chain.reply_by", language, day=date_text(offer.reply_by, language))
    else:
        since = timezone.localtime(offer.state_since).date()
        when = say("inbox.chain.since", language, day=date_text(since, language))
    return Link(
        desk=str(offer.desk),
        state=state_label(offer, language, is_own=is_here),
        when=when,
        by=str(offer.parent.desk) if offer.parent is not None else "",
        reason=say(f"referral.reason.{offer.reason}", language) if offer.reason else "",
        words=offer.words,
        is_here=is_here,
    )


def contacts_of(case: Case, *, is_manager: bool) -> list[Contact]:
    """Who speaks for the firm; while nobody does yet, the addresses that were given for it."""
    if case.firm is None:
        return []
    rows = list(case.firm.speakers.all())
    confirmed = [row for row in rows if row.confirmed_at is not None]
    can_mend = is_manager and not confirmed and case.closed_at is None
    return [
        Contact(row.person.name, row.person.email, row.pk if can_mend and not row.proof else 0)
        for row in confirmed or rows
    ]


def _about(need: Need, language: str) -> list[tuple[str, str]]:
    """The measures that it came from, as (slug, name)."""
    measures = shipped_catalogue().measures
    return [(slug, local(measures[slug].name, language)) for slug in need.refers_to if slug in measures]


def _meeting(row: Appointment, at: datetime, language: str) -> Meeting:
    here = timezone.localtime(row.begins)
    return Meeting(
        id=row.pk,
        text=say("inbox.meeting.when", language, moment=moment_text(row.begins, language), minutes=row.minutes),
        place=row.place,
        day=here.date().isoformat(),
        hour=f"{here:%H:%M}",
        minutes=row.minutes,
        sequence=row.sequence,
        is_cancelled=row.is_cancelled,
        is_past=row.begins < at,
    )


def _colleagues(offer: Offer) -> list[tuple[str, str]]:
    if offer.state != OfferState.TAKEN_UP.value:
        return []
    rows = people_queries.memberships(offer.desk_id)
    return [
        (str(row.person_id), row.person.name or row.person.email)
        for row in rows
        if row.person.is_active and row.person_id != offer.adviser_id
    ]


def _needs(case: Case, actor: Actor) -> list[Need]:
    """The needs of a case; `is_ours` says whether one was offered to a desk of the actor's too."""
    ours = Offer.objects.filter(need=OuterRef("pk"), desk_id__in=list(actor.desks))
    return list(case.needs.annotate(is_ours=Exists(ours.exclude(state=OfferState.WITHDRAWN.value))))


def _other_needs(needs: Sequence[Need], need: Need, language: str) -> list[tuple[str, str]]:
    """What else the firm asks of one's own desks, as (subject, state); of the rest a desk knows nothing."""
    return [
        (subject_label(other.subject, language), say(f"inbox.need_state.{other.state}", language))
        for other in needs
        if other.pk != need.pk and other.is_ours  # type: ignore[attr-defined]
    ]


def _following(need: Need, needs: Sequence[Need], language: str) -> list[tuple[str, str]]:
    catalogue = shipped_catalogue()
    if need.subject not in catalogue.business_domains:
        return []
    touched = frozenset(other.subject for other in needs)
    found = next_subjects(need.subject, touched, catalogue)[:_MOST_NEXT]
    return [(subject, subject_label(subject, language)) for subject in found]
