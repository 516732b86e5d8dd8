"""What changes in collective projects: the proposal, the asking, what firms answer, and the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wegwijzer.core.collective.project import (
    TAKES_ANSWERS,
    DaysError,
    ProjectState,
    check_days,
    joined,
    may_come_in,
    to_expire,
)
from wegwijzer.core.collective.proposal import ASKED_BEFORE_DOSSIER, ASKED_BEFORE_FIRMS, open_parts
from wegwijzer.core.collective.taking_part import Standing, Step, StepError, TakingPart, after
from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post.telling import ZONE
from wegwijzer.web.projects import letters
from wegwijzer.web.projects.errors import ProjectsError
from wegwijzer.web.projects.models import Project, TakingPartRow
from wegwijzer.web.projects.reading import days_of, part_of, parts_of, proposal_of, state_on
from wegwijzer.web.referral.models import Firm


def begin(desk: Desk, cluster: str, *, at: datetime) -> Project:
    """An empty proposal. Nothing in it is written by us: words come from a person."""
    return Project.objects.create(desk=desk, cluster=cluster, minimum_firms=shipped_rules().minimum_count, created=at)


@transaction.atomic
def write(row: Project, fields: Mapping[str, Any], *, version: int) -> Project:
    """Keep the words and days of a project. Raises ProjectsError `stale`, `over` once it takes no more changes."""
    held = _held(row)
    if held.version != version:
        raise ProjectsError("stale")
    if held.handed_over_on is not None or held.stopped_on is not None:
        raise ProjectsError("over")
    for name, value in fields.items():
        setattr(held, name, value)
    held.version += 1
    held.save()
    return held


@transaction.atomic
def ask(row: Project, firms: Iterable[UUID], *, at: datetime) -> int:
    """Ask the firms whose need it came from, first; how many were asked.

    Raises ProjectsError: `open_parts` (with the first in `field`) while it does not say what a firm gives and gets,
    `too_few_firms` when so few are behind it that one could be told, `days` (with which in `field`), `over`.
    """
    held, on = _held(row), at.astimezone(ZONE).date()
    if held.asked_on is not None or held.stopped_on is not None:
        raise ProjectsError("over")
    missing = open_parts(proposal_of(held), ASKED_BEFORE_FIRMS)
    if missing:
        raise ProjectsError("open_parts", missing[0])
    behind = set(firms)
    if len(behind) < shipped_rules().minimum_count:
        raise ProjectsError("too_few_firms")
    held.asked_on = on
    days = days_of(held)
    if days is None:
        raise ProjectsError("days", "first_until" if held.first_until is None else "decide_by")
    try:
        check_days(days, smallest=shipped_rules().minimum_count)
    except DaysError as error:
        raise ProjectsError("days", error.field) from None
    held.version += 1
    held.save(update_fields=["asked_on", "version"])
    for firm in Firm.objects.filter(pk__in=behind).order_by("pk"):
        part = after(TakingPart(str(firm.pk), is_source=True), Step.ASK, on=on)
        made = TakingPartRow.objects.create(
            project=held, firm=firm, standing=part.standing.value, is_source=True, asked_on=on, changed_at=at
        )
        letters.asked(made, at=at)
    return len(behind)


@transaction.atomic
def answer(
    row: Project, firm: Firm, step: Step, *, may_be_named: bool = False, interest: int | None = None, at: datetime
) -> TakingPartRow:
    """What a firm says. Raises ProjectsError `closed` when the project takes no answers (from this firm yet), or
    `not_now` for a step that does not fit where it stands."""
    held, on = _held(row), at.astimezone(ZONE).date()
    days = days_of(held)
    known = TakingPartRow.objects.filter(project=held, firm=firm).first()
    part = part_of(known) if known is not None else TakingPart(str(firm.pk))
    if days is None or state_on(held, on) not in TAKES_ANSWERS:
        raise ProjectsError("closed")
    if step in (Step.JOIN, Step.FOLLOW) and not may_come_in(days, part, parts_of(held), on=on):
        raise ProjectsError("closed")
    before = state_on(held, on)
    try:
        new = after(part, step, on=on, may_be_named=may_be_named)
    except StepError:
        raise ProjectsError("not_now") from None
    made = known or TakingPartRow(project=held, firm=firm, is_source=False)
    made.standing, made.may_be_named, made.changed_at = new.standing.value, new.may_be_named, at
    made.interest = interest if new.standing in (Standing.JOINED, Standing.FOLLOWING) else None
    made.priority = made.priority if made.interest else None
    made.save()
    if before is not ProjectState.ENOUGH and state_on(Project.objects.get(pk=held.pk), on) is ProjectState.ENOUGH:
        letters.enough(held, at=at)
    return made


@transaction.atomic
def put_first(firm: Firm, projects: Iterable[UUID]) -> None:
    """The firm says which projects it would do first, in order; two at most."""
    order = {project: place for place, project in enumerate(list(dict.fromkeys(projects))[:2], start=1)}
    for row in TakingPartRow.objects.select_for_update().filter(firm=firm):
        row.priority = order.get(row.project_id) if row.interest else None
        row.save(update_fields=["priority"])


@transaction.atomic
def hand_over(row: Project, *, at: datetime) -> Project:
    """It goes on to a dossier. Raises ProjectsError: `too_few` below its minimum, `open_parts`, `over`."""
    held = _held(row)
    if held.asked_on is None or held.handed_over_on is not None or held.stopped_on is not None:
        raise ProjectsError("over")
    if joined(parts_of(held)) < held.minimum_firms:
        raise ProjectsError("too_few")
    missing = open_parts(proposal_of(held), ASKED_BEFORE_DOSSIER)
    if missing:
        raise ProjectsError("open_parts", missing[0])
    held.handed_over_on = at.astimezone(ZONE).date()
    held.version += 1
    held.save(update_fields=["handed_over_on", "version"])
    letters.ended(held, "project_goes_on", at=at)
    return held


@transaction.atomic
def stop(row: Project, *, at: datetime) -> Project:
    """It does not go on; every firm that waits for it hears so."""
    held = _held(row)
    if held.handed_over_on is not None or held.stopped_on is not None:
        raise ProjectsError("over")
    held.stopped_on = at.astimezone(ZONE).date()
    held.version += 1
    held.save(update_fields=["stopped_on", "version"])
    if held.asked_on is not None:
        letters.ended(held, "project_stopped", at=at)
    return held


def end_old(at: datetime) -> Iterator[str]:
    """Remind firms that have not answered, let go those whose time is over, and stop what too few joined."""
    on = at.astimezone(ZONE).date()
    for row in Project.objects.filter(asked_on__isnull=False, handed_over_on=None, stopped_on=None):
        yield from _on_a_day(row, on, at)


@transaction.atomic
def _on_a_day(row: Project, on: date, at: datetime) -> list[str]:
    """A line for each thing done. No generator: that would run after the transaction, without its lock."""
    held = _held(row)
    days = days_of(held)
    if days is None:
        return []
    done = []
    late = {part.firm for part in to_expire(days, parts_of(held), on=on)}
    for one in held.firms.filter(firm_id__in=late):
        one.standing, one.changed_at = after(part_of(one), Step.EXPIRE, on=on).standing.value, at
        one.save(update_fields=["standing", "changed_at"])
        done.append(f"a firm gave no answer on project {held.pk}")
    state = state_on(Project.objects.get(pk=held.pk), on)
    if state is ProjectState.TOO_FEW:
        stop(held, at=at)
        done.append(f"project {held.pk} stopped: too few firms joined")
    elif state in TAKES_ANSWERS:
        for one in held.firms.filter(standing=Standing.ASKED.value):
            if letters.reminded(one, on=on, at=at):
                done.append(f"a firm was reminded of project {held.pk}")
    return done


def _held(row: Project) -> Project:
    return Project.objects.select_for_update().get(pk=row.pk)
