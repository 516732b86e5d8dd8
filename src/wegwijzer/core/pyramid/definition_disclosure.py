"""Which figures of the definitions may not be shown, alone or because other ones would give them away.

Beside each other stand, for each definition, how many firms meet it and do not, whole and by layer of the pyramid.
Definitions of one family tell of each other: one holds in another, or is a part of it. So a layer is shown for all
parts of a definition or for none, and only where the definition itself is; and what two definitions differ by is held
to the rules too. Firms that a definition leaves undecided only lack an answer; however few, they are shown, unless that
would give another number away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Cell, cell
from wegwijzer.core.disclosure.weighing import weighted_table
from wegwijzer.core.pyramid.definitions import EUROSTAT, EUROSTAT_2018, PYRAMID, Decided
from wegwijzer.core.pyramid.segments import UNDECIDED, Placed, Segment
from wegwijzer.core.survey.design import Flags, Numbers

LAYERS = (*(segment.id for segment in Segment), UNDECIDED)
"""The layers of the pyramid, and the firms whose layer is open."""

PARTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    EUROSTAT_2018: (tuple(f"profile_{number}" for number in range(1, 6)), ("profile_6", "profile_7")),
    "panteia_zzp": (("panteia_zzp_product", "panteia_zzp_labour"),),
    "panteia_young": (("panteia_starter", "panteia_surviving_starter"),),
    "panteia_innovative": (("panteia_innovative_growth", "panteia_innovative_no_growth"),),
    "panteia_regular": (("panteia_family", "panteia_non_family"),),
}
"""Definitions that together make up another one, or the firms that do not meet it."""

WITHIN = ((EUROSTAT, EUROSTAT_2018),)
"""Pairs of which whoever meets the first meets the second."""

FAMILIES = (
    (EUROSTAT, EUROSTAT_2018, "panteia_innovative"),
    ("panteia_zzp", "panteia_regular"),
    ("panteia_young",),
)
"""Definitions that are no parts and tell of each other: the same, the one within the other, or its reverse."""

_MET, _NOT_MET, _OPEN = _STATUSES = ("met", "not_met", "open")
_LAYER, _STATUS = "segment", "status"
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class HiddenDefinitions:
    """Definitions of which nothing may be shown, and the layers that may not for each of the others."""

    whole: frozenset[str]
    layers: Mapping[str, frozenset[str]]

    def hides(self, definition: str, layer: str | None = None) -> bool:
        """Whether a definition is hidden, in a layer or altogether."""
        return definition in self.whole or layer in self.layers.get(definition, frozenset())


def hide_definitions(
    decided: Mapping[str, Decided],
    placed: Placed,
    *,
    within: Flags,
    weights: Numbers,
    hidden: frozenset[Cell],
    rules: DisclosureRules,
) -> HiddenDefinitions:
    """What to hide of definitions shown together, beside a pyramid of which the cells `hidden` are."""
    if rules.minimum_count < 2:
        return HiddenDefinitions(frozenset(), {})
    work = _Work(placed, within, weights, hidden, rules)
    whole = {name for name, found in decided.items() if work.is_unsafe(work.status(found))}
    if cell({_LAYER: Segment.NIET_INNOVATIEF.id}) in hidden:
        whole.add(PYRAMID)
    for inner, outer in WITHIN:
        if inner in decided and outer in decided:
            between = _between(decided[inner], decided[outer])
            is_told = any(work.is_unsafe(work.status(one)) for one in between)
            whole |= {outer} if is_told and inner not in whole else set()
    for parent, groups in PARTS.items():
        for parts in groups:
            whole |= _parts_to_hide(work, decided, parent, parts, whole)
    layers: dict[str, frozenset[str]] = {}
    for family in FAMILIES:
        members = [name for name in family if name in decided and name not in whole]
        statuses = [decided[name] for name in members]
        for inner, outer in WITHIN:
            statuses += _between(decided[inner], decided[outer]) if {inner, outer} <= set(members) else ()
        found = work.layers([work.status(one) for one in statuses])
        layers |= dict.fromkeys(members, found)
        inside = [part for name in family for group in PARTS.get(name, ()) for part in group if part in decided]
        shown = [name for name in inside if name not in whole]
        together = [decided[name] for name in shown] + _unnamed(decided, family, whole)
        layers |= dict.fromkeys(shown, work.layers([work.status(one) for one in together], start=found))
    return HiddenDefinitions(frozenset(whole), layers)


def _between(inner: Decided, outer: Decided) -> tuple[Decided, Decided]:
    """The firms that two definitions tell apart: those that meet only the wider, and those that only it lets fail."""
    more, fewer = outer.met & ~inner.met, inner.not_met & ~outer.not_met
    return Decided(more, ~more), Decided(fewer, ~fewer)


def _unnamed(decided: Mapping[str, Decided], family: tuple[str, ...], whole: set[str]) -> list[Decided]:
    """What hidden parts of a shown definition are together: nobody prints it, and every reader can work it out."""
    found: list[Decided] = []
    for parent in family:
        for parts in PARTS.get(parent, ()) if parent not in whole else ():
            gone = [decided[name].met for name in parts if name in decided and name in whole]
            if gone:
                together = np.any(gone, axis=0)
                found.append(Decided(together, ~together))
    return found


def _parts_to_hide(
    work: _Work, decided: Mapping[str, Decided], parent: str, parts: tuple[str, ...], whole: set[str]
) -> set[str]:
    """Parts to hide so that those hidden do not follow from the whole and the others."""
    known = [name for name in parts if name in decided]
    gone = [name for name in known if name in whole]
    if parent in whole:
        return set(known)
    left = sorted((name for name in known if name not in whole), key=lambda name: work.count(decided[name].met))
    while gone and left and (len(gone) < 2 or work.is_unsafe_sum([decided[name].met for name in gone])):
        gone.append(left.pop(0))
    return set(gone)


class _Work:
    """The rows that count, by layer, and what the rules say of them."""

    def __init__(
        self, placed: Placed, within: Flags, weights: Numbers, hidden: frozenset[Cell], rules: DisclosureRules
    ) -> None:
        self._within, self._weights, self._rules = within, weights, rules
        self._layer = np.full(len(within), -1)
        self._layer[within] = LAYERS.index(UNDECIDED)
        for segment in Segment:
            self._layer[within & placed.of(segment)] = segment
        self._hidden = tuple(name for name in LAYERS if cell({_LAYER: name}) in hidden)

    def status(self, decided: Decided) -> Codes:
        """Where each row stands under a definition; below 0 for rows that do not count."""
        status = np.where(decided.met, 0, np.where(decided.not_met, 1, 2))
        return np.where(self._within, status, -1)

    def count(self, flags: Flags) -> int:
        """How many rows are marked among those that count."""
        return int((flags & self._within).sum())

    def is_unsafe(self, status: Codes) -> bool:
        """Whether the numbers of a definition, of all firms together, may not be shown."""
        table = weighted_table({_STATUS: _STATUSES}, [status], self._weights, self._rules)
        try:
            return protect(table, self._rules, harmless=[cell({_STATUS: _OPEN})]).hidden > 0
        except DisclosureError:
            return True

    def is_unsafe_sum(self, parts: list[Flags]) -> bool:
        """Whether the sum of hidden parts leaves too few numbers open for each of them."""
        return self.count(np.any(parts, axis=0)) < 2 * self._rules.minimum_count

    def layers(self, statuses: list[Codes], start: frozenset[str] = frozenset()) -> frozenset[str]:
        """The layers to hide for all of these together, those of `start` among them."""
        hidden = start.union(self._hidden)
        while statuses:
            found = hidden.union(*(self._layers_of(status, hidden) for status in statuses))
            if found == hidden:
                break
            hidden = found
        return hidden

    def _layers_of(self, status: Codes, hidden: frozenset[str]) -> frozenset[str]:
        axes = {_LAYER: LAYERS, _STATUS: _STATUSES}
        table = weighted_table(axes, [self._layer, status], self._weights, self._rules)
        margins = [cell({_LAYER: name}) for name in LAYERS]
        gone = [cell({_LAYER: name}) for name in self._hidden]
        shown = [name for name in margins if name not in gone] + [cell({_STATUS: name}) for name in _STATUSES]
        harmless = [cell({_LAYER: name, _STATUS: _OPEN}) for name in LAYERS]
        gone += [cell({_LAYER: name, _STATUS: status}) for name in hidden for status in _STATUSES]
        try:
            found = protect(table, self._rules, shown=shown, hidden=gone, harmless=harmless)
        except DisclosureError:
            return frozenset(LAYERS)
        return frozenset(name for name in LAYERS if any(found.hides({_LAYER: name, _STATUS: s}) for s in _STATUSES))
