"""What changes in offerings: posted, changed, prolonged, hidden, removed, and read from a file.

Who may do it is checked here, once for every page. Every function runs in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from wegwijzer.core.offers.draft import Draft
from wegwijzer.core.offers.lifetime import last_day_allowed, may_be_removed
from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.offers.permissions import OfferAction, Owner, may
from wegwijzer.core.offers.requests import RequestState
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.offer_rules import shipped_offer_rules
from wegwijzer.web.offers import alike_actions
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.models import OfferingRow, TopicRequest
from wegwijzer.web.offers.rows import columns_of, owner_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk, Person

MOST_OF_OWNER = {Side.STRUCTURE: 1000, Side.FIRM: 20}
"""Offerings that one owner can keep, hidden ones included."""


@transaction.atomic
def post(
    actor: Actor, owner: Owner, drafts: Sequence[Draft], *, language: str, at: datetime, firm_name: str = ""
) -> list[OfferingRow]:
    """Post offerings for a desk, or a topic for a firm: all of them or none.

    Raises OfferRefusedError: not_allowed, only_topics (a firm posts topics alone), too_many.
    """
    _check_may_post(actor, owner)
    if owner.side is Side.FIRM and any(draft.kind is not Kind.TOPIC for draft in drafts):
        raise OfferRefusedError("only_topics")
    _hold(owner)
    kept = OfferingRow.objects.filter(**_columns_of_owner(owner)).count()
    if kept + len(drafts) > MOST_OF_OWNER[owner.side]:
        raise OfferRefusedError("too_many")
    made = []
    for draft in drafts:
        row = OfferingRow(**columns_of(draft), **_columns_of_owner(owner), side=owner.side.value, language=language)
        row.firm_name = firm_name if owner.side is Side.FIRM else ""
        row.posted_by_id = UUID(actor.person)
        row.created = row.changed = at
        row.save(force_insert=True)
        made.append(row)
    alike_actions.look_for_pairs(made, at=at)
    return made


@transaction.atomic
def change(
    actor: Actor, row: OfferingRow, draft: Draft, *, version: int, language: str, at: datetime, firm_name: str = ""
) -> None:
    """Keep an offering as it was written anew. Raises OfferRefusedError: not_allowed, other_kind, stale."""
    _check_owner(actor, row)
    if draft.kind.value != row.kind:
        raise OfferRefusedError("other_kind")
    columns = columns_of(draft)
    if row.side == Side.FIRM.value:
        columns["firm_name"] = firm_name
    else:
        columns["posted_by_id"] = UUID(actor.person)
    if draft.last != row.last:
        columns["noticed"] = None
    changed = OfferingRow.objects.filter(pk=row.pk, version=version).update(
        **columns, language=language, changed=at, version=F("version") + 1
    )
    if not changed:
        raise OfferRefusedError("stale")
    row.refresh_from_db()
    alike_actions.look_for_pairs([row], at=at)


@transaction.atomic
def prolong(actor: Actor, row: OfferingRow, last: date, *, at: datetime, on: date) -> None:
    """Let an offering run on until a day; one that was hidden is shown again.

    Raises OfferRefusedError: not_allowed, prolong_past, prolong_too_long.
    """
    _check_owner(actor, row)
    if last < max(on, row.first):
        raise OfferRefusedError("prolong_past")
    if last > last_day_allowed(row.first, shipped_offer_rules(), on=on):
        raise OfferRefusedError("prolong_too_long")
    OfferingRow.objects.filter(pk=row.pk).update(
        last=last, noticed=None, withdrawn=None, changed=at, version=F("version") + 1
    )
    row.refresh_from_db()
    alike_actions.look_for_pairs([row], at=at)


@transaction.atomic
def withdraw(actor: Actor, row: OfferingRow, *, at: datetime) -> None:
    """Hide an offering from today on; its open requests end. Raises OfferRefusedError: not_allowed."""
    _check_owner(actor, row)
    OfferingRow.objects.filter(pk=row.pk, withdrawn=None).update(withdrawn=at, version=F("version") + 1)
    open_ones = TopicRequest.objects.filter(topic=row, state=RequestState.OPEN.value)
    open_ones.update(state=RequestState.WITHDRAWN.value, ended=at)


@transaction.atomic
def remove(actor: Actor, row: OfferingRow) -> None:
    """Remove an offering with its requests, at the wish of its owner. Raises OfferRefusedError: not_allowed."""
    _check_owner(actor, row)
    row.delete()


@transaction.atomic
def remove_old(at: datetime, *, on: date) -> int:
    """Remove what a letter said would go, topics of people who are gone, and requests that came to nothing long ago.

    How many offerings.
    """
    rules = shipped_offer_rules()
    gone = [
        row.pk
        for row in OfferingRow.objects.exclude(noticed=None)
        if may_be_removed(row.last, row.noticed, rules, on=on)
    ]
    gone += OfferingRow.objects.filter(person__is_active=False).values_list("pk", flat=True)
    TopicRequest.objects.filter(ended__lt=at - timedelta(days=rules.requests_kept)).exclude(
        state=RequestState.AGREED.value
    ).delete()
    OfferingRow.objects.filter(pk__in=gone).delete()
    return len(gone)


def _columns_of_owner(owner: Owner) -> dict[str, UUID]:
    return {"desk_id" if owner.side is Side.STRUCTURE else "person_id": UUID(owner.id)}


def _check_may_post(actor: Actor, owner: Owner) -> None:
    if owner.side is Side.FIRM:
        if owner.id != actor.person or not may(actor, OfferAction.POST_TOPIC_OF_FIRM):
            raise OfferRefusedError("not_allowed")
    elif not may(actor, OfferAction.POST_FOR_DESK, owner) or not people.is_helper_desk(owner.id):
        raise OfferRefusedError("not_allowed")


def _check_owner(actor: Actor, row: OfferingRow) -> None:
    if not may(actor, OfferAction.CHANGE, owner_of(row)):
        raise OfferRefusedError("not_allowed")


def _hold(owner: Owner) -> None:
    """Take the owner's row until the end of the transaction, so that two forms at once are counted one by one."""
    if owner.side is Side.STRUCTURE:
        Desk.objects.select_for_update().get(pk=owner.id)
    else:
        Person.objects.select_for_update().get(pk=owner.id)
