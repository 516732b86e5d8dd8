"""Plain bars, one below the other, each with its label and value; under headings where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.web.charts.svg import SIZE, WIDTH, Svg, box, length_of, lines_of, picture, words

_BAR = 18
_MOST_BESIDE = 130


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; a value of None is not known, and its text says so. A heading stands above the first that has it."""

    label: str
    value: float | None
    text: str
    heading: str = ""


def bars(rows: Sequence[Bar], told: str, *, top: float | None = None) -> Svg:
    """The bars from nil to `top`, or to the largest; labels beside them where they are short, else above them."""
    largest = top or max((row.value or 0.0 for row in rows), default=0.0) or 1.0
    beside = max((length_of(row.label) for row in rows), default=0.0)
    start = beside + 8 if beside <= _MOST_BESIDE else 0.0
    room = WIDTH - start - 4 - max((length_of(row.text) for row in rows), default=0.0) - 6
    parts: list[str] = []
    y, heading = 0.0, ""
    for row in rows:
        if row.heading != heading:
            heading = row.heading
            for line in lines_of(heading, WIDTH):
                y += SIZE + 4
                parts.append(words(0, y, line, bold=True))
            y += 6
        if start:
            parts.append(words(0, y + 14, row.label))
        else:
            for line in lines_of(row.label, WIDTH):
                y += SIZE + 3
                parts.append(words(0, y, line))
            y += 5
        width = (row.value or 0.0) / largest * room
        if row.value is not None:
            parts.append(box(start + 1, y, max(width, 1), _BAR, tone=2))
        parts.append(words(start + width + 8, y + 14, row.text))
        y += _BAR + 6
    return picture(parts, told, height=y + 2)
