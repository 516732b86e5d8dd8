"""Bars that are divided into parts: how a whole falls apart, for several wholes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.web.charts.legend import tone_legend
from wegwijzer.web.charts.svg import SIZE, SMALL, WIDTH, Svg, box, length_of, lines_of, on_tone, picture, words

_BAR, _GAP, _TOTAL = 26, 16, 58


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: its label, the value of each part (None: not known) and how the value is written.

    `total` is written behind the bar.
    """

    label: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    total: str = ""


def stacked_bars(
    stacks: Sequence[Stack], names: Sequence[str], told: str, *, tones: Sequence[int] = (), by_length: bool = False
) -> Svg:
    """A bar for each stack, in parts named above it. All are equally long, unless `by_length` lets the total count."""
    shades = tuple(tones) or tuple(range(1, len(names) + 1))
    parts, y = tone_legend(names, shades)
    wholes = [sum(value or 0.0 for value in stack.values) for stack in stacks]
    largest = max(wholes, default=0.0) or 1.0
    room = WIDTH - 2 - (_TOTAL if any(stack.total for stack in stacks) else 0)
    for stack, whole in zip(stacks, wholes, strict=True):
        for line in lines_of(stack.label, WIDTH):
            y += SIZE + 3
            parts.append(words(0, y, line))
        y += 6
        x, scale = 1.0, room / (largest if by_length else whole or 1.0)
        for value, text, tone in zip(stack.values, stack.texts, shades, strict=True):
            width = (value or 0.0) * scale
            if not width:
                continue
            parts.append(box(x, y, width, _BAR, tone=tone))
            if length_of(text, size=SMALL) + 5 < width:
                css, fill = on_tone(tone)
                middle = x + width / 2
                parts.append(words(middle, y + 17, text, size=SMALL, anchor="middle", css=css, fill=fill))
            x += width
        if stack.total:
            parts.append(words(x + 6, y + 17, stack.total, size=SMALL))
        y += _BAR + _GAP - 8
    return picture(parts, told, height=y + 2)
