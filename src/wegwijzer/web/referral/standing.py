"""How somebody stands to a case, and finding one that they may see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from wegwijzer.core.referral.permissions import Action, Actor, Role, Tied, may
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.happenings import CaseSide
from wegwijzer.web.referral.models import Case, Need, Offer, Participant


def offered_in(case: Case) -> tuple[tuple[str, UUID], ...]:
    """Which desk was offered which need of a case: the ids, without what the firm withdrew."""
    rows = Offer.objects.filter(need__case=case).exclude(state=OfferState.WITHDRAWN.value).order_by()
    return tuple((str(desk), need) for desk, need in rows.values_list("desk_id", "need_id"))


def tied(case: Case, offered: tuple[tuple[str, UUID], ...] | None = None) -> Tied:
    """To whom a case is tied. An archived case is the firm's alone; an anonymous one is nobody's.

    `offered` is what `offered_in` says of it, where that was read before.
    """
    if case.anonymous_at is not None:
        return Tied()
    if case.archived_at is not None:
        return Tied(firm=str(case.firm_id or ""))
    asked = {desk for desk, _ in (offered_in(case) if offered is None else offered)}
    brought = {str(row.desk_id) for row in case.participants.all() if row.state == Participant.State.JOINED.value}
    return Tied(firm=str(case.firm_id or ""), brought=frozenset(brought), asked=frozenset(asked))


def tied_offer(offer: Offer) -> Tied:
    """To whom an offer is tied: its own desk alone is asked."""
    case = offer.need.case
    if case.archived_at is not None or case.anonymous_at is not None or offer.state == OfferState.WITHDRAWN.value:
        return Tied(firm=str(case.firm_id or ""))
    return Tied(firm=str(case.firm_id or ""), asked=frozenset({str(offer.desk_id)}))


def as_uuid(value: object) -> UUID:
    """An id as it comes from an address. Raises NotThereError for what is none."""
    try:
        return UUID(str(value))
    except ValueError:
        raise NotThereError from None


def as_number(value: object) -> int:
    """The same for ids that are numbers."""
    text = str(value)
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotThereError
    return int(text)


def case_for(actor: Actor, case_id: object, action: Action, *, lock: bool = False) -> Case:
    """The case, if the actor may do this to it. Who may not even see it gets NotThereError, others RefusedError."""
    return case_and_tie(actor, case_id, action, lock=lock)[0]


def case_and_tie(actor: Actor, case_id: object, action: Action, *, lock: bool = False) -> tuple[Case, Tied]:
    """The same, with to whom the case is tied."""
    rows: QuerySet[Case] = Case.objects.all()
    case = (rows.select_for_update() if lock else rows).filter(pk=as_uuid(case_id)).first()
    if case is None:
        raise NotThereError
    thing = tied(case)
    if may(actor, action, thing):
        return case, thing
    raise RefusedError("not_yours") if may(actor, Action.SEE_CASE, thing) else NotThereError


def offer_for(actor: Actor, offer_id: object, action: Action, *, lock: bool = True) -> Offer:
    """The offer, if the actor may do this to it; its case is locked first, so that all steps queue in one order."""
    found = Offer.objects.filter(pk=as_uuid(offer_id)).values_list("need__case_id", flat=True).first()
    if found is None:
        raise NotThereError
    if lock:
        Case.objects.select_for_update().get(pk=found)
    offer = Offer.objects.select_related("need__case__firm", "desk", "adviser").get(pk=as_uuid(offer_id))
    if may(actor, action, tied_offer(offer)):
        return offer
    raise RefusedError("not_yours") if may(actor, Action.SEE_CASE, tied(offer.need.case)) else NotThereError


def need_for(actor: Actor, need_id: object, action: Action, *, lock: bool = True) -> Need:
    """The need, if the actor may do this to its case."""
    need = Need.objects.select_related("case__firm").filter(pk=as_uuid(need_id)).first()
    if need is None:
        raise NotThereError
    need.case = case_for(actor, need.case_id, action, lock=lock)
    return need


def side_of(
    actor: Actor, case: Case, desk: Desk | None = None, *, thing: Tied | None = None
) -> tuple[CaseSide, str | None]:
    """From which side somebody acts in a case, and at which desk of theirs. The firm's own side goes first.

    `thing` is to whom the case is tied, where that was worked out.
    """
    if actor.clock:
        return CaseSide.CLOCK, None
    thing = tied(case) if thing is None else thing
    if thing.firm and thing.firm in actor.firms:
        return CaseSide.FIRM, None
    mine = [str(desk.pk)] if desk is not None else sorted(actor.desks)
    for found in mine:
        if found in thing.asked and actor.desks.get(found) is not Role.FIRST_LINE:
            return CaseSide.HELPER, found
    for found in mine:
        if found in thing.brought or desk is not None:
            return CaseSide.FIRST_LINE, found
    return CaseSide.ADMINISTRATOR, None
