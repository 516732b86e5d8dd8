"""Figures with their intervals, a row each: a line from the low to the high end, a dot on the figure, the text behind.

A dashed line through all rows is what they are held against. Dots differ by shape: a filled circle is below that line
beyond doubt, a filled square above it, a hollow circle neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.web.charts.legend import sign_legend
from wegwijzer.web.charts.svg import SIZE, SMALL, WIDTH, Svg, length_of, lines_of, marker, picture, stroke, words

BELOW, UNCLEAR, ABOVE = 0, 3, 2
"""Shapes of `svg.marker`."""
_FROM = 8


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A figure between its ends; a value of None is not told, and its text says why. `shape` is one of the above."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    shape: int = UNCLEAR


def intervals(
    rows: Sequence[IntervalRow],
    told: str,
    *,
    ticks: Sequence[tuple[float, str]],
    against: float | None = None,
    signs: Sequence[tuple[int, str]] = (),
) -> Svg:
    """The rows on one scale, from nil to the last tick. `signs` say in words what the shapes mean."""
    top = ticks[-1][0] or 1.0
    to = WIDTH - 10 - max((length_of(row.text, size=SMALL) for row in rows), default=0.0)

    def across(value: float) -> float:
        return _FROM + min(max(value, 0.0), top) / top * (to - _FROM)

    parts, y = sign_legend(signs) if signs else ([], 0.0)
    first, body = y, []
    for row in rows:
        for line in lines_of(row.label, WIDTH):
            y += SIZE + 3
            body.append(words(0, y, line, css="chart-text chart-halo"))
        y += 14
        body.append(stroke(_FROM, y, to, y, css="chart-track"))
        if row.value is not None:
            if row.low is not None and row.high is not None:
                low, high = across(row.low), across(row.high)
                body.append(stroke(low, y, high, y, css="chart-span", width=4))
                body += [stroke(end, y - 5, end, y + 5, css="chart-span", width=2) for end in (low, high)]
            body.append(marker(across(row.value), y, row.shape))
        body.append(words(WIDTH, y + 4, row.text, size=SMALL, anchor="end", bold=row.value is not None))
        y += 12
    grid = [stroke(across(value), first + 4, across(value), y, css="chart-grid") for value, _ in ticks]
    if against is not None:
        grid.append(stroke(across(against), first + 4, across(against), y, css="line-2", dashed=True, width=1.5))
    y += 16
    feet = [
        words(across(value), y, text, size=SMALL, anchor="start" if value == 0 else "middle", css="chart-soft")
        for value, text in ticks
    ]
    return picture([*grid, *parts, *body, *feet], told, height=y + 6)
