"""Dots on a line: two or three figures of each row beside each other, and how far apart they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.web.charts.legend import marker_legend
from wegwijzer.web.charts.svg import SIZE, SMALL, WIDTH, Svg, lines_of, marker, picture, stroke, words

_FROM, _COLUMN = 8, 44


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row: the value of each series (None: not known) and how it is written."""

    label: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


def dots(
    rows: Sequence[DotRow], names: Sequence[str], told: str, *, top: float, ticks: Sequence[tuple[float, str]]
) -> Svg:
    """A line for each row from nil to `top`, a dot for each series on it, and the figures at its end."""
    parts, y = marker_legend(names)
    to = WIDTH - len(names) * _COLUMN - 6.0

    def across(value: float) -> float:
        return _FROM + value / top * (to - _FROM)

    first = y
    body: list[str] = []
    for row in rows:
        for line in lines_of(row.label, WIDTH):
            y += SIZE + 3
            body.append(words(0, y, line))
        y += 14
        body.append(stroke(_FROM, y, to, y, css="chart-track"))
        known = [across(value) for value in row.values if value is not None]
        if len(known) > 1:
            body.append(stroke(min(known), y, max(known), y, css="chart-span", width=3))
        for place in reversed(range(len(row.values))):
            value = row.values[place]
            if value is not None:
                body.append(marker(across(value), y, place))
            end = WIDTH - (len(row.values) - 1 - place) * _COLUMN
            body.append(words(end, y + 4, row.texts[place], size=SMALL, anchor="end", bold=place == 0))
        y += 12
    grid = [stroke(across(value), first + 4, across(value), y, css="chart-grid") for value, _ in ticks]
    y += 16
    feet = [words(across(value), y, text, size=SMALL, anchor="middle", css="chart-soft") for value, text in ticks]
    return picture([*grid, *parts, *body, *feet], told, height=y + 6)
