"""What pages of collective projects and other apps read. Nothing here tells whose need a project came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from wegwijzer.core.collective.project import TAKES_ANSWERS, ProjectState, joined
from wegwijzer.core.collective.selecting import Ballot, Support, support_of
from wegwijzer.core.collective.taking_part import Standing, names_for
from wegwijzer.core.language.sharing import Asked
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.readers.word_sharing import told_by
from wegwijzer.web.projects.models import Project, TakingPartRow
from wegwijzer.web.projects.reading import parts_of, state_on
from wegwijzer.web.referral.models import Firm


@dataclass(frozen=True, slots=True)
class OwnProject:
    """A project in a desk's list."""

    id: UUID
    title: str
    cluster: str
    state: str
    joined: int
    minimum: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a dossier takes from a project: the words of its proposal, as a person wrote them."""

    id: UUID
    title: str
    problem: str
    question: str
    gets_out: str
    instrument: str
    on: date


@dataclass(frozen=True, slots=True)
class Counts:
    """How many firms are where; of firms that were asked but did not answer nothing is told apart."""

    asked: int
    joined: int
    following: int


def projects_of(actor: Actor) -> Sequence[OwnProject]:
    """The projects of somebody's desks, the newest first."""
    rows = Project.objects.filter(desk_id__in=list(actor.desks)).prefetch_related("firms")
    today = timezone.localdate()
    return [
        OwnProject(row.pk, row.title, row.cluster, state_on(row, today).value, joined(parts_of(row)), row.minimum_firms)
        for row in rows
    ]


def project_handed_over(actor: Actor, project_id: str) -> HandedOver | None:
    """A project of somebody's desk that goes on to a dossier, by an id as it comes from an address."""
    try:
        row = project_of_desk(actor, UUID(project_id))
    except ValueError:
        return None
    if row is None or row.handed_over_on is None:
        return None
    return HandedOver(row.pk, row.title, row.problem, row.question, row.gets_out, row.instrument, row.handed_over_on)


def project_of_desk(actor: Actor, project_id: UUID) -> Project | None:
    """A project of one of somebody's desks."""
    return Project.objects.filter(pk=project_id, desk_id__in=list(actor.desks)).prefetch_related("firms").first()


def open_projects(on: date) -> Sequence[Project]:
    """The projects that every firm can join: the first days, for those behind them, are over.

    Those whose days are over are not read: every roadmap and search asks this.
    """
    rows = Project.objects.filter(asked_on__isnull=False, handed_over_on=None, stopped_on=None)
    rows = rows.filter(first_until__lt=on, decide_by__gte=on).prefetch_related("firms")
    return [row for row in rows if state_on(row, on) in (ProjectState.OPEN, ProjectState.ENOUGH)]


def open_about(asked: Asked, *, on: date, limit: int = 1) -> Sequence[Project]:
    """The projects that every firm can join and that tell enough of a search or a need, those that tell most first."""
    told = [(told_by(row.title, f"{row.problem} {row.question}", "nl"), row) for row in open_projects(on)]
    found = [(asked.shared_with(stems), row) for stems, row in told if asked.are_told_by(stems)]
    return [row for _, row in sorted(found, key=lambda pair: -pair[0])[:limit]]


def projects_for(firm: Firm, on: date) -> Sequence[tuple[Project, TakingPartRow]]:
    """The projects to which a firm stands in some way, those that take answers first."""
    rows = TakingPartRow.objects.filter(firm=firm).select_related("project").prefetch_related("project__firms")
    found = [(row.project, row) for row in rows]
    return sorted(found, key=lambda one: (state_on(one[0], on) not in TAKES_ANSWERS, -one[0].created.timestamp()))


def readable_by(actor: Actor, project_id: UUID, on: date) -> Project | None:
    """A project that somebody may read: open to all, or one that asks their firm, or of their desk."""
    row = Project.objects.filter(pk=project_id, asked_on__isnull=False).prefetch_related("firms").first()
    if row is None:
        return None
    if any(one.pk == row.pk for one in open_projects(on)):
        return row
    mine = str(row.desk_id) in actor.desks or row.firms.filter(firm_id__in=list(actor.firms)).exists()
    return row if mine else None


def counts_of(row: Project) -> Counts:
    """How many firms were asked, are in, and look on."""
    standings = [part.standing for part in parts_of(row)]
    return Counts(
        sum(1 for one in row.firms.all() if one.asked_on is not None),
        standings.count(Standing.JOINED),
        standings.count(Standing.FOLLOWING),
    )


def names_seen_by(firm: Firm, row: Project) -> Sequence[str]:
    """The names of other firms in a project that one firm may see."""
    shown = names_for(str(firm.pk), parts_of(row)) - {str(firm.pk)}
    return sorted(Firm.objects.filter(pk__in=shown).values_list("name", flat=True))


def joined_firms(row: Project) -> Sequence[Firm]:
    """The firms that joined: joining tells the desk who they are, and the page says so beforehand."""
    return list(
        Firm.objects.filter(takes_part__project=row, takes_part__standing=Standing.JOINED.value).order_by("name", "pk")
    )


def support_for(actor: Actor) -> Sequence[tuple[Project, Support]]:
    """How much the open projects of somebody's desks are wanted; nothing while too few firms said so."""
    rows = {
        str(row.pk): row
        for row in Project.objects.filter(desk_id__in=list(actor.desks), stopped_on=None).prefetch_related("firms")
    }
    said: dict[UUID, dict[str, int]] = {}
    first: dict[UUID, dict[int, str]] = {}
    for one in TakingPartRow.objects.filter(project_id__in=rows, interest__isnull=False):
        said.setdefault(one.firm_id, {})[str(one.project_id)] = one.interest or 0
        if one.priority:
            first.setdefault(one.firm_id, {})[one.priority] = str(one.project_id)
    if len(said) < shipped_rules().minimum_count:
        return []
    ballots = [
        Ballot(str(firm), interest, tuple(project for _, project in sorted(first.get(firm, {}).items())))
        for firm, interest in said.items()
    ]
    least = shipped_rules().minimum_count
    return [(rows[one.project], one) for one in support_of(ballots, rows) if one.firms >= least]


def kept_of_firm(firm_id: UUID) -> Sequence[Mapping[str, Any]]:
    """Everything that is kept of a firm here, as plain JSON: for its own export."""
    rows = TakingPartRow.objects.filter(firm_id=firm_id).select_related("project")
    return [
        {
            "title": row.project.title,
            "standing": row.standing,
            "came_from_own_need": row.is_source,
            "may_be_named": row.may_be_named,
            "interest": row.interest,
            "priority": row.priority,
            "asked_on": row.asked_on.isoformat() if row.asked_on is not None else None,
            "changed_at": row.changed_at.isoformat(),
        }
        for row in rows
    ]
