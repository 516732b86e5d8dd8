"""The letters of collective projects. None names another firm, nor says whose need it came from."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from wegwijzer.core.collective.taking_part import Standing
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import queries as people
from wegwijzer.web.post import actions as post
from wegwijzer.web.projects.models import Project, TakingPartRow
from wegwijzer.web.referral.speakers import heard_for

REMIND_BEFORE = timedelta(days=5)
"""A firm that has not answered is reminded so long before the last day, once."""
_WAITING = (Standing.ASKED.value, Standing.JOINED.value, Standing.FOLLOWING.value)


def asked(row: TakingPartRow, *, at: datetime) -> None:
    """A firm is asked, with what it would give and get on the page."""
    _to_firm(row, "project_asked", _dated(row.project), key=f"project_asked:{row.pk}", at=at)


def reminded(row: TakingPartRow, *, on: date, at: datetime) -> bool:
    """Remind a firm before the last day; False when it is too early, or it was reminded."""
    last = row.project.decide_by
    if last is None or not last - REMIND_BEFORE <= on <= last:
        return False
    return _to_firm(row, "project_reminder", _dated(row.project), key=f"project_reminder:{row.pk}:{last}", at=at)


def ended(project: Project, kind: str, *, at: datetime) -> None:
    """What became of it, to every firm that is in, looks on, or was still asked."""
    for row in project.firms.filter(standing__in=_WAITING).select_related("firm"):
        _to_firm(row, kind, _values(project), key=f"{kind}:{row.pk}", at=at)


def enough(project: Project, *, at: datetime) -> None:
    """The desk hears that enough firms joined."""
    values = {"link": {"page": "projects:edit", "args": [str(project.pk)]}, "title": project.title}
    for membership in people.memberships(project.desk_id):
        if membership.role in (Role.ADVISER.value, Role.MANAGER.value, Role.FIRST_LINE.value):
            key = f"project_enough:{project.pk}:{membership.person_id}"
            post.put_one(post.letter(key=key, kind="project_enough", person=membership.person, values=values, at=at))


def _values(project: Project) -> dict[str, Any]:
    return {"link": {"page": "projects:project", "args": [str(project.pk)]}, "title": project.title}


def _dated(project: Project) -> dict[str, Any]:
    last = project.decide_by
    return {**_values(project), "last": last.isoformat() if last is not None else ""}


def _to_firm(row: TakingPartRow, kind: str, values: dict[str, Any], *, key: str, at: datetime) -> bool:
    new = 0
    for speaker in heard_for(row.firm):
        if speaker.confirmed_at is not None:
            person = speaker.person
            new += post.put_one(post.letter(key=f"{key}:{person.pk}", kind=kind, person=person, values=values, at=at))
    return new > 0
