"""In what capacity a key acts: at one desk, or as an editor of the site. Nothing else of its person goes along."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from wegwijzer.core.referral.permissions import Actor, Role


def narrowed(actor: Actor, desk_id: UUID | str | None) -> Actor | None:
    """Somebody with their role at one desk alone, or (without a desk) as an editor alone; None where they are neither.

    >>> narrowed(Actor("p", desks={"a": Role.MANAGER, "b": Role.ADVISER}), "b").desks
    {'b': <Role.ADVISER: 'adviser'>}
    """
    if desk_id is None:
        is_editor = Role.EDITOR in actor.roles
        return replace(actor, desks={}, roles=frozenset({Role.EDITOR}), firms=frozenset()) if is_editor else None
    role = actor.desks.get(str(desk_id))
    if role is None:
        return None
    return replace(actor, desks={str(desk_id): role}, roles=frozenset(), firms=frozenset())


def role_of(one: Actor) -> Role:
    """The one role of somebody who was `narrowed`."""
    return next(iter((*one.desks.values(), *one.roles)))
