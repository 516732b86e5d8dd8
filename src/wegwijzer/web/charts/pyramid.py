"""The innovation pyramid as a picture: for one firm its place, and for many the share of each layer.

The height of a layer says nothing: shares stand beside the pyramid in figures, or as bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.web.charts.legend import tone_legend
from wegwijzer.web.charts.svg import SIZE, SMALL, WIDTH, Svg, box, length_of, lines_of, picture, shape, stroke, words

_BASE, _SPLIT = 132, 3
_LAYER = 52
_BARS_BASE, _BAR = 128, 13


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer from the top: its name and the words or figure beside it. A marked layer is where the firm stands.

    More than one is marked while the firm's answers leave several possible. `note` is a second line of words.
    """

    name: str
    text: str = ""
    is_marked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class LayerBars:
    """A layer from the top with the share of each series, and how it is written."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


def pyramid_picture(layers: Sequence[Layer], told: str, *, mark: str = "") -> Svg:
    """The pyramid with a name beside each layer. Marked layers are filled, and `mark` stands there in words."""
    start = _BASE + 20
    parts: list[str] = []
    y = 2.0
    for place, layer in enumerate(layers):
        shown = [text for text in (layer.text, layer.note) if text]
        told_lines = [(line, False) for text in shown for line in lines_of(text, WIDTH - start, size=SMALL)]
        if layer.is_marked and mark:
            told_lines.append((mark, True))
        height = max(_LAYER, 24 + 16 * len(told_lines))
        parts.append(_slice(place, len(layers), y, height, _BASE, tone=1 if layer.is_marked else 5))
        middle = y + height / 2
        edge = _BASE / 2 + _BASE / 2 * (place + 0.5) / len(layers)
        parts.append(stroke(edge + 3, middle, start - 5, middle, css="chart-leader"))
        line_y = middle - 8 * len(told_lines) + 5
        parts.append(words(start, line_y, layer.name, bold=True))
        for line, bold in told_lines:
            line_y += 16
            parts.append(words(start, line_y, line, size=SMALL, bold=bold))
        y += height
    return picture(parts, told, height=y + 2)


def pyramid_bars(layers: Sequence[LayerBars], names: Sequence[str], told: str, *, tones: Sequence[int] = ()) -> Svg:
    """The pyramid with, beside each layer, a bar for each series; all bars are on one scale."""
    shades = tuple(tones) or tuple((1, 3, 6, 4)[: len(names)])
    parts, top = tone_legend(names, shades)
    start = _BARS_BASE + 16
    largest = max((value or 0.0 for layer in layers for value in layer.values), default=0.0) or 1.0
    room = WIDTH - start - 8 - max((length_of(text, size=SMALL) for layer in layers for text in layer.texts), default=0)
    y = top + 4
    height = 20 + (_BAR + 2) * len(names) + 6
    for place, layer in enumerate(layers):
        parts.append(_slice(place, len(layers), y, height, _BARS_BASE, tone=5))
        parts.append(words(start, y + SIZE, layer.name, bold=True))
        bar_y = y + 19
        for value, text, tone in zip(layer.values, layer.texts, shades, strict=True):
            width = (value or 0.0) / largest * room
            if value is not None:
                parts.append(box(start, bar_y, width, _BAR, tone=tone))
            parts.append(words(start + width + 6, bar_y + 11, text, size=SMALL))
            bar_y += _BAR + 2
        y += height
    return picture(parts, told, height=y + 2)


def _slice(place: int, count: int, y: float, height: float, base: float, *, tone: int) -> str:
    """One layer of the pyramid, `place` from the top of `count`, with a gap to the next."""
    upper, lower = place / count, (place + 1) / count
    middle = base / 2
    top = y + (0 if place == 0 else _SPLIT)
    points = [(middle + middle * upper, top), (middle + middle * lower, y + height)]
    points += [(middle - middle * lower, y + height), (middle - middle * upper, top)]
    return shape([(x + 1, down) for x, down in points], tone=tone)
