"""How support is spread, in a yearly report: the curves to draw, and the tables with their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wegwijzer.core.reach.results import Concentration, Interval
from wegwijzer.core.reach.yearbook import Drawn, PrintedTable
from wegwijzer.core.survey.publication import Cube
from wegwijzer.wording.reach_names import ReachNames

DRAWN_CURVES = ("lorenz_amount", "lorenz_uses")
"""The curves of the report; the files have that of all years too."""

_ROWS = ("with_any", "total", "gini", "gini_all", "top")


def curve(cube: Cube) -> tuple[Drawn, ...]:
    """The points of a curve: how far along, and how high."""
    return tuple(
        Drawn(
            point.label, cube.figures[point.id,]["held"].number, cube.figures[point.id,]["held"].text, float(point.id)
        )
        for point in cube.axes[0].categories
    )


def curve_tables(cubes: Sequence[Cube], names: ReachNames) -> Iterator[PrintedTable]:
    """The curves as tables; in one where their points are the same."""
    grouped: dict[tuple[str, ...], list[Cube]] = {}
    for cube in cubes:
        grouped.setdefault(tuple(point.id for point in cube.axes[0].categories), []).append(cube)
    for alike in grouped.values():
        rows = tuple(
            (point.label, *(cube.figures[point.id,]["held"].text for cube in alike))
            for point in alike[0].axes[0].categories
        )
        heads = (names.say("axis.point"), *(cube.title for cube in alike))
        yield PrintedTable(names.say("column.held"), heads, rows)


def spread_table(spreads: Sequence[Concentration], names: ReachNames) -> PrintedTable:
    """What is spread, a column each; the figures with their intervals below each other."""
    heads = (names.say("axis.spread"), *(names.spread(one) for one in spreads))
    cells = zip(_ROWS, _cells(spreads, names), strict=True)
    rows = tuple((names.say(f"column.{row}"), *told) for row, told in cells)
    return PrintedTable(names.say("cube.concentration"), heads, rows)


def _cells(spreads: Sequence[Concentration], names: ReachNames) -> Iterator[tuple[str, ...]]:
    hidden = names.say("hidden")
    yield tuple(hidden if one.firms is None else names.number(one.firms) for one in spreads)
    yield tuple(hidden if one.total is None else names.number(one.total) for one in spreads)
    yield tuple(_told(one.gini, "index", names) for one in spreads)
    yield tuple(_told(one.gini_all, "index", names) for one in spreads)
    yield tuple(_told(one.top_tenth, "share", names) for one in spreads)


def _told(found: Interval | None, kind: str, names: ReachNames) -> str:
    if found is None:
        return names.say("hidden")
    if found.value is None:
        return names.say("nothing")
    return f"{names.shown(found.value, kind)} ({names.between(found, kind)})"
