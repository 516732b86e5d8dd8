"""The pyramid of a population: how many firms stand on each rung, with intervals, as far as the answers decide it.

Shares are those of decided firms. Beside them stand the bounds: the share if none of the undecided firms belongs on a
rung, and if all of those that may do (ADR 15).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Cell, Table, cell
from wegwijzer.core.disclosure.weighing import weighted_table
from wegwijzer.core.pyramid.definition_tally import DefinitionTally, tally_definitions
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
    """The pyramid of a survey, by groups where asked, and how the same firms fall under each definition."""

    whole: GroupTally
    groups: tuple[GroupTally, ...]
    by_definition: tuple[DefinitionTally, ...] = ()

    @property
    def definitions(self) -> Mapping[str, Estimate | None]:
        """The share of innovative firms under the definitions of one; None where it may not or cannot be told."""
        return {found.id: found.whole.estimate for found in self.by_definition if found.id in SHOWN_DEFINITIONS}


def tally_pyramid(
    design: Design,
    placed: Placed,
    *,
    within: Flags,
    definitions: Mapping[str, Decided],
    given: Collection[str] = (),
    by: Labels | None = None,
    min_count: int = 5,
    rules: DisclosureRules = DEFAULT_RULES,
    single_psu: SinglePsu = DEFAULT_RULE,
) -> PyramidTally:
    """The tally of the rows `within`; the design stays that of all rows. `min_count` 0 hides nothing.

    `given` are the answers that the survey holds, for the definitions. `rules` say how small cells are hidden, all but
    how small; that is `min_count`.
    """
    groups = _groups(by, within) if by is not None else {}
    whole = _tally(None, design, placed, within, single_psu)
    split = [_tally(value, design, placed, rows, single_psu) for value, rows in groups.items()]
    hidden = hidden_cells(design, placed, within, list(groups.values()), rules.for_weights(min_count))
    known = tally_definitions(
        design,
        placed,
        definitions,
        given,
        within=within,
        hidden=hidden,
        rules=rules.for_weights(min_count),
        single_psu=single_psu,
    )
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


def hidden_cells(
    design: Design, placed: Placed, within: Flags, groups: list[Flags], rules: DisclosureRules
) -> frozenset[Cell]:
    """The cells not to show: small ones, and others so that no sum gives them away, be it of rows or of weights.

    The table is that of the decided rows, whose number is always shown; where it is too small, everything is hidden.
    """
    if rules.minimum_count < 2:
        return frozenset()
    table = _decided_table(design, placed, within, groups, rules)
    try:
        return frozenset(protect(table, rules).flags)
    except DisclosureError:
        return frozenset(name for name, _ in table.cells())


def _decided_table(design: Design, placed: Placed, within: Flags, groups: list[Flags], rules: DisclosureRules) -> Table:
    decided = within & placed.is_decided
    rung = np.full(len(decided), -1)
    for segment in Segment:
        rung[placed.of(segment) & decided] = segment
    axes: dict[str, tuple[str, ...]] = {_SEGMENT: tuple(segment.id for segment in Segment)}
    places = [rung]
    if groups:
        group = np.full(len(decided), -1)
        for place, rows in enumerate(groups):
            group[rows] = place
        axes = {_GROUP: tuple(str(place) for place in range(len(groups))), **axes}
        places = [group, rung]
    return weighted_table(axes, places, design.row_weights, rules)


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
