"""What changes in the database of the pages about support."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from wegwijzer.readers.support_plan import MOST_ACTIONS as MOST_ACTIONS
from wegwijzer.web.money.models import Action, Aid, Planner

VISITOR_DAYS = 30
"""How many days a visitor's plan is kept after the last visit; the cookie that leads to it lives as long."""
PERSON_DAYS = 800
"""The same for somebody with an account: actions last years, and ledgers of aid look three years back."""
MOST_AID = 1000


def planner_for(person_id: UUID | str, *, at: datetime) -> Planner:
    """The planner of a person, made when there is none yet."""
    return Planner.objects.get_or_create(person_id=person_id, defaults={"created": at, "seen": at})[0]


def plan(planner: Planner, kinds: Sequence[str], *, at: datetime) -> list[Action]:
    """Add an action of each kind, to be filled in; none at all where they would be too many."""
    if planner.actions.count() + len(kinds) > MOST_ACTIONS:
        return []
    made = [Action(planner=planner, kind=kind, created=at + timedelta(microseconds=i)) for i, kind in enumerate(kinds)]
    return Action.objects.bulk_create(made)


def set_action(action: Action, data: Mapping[str, Any]) -> None:
    """Keep an action as read."""
    action.data, action.typed = dict(data), {}
    action.save(update_fields=["data", "typed"])


def keep_typed_action(action: Action, typed: Mapping[str, str]) -> None:
    """Keep what was sent of an action, for it cannot be read yet."""
    action.typed = dict(typed)
    action.save(update_fields=["typed"])


def set_facts(action: Action, given: Mapping[str, Any]) -> None:
    """Keep answers about an action; None takes one away."""
    action.facts = _laid_over(action.facts, given)
    action.save(update_fields=["facts"])


def set_firm(planner: Planner, given: Mapping[str, Any]) -> None:
    """Keep answers about the firm; None takes one away."""
    planner.firm = _laid_over(planner.firm, given)
    planner.typed = {name: form for name, form in planner.typed.items() if name != "firm"}
    planner.save(update_fields=["firm", "typed"])


def set_assumptions(planner: Planner, given: Mapping[str, Any]) -> None:
    """Keep assumptions; None takes one away."""
    planner.assumptions = _laid_over(planner.assumptions, given)
    planner.typed = {name: form for name, form in planner.typed.items() if name != "assumptions"}
    planner.save(update_fields=["assumptions", "typed"])


def keep_typed(planner: Planner, form: str, typed: Mapping[str, str]) -> None:
    """Keep what was sent of a form, for it cannot be read yet."""
    planner.typed = {**planner.typed, form: dict(typed)}
    planner.save(update_fields=["typed"])


def remove_action(action: Action) -> None:
    """Take an action away."""
    action.delete()


def add_aid(planner: Planner, rows: Iterable[Mapping[str, str]]) -> bool:
    """Add lines to the ledger; False, and nothing added, when there are more than may be."""
    made = [Aid(planner=planner, **row) for row in rows]
    if planner.aid.count() + len(made) > MOST_AID:
        return False
    Aid.objects.bulk_create(made)
    return True


def remove_aid(planner: Planner, aid_id: int | None) -> None:
    """Take a line off the ledger; all of them without an id."""
    lines = planner.aid.all() if aid_id is None else planner.aid.filter(pk=aid_id)
    lines.delete()


def forget(planner: Planner) -> None:
    """Remove everything of a planner."""
    planner.delete()


@transaction.atomic
def merge(held: Planner, theirs: Planner) -> None:
    """Move the plan of one planner to another, as far as there is room; what the other said already goes first."""
    room = max(0, MOST_ACTIONS - theirs.actions.count())
    Action.objects.filter(pk__in=list(held.actions.values_list("pk", flat=True)[:room])).update(planner=theirs)
    room = max(0, MOST_AID - theirs.aid.count())
    Aid.objects.filter(pk__in=list(held.aid.values_list("pk", flat=True)[:room])).update(planner=theirs)
    theirs.firm = {**held.firm, **theirs.firm}
    theirs.assumptions = {**held.assumptions, **theirs.assumptions}
    theirs.save(update_fields=["firm", "assumptions"])


def remove_old(at: datetime) -> int:
    """Remove planners who did not come back, with their plans; how many planners."""
    visitors = Planner.objects.filter(person=None, seen__lt=at - timedelta(days=VISITOR_DAYS))
    people = Planner.objects.exclude(person=None).filter(seen__lt=at - timedelta(days=PERSON_DAYS))
    count = visitors.count() + people.count()
    visitors.delete()
    people.delete()
    return count


def _laid_over(known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**known, **given}.items() if value is not None}
