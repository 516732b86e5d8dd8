"""Who may see clusters: who can bring firms together."""

from __future__ import annotations

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.people.models import Desk
from wegwijzer.web.people.queries import is_helper_desk


def desks_that_gather(actor: Actor) -> list[Desk]:
    """The desks at which somebody brings firms together: helpers, as adviser or manager, and federations."""
    mine = [
        desk for desk, role in actor.desks.items() if (role in (Role.ADVISER, Role.MANAGER) and is_helper_desk(desk))
    ]
    federations = Desk.objects.filter(pk__in=list(actor.desks), kind=Desk.Kind.FEDERATION)
    helpers = Desk.objects.filter(pk__in=mine)
    return list((federations | helpers).filter(is_active=True).order_by("name", "branch", "pk"))


def may_gather(actor: Actor) -> bool:
    """Whether somebody sees clusters; a desk needs two factors, as everywhere."""
    return actor.is_signed_in and bool(desks_that_gather(actor))
