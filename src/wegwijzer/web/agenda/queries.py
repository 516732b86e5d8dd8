"""What others may ask of the agenda, and what its own pages read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from wegwijzer.core.agenda.digest import Wish, fits, things_of
from wegwijzer.core.language.sharing import Asked
from wegwijzer.readers.word_sharing import told_by
from wegwijzer.web.agenda.choice import AgendaChoice
from wegwijzer.web.agenda.choice import read_choice as read_choice
from wegwijzer.web.agenda.models import Clash, Listing
from wegwijzer.web.agenda.rows import event_of

_D, _K = Clash.Decision, Clash.Kind
_MOST_LOOKED_AT, _TOLD = 500, 600
"""Events that are looked at for another page, the soonest; and characters of a summary that count."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the public agenda: the listing that is shown, and everybody who organises it.

    `merged` are the listings of the others about the same event, `joint` those of events that are announced along with
    it.
    """

    row: Listing
    organisers: tuple[str, ...]
    merged: tuple[Listing, ...] = ()
    joint: tuple[Listing, ...] = ()


def public_listings(*, on: date) -> QuerySet[Listing]:
    """What is public and not over, the soonest first."""
    found = Listing.objects.filter(state=Listing.State.PUBLIC, last_day__gte=on, desk__is_active=True)
    return found.select_related("desk").order_by("begins", "title", "pk")


def entries(choice: AgendaChoice, *, on: date) -> list[Entry]:
    """The events that somebody asks for, each once, the soonest first."""
    rows = [
        row
        for row in public_listings(on=on).filter(choice.condition)
        if fits(event_of(row), choice.wish) and _is_for(row, choice)
    ]
    return merged(rows)


def entry(listing_id: UUID) -> Entry | None:
    """One event, also one that is cancelled or over; None for what was never public or is gone."""
    row = Listing.objects.select_related("desk").filter(pk=listing_id).first()
    if row is None or row.state not in (Listing.State.PUBLIC, Listing.State.CANCELLED):
        return None
    return merged([row])[0]


def upcoming(
    *, on: date, themes: Collection[str] = (), province: str = "", limit: int = 5, asked: Asked | None = None
) -> list[Entry]:
    """Events to name on another page, such as a roadmap or the search: of these themes, in a province or online.

    With `asked` only those that tell enough of it, those that tell most first; else the soonest first.
    """
    found = public_listings(on=on)
    if province:
        found = found.filter(Q(province=province) | Q(is_online=True))
    rows = [row for row in found[:_MOST_LOOKED_AT] if fits(event_of(row), Wish(themes=frozenset(themes)))]
    if asked is None:
        return merged(rows[: limit * 3])[:limit]
    told = {row.pk: told_by(row.title, row.summary[:_TOLD], row.language) for row in rows}
    telling = [row for row in rows if asked.are_told_by(told[row.pk])]
    telling.sort(key=lambda row: -asked.shared_with(told[row.pk]))
    return sorted(merged(telling[: limit * 3]), key=lambda one: -asked.shared_with(told[one.row.pk]))[:limit]


def merged(rows: Sequence[Listing]) -> list[Entry]:
    """Listings as events: those of which somebody said that they are the same become one, led by the earliest."""
    ids = {row.pk for row in rows}
    pairs = _decided(ids)
    near = {pk: row for row in rows for pk in (row.pk,)}
    for clash in pairs:
        near.setdefault(clash.new_id, clash.new)
        near.setdefault(clash.old_id, clash.old)
    same = [(str(clash.new_id), str(clash.old_id)) for clash in pairs if clash.decision == _D.SAME]
    things = things_of(same, [str(row.pk) for row in near.values()])
    later = {clash.new_id for clash in pairs if clash.decision == _D.SAME}
    groups: dict[str, list[Listing]] = {}
    for row in near.values():
        if row.state == Listing.State.PUBLIC or row.pk in ids:
            groups.setdefault(things[str(row.pk)], []).append(row)
    found = []
    for thing, group in groups.items():
        shown = [row for row in group if row.pk in ids]
        if not shown:
            continue
        lead, *_ = sorted(shown, key=lambda row: (row.pk in later, row.created, str(row.pk)))
        others = sorted((row for row in group if row.pk != lead.pk), key=lambda row: (row.created, str(row.pk)))
        joint = [
            other
            for clash in pairs
            if clash.decision == _D.JOINT
            for one, other in ((clash.new, clash.old), (clash.old, clash.new))
            if things[str(one.pk)] == thing and other.state == Listing.State.PUBLIC
        ]
        names = dict.fromkeys(str(row.desk) for row in (lead, *others))
        found.append(Entry(lead, tuple(names), tuple(others), tuple({row.pk: row for row in joint}.values())))
    return sorted(found, key=lambda one: (one.row.begins, one.row.title, str(one.row.pk)))


def things(rows: Iterable[Listing]) -> dict[str, str]:
    """What each listing is one invitation with, by id: the same event, events announced along, and what may be the
    same event as long as nobody said otherwise. Dates of one series are one invitation too.
    """
    found = {str(row.pk): row for row in rows}
    pairs = Clash.objects.filter(
        Q(decision__in=(_D.SAME, _D.JOINT)) | Q(kind=_K.SAME, decision=_D.OPEN),
        Q(new__last_day__gte=min((row.first_day for row in found.values()), default=date.max)),
    ).values_list("new", "old")
    joined = [(str(new), str(old)) for new, old in pairs]
    series: dict[tuple[object, str, str], str] = {}
    for key, row in found.items():
        if row.occurrence:
            joined.append((series.setdefault((row.desk_id, row.source, row.uid), key), key))
    return dict(things_of(joined, found))


def _decided(ids: Collection[UUID]) -> list[Clash]:
    """What was decided to be one, among these listings and from them to others."""
    wanted = list(ids)
    found: dict[UUID, Clash] = {}
    chosen = Clash.objects.filter(decision__in=(_D.SAME, _D.JOINT)).select_related("new__desk", "old__desk")
    for start in range(0, len(wanted), 400):
        part = wanted[start : start + 400]
        for clash in chosen.filter(Q(new__in=part) | Q(old__in=part)):
            found[clash.pk] = clash
    return list(found.values())


def _is_for(row: Listing, choice: AgendaChoice) -> bool:
    wanted = choice.typed["doelgroep"] if "doelgroep" not in choice.faults else ""
    return not wanted or not row.audiences or wanted in row.audiences or "everyone" in row.audiences
