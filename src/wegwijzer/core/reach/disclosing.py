"""Which counts of reach may be shown: not small ones, nor what would give them away (`core.disclosure`).

The number of firms of a class is public. So a class tells of few firms where few are reached, and also where few are
not: both hide it, and one of few firms is never shown. The number of users in all is shown, or nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import TOTAL, Dimension, Table, cell

REACHED = "reached"
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class _Class:
    """A class as readers know it: all its firms, and that its users are from `low` to all of them when hidden."""

    name: str
    users: int
    firms: int
    low: int
    need: int

    @property
    def room(self) -> int:
        """How far its users may lie apart at most."""
        return self.firms - self.low


def hidden_classes(
    users: Sequence[int], others: Sequence[int] | None, rules: DisclosureRules, *, names: Sequence[str]
) -> frozenset[str]:
    """The classes whose users may not be shown. `others` are the firms of each that are not reached, None where that
    is not known exactly (a survey). All classes are hidden where nothing protects the small ones.

    A class of fewer firms than the minimum is never shown, not even with nil users: were nil shown, hiding would tell
    that somebody is one.
    """
    every = frozenset(names)
    if sum(users) < rules.minimum_count:
        return every if sum(users) else frozenset()
    if others is None:
        return hidden_counts(dict(zip(names, users, strict=True)), rules)
    if sum(others) < rules.minimum_count:
        return every
    whole = {name: (reached, max(count, 0)) for name, reached, count in zip(names, users, others, strict=True)}
    tiny = {name for name, (reached, left) in whole.items() if 0 < reached + left < rules.minimum_count}
    known = [_known(name, *whole[name], rules, is_tiny=name in tiny) for name in names]
    # With hardly more firms than the minimum a small class has no room for it in a table of its own.
    narrow = {one.name for one in known if one.need > 1 and one.firms <= rules.minimum_count} | tiny
    hidden = _protected({name: counts for name, counts in whole.items() if name not in narrow}, rules)
    return _widened(known, narrow | hidden)


def _protected(counts: Mapping[str, tuple[int, int]], rules: DisclosureRules) -> set[str]:
    """The classes that the rules hide in a table of reached and not reached; all of them when nothing protects any."""
    if not counts:
        return set()
    # That all firms of a class are reached tells of each of them; it is protected as if one were not.
    cells = [(reached, max(rest, 1) if reached else rest) for reached, rest in counts.values()]
    table = Table.of({"class": tuple(counts), REACHED: (_YES, _NO)}, np.array(cells, np.int64))
    shown = [TOTAL, cell({REACHED: _YES}), cell({REACHED: _NO}), *(cell({"class": name}) for name in counts)]
    # Of a class that nobody is reached of, the others are all its firms, and their number is public.
    harmless = [cell({"class": name, REACHED: _NO}) for name, (reached, _) in counts.items() if not reached]
    try:
        found = protect(table, rules, shown=shown, harmless=harmless)
    except DisclosureError:
        return set(counts)
    return {name for name in counts if any(found.hides({"class": name, REACHED: side}) for side in (_YES, _NO))}


def _known(name: str, users: int, rest: int, rules: DisclosureRules, *, is_tiny: bool) -> _Class:
    least = rules.minimum_count
    firms = users + rest
    low = 0 if is_tiny or not rules.zeros_are_known else min(users, 1)
    is_small = 0 < users < least or (users > 0 and rest < least)
    need = firms if is_tiny else min(least - 1, firms - low) if is_small else 1
    return _Class(name, users, firms, low, need)


def _widened(classes: Sequence[_Class], hidden: set[str]) -> frozenset[str]:
    """Hide the smallest further classes until each hidden one is as unknown as it must be.

    Readers know the sum of the hidden ones: the total less what is shown.
    """
    while hidden:
        own = [one for one in classes if one.name in hidden]
        total, lows, firms = (sum(part) for part in zip(*((c.users, c.low, c.firms) for c in own), strict=True))

        def width(one: _Class, total: int = total, lows: int = lows, firms: int = firms) -> int:
            highest = min(one.firms, total - (lows - one.low))
            return highest - max(one.low, total - (firms - one.firms))

        if all(width(one) >= min(one.need, one.room) for one in own):
            break
        more = [one for one in classes if one.name not in hidden and one.users]
        if not more:
            return frozenset(one.name for one in classes)
        hidden = hidden | {min(more, key=lambda one: (one.users, one.name)).name}
    return frozenset(hidden)


def hidden_counts(counts: Mapping[str, int], rules: DisclosureRules) -> frozenset[str]:
    """The counts of a table of one dimension that may not be shown beside their total."""
    if sum(counts.values()) < rules.minimum_count:
        return frozenset(counts) if sum(counts.values()) else frozenset()
    try:
        found = protect(Table.of({"class": tuple(counts)}, list(counts.values())), rules, shown=[TOTAL])
    except DisclosureError:
        return frozenset(counts)
    return frozenset(name for name in counts if found.hides({"class": name}))


def hidden_grouped(counts: Mapping[tuple[str, str], int], rules: DisclosureRules) -> frozenset[tuple[str, str]]:
    """The counts by group and part that may not be shown; (group, "") is the sum of a group.

    A group without parts has its count under "", and then no other.
    """
    groups = tuple(dict.fromkeys(group for group, _ in counts))
    every = frozenset(counts) | {(group, "") for group in groups}
    if sum(counts.values()) < rules.minimum_count:
        return every
    parts = {group: tuple(_joined(*place) for place in counts if place[0] == group) for group in groups}
    sums = {_joined(group, ""): names for group, names in parts.items() if names != (_joined(group, ""),)}
    dimension = Dimension("need", tuple(name for names in parts.values() for name in names), sums)
    values = {_joined(*place): count for place, count in counts.items()}
    try:
        table = Table((dimension,), np.array([values[name] for name in dimension.categories], np.int64))
        found = protect(table, rules, shown=[TOTAL])
    except DisclosureError:
        return every
    return frozenset(place for place in every if found.hides({"need": _joined(*place)}))


def _joined(group: str, part: str) -> str:
    return f"{group}\n{part}"
