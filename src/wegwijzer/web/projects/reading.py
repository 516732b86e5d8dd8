"""Rows as the core reads them."""

from __future__ import annotations

from datetime import date

from wegwijzer.core.band import Band
from wegwijzer.core.collective.project import Days, ProjectState, state_of
from wegwijzer.core.collective.proposal import Proposal
from wegwijzer.core.collective.taking_part import Standing, TakingPart
from wegwijzer.web.projects.models import Project, TakingPartRow


def proposal_of(row: Project) -> Proposal:
    """The words of a project."""
    budget = None
    if row.budget_low is not None or row.budget_high is not None:
        budget = Band(row.budget_low, row.budget_high)
    return Proposal(
        row.title,
        row.problem,
        row.question,
        row.puts_in,
        row.gets_out,
        row.user_group,
        tuple(row.centres),
        row.instrument,
        budget,
    )


def days_of(row: Project) -> Days | None:
    """Its calendar; None while the days are not set."""
    if row.first_until is None or row.decide_by is None:
        return None
    return Days(row.first_until, row.decide_by, row.minimum_firms, row.asked_on, row.handed_over_on, row.stopped_on)


def part_of(row: TakingPartRow) -> TakingPart:
    """How a firm stands."""
    return TakingPart(
        str(row.firm_id), Standing(row.standing), row.is_source, row.may_be_named, row.interest, row.asked_on
    )


def parts_of(row: Project) -> tuple[TakingPart, ...]:
    """How all firms stand."""
    return tuple(part_of(one) for one in row.firms.all())


def state_on(row: Project, on: date) -> ProjectState:
    """The state of a project on a day; a draft or a stopped one may have no days yet."""
    days = days_of(row)
    if days is None:
        return ProjectState.STOPPED if row.stopped_on is not None else ProjectState.DRAFT
    return state_of(days, parts_of(row), on=on)
