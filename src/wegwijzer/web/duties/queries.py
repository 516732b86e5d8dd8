"""What others may ask of the duties, and what its own pages read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.duties.dating import Dated, date_duties
from wegwijzer.core.duties.entries import CalendarEntry
from wegwijzer.core.duties.rules import MeasureDuties
from wegwijzer.core.duties.terms import Anchor
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.duties import shipped_duties, shipped_reminder_rules
from wegwijzer.readers.holidays import shipped_holidays
from wegwijzer.web.duties.models import Keeper, Support
from wegwijzer.web.duties.visit import duties_keeper
from wegwijzer.wording.duties import calendar_entries


@dataclass(frozen=True, slots=True)
class DatedSupport:
    """A measure that was asked for, with its duties."""

    row: Support
    measure: Measure
    duties: MeasureDuties
    days: Mapping[Anchor, date]
    dated: Dated


def support_of(keeper: Keeper) -> Sequence[DatedSupport]:
    """All support of a keeper, the oldest first. A measure that left the catalogue is left out."""
    return [dated_support(row) for row in keeper.support.all() if row.measure in shipped_duties()]


def dated_support(row: Support) -> DatedSupport:
    """One measure with its duties and days."""
    duties = shipped_duties()[row.measure]
    days = {Anchor(name): date.fromisoformat(day) for name, day in row.days.items()}
    dated = date_duties(duties, days, holidays=shipped_holidays())
    return DatedSupport(row, shipped_catalogue().measure(row.measure), duties, days, dated)


def entries_of(keeper: Keeper, language: str) -> Sequence[CalendarEntry]:
    """Every duty of a keeper that has a day, as a calendar takes it, the earliest first."""
    entries = [
        entry
        for found in support_of(keeper)
        for entry in calendar_entries(
            found.dated.dated,
            planned=found.row.pk,
            measure=found.measure,
            title=found.row.title,
            done=found.row.done,
            sequence=found.row.version,
            changed=found.row.changed,
            reminders=shipped_reminder_rules(),
            language=language,
        )
    ]
    return sorted(entries, key=lambda entry: (entry.day, str(entry.uid)))


def begun_from(request: HttpRequest, dossier: UUID) -> UUID | None:
    """The list that who sends the request keeps for a dossier; None where they keep none."""
    keeper = duties_keeper.of(request)
    if keeper is None:
        return None
    found: UUID | None = keeper.support.filter(dossier=dossier).values_list("pk", flat=True).first()
    return found


def keeper_of_feed(token: str) -> Keeper | None:
    """Whose calendar an address leads to."""
    return Keeper.objects.filter(feed=token).first() if token else None


def keeper_of_stop(token: str) -> Keeper | None:
    """Whose letters an address stops."""
    return Keeper.objects.filter(stop=token).first() if token else None


def to_remind() -> QuerySet[Keeper]:
    """People who want letters, and are let in."""
    return Keeper.objects.filter(wants_letters=True, person__is_active=True).select_related("person")


def due_duties(request: HttpRequest, *, on: date) -> int:
    """How many duties of who sends the request are open and not past; for a line on another page."""
    keeper = duties_keeper.of(request)
    if keeper is None:
        return 0
    return sum(
        duty.day >= on and duty.duty.id not in found.row.done
        for found in support_of(keeper)
        for duty in found.dated.dated
    )
