"""The pyramid of a population: how many firms stand on each rung, with intervals, as far as the answers decide it.

Shares are those of decided firms. Beside them stand the bounds: the share if none of the undecided firms belongs on a
rung, and if all of those that may do (ADR 15).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Cell, Table, cell
from wegwijzer.core.pyramid.definitions import EUROSTAT, EUROSTAT_2018, PYRAMID, Decided
from wegwijzer.core.pyramid.grouping import group_order
from wegwijzer.core.pyramid.segments import UNDECIDED, Placed, Segment
from wegwijzer.core.survey.data import places_by_value
from wegwijzer.core.survey.design import Design, Flags, Labels
from wegwijzer.core.survey.estimating import Estimate, shares
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu

SHOWN_DEFINITIONS = (EUROSTAT, EUROSTAT_2018, PYRAMID)
"""The definitions of an innovative firm that are shown beside the pyramid."""

DEFAULT_RULES = DisclosureRules()
_SEGMENT, _GROUP = "segment", "group"


@dataclass(frozen=True, slots=True)
class SegmentTally:
    """One rung: how many rows are decidedly on it, and its share of the decided firms of the population.

    `share_min` and `share_max` are its share of all firms if none, and if all, of the undecided that may be on it are.
    All figures are None where the cell is suppressed.
    """

    segment: Segment
    n: int | None
    estimate: Estimate | None
    share_min: float | None
    share_max: float | None
    is_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class GroupTally:
    """The pyramid of a group of rows, or of all; `value` names the group, None where the split has no value.

    `n` counts rows, undecided ones too; None where it is suppressed. `sum_of_weights` is how many firms of the
    population they stand for.
    """

    value: str | None
    n: int | None
    sum_of_weights: float | None
    undecided: int
    segments: tuple[SegmentTally, ...]


@dataclass(frozen=True, slots=True)
class PyramidTally:
    """The pyramid of a survey, by groups where asked, and the share of innovative firms under other definitions."""

    whole: GroupTally
    groups: tuple[GroupTally, ...]
    definitions: Mapping[str, Estimate | None]


def tally_pyramid(
    design: Design,
    placed: Placed,
    *,
    within: Flags,
    definitions: Mapping[str, Decided],
    by: Labels | None = None,
    min_count: int = 5,
    rules: DisclosureRules = DEFAULT_RULES,
    single_psu: SinglePsu = DEFAULT_RULE,
) -> PyramidTally:
    """The tally of the rows `within`; the design stays that of all rows. `min_count` 0 hides nothing.

    `rules` say how small cells are hidden, all but how small; that is `min_count`.
    """
    groups = _groups(by, within) if by is not None else {}
    whole = _tally(None, design, placed, within, single_psu)
    split = [_tally(value, design, placed, rows, single_psu) for value, rows in groups.items()]
    hidden = _hidden(whole, split, min_count, rules)
    known = {
        name: _definition(design, definitions[name], within, min_count, single_psu)
        for name in SHOWN_DEFINITIONS
        if name in definitions
    }
    if _cell(Segment.NIET_INNOVATIEF, None) in hidden and PYRAMID in known:
        known[PYRAMID] = None  # its complement would give the cell away
    return PyramidTally(
        _without(whole, None, hidden),
        tuple(_without(group, place, hidden) for place, group in enumerate(split)),
        known,
    )


def _groups(by: Labels, within: Flags) -> dict[str | None, Flags]:
    kept = {}
    for value, places in places_by_value(by).items():
        rows = np.zeros(len(by), np.bool_)
        rows[places] = within[places]
        if rows.any():
            kept[value] = rows
    named = sorted((value for value in kept if value is not None), key=group_order)
    return {value: kept[value] for value in (*named, *([None] if None in kept else []))}


def _tally(value: str | None, design: Design, placed: Placed, within: Flags, single_psu: SinglePsu) -> GroupTally:
    decided = within & placed.is_decided
    on_rung = {segment.id: placed.of(segment) for segment in Segment}
    estimates = shares(design, on_rung, within=decided, single_psu=single_psu)
    weights = design.row_weights
    total = float(weights[within].sum())

    def part(rows: Flags) -> float | None:
        return float(weights[rows & within].sum()) / total if total else None

    return GroupTally(
        value,
        int(within.sum()),
        total,
        int((within & ~placed.is_decided).sum()),
        tuple(
            SegmentTally(
                segment,
                int((on_rung[segment.id] & within).sum()),
                estimates[segment.id],
                part(on_rung[segment.id]),
                part(placed.may_be(segment)),
            )
            for segment in Segment
        ),
    )


def _definition(
    design: Design, decided: Decided, within: Flags, min_count: int, single_psu: SinglePsu
) -> Estimate | None:
    """The share of innovative firms among those decided; None where none is, or where a count would be too small.

    None too where firms stay open and none is decided not to meet it: without the question on activities under way, a
    yes can be told and a no never, and the share would come out as everybody.
    """
    counts = [int((flags & within).sum()) for flags in (decided.met, decided.not_met)]
    if not any(counts) or any(0 < count < min_count for count in counts):
        return None
    if not counts[1] and (decided.is_undecided & within).any():
        return None
    known = within & (decided.met | decided.not_met)
    return shares(design, {"met": decided.met}, within=known, single_psu=single_psu)["met"]


def _hidden(whole: GroupTally, groups: list[GroupTally], min_count: int, rules: DisclosureRules) -> frozenset[Cell]:
    """The cells not to show: small ones, and others so that no sum gives them away.

    The table is that of the decided rows, whose number is always shown; where it is too small, everything is hidden.
    """
    if min_count < 2:
        return frozenset()
    axes = {_SEGMENT: tuple(segment.id for segment in Segment)}
    rows = groups or [whole]
    counts = np.array([[item.n or 0 for item in group.segments] for group in rows], np.int64)
    if groups:
        table = Table.of({_GROUP: tuple(str(place) for place in range(len(groups))), **axes}, counts)
    else:
        table = Table.of(axes, counts[0])
    try:
        return frozenset(protect(table, replace(rules, minimum_count=min_count)).flags)
    except DisclosureError:
        return frozenset(name for name, _ in table.cells())


def _cell(segment: Segment | None, place: int | None) -> Cell:
    named = {_SEGMENT: segment.id} if segment is not None else {}
    return cell(named | ({_GROUP: str(place)} if place is not None else {}))


def _without(group: GroupTally, place: int | None, hidden: frozenset[Cell]) -> GroupTally:
    """The group without what is hidden; the number of all rows is shown in any case."""
    segments = tuple(
        SegmentTally(item.segment, None, None, None, None, is_suppressed=True)
        if _cell(item.segment, place) in hidden
        else item
        for item in group.segments
    )
    if place is None or _cell(None, place) not in hidden:
        return replace(group, segments=segments)
    return replace(group, n=None, sum_of_weights=None, segments=segments)


def share_of_undecided(design: Design, placed: Placed, within: Flags) -> float | None:
    """The share of the population, 0 to 1, whose rung the answers leave open; None without rows."""
    total = float(design.row_weights[within].sum())
    is_open = within & ~placed.is_decided
    return float(design.row_weights[is_open].sum()) / total if total else None


def placed_texts(placed: Placed, rows: int) -> tuple[Labels, Labels]:
    """For each row its segment (or `undecided`) and the segments that are possible, sorted, joined by `;`."""
    segment, possible = np.full(rows, UNDECIDED, object), np.full(rows, "", object)
    for mask in np.unique(placed.possible).tolist():
        ids = sorted(item.id for item in Segment if mask >> item & 1)
        here = placed.possible == mask
        possible[here] = ";".join(ids)
        if len(ids) == 1:
            segment[here] = ids[0]
    return segment, possible
