"""What others may ask of dossiers: whose they are, how far the request is, and what a page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest

from wegwijzer.core.dossier.access import Deed, Standing, allows
from wegwijzer.core.referral.permissions import Actor, Tied
from wegwijzer.core.referral.permissions import Standing as CaseStanding
from wegwijzer.core.referral.permissions import standings as case_standings
from wegwijzer.web.dossiers.applicant import applicant
from wegwijzer.web.dossiers.models import Applicant, Attachment, Comment, Dossier, Invitation, Look, Rival, Version
from wegwijzer.web.referral.models import Case
from wegwijzer.web.referral.queries import actor_of
from wegwijzer.web.referral.standing import tied

_HELPERS = {CaseStanding.ASKED, CaseStanding.ASKED_MANAGER}


@dataclass(frozen=True, slots=True)
class Approval:
    """How far the request of a dossier is, as the firm says: for whoever counts days from it.

    `measure` is its id, "" while none is chosen. Days that nothing was said of are None.
    """

    dossier: UUID
    firm: UUID | None
    title: str
    measure: str
    submitted_on: date | None
    approved_on: date | None
    starts_on: date | None
    ends_on: date | None

    @property
    def is_approved(self) -> bool:
        """Whether the firm said that it was approved."""
        return self.approved_on is not None


def approval_for(request: HttpRequest, dossier_id: UUID) -> Approval | None:
    """How far the request of a dossier is, for who writes in it; None for everybody else."""
    found = dossier(dossier_id)
    if found is None:
        return None
    held = standings(found, actor_of(request), applicant.of(request))
    return _approval(found) if allows(held, Deed.WRITE) else None


def _approval(found: Dossier) -> Approval:
    return Approval(
        found.pk,
        found.firm_id,
        found.title,
        found.measure,
        found.submitted_on,
        found.approved_on,
        found.starts_on,
        found.ends_on,
    )


def dossier(dossier_id: UUID) -> Dossier | None:
    """The dossier with that id, with its owner."""
    return Dossier.objects.select_related("owner", "firm").filter(pk=dossier_id).first()


def dossiers_of(actor: Actor, owner: Applicant | None) -> list[Dossier]:
    """The dossiers of an owner and of the firms somebody speaks for."""
    mine = Q(owner=owner) if owner is not None else Q(pk=None)
    if actor.is_signed_in:
        mine |= Q(owner__person_id=actor.person) | Q(firm_id__in=list(actor.firms))
    rows = Dossier.objects.filter(mine).annotate(
        open_comments=Count("comments", filter=Q(comments__resolved_at__isnull=True), distinct=True)
    )
    return list(rows.order_by("-updated"))


def dossiers_for_firm(firm_id: UUID | str, person: str) -> list[Dossier]:
    """The dossiers of one firm, and those of a person that belong to no firm yet, as the firm's own export has them."""
    mine = Q(firm_id=firm_id) | Q(firm=None, owner__person_id=person)
    return list(Dossier.objects.filter(mine).select_related("owner", "firm").order_by("-updated", "pk"))


def read_along(actor: Actor) -> list[Dossier]:
    """The dossiers that somebody was asked to read, and still may."""
    if not actor.is_signed_in:
        return []
    rows = Invitation.objects.filter(withdrawn_at__isnull=True).filter(
        Q(person_id=actor.person) | Q(desk_id__in=list(actor.desks))
    )
    found = {row.dossier_id: row.dossier for row in rows.select_related("dossier", "case") if _lets_in(row, actor)}
    return sorted(found.values(), key=lambda one: one.updated, reverse=True)


def standings(dossier: Dossier, actor: Actor, owner: Applicant | None) -> frozenset[Standing]:
    """How somebody stands to a dossier."""
    found = set()
    is_person = actor.is_signed_in and str(dossier.owner.person_id or "") == actor.person
    if (owner is not None and dossier.owner_id == owner.pk) or is_person:
        found.add(Standing.OWNER)
    if dossier.firm_id is not None and str(dossier.firm_id) in actor.firms:
        found.add(Standing.FIRM)
    if actor.is_signed_in:
        rows = Invitation.objects.filter(dossier=dossier, withdrawn_at__isnull=True).select_related("case")
        if any(_lets_in(row, actor) for row in rows):
            found.add(Standing.ADVISER)
    return frozenset(found or {Standing.STRANGER})


def _lets_in(row: Invitation, actor: Actor) -> bool:
    """A link lets in who took it up; a case lets in the helpers of the desk for as long as they are asked there."""
    if row.desk_id is None:
        return row.accepted_at is not None and str(row.person_id) == actor.person
    if row.case is None or row.case.closed_at is not None or str(row.desk_id) not in actor.desks:
        return False
    asked = tied(row.case).asked & {str(row.desk_id)}
    return bool(_HELPERS & case_standings(actor, Tied(asked=asked)))


def open_case(dossier: Dossier, actor: Actor) -> Case | None:
    """The open case of the dossier's firm, for who speaks for that firm."""
    if dossier.firm_id is None or str(dossier.firm_id) not in actor.firms:
        return None
    rows = Case.objects.filter(firm_id=dossier.firm_id, closed_at__isnull=True, anonymous_at__isnull=True)
    return rows.prefetch_related("needs__offers__desk").first()


def versions(dossier: Dossier) -> Sequence[Version]:
    """Every version without its texts, the last first."""
    return list(Version.objects.filter(dossier=dossier).select_related("person").defer("parts"))


def version(dossier: Dossier, number: int) -> Version | None:
    """One version."""
    return Version.objects.filter(dossier=dossier, number=number).select_related("person").first()


def rivals(dossier: Dossier, part: str) -> Sequence[Rival]:
    """What was written at the same time and waits for a choice."""
    return list(Rival.objects.filter(dossier=dossier, part=part).select_related("person"))


def rival_parts(dossier: Dossier) -> frozenset[str]:
    """The parts in which a choice waits."""
    return frozenset(Rival.objects.filter(dossier=dossier).order_by().values_list("part", flat=True))


def comments(dossier: Dossier, part: str) -> Sequence[Comment]:
    """What was said about a part, the oldest first."""
    return list(Comment.objects.filter(dossier=dossier, part=part).select_related("person"))


def open_comments(dossier: Dossier) -> Mapping[str, int]:
    """How many comments are open, by part."""
    rows = Comment.objects.filter(dossier=dossier, resolved_at__isnull=True).order_by()
    return dict(rows.values_list("part").annotate(count=Count("pk")))


def invitations(dossier: Dossier) -> Sequence[Invitation]:
    """Who was asked to read along and still is."""
    rows = Invitation.objects.filter(dossier=dossier, withdrawn_at__isnull=True)
    return list(rows.select_related("person", "desk"))


def looks(dossier: Dossier) -> Sequence[Look]:
    """Who looked, the last first; a hundred at most."""
    return list(Look.objects.filter(dossier=dossier).select_related("person")[:100])


def attachments(dossier: Dossier) -> Sequence[Attachment]:
    """The attachments without their content."""
    return list(Attachment.objects.filter(dossier=dossier).defer("content"))


def attachment(dossier: Dossier, attachment_id: UUID) -> Attachment | None:
    """One attachment with its content."""
    return Attachment.objects.filter(dossier=dossier, pk=attachment_id).first()


def facts_of(dossier: Dossier) -> Mapping[str, Any]:
    """The facts of the firm, as kept."""
    found: Mapping[str, Any] = dossier.facts
    return found
