"""What a desk takes, how fast it promises to answer, and when nobody is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from wegwijzer.core.referral.permissions import Action, Actor, Tied, may
from wegwijzer.web.people.models import Absence, Desk
from wegwijzer.web.referral.errors import Change, NotThereError, RefusedError, StaleError
from wegwijzer.web.referral.standing import as_number, as_uuid

CHANGEABLE = (
    "phone",
    "email",
    "business_domains",
    "expertise",
    "sectors",
    "provinces",
    "sizes",
    "languages",
    "capacity",
    "reply_days",
)
"""What a manager changes of a desk."""
_MOST_DAYS = 30


def desk_for(actor: Actor, desk_id: object, action: Action) -> Desk:
    """The desk, if the actor may do this to it."""
    desk = Desk.objects.filter(pk=as_uuid(desk_id)).first()
    if desk is None or not may(actor, action, Tied(desk=str(desk.pk))):
        raise NotThereError
    return desk


@transaction.atomic
def manage_desk(*, actor: Actor, desk_id: object, version: int, values: Mapping[str, Any], at: datetime) -> Desk:
    """Change what a desk takes; offers that were made keep what was promised with them."""
    desk_for(actor, desk_id, Action.MANAGE_DESK)
    desk = Desk.objects.select_for_update().get(pk=as_uuid(desk_id))
    if desk.version != version:
        raise StaleError(Change("changed", "", at, desk.version))
    strange = set(values) - set(CHANGEABLE)
    if strange:
        raise ValueError(f"a manager cannot change {', '.join(sorted(strange))}")
    days = values.get("reply_days")
    if days is not None and not 1 <= days <= _MOST_DAYS:
        raise RefusedError("reply_days_wrong")
    for name, value in values.items():
        setattr(desk, name, value)
    desk.version += 1
    desk.save(update_fields=[*values, "version"])
    return desk


@transaction.atomic
def add_absence(
    *, actor: Actor, desk_id: object, first: date, last: date, person_id: object = None, at: datetime
) -> Absence:
    """Days on which a desk, or one of its people, takes nothing new. People may enter their own."""
    own = person_id is not None and str(person_id) == actor.person
    desk = desk_for(actor, desk_id, Action.SEE_INBOX if own else Action.MANAGE_DESK)
    if last < first:
        raise RefusedError("absence_order")
    if person_id is not None and not desk.memberships.filter(person_id=as_uuid(person_id)).exists():
        raise RefusedError("no_colleague")
    return Absence.objects.create(desk=desk, person_id=person_id, first=first, last=last)  # type: ignore[misc]


@transaction.atomic
def remove_absence(*, actor: Actor, absence_id: object) -> None:
    """They are there after all."""
    found = Absence.objects.filter(pk=as_number(absence_id)).first()
    if found is None:
        raise NotThereError
    own = found.person_id is not None and str(found.person_id) == actor.person
    desk_for(actor, found.desk_id, Action.SEE_INBOX if own else Action.MANAGE_DESK)
    found.delete()
