"""In what capacity a key acts: at one desk, for one firm, or as an editor of the site.

Nothing else of its person goes along.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from wegwijzer.core.referral.permissions import Actor, Role, Standing


def narrowed(actor: Actor, desk_id: UUID | str | None, firm_id: UUID | str | None = None) -> Actor | None:
    """Somebody with their role at one desk alone, as who speaks for one firm alone, or (without either) as an editor
    alone; None where they are none of it.

    >>> narrowed(Actor("p", desks={"a": Role.MANAGER, "b": Role.ADVISER}), "b").desks
    {'b': <Role.ADVISER: 'adviser'>}
    """
    if firm_id is not None:
        firm = str(firm_id)
        found = replace(actor, desks={}, roles=frozenset(), firms=frozenset({firm}))
        return found if desk_id is None and firm in actor.firms else None
    if desk_id is None:
        is_editor = Role.EDITOR in actor.roles
        return replace(actor, desks={}, roles=frozenset({Role.EDITOR}), firms=frozenset()) if is_editor else None
    role = actor.desks.get(str(desk_id))
    if role is None:
        return None
    return replace(actor, desks={str(desk_id): role}, roles=frozenset(), firms=frozenset())


def standing_of(one: Actor) -> Standing:
    """The one standing of somebody who was `narrowed`."""
    if one.firms:
        return Standing.FIRM
    return Standing(next(iter((*one.desks.values(), *one.roles))).value)
