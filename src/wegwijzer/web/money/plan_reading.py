"""What a planner kept, as a plan of the core: their firm with what the walk told, and every action that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.once_only import with_registers
from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.support.actions import Plan
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.support_plan import read_plan
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.readers.yaml_file import LocatedData
from wegwijzer.web.guide.queries import taken_along
from wegwijzer.web.money.action_fields import kind_name
from wegwijzer.web.money.action_form import action_data
from wegwijzer.web.money.fact_field import fact_data
from wegwijzer.web.money.models import Action, Planner

RECEIVED = "already_received"


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that a planner's pages read: `walk` is the firm as the walk tells it, `plan` what could be read.

    `ready` are the actions of the plan, `open` those that still lack something.
    """

    planner: Planner | None
    walk: Profile
    firm: Profile
    plan: Plan
    actions: tuple[Action, ...]
    ready: tuple[Action, ...]
    open: tuple[Action, ...]


def known_of(request: HttpRequest, planner: Planner | None, language: str, *, on: date) -> Known:
    """The plan of a planner, seen on a day."""
    walk = walk_profile(request, language, on=on)
    firm = firm_profile(planner.firm if planner else {}, walk, on=on)
    actions = tuple(planner.actions.all()) if planner else ()
    assumptions = planner.assumptions if planner else {}
    ready, plan = [], Plan(firm, ())
    for action in actions:
        if not action.data:
            continue
        found = _plan([action], {}, firm, on=on)
        if found is not None:
            ready.append(action)
            named = [replace(one, name=one.name or kind_name(one.kind.id, language)) for one in found.actions]
            plan = replace(plan, actions=(*plan.actions, *named))
    if ready:
        given = _plan(ready[:1], assumptions, firm, on=on)
        if given is not None:
            plan = replace(plan, assumptions=given.assumptions, received=given.received)
    names = {action.pk for action in ready}
    return Known(planner, walk, firm, plan, actions, tuple(ready), tuple(a for a in actions if a.pk not in names))


def walk_profile(request: HttpRequest, language: str, *, on: date) -> Profile:
    """The firm as the visitor's walk tells it; nothing known for who has none."""
    taken = taken_along(request, language, on=on)
    if taken is None:
        return Profile({})
    profile = taken.picture.profile
    return replace(profile, name=profile.name or taken.name)


def firm_profile(given: Mapping[str, Any], walk: Profile, *, on: date) -> Profile:
    """The firm as the planner tells it, with what the walk told beside; what cannot be read any more is left out."""
    facts = shipped_catalogue().facts
    data = {name: fact_data(facts[name], value) for name, value in given.items() if name in facts}
    own = _profile(data, on=on)
    if own is None:
        readable = {name: value for name, value in data.items() if _profile({name: value}, on=on) is not None}
        own = _profile(readable, on=on) or Profile({})
    filled = with_registers(own, walk.facts, name=walk.name, previous_years=walk.previous_years)
    return replace(filled, enterprise_number=walk.enterprise_number, relations=walk.relations, overruled=walk.overruled)


def _profile(data: Mapping[str, object], *, on: date) -> Profile | None:
    try:
        return read_firm(LocatedData("firm", dict(data), {}), shipped_catalogue().facts, on=on)
    except InputError:
        return None


def _plan(actions: list[Action], assumptions: Mapping[str, Any], firm: Profile, *, on: date) -> Plan | None:
    """Actions as a plan of their own; None where they cannot be read."""
    rules, facts = shipped_support_rules(), shipped_catalogue().facts
    data = {
        "actions": [action_data(action) for action in actions],
        "assumptions": {
            name: value if isinstance(value, bool) else Decimal(value)
            for name, value in assumptions.items()
            if name in rules.assumptions
        },
        RECEIVED: [
            {"measure": measure, "year": int(year), "eur": Decimal(value)}
            for name, value in assumptions.items()
            if name.startswith(f"{RECEIVED}:")
            for measure, _, year in [name.removeprefix(f"{RECEIVED}:").rpartition(":")]
        ],
    }
    try:
        return read_plan(LocatedData("plan", data, {}), rules, facts, on=on, firm=firm)
    except InputError:
        return None
