"""Which events a subscriber is told of: what fits interest and distance, each thing once, the soonest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wegwijzer.core.agenda.distance import Point, kilometres
from wegwijzer.core.agenda.event import Event


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to hear of.

    `themes` empty means every theme; `point` None means anywhere; an online event is never too far.
    """

    themes: frozenset[str] = frozenset()
    point: Point | None = None
    kilometres: float = 0.0
    wants_online: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that may be told of; `thing` is the same for everything that is one invitation."""

    id: str
    thing: str
    event: Event


def fits(event: Event, wish: Wish) -> bool:
    """Whether an event is what somebody wants; one without a known place is far from everywhere."""
    if wish.themes and not wish.themes.intersection(event.themes):
        return False
    if event.is_online:
        return wish.wants_online
    if wish.point is None:
        return True
    return event.point is not None and kilometres(event.point, wish.point) <= wish.kilometres


def choose(
    candidates: Iterable[Candidate], wish: Wish, *, told: Collection[str], on: date, days_ahead: int, most: int
) -> list[Candidate]:
    """At most `most` events that begin within some days after `on`, none of a thing that was told before or twice.

    Of one thing with several dates the first that is still to come is told.
    """
    last = on + timedelta(days=days_ahead)
    chosen: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda found: (found.event.begins, found.id)):
        event = candidate.event
        if event.is_cancelled or not on < event.first_day <= last:
            continue
        if candidate.thing in told or candidate.thing in chosen or not fits(event, wish):
            continue
        chosen[candidate.thing] = candidate
        if len(chosen) == most:
            break
    return list(chosen.values())


def things_of(joined: Iterable[tuple[str, str]], ids: Iterable[str]) -> Mapping[str, str]:
    """What each id is one invitation with: the smallest id of all that are joined to it, directly or by others.

    >>> dict(things_of([("b", "c"), ("a", "b")], ["a", "b", "c", "d"]))
    {'a': 'a', 'b': 'a', 'c': 'a', 'd': 'd'}
    """
    leader = {one: one for one in ids}

    def lead(one: str) -> str:
        leader.setdefault(one, one)
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in joined:
        first, second = sorted((lead(one), lead(other)))
        leader[second] = first
    return {one: lead(one) for one in list(leader)}
