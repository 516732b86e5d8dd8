"""The firm for which somebody speaks, and the offices at which they work."""

from __future__ import annotations

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.models import Firm


def known_firm_of(actor: Actor) -> Firm | None:
    """The firm for which somebody speaks; of several the one they came with first."""
    if not actor.firms:
        return None
    return Firm.objects.filter(pk__in=actor.firms).order_by("created", "pk").first()


def firms_of(actor: Actor) -> list[Firm]:
    """All firms for which somebody speaks."""
    return list(Firm.objects.filter(pk__in=actor.firms).order_by("created", "pk"))


def offices_of(actor: Actor) -> list[Desk]:
    """Where somebody works."""
    return list(people.desks().filter(pk__in=actor.desks).order_by("name", "branch"))
