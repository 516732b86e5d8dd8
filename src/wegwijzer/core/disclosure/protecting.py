"""The one door of disclosure control: `protect(tables, rules)` says what to hide, and proves that it is enough."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from wegwijzer.core.disclosure.auditing import DisclosureError, audit, measures
from wegwijzer.core.disclosure.rounding import rounded, rounded_table
from wegwijzer.core.disclosure.rules import DisclosureRules, Interval, Protection, Reason
from wegwijzer.core.disclosure.sensitivity import sensitive_cells
from wegwijzer.core.disclosure.suppressing import hide_more
from wegwijzer.core.disclosure.tables import TOTAL, Cell, LinkedCells, Numbers, Table, cell, link
from wegwijzer.core.errors import Fault


@dataclass(frozen=True, slots=True)
class Flag:
    """A hidden cell: why, and what readers can still tell of its count and its value."""

    reason: Reason
    count: Interval
    value: Interval | None = None


@dataclass(frozen=True, eq=False)
class Protected:
    """Which cells of the tables are hidden. Whatever is not in `flags` may be published.

    A hidden cell is hidden in every number about it: count, share, total, standard error and interval. `flags` names
    the rule, which is for the producer; readers are told it only under `publish_reasons`.
    """

    rules: DisclosureRules
    flags: Mapping[Cell, Flag]
    tables: tuple[Table, ...]
    linked: LinkedCells = field(repr=False)

    def hides(self, selection: Mapping[str, str]) -> bool:
        """Whether a cell is hidden, a margin by naming fewer dimensions: `hides({"segment": "koploper"})`."""
        return cell(selection) in self.flags

    def reason(self, selection: Mapping[str, str]) -> Reason | None:
        """Why a cell is hidden; None when it is shown."""
        flag = self.flags.get(cell(selection))
        return None if flag is None else flag.reason

    def count(self, selection: Mapping[str, str]) -> int | None:
        """The count to publish, rounded where the rules say so; None when it is hidden."""
        name = cell(selection)
        if name in self.flags:
            return None
        return self._shown[name]

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return len(self.flags)

    @property
    def primary(self) -> int:
        """How many of them are sensitive themselves."""
        return sum(flag.reason.is_primary for flag in self.flags.values())

    @property
    def _shown(self) -> Mapping[Cell, int]:
        step = self.rules.rounding_step
        if step is None:
            return {name: int(count) for name, count in zip(self.linked.cells, self.linked.counts, strict=True)}
        if len(self.tables) == 1 and len(self.tables[0].dimensions) == 2:
            return rounded_table(self.tables[0], step)
        return {
            name: rounded(int(count), step) for name, count in zip(self.linked.cells, self.linked.counts, strict=True)
        }


def protect(
    tables: Table | Sequence[Table],
    rules: DisclosureRules,
    *,
    shown: Collection[Cell] = (),
    hidden: Collection[Cell] = (),
    harmless: Collection[Cell] = (),
) -> Protected:
    """Hide what the rules say must be hidden in tables that are published together, and what would give it away.

    Tables of the same firms that share a dimension are protected together. The number of firms in all is always
    published, so it is never hidden; nor are the cells `shown`. Those `hidden` for another reason stay so, and need be
    no secret unless they are sensitive; those `harmless` are not sensitive, however small. Raises DisclosureError when
    that is not safe, or nothing protects a cell, and InputError when the tables contradict each other.

    >>> table = Table.of({"segment": ("a", "b", "c"), "size": ("s", "l")}, [[3, 9], [8, 7], [10, 12]])
    >>> found = protect(table, DisclosureRules(minimum_count=5))
    >>> found.reason({"segment": "a", "size": "s"}).value
    'minimum_count'
    >>> found.hidden
    4
    """
    given = (tables,) if isinstance(tables, Table) else tuple(tables)
    linked = link(given)
    place = linked.place
    spared = {place[name] for name in (*shown, *harmless) if name in place}
    sensitive = {found: why for found, why in sensitive_cells(linked, rules).items() if found not in spared}
    total = place[TOTAL]
    if total in sensitive:
        least = rules.minimum_count
        problem = f"there are fewer than {least} firms, or one or two outweigh the rest: nothing may be published."
        raise DisclosureError([Fault("total", problem, f"tables of at least {least} firms.")])
    primary = np.zeros(len(linked.cells), np.bool_)
    primary[list(sensitive)] = True
    forced = [place[name] for name in hidden if name in place]
    primary[forced] = True
    fixed = (linked.counts == 0) & rules.zeros_are_known
    fixed[[total, *(place[name] for name in shown if name in place)]] = True
    reasons = {place: found.reason for place, found in sensitive.items()}
    free = dict.fromkeys(forced, Protection())  # hidden for another reason: it need not be a secret
    needs = [
        free | {p: found.count for p, found in sensitive.items()},
        free | {p: found.value for p, found in sensitive.items()},
    ]
    measured = measures(linked, reasons, needs, rules)
    kept = hide_more(linked, measured, primary, fixed, costs(linked, rules))
    told = audit(linked, measured, kept)
    flags = {
        linked.cells[at]: Flag(reasons.get(at, Reason.SECONDARY), told["count"][at], told.get("value", {}).get(at))
        for at in np.flatnonzero(kept).tolist()
    }
    return Protected(rules, flags, given, linked)


def costs(cells: LinkedCells, rules: DisclosureRules) -> Numbers:
    """What hiding each cell costs: one, more by its share of all firms, and a margin so many times that."""
    share = cells.counts / max(float(cells.counts[cells.place[TOTAL]]), 1.0)
    cost: Numbers = (1.0 + share) * np.where(cells.is_margin, rules.margin_weight, 1.0)
    return cost
