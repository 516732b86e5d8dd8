"""Joining a firm's open case: asking, being let in or not, and leaving."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from wegwijzer.core.referral.permissions import Action, Actor, may
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral import letters, pages
from wegwijzer.web.referral.actions.talking import keep_message
from wegwijzer.web.referral.adding import add_need_to
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.givens import NeedGiven
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Consent, Need, Offer, Participant
from wegwijzer.web.referral.offering import Sharing
from wegwijzer.web.referral.queries import actor_for
from wegwijzer.web.referral.recording import record
from wegwijzer.web.referral.standing import as_uuid, case_for, tied

ASK_AGAIN_AFTER = timedelta(days=180)
"""A firm that said no to a contact is not asked again by them for so long."""


def ask_to_join(case: Case, desk: Desk, actor: Actor, need: NeedGiven, at: datetime) -> Participant:
    """Ask the firm whether this desk may join; what it wanted to say waits with the question."""
    if not may(actor, Action.ASK_TO_JOIN):
        raise RefusedError("not_yours")
    found = Participant.objects.filter(case=case, desk=desk).first()
    if found is not None and found.state == Participant.State.ASKED:
        return found
    said_no_at = found.answered_at if found is not None and found.state == Participant.State.DECLINED else None
    if said_no_at is not None and at < said_no_at + ASK_AGAIN_AFTER:
        raise RefusedError("declined_before")
    asked = found or Participant(case=case, desk=desk)
    asked.person_id, asked.state, asked.asked_at, asked.answered_at = actor.person, Participant.State.ASKED, at, None
    asked.subject, asked.words = need.subject, need.words
    asked.save()
    record(case, Happening.JOIN_ASKED, actor=actor, side=CaseSide.FIRST_LINE, desk=desk.pk, at=at)
    case.last_activity = at
    case.save(update_fields=["last_activity"])
    letters.to_firm(
        case,
        "join_asked",
        {"desk": str(desk), "person": actor.name} if actor.name else {"desk": str(desk)},
        key=f"{asked.pk}:{at.isoformat()}",
        at=at,
    )
    return asked


@transaction.atomic
def answer_join(*, actor: Actor, participant_id: object, yes: bool, at: datetime) -> Participant:
    """The firm lets a contact in, or not; with yes, what the contact wanted to ask becomes a need.

    Unless somebody has that subject in this case already: then the words go to them, nobody is asked a second time, and
    the contact is told who has it.
    """
    found = Participant.objects.filter(pk=as_uuid(participant_id)).values_list("case_id", flat=True).first()
    case = case_for(actor, found, Action.ANSWER_JOIN, lock=True)
    asked = Participant.objects.select_related("desk", "person").get(pk=as_uuid(participant_id))
    if asked.state != Participant.State.ASKED:
        raise RefusedError("answered_before")
    asked.state = Participant.State.JOINED if yes else Participant.State.DECLINED
    asked.answered_at = at
    subject, words = asked.subject, asked.words
    if not yes:
        asked.words = ""
    asked.save()
    kind = Happening.JOINED if yes else Happening.DECLINED
    record(case, kind, actor=actor, side=CaseSide.FIRM, desk=asked.desk_id, at=at)
    having: list[Offer] = []
    if yes:
        follows(case, asked.desk, actor, at, how="page").save(force_insert=True)
        if subject and case.closed_at is None:
            having = _having(case, subject)
            if having:
                _pass_words(case, asked, having[0].need, words, at)
            else:
                _ask(case, NeedGiven(subject, words, about="first_line"), actor, at)
    if asked.person is not None:
        told = {"subject": subject, "desks": list(dict.fromkeys(str(offer.desk) for offer in having))} if having else {}
        post.put_one(
            post.letter(
                key=f"join_answered:{asked.pk}:{at.isoformat()}",
                kind="join_answered",
                person=asked.person,
                values={"link": pages.brought_page(asked, asked.person.language), "yes": yes, **told},
                at=at,
                case=case.pk,
            )
        )
    return asked


def _having(case: Case, subject: str) -> list[Offer]:
    """The running offers of a subject in a case, of who took it up first."""
    states = (OfferState.TAKEN_UP.value, OfferState.WAITING.value)
    running = Offer.objects.filter(need__case=case, need__subject=subject, state__in=states)
    found = running.select_related("desk", "need").order_by("offered_at", "pk")
    return sorted(found, key=lambda offer: states.index(offer.state))


def _pass_words(case: Case, asked: Participant, need: Need, words: str, at: datetime) -> None:
    """What the contact wrote, as their message in the question that runs."""
    if not words.strip() or asked.person is None:
        return
    who = actor_for(asked.person)
    keep_message(case, words, who, CaseSide.FIRST_LINE, str(asked.desk_id), at=at, need=need)


def _ask(case: Case, need: NeedGiven, actor: Actor, at: datetime) -> None:
    """A need of its own. Who said in this case that the subject is not for them is not asked again."""
    said_no = Offer.objects.filter(
        need__case=case, need__subject=need.subject, state__in=(OfferState.NOT_FOR_US.value, OfferState.WITHDRAWN.value)
    )
    avoid = frozenset(str(desk) for desk in said_no.values_list("desk_id", flat=True))
    added = add_need_to(case, need, (), Sharing(actor, CaseSide.FIRM, None, at, "page"), avoid=avoid)
    letters.offered(added.offers, at=at)


@transaction.atomic
def leave(*, actor: Actor, participant_id: object, at: datetime) -> None:
    """A contact leaves a case, or the firm sees one out: it is no longer told anything."""
    found = Participant.objects.filter(pk=as_uuid(participant_id)).select_related("case").first()
    if found is None:
        raise NotThereError
    case = case_for(actor, found.case_id, Action.SEE_CASE, lock=True)
    thing = tied(case)
    is_firm = thing.firm in actor.firms and bool(thing.firm)
    if not is_firm and str(found.desk_id) not in actor.desks:
        raise NotThereError
    if found.state != Participant.State.JOINED:
        raise RefusedError("answered_before")
    found.state, found.answered_at = Participant.State.LEFT, at
    found.save(update_fields=["state", "answered_at"])
    side = CaseSide.FIRM if is_firm else CaseSide.FIRST_LINE
    record(case, Happening.LEFT, actor=actor, side=side, desk=found.desk_id, at=at)
    Consent.objects.filter(case=case, desk=found.desk_id, purpose="follow", withdrawn_at__isnull=True).update(
        withdrawn_at=at
    )


def follows(case: Case, desk: Desk, actor: Actor, at: datetime, how: str = "spoken") -> Consent:
    """That the firm agreed to let a contact follow its case; not kept yet."""
    return Consent(case=case, desk=desk, purpose="follow", given_at=at, given_how=how, given_by_id=actor.person or None)
