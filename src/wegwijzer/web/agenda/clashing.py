"""Find what clashes before it is public, and keep what organisers decide about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from wegwijzer.core.agenda.clashes import clashes
from wegwijzer.core.agenda.likeness import Announcement
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.web.agenda.models import Clash, Listing
from wegwijzer.web.agenda.rows import announced, clash_rules
from wegwijzer.web.people.models import Desk

_NEAR = timedelta(days=9)
"""Days around a listing in which others are looked at: a calendar week and a few days."""
_MOST_CLASHES = 5
"""How many clashes of one listing are asked about, the surest first."""
_S, _D, _K = Listing.State, Clash.Decision, Clash.Kind


def look_for_clashes(rows: Sequence[Listing], *, at: datetime, on: date) -> int:
    """Compare listings with those of other organisers; how many of them now wait for a decision.

    What was decided stays: a pair that is known is not asked about again.
    """
    ahead = [row for row in rows if row.last_day >= on and row.state in (_S.PUBLIC, _S.WAITING)]
    if not ahead:
        return 0
    others = _around(ahead)
    ready: dict[str, Announcement] = {}
    known = _known_pairs(ahead)
    found: list[Clash] = []
    for row in ahead:
        near = [
            other
            for day in range(-_NEAR.days, _NEAR.days + 1)
            for other in others.get(row.first_day + timedelta(days=day), ())
            if other.desk_id != row.desk_id and frozenset((row.pk, other.pk)) not in known
        ]
        if not near:
            continue
        by_announcement = {id(_ready(ready, other)): other for other in near}
        matches = sorted(
            clashes(_ready(ready, row), [_ready(ready, other) for other in near], clash_rules()),
            key=lambda match: (match[1].value, -match[2]),
        )
        for other_announced, kind, score in matches[:_MOST_CLASHES]:
            other = by_announcement[id(other_announced)]
            known.add(frozenset((row.pk, other.pk)))
            found.append(Clash(new=row, old=other, kind=kind.value, score=score, created=at))
    Clash.objects.bulk_create(found, ignore_conflicts=True)
    # What is public already stays so; its organiser is asked all the same.
    waiting = {clash.new_id for clash in found if clash.new.created == at or clash.new.state == _S.WAITING}
    Listing.objects.filter(pk__in=waiting).update(
        state=_S.WAITING, decide_by=on + timedelta(days=shipped_agenda_rules().days_to_decide), reminded_at=None
    )
    return len(waiting)


def _ready(ready: dict[str, Announcement], row: Listing) -> Announcement:
    key = str(row.pk)
    if key not in ready:
        ready[key] = announced(row, str(row.desk))
    return ready[key]


def _around(rows: Sequence[Listing]) -> dict[date, list[Listing]]:
    """The listings of every organiser in the days around some, by their first day."""
    first, last = min(row.first_day for row in rows) - _NEAR, max(row.last_day for row in rows) + _NEAR
    shown = Listing.objects.filter(state__in=(_S.PUBLIC, _S.WAITING), first_day__range=(first, last))
    desks = {row.desk_id for row in rows}
    if len(desks) == 1:  # nobody clashes with themselves
        shown = shown.exclude(desk__in=desks)
    by_day: dict[date, list[Listing]] = defaultdict(list)
    for row in shown.select_related("desk"):
        by_day[row.first_day].append(row)
    return by_day


def _known_pairs(rows: Sequence[Listing]) -> set[frozenset[object]]:
    ids = [row.pk for row in rows]
    found: set[frozenset[object]] = set()
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        pairs = Clash.objects.filter(Q(new__in=part) | Q(old__in=part)).values_list("new", "old")
        found |= {frozenset(pair) for pair in pairs}
    return found


def open_clashes(desks: Iterable[object]) -> QuerySet[Clash]:
    """What the organisers of some desks still have to decide, the soonest event first."""
    found = Clash.objects.filter(decision=_D.OPEN, new__desk__in=list(desks), new__state__in=(_S.WAITING, _S.PUBLIC))
    return (
        found.exclude(old__state__in=(_S.GONE, _S.CANCELLED))
        .select_related("new__desk", "old__desk")
        .order_by("new__begins", "-score", "pk")
    )


@transaction.atomic
def decide(clash: Clash, decision: str, *, desk: Desk, at: datetime, whole_series: bool = False) -> int:
    """Keep what an organiser decides, and let the listing go public once nothing is open; for how many pairs.

    `whole_series`: the same for the other dates of both events. Either organiser can decide otherwise later; the last
    word counts.
    """
    chosen = Clash.Decision(decision)
    pairs = Clash.objects.filter(pk=clash.pk)
    if whole_series:
        pairs = Clash.objects.filter(
            new__desk=clash.new.desk,
            new__source=clash.new.source,
            new__uid=clash.new.uid,
            old__desk=clash.old.desk,
            old__source=clash.old.source,
            old__uid=clash.old.uid,
            kind=clash.kind,
        )
    ids = list(pairs.values_list("pk", flat=True))
    Clash.objects.filter(pk__in=ids).update(decision=chosen, decided_by=desk, decided_at=at)
    release(Listing.objects.filter(clashes__in=ids, state=_S.WAITING), at=at)
    return len(ids)


def release(rows: QuerySet[Listing], *, at: datetime) -> int:
    """Make those of some waiting listings public about which nothing is open; how many."""
    held = Clash.objects.filter(decision=_D.OPEN).exclude(old__state__in=(_S.GONE, _S.CANCELLED)).values("new")
    ids = list(rows.filter(state=_S.WAITING).exclude(pk__in=held).values_list("pk", flat=True))
    return Listing.objects.filter(pk__in=ids).update(state=_S.PUBLIC, decide_by=None, changed=at)


@transaction.atomic
def release_overdue(*, at: datetime, on: date) -> int:
    """Whoever did not decide in time: events of one theme go public beside each other, and what looks like the same
    event stays behind the one that is public already. How many went public.
    """
    overdue = Listing.objects.filter(state=_S.WAITING, decide_by__lt=on)
    Clash.objects.filter(new__in=overdue, kind=_K.THEME, decision=_D.OPEN).update(
        decision=_D.DIFFERENT, decided_at=at, decided_by=None
    )
    return release(Listing.objects.filter(state=_S.WAITING), at=at)
