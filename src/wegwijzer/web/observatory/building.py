"""Make the figures beforehand, of files that were sent and of our own use: pages read only what is made here."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from time import monotonic

import numpy as np
from django.db import transaction
from django.utils import timezone

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.reach.crossing import Crossing, crossings
from wegwijzer.core.reach.reaching import only_measure, reach
from wegwijzer.core.reach.results import Reach, Unmet, Waiting
from wegwijzer.core.reach.together import without_telling
from wegwijzer.core.reach.use import Classes, Firms, Uses
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.web.observatory.models import Aggregate, SentFile
from wegwijzer.web.observatory.needs_unmet import unmet_of, waiting_of
from wegwijzer.web.observatory.own_use import OwnUse, own_use, tallied, years_counted
from wegwijzer.web.observatory.periods import last_day
from wegwijzer.web.observatory.storing import plain
from wegwijzer.web.usage.models import CountedDay

DEMO = "demo"
"""What `CountedDay` names where tallies are made up for a demonstration."""
REACH, OWN = "reach", "own"
"""The names of the aggregates."""
_AT_ONCE = 10.0
"""Seconds after which a worker does its other work before it goes on."""


@dataclass(frozen=True, slots=True)
class YearOfReach:
    """A year of a file: all measures together, each by itself, and two dimensions at once (together only)."""

    together: Reach
    measures: tuple[Reach, ...]
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class YearOfOwnUse:
    """A year of Wegwijzer's own use, up to and including `until`."""

    use: OwnUse
    unmet: Unmet
    waiting: Waiting
    until: str
    is_synthetic: bool


def build_files(at: datetime) -> Iterator[str]:
    """Make the figures of every file that waits; a line each, once it is ready. Its content is removed with that."""
    for file in SentFile.objects.filter(state=SentFile.State.WAITING, kind=SentFile.Kind.USE).order_by("sent_at"):
        build_use(file, at)
        yield f"figures of file {file.pk}: {file.state}"


def build_use(file: SentFile, at: datetime, *, seconds: float = _AT_ONCE) -> None:
    """Make the figures of one file, year by year, and show them once all are there.

    After so many seconds the rest is left to the next round, as letters wait meanwhile. Two workers at once make the
    same figures, and who comes last finds the file ready.
    """
    waiting = SentFile.objects.filter(pk=file.pk, state=SentFile.State.WAITING)
    if not waiting.exists():
        file.refresh_from_db()
        return
    try:
        uses, firms = read_sent(bytes(file.content), bytes(file.population), file.name)
    except InputError as error:  # it was checked when it came; the catalogue may have changed since
        waiting.update(
            state=SentFile.State.FAILED, problem="\n".join(map(str, error.faults)), content=b"", population=b""
        )
        file.refresh_from_db()
        return
    done = set(Aggregate.objects.filter(file=file, name=REACH).values_list("year", flat=True))
    begun = monotonic()
    for place, year in enumerate(year for year in uses.years if year not in done):
        if place and monotonic() - begun > seconds:
            return
        data = plain(year_of_reach(uses, firms, year, shipped_rules()))
        Aggregate.objects.update_or_create(name=REACH, year=year, file=file, defaults={"data": data, "made_at": at})
    with transaction.atomic():
        SentFile.objects.filter(kind=file.kind, is_shown=True).update(is_shown=False)
        SentFile.objects.filter(pk=file.pk).update(
            state=SentFile.State.READY, content=b"", population=b"", is_shown=True
        )
    file.refresh_from_db()


def year_of_reach(uses: Uses, firms: Firms, year: int, rules: DisclosureRules) -> YearOfReach:
    """All figures of a year, with what must stay hidden taken out."""
    together = reach(uses, firms, year, rules=rules)
    names = [name for name in uses.measures if len(uses.users(year, name))]
    each = {name: reach(only_measure(uses, name), firms, year, rules=rules) for name in names}
    if len(each) > 1:
        each = without_telling(together, each)
    return YearOfReach(together, tuple(each.values()), crossings(uses, firms, together, rules=rules))


def read_sent(content: bytes, population: bytes, name: str) -> tuple[Uses, Firms]:
    """The uses and firms of what was sent. Raises InputError with every fault.

    Without a population nobody knows how many firms there are: counts are shown, and no shares.
    """
    from wegwijzer.readers.reach.firms_file import read_firms, unlike_classes
    from wegwijzer.readers.reach.use_file import read_uses

    with tempfile.TemporaryDirectory() as folder:
        try:
            path = _written(Path(folder), Path(name).name or "use.csv", content)
            uses = read_uses([path], list(shipped_catalogue().measures))
            if not population:
                return uses, _nobody(uses)
            firms = read_firms(_written(Path(folder), "population", population))
        except InputError as error:
            raise InputError([_without(f"{folder}/", fault) for fault in error.faults]) from error
    faults = unlike_classes(uses, firms, "population")
    if faults:
        raise InputError(faults)
    return uses, firms


def _without(folder: str, fault: Fault) -> Fault:
    """Who sent the file knows its name, and nothing of our folders."""
    return replace(fault, where=fault.where.replace(folder, ""), problem=fault.problem.replace(folder, ""))


def _written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name[-100:]
    path.write_bytes(content)
    return path


def _nobody(uses: Uses) -> Firms:
    classes = {name: Classes(found.names, np.empty(0, np.int64)) for name, found in uses.classes.items()}
    return Firms(np.empty(0), classes, is_synthetic=uses.is_synthetic)


def build_own_use(at: datetime) -> Iterator[str]:
    """Make the figures of every year of own use that has something counted."""
    today = timezone.localdate(at)
    for year in years_counted(today):
        until = last_day(year, today)
        if until is None:
            continue
        found = year_of_own_use(year, until)
        Aggregate.objects.update_or_create(
            name=OWN, year=year, file=None, defaults={"data": plain(found), "until": until, "made_at": at}
        )
        yield f"own use of {year} up to {until}"


def year_of_own_use(year: int, until: date) -> YearOfOwnUse:
    """A year, with what must stay hidden taken out."""
    rules = shipped_rules()
    needs = unmet_of(year, until, rules)
    return YearOfOwnUse(
        own_use(tallied(year, until), needs, rules),
        needs,
        waiting_of(year, until, rules),
        until.isoformat(),
        CountedDay.objects.filter(what=DEMO).exists(),
    )
