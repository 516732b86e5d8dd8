"""Lines over the years, from nil: one line for each series, told apart by dashes and dots."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wegwijzer.web.charts.legend import line_legend
from wegwijzer.web.charts.svg import SMALL, WIDTH, Svg, marker, picture, stroke, words

_HEIGHT, _LEFT, _RIGHT = 190, 24, 30


@dataclass(frozen=True, slots=True)
class Series:
    """One line: the value of each year (None: not known, and the line is broken) and how it is written."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


def line_chart(
    series: Sequence[Series], years: Sequence[str], told: str, *, parts_of_years: Collection[int] = ()
) -> Svg:
    """The lines with the figure at every dot. A year that is not complete has a hollow dot, and no line leads to it."""
    legend, top = line_legend([one.name for one in series]) if len(series) > 1 else ([], 0.0)
    highest = max((value for one in series for value in one.values if value is not None), default=0.0) or 1.0
    step = (WIDTH - _LEFT - _RIGHT) / max(len(years) - 1, 1)
    floor = top + _HEIGHT

    def place(position: int, value: float) -> tuple[float, float]:
        return _LEFT + step * position, floor - value / highest * (_HEIGHT - 26)

    parts = [*legend, stroke(0, floor, WIDTH, floor, css="chart-axis")]
    for nth, one in enumerate(series):
        for (left, before), (right, after) in pairwise(enumerate(one.values)):
            if before is None or after is None or left in parts_of_years or right in parts_of_years:
                continue
            css = f"line-{nth + 1}"
            parts.append(stroke(*place(left, before), *place(right, after), css=css, dashed=nth > 0, width=2.5))
        for position, value in enumerate(one.values):
            if value is None:
                continue
            x, y = place(position, value)
            parts.append(marker(x, y, 3 if position in parts_of_years else nth))
            parts.append(
                words(x, y - 11, one.texts[position], size=SMALL, anchor="middle", css="chart-text chart-halo")
            )
    y = floor + 18
    parts += [words(_LEFT + step * nth, y, year, size=SMALL, anchor="middle") for nth, year in enumerate(years)]
    return picture(parts, told, height=y + 6)
