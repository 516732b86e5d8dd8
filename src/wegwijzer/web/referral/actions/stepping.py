"""The steps of an offer: taking up, refusing, ending, referring on, passing to a colleague, withdrawing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from wegwijzer.core.referral.permissions import Action, Actor
from wegwijzer.core.referral.states import ENDED_OFFERS, OfferState
from wegwijzer.core.referral.steps import STEPS, Side, Step, step_problem
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral import letters
from wegwijzer.web.referral.errors import Change, RefusedError, StaleError
from wegwijzer.web.referral.givens import LONGEST_WORDS
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Consent, Event, Need, Offer
from wegwijzer.web.referral.moving import make_room
from wegwijzer.web.referral.offering import Sharing, offer_need
from wegwijzer.web.referral.recording import record, refresh
from wegwijzer.web.referral.standing import need_for, offer_for
from wegwijzer.web.referral.timing import reply_by
from wegwijzer.web.referral.written import kept_words

_TOLD_ENDED = (OfferState.DONE, OfferState.DONE_WITHOUT_RESULT, OfferState.NOT_REACHED)


@transaction.atomic
def take_step(*, actor: Actor, offer_id: object, step: Step, version: int, at: datetime) -> Offer:
    """A step of the desk that was asked.

    Raises StaleError when the offer changed since `version`, and RefusedError with a `StepProblem` value.
    """
    offer = offer_for(actor, offer_id, Action.TAKE_STEP)
    check_version(offer, version)
    problem = step_problem(Side.DESK, OfferState(offer.state), step)
    if problem is not None:
        raise RefusedError(problem.value)
    if step.to is OfferState.REFERRED_ON and not offer.children.exists():
        raise RefusedError("desk_missing")
    _check_words(step.words)
    if step.to is OfferState.TAKEN_UP:
        offer.adviser_id = actor.person
    elif step.to is OfferState.WAITING:
        offer.adviser = None
    return change_state(offer, step, actor=actor, side=CaseSide.HELPER, desk=offer.desk_id, at=at)


@transaction.atomic
def withdraw_offer(*, actor: Actor, offer_id: object, at: datetime) -> Offer:
    """The firm no longer shares a need with a desk, which sees nothing of it from now on."""
    offer = offer_for(actor, offer_id, Action.WITHDRAW_NEED)
    if offer.state == OfferState.WITHDRAWN.value:
        return offer
    return change_state(offer, Step(OfferState.WITHDRAWN), actor=actor, side=CaseSide.FIRM, desk=None, at=at)


@transaction.atomic
def withdraw_need(*, actor: Actor, need_id: object, at: datetime) -> Need:
    """The firm takes a need back from everybody; what is over stays as it ended."""
    need = need_for(actor, need_id, Action.WITHDRAW_NEED)
    for offer in need.offers.select_related("desk", "need__case__firm", "adviser"):
        if OfferState(offer.state) not in ENDED_OFFERS:
            change_state(offer, Step(OfferState.WITHDRAWN), actor=actor, side=CaseSide.FIRM, desk=None, at=at)
    need.refresh_from_db()
    return need


@transaction.atomic
def give_back(*, actor: Actor, offer_id: object, at: datetime) -> Offer:
    """The firm shares a need again with a desk from which it withdrew it; the promise starts anew."""
    offer = offer_for(actor, offer_id, Action.GIVE_NEED_BACK)
    if offer.state != OfferState.WITHDRAWN.value:
        raise RefusedError("not_from_here")
    Consent.objects.create(
        case=offer.need.case,
        desk=offer.desk,
        need=offer.need,
        purpose="help",
        given_at=at,
        given_how="page",
        given_by_id=actor.person,
    )
    return change_state(offer, Step(OfferState.WAITING), actor=actor, side=CaseSide.FIRM, desk=None, at=at)


@transaction.atomic
def refer_on(
    *, actor: Actor, offer_id: object, desks: tuple[str, ...], words: str = "", version: int, at: datetime
) -> list[Offer]:
    """Offer the need to other desks from this one, which thereby ends its own part: else a case would stay open after
    everybody helped, on the desk that only passed it on. Who helps on as well takes the need up again.
    """
    offer = offer_for(actor, offer_id, Action.REFER_ON)
    check_version(offer, version)
    _check_words(words)
    if not desks:
        raise RefusedError("desk_missing")
    case = make_room(offer.need, actor=actor, at=at)
    offer.need.case = case
    sharing = Sharing(
        actor,
        CaseSide.HELPER,
        offer.desk_id,
        at,
        "on_referral",
        kind=Happening.REFERRED_ON,
        parent=offer,
        words=words.strip(),
    )
    new = offer_need(offer.need, desks, sharing)
    prefetch_related_objects(new, "desk")
    if OfferState.REFERRED_ON in STEPS[Side.DESK][OfferState(offer.state)]:
        offer.state, offer.state_since = OfferState.REFERRED_ON.value, at
    offer.version += 1
    offer.save(update_fields=["state", "state_since", "version"])
    refresh(case, actor=actor, at=at)
    letters.offered(new, at=at)
    for passed in new:
        values = {
            "subject": offer.need.subject,
            "from": str(offer.desk),
            "to": str(passed.desk),
            "reply_by": passed.reply_by.isoformat(),
        }
        letters.to_firm(case, "referred_on", values, key=str(passed.pk), at=at)
        letters.to_bringers(case, "referred_on", values, key=str(passed.pk), at=at, thing=f"offer:{passed.pk}")
    return new


@transaction.atomic
def assign(*, actor: Actor, offer_id: object, person_id: object, version: int, at: datetime) -> Offer:
    """Give an offer that was taken up to a colleague at the same desk."""
    offer = offer_for(actor, offer_id, Action.ASSIGN)
    check_version(offer, version)
    if offer.state != OfferState.TAKEN_UP.value:
        raise RefusedError("not_from_here")
    person = people_queries.person(str(person_id))
    colleagues = {row.person_id for row in people_queries.memberships(offer.desk_id) if row.person.is_active}
    if person is None or person.pk not in colleagues:
        raise RefusedError("no_colleague")
    offer.adviser = person
    offer.version += 1
    offer.save(update_fields=["adviser", "version"])
    case = offer.need.case
    record(
        case,
        Happening.ASSIGNED,
        actor=actor,
        side=CaseSide.HELPER,
        desk=offer.desk_id,
        at=at,
        need=offer.need,
        offer=offer,
    )
    refresh(case, actor=actor, at=at)
    if str(person.pk) != actor.person:
        values = letters.offer_values(offer)
        letters.to_desk(offer, "offer_new", values, key=f"{offer.pk}:{offer.version}", at=at)
    return offer


def change_state(
    offer: Offer, step: Step, *, actor: Actor, side: CaseSide, desk: UUID | str | None, at: datetime
) -> Offer:
    """Carry out a step that was checked, on an offer whose case is locked, and tell who should hear of it."""
    case = offer.need.case
    if step.to not in ENDED_OFFERS:
        case = make_room(offer.need, actor=actor, at=at)
        offer.need.case = case
    before = offer.state
    offer.state, offer.state_since = step.to.value, at
    offer.reason = step.reason.value if step.reason is not None else ""
    offer.words = kept_words(step.words, actor.language) if step.to is OfferState.NOT_FOR_US else ""
    if step.to is OfferState.WAITING:
        offer.reply_by = reply_by(at, offer.reply_days)
    offer.version += 1
    offer.save()
    kinds = {OfferState.WITHDRAWN: Happening.WITHDRAWN}
    kind = Happening.GIVEN_BACK if before == OfferState.WITHDRAWN.value else kinds.get(step.to, Happening.STEP)
    record(
        case,
        kind,
        actor=actor,
        side=side,
        desk=desk,
        at=at,
        need=offer.need,
        offer=offer,
        before=before,
        after=offer.state,
        reason=offer.reason,
        words=step.words.strip(),
    )
    if step.to is OfferState.WITHDRAWN:
        Consent.objects.filter(case=case, desk=offer.desk, need=offer.need, withdrawn_at__isnull=True).update(
            withdrawn_at=at
        )
    refresh(case, actor=actor, at=at)
    _tell(case, offer, step, at)
    return offer


def check_version(offer: Offer, version: int) -> None:
    """Raise StaleError with what somebody else did, when the offer is no longer as it was on the page."""
    if offer.version == version:
        return
    passed_on = Q(offer__parent=offer, kind=Happening.REFERRED_ON.value)  # what ended it stands with whom it went to
    about = Event.objects.filter(Q(offer=offer) | passed_on).select_related("person", "desk")
    last = about.order_by("at", "pk").last()
    by = "" if last is None or last.person is None else last.person.name
    raise StaleError(Change(offer.state, by, offer.state_since if last is None else last.at, offer.version))


def _check_words(words: str) -> None:
    if len(words) > LONGEST_WORDS:
        raise RefusedError("words_too_long")


def _tell(case: Case, offer: Offer, step: Step, at: datetime) -> None:
    key, subject, desk = f"{offer.pk}:{offer.version}", offer.need.subject, str(offer.desk)
    thing = f"offer:{offer.pk}"
    values: dict[str, object]
    if step.to is OfferState.TAKEN_UP:
        values = {"subject": subject, "desk": desk}
        if offer.adviser is not None and offer.adviser.name:
            values["adviser"] = offer.adviser.name
        if offer.desk.phone:
            values["phone"] = offer.desk.phone
        letters.to_firm(case, "taken_up", values, key=key, at=at)
        letters.to_bringers(case, "taken_up", values, key=key, at=at, thing=thing)
    elif step.to is OfferState.NOT_FOR_US:
        others = [
            str(other.desk)
            for other in offer.need.offers.select_related("desk").exclude(pk=offer.pk)
            if other.state in (OfferState.WAITING.value, OfferState.TAKEN_UP.value)
        ]
        values = {"subject": subject, "desk": desk, "reason": offer.reason}
        told = {**values, **({"words": offer.words} if offer.words else {}), **({"others": others} if others else {})}
        letters.to_firm(case, "not_for_us", told, key=key, at=at)
        known = values | ({"others": others} if others else {})
        letters.to_bringers(case, "not_for_us", known, key=key, at=at, thing=thing)
    elif step.to in _TOLD_ENDED:
        values = {"subject": subject, "desk": desk, "state": offer.state}
        letters.to_firm(case, "offer_ended", values, key=key, at=at)
        letters.to_bringers(case, "offer_ended", values, key=key, at=at, thing=thing)
    elif step.to is OfferState.WITHDRAWN:
        values = {"subject": subject, **({"province": case.province} if case.province else {})}
        for person in letters.people_of(offer):
            post.put_one(
                post.letter(key=f"withdrawn:{key}:{person.pk}", kind="withdrawn", person=person, values=values, at=at)
            )
    elif step.to is OfferState.WAITING:
        letters.offered([offer], at=at)
