"""A forest plot: estimates with their intervals, one below the other, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.web.charts.svg import SIZE, SMALL, WIDTH, Svg, lines_of, marker, picture, stroke, words

_FROM, _FIGURES, _CAP = 8, 132, 5


@dataclass(frozen=True, slots=True)
class Interval:
    """One estimate; None where it is suppressed or cannot be computed, and `text` says so.

    `text` is the estimate and its interval as they are written. A heading stands above the first that has it.
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    heading: str = ""


def forest_plot(
    rows: Sequence[Interval],
    told: str,
    *,
    ticks: Sequence[tuple[float, str]],
    reference: float | None = None,
) -> Svg:
    """Each estimate as a square on the line of its interval, over the span of the ticks; what lies outside is cut off.

    `reference` is a dashed line to compare with, such as the share of all firms.
    """
    low, high = min(value for value, _ in ticks), max(value for value, _ in ticks)
    to = WIDTH - _FIGURES - 8.0

    def across(value: float) -> float:
        return _FROM + (min(max(value, low), high) - low) / (high - low) * (to - _FROM)

    body: list[str] = []
    y, heading = 0.0, ""
    for row in rows:
        if row.heading != heading:
            heading = row.heading
            for line in lines_of(heading, WIDTH):
                y += SIZE + 4
                body.append(words(0, y, line, bold=True))
        for line in lines_of(row.label, WIDTH):
            y += SIZE + 3
            body.append(words(0, y, line))
        y += 14
        body.append(stroke(_FROM, y, to, y, css="chart-track"))
        if row.low is not None and row.high is not None:
            ends = across(row.low), across(row.high)
            body.append(stroke(ends[0], y, ends[1], y, css="chart-span", width=2))
            body += [stroke(end, y - _CAP, end, y + _CAP, css="chart-span", width=2) for end in ends]
        if row.value is not None:
            body.append(marker(across(row.value), y, 2))
        body.append(words(WIDTH, y + 4, row.text, size=SMALL, anchor="end"))
        y += 12
    grid = [stroke(across(value), 2, across(value), y, css="chart-grid") for value, _ in ticks]
    if reference is not None:
        grid.append(stroke(across(reference), 2, across(reference), y, css="chart-reference", dashed=True, width=1.5))
    y += 16
    feet = [words(across(value), y, text, size=SMALL, anchor="middle", css="chart-soft") for value, text in ticks]
    return picture([*grid, *body, *feet], told, height=y + 6)
