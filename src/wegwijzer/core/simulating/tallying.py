"""Adding up what a change does: firms, and firms of the population where rows have weights, whole and by group.

A row counts once; with weights it also counts for the firms that it stands for, and with a design those totals carry
their sampling error (`core.survey.estimating`). What is missing widens the distance between sure and possible; it is no
sampling error and is kept apart from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from wegwijzer.core.simulating.changing import ChangedMeasure
from wegwijzer.core.simulating.effects import EUROS, FLAGS, STATES, Effects, flag_table
from wegwijzer.core.survey.design import Design, Flags, Numbers
from wegwijzer.core.survey.estimating import Estimate, totals
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu

Codes = npt.NDArray[np.int64]

WHOLE = ""
"""The name of the grouping that has one group: everybody."""

_GROUP_EUROS = ("difference_min", "difference_max")


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to split the firms: the labels of its groups; the last one is for firms of which it is not known."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of firms: rows, the firms they stand for (None without weights), and its sampling error if any."""

    rows: int
    weighted: float | None = None
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class EuroFigure:
    """A sum in euro (weighted where rows have weights); `unlimited` rows have no known end and are not in it."""

    euro: float
    unlimited: int
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What the change does to one group; `euros` is None where no money is documented."""

    label: str
    firms: Figure
    flags: Mapping[str, Figure] = field(hash=False)
    euros: Mapping[str, EuroFigure] | None = field(hash=False, default=None)


@dataclass(frozen=True, eq=False)
class _Kept:
    """The rows of a batch, kept for the estimates of a survey."""

    effects: Effects
    groups: Mapping[str, Codes]
    within: Flags


class Tally:
    """Adds up the effects of one changed measure, batch by batch; with `keeps_rows` for a design at the end."""

    def __init__(self, changed: ChangedMeasure, groupings: tuple[Grouping, ...], *, keeps_rows: bool = False) -> None:
        self._table = flag_table(changed)
        self.groupings = (Grouping(WHOLE, (WHOLE,)), *groupings)
        self._rows = {one.name: np.zeros((len(one.labels), STATES), np.int64) for one in self.groupings}
        self._weighted = {one.name: np.zeros((len(one.labels), STATES)) for one in self.groupings}
        self._euros = {one.name: np.zeros((len(EUROS), len(one.labels))) for one in self.groupings}
        self._unlimited = {one.name: np.zeros((len(EUROS), len(one.labels)), np.int64) for one in self.groupings}
        self._has_money = self._has_weights = False
        self._kept: list[_Kept] | None = [] if keeps_rows else None

    def add(
        self,
        found: Effects,
        groups: Mapping[str, Codes],
        weight: Numbers | None,
        within: Flags | None = None,
        times: Codes | None = None,
    ) -> None:
        """Count a batch; `groups` holds by grouping the place of each firm's group among its labels.

        Rows not `within` count for nothing, but stay part of the design. `times` says how many firms each row is where
        rows that are alike stand there once; not with weights, which are of one firm each.
        """
        if times is not None and (weight is not None or self._kept is not None):
            raise ValueError("rows that stand for several firms have no weights and no design")
        if self._kept is not None:
            inside = np.ones(len(found.states), np.bool_) if within is None else within
            self._kept.append(_Kept(found, dict(groups), inside))
        self._has_weights = weight is not None
        if within is not None and not within.all():
            found = found.only(within)
            groups = {name: codes[within] for name, codes in groups.items()}
            weight = None if weight is None else weight[within]
            times = None if times is None else times[within]
        codes = {WHOLE: np.zeros(len(found.states), np.int64), **groups}
        for one in self.groupings:
            place = codes[one.name] * STATES + found.states
            size = len(one.labels) * STATES
            self._rows[one.name] += _counts(place, times, size).reshape(-1, STATES)
            if weight is not None:
                self._weighted[one.name] += np.bincount(place, weight, size).reshape(-1, STATES)
        if found.euros is not None:
            self._has_money = True
            self._add_euros(found.euros, codes, weight if times is None else times.astype(np.float64), times)

    def _add_euros(
        self, euros: Mapping[str, Numbers], codes: Mapping[str, Codes], weight: Numbers | None, times: Codes | None
    ) -> None:
        for position, name in enumerate(EUROS):
            values = euros[name]
            is_open = ~np.isfinite(values)
            some_open = bool(is_open.any())
            counted = np.where(is_open, 0.0, values) if some_open else values
            if weight is not None:
                counted = counted * weight
            for one in self.groupings:
                if one.name != WHOLE and name not in _GROUP_EUROS:
                    continue
                groups = len(one.labels)
                if one.name == WHOLE:
                    self._euros[WHOLE][position] += counted.sum()
                else:
                    self._euros[one.name][position] += np.bincount(codes[one.name], counted, groups)
                if some_open:
                    open_times = None if times is None else times[is_open]
                    self._unlimited[one.name][position] += _counts(codes[one.name][is_open], open_times, groups)

    def results(
        self, design: Design | None = None, *, single_psu: SinglePsu = DEFAULT_RULE
    ) -> dict[str, list[GroupResult]]:
        """The groups of each grouping that have firms; with the sampling error of a design over the rows that were
        kept."""
        estimates = {} if design is None else self._estimates(design, single_psu)
        return {
            one.name: [
                self._group(one, place, estimates.get((one.name, place), {}))
                for place in range(len(one.labels))
                if one.name == WHOLE or self._rows[one.name][place].any()
            ]
            for one in self.groupings
        }

    def _group(self, one: Grouping, place: int, estimates: Mapping[str, Estimate]) -> GroupResult:
        rows, weighted = self._rows[one.name][place], self._weighted[one.name][place]

        def figure(name: str, flags: Flags) -> Figure:
            weight = float(weighted[flags].sum()) if self._has_weights else None
            return Figure(int(rows[flags].sum()), weight, estimates.get(name))

        everybody = np.ones(STATES, np.bool_)
        euros = None
        if self._has_money:
            euros = {
                name: EuroFigure(
                    float(self._euros[one.name][position, place]),
                    int(self._unlimited[one.name][position, place]),
                    estimates.get(name),
                )
                for position, name in enumerate(EUROS)
                if one.name == WHOLE or name in _GROUP_EUROS
            }
        flags = {name: figure(name, self._table[name]) for name in FLAGS}
        return GroupResult(one.labels[place], figure("firms", everybody), flags, euros)

    def _estimates(self, design: Design, single_psu: SinglePsu) -> dict[tuple[str, int], dict[str, Estimate]]:
        if self._kept is None:
            raise ValueError("a design needs the rows: make the tally with keeps_rows")
        states = np.concatenate([kept.effects.states for kept in self._kept])
        inside = np.concatenate([kept.within for kept in self._kept])
        columns: dict[str, Numbers | Flags] = {"firms": np.ones(len(states), np.bool_)}
        columns |= {name: self._table[name][states] for name in FLAGS}
        euros: dict[str, Numbers] = {}
        for name in EUROS if self._has_money else ():
            parts = [kept.effects.euros[name] for kept in self._kept if kept.effects.euros is not None]
            values = np.concatenate(parts)
            euros[name] = np.where(np.isfinite(values), values, 0.0)
        result = {}
        for one in self.groupings:
            asked: dict[str, Numbers | Flags] = {**columns, **euros}
            if one.name != WHOLE:
                asked = {**columns, **{name: euros[name] for name in _GROUP_EUROS if name in euros}}
                codes = np.concatenate([kept.groups[one.name] for kept in self._kept])
            else:
                codes = np.zeros(len(states), np.int64)
            for place in range(len(one.labels)):
                part = inside & (codes == place)
                if part.any():
                    result[one.name, place] = totals(design, asked, within=part, single_psu=single_psu)
        return result


def _counts(codes: Codes, times: Codes | None, size: int) -> Codes:
    """How many firms have each code; sums of whole numbers below 2^53, and so exact."""
    return np.bincount(codes, times, size).astype(np.int64)
