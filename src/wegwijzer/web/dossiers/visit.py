"""Who stands how to a dossier: its owner, its firm, an adviser who was asked; and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.views.decorators.cache import cache_control

from wegwijzer.core.dossier.access import Deed, Standing, allows
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.dossiers import actions, queries, sharing
from wegwijzer.web.dossiers.applicant import applicant
from wegwijzer.web.dossiers.models import Dossier
from wegwijzer.web.referral.queries import actor_of

__all__ = ["Seat", "applicant", "personal", "seat"]

personal = cache_control(private=True, no_store=True)
"""For pages about one dossier: nothing between us and the reader may keep a copy."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A dossier and who is at it."""

    dossier: Dossier
    actor: Actor
    standings: frozenset[Standing]

    def may(self, deed: Deed) -> bool:
        """Whether they may do that here."""
        return allows(self.standings, deed)

    @property
    def side(self) -> str:
        """From which side they speak."""
        return "firm" if self.may(Deed.WRITE) else "adviser"

    @property
    def person(self) -> str | None:
        """Their id; None for a visitor."""
        return self.actor.person or None


def seat(request: HttpRequest, dossier_id: UUID, deed: Deed, *, looks_at: str = "") -> Seat:
    """The dossier for whoever may do that with it. Who may not even see it finds nothing there.

    `looks_at` is kept as a look when an adviser comes by.
    """
    dossier = queries.dossier(dossier_id)
    if dossier is None:
        raise Http404
    actor = actor_of(request)
    owner = applicant.of(request)
    found = Seat(dossier, actor, queries.standings(dossier, actor, owner))
    if not found.may(Deed.SEE):
        raise Http404
    if not found.may(deed):
        raise PermissionDenied
    if Standing.OWNER in found.standings:
        actions.tie_to_firm(dossier, actor)
    if looks_at and not found.may(Deed.WRITE):
        sharing.note_look(dossier, actor, what=looks_at, at=timezone.now())
    return found
