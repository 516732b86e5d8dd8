"""The pieces that charts are made of."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from html import escape

WIDTH = 360
"""Units from left to right."""
SIZE, SMALL = 14, 12
"""Heights of letters."""
GREYS = ("#1a1a1a", "#5f5f5f", "#949494", "#c2c2c2", "#e2e2e2", "#ffffff")
"""Tones from dark to light, on paper; the class `tone-1` … gives the colour of the page."""
DARK_TONES = 2
"""So many tones are dark enough for light letters."""
_LETTER = 0.55
"""Width of an average letter, as a part of its height."""


class Svg(str):
    """SVG that is safe to put in a page as it is: every text in it was escaped when it was made."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text itself: Django's templates do not escape it again."""
        return self


def picture(parts: Iterable[str], told: str, *, height: float, css: str = "") -> Svg:
    """A whole drawing, read out as one image with the text `told`."""
    shown = f"figure-chart {css}".strip()
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{shown}" role="img" aria-label="{escape(told)}" '
        f'width="{WIDTH}" height="{number(height)}" viewBox="0 0 {WIDTH} {number(height)}" '
        f'font-family="Figtree, sans-serif">{"".join(parts)}</svg>'
    )


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: int = SIZE,
    anchor: str = "start",
    css: str = "chart-text",
    bold: bool = False,
    fill: str = "currentColor",
) -> str:
    """A line of text; `y` is its baseline."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="{css}" x="{number(x)}" y="{number(y)}" font-size="{size}" text-anchor="{anchor}"{weight} '
        f'fill="{fill}">{escape(text)}</text>'
    )


def box(x: float, y: float, width: float, height: float, *, tone: int) -> str:
    """A filled rectangle with an outline, in a tone from 1 (dark)."""
    return (
        f'<rect class="{tone_class(tone)}" x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" '
        f'height="{number(height)}" fill="{grey(tone)}" stroke="currentColor"></rect>'
    )


def shape(points: Sequence[tuple[float, float]], *, tone: int) -> str:
    """A filled polygon with an outline, in a tone from 1 (dark)."""
    told = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polygon class="{tone_class(tone)}" points="{told}" fill="{grey(tone)}" stroke="currentColor"></polygon>'


def stroke(x1: float, y1: float, x2: float, y2: float, *, css: str, dashed: bool = False, width: float = 1) -> str:
    """A straight line."""
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<path class="{css}" d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" fill="none" '
        f'stroke="currentColor" stroke-width="{number(width)}"{dashes}></path>'
    )


def marker(x: float, y: float, kind: int) -> str:
    """A dot of a series: 0 is a filled circle, 1 a hollow diamond, 2 a filled square, 3 a hollow circle."""
    if kind in (0, 3):
        fill = "currentColor" if kind == 0 else "#ffffff"
        css = "dot-full" if kind == 0 else "dot-hollow"
        return (
            f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="5.5" fill="{fill}" '
            f'stroke="currentColor" stroke-width="2"></circle>'
        )
    reach = 7 if kind == 1 else 5
    corners = (
        [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        if kind == 1
        else [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)]
    )
    told = " ".join(f"{number(cx)},{number(cy)}" for cx, cy in corners)
    fill, css = ("#ffffff", "dot-hollow") if kind == 1 else ("currentColor", "dot-full")
    return f'<polygon class="{css}" points="{told}" fill="{fill}" stroke="currentColor" stroke-width="2"></polygon>'


def lines_of(text: str, width: float, *, size: int = SIZE) -> list[str]:
    """The text broken over lines that fit the width."""
    return textwrap.wrap(text, max(6, int(width / (size * _LETTER))), break_long_words=False) or [""]


def length_of(text: str, *, size: int = SIZE) -> float:
    """About how wide a text is."""
    return len(text) * size * _LETTER


def tone_class(tone: int) -> str:
    """The class of a tone."""
    return f"tone-{min(tone, len(GREYS))}"


def grey(tone: int) -> str:
    """What paper shows of a tone."""
    return GREYS[min(tone, len(GREYS)) - 1]


def on_tone(tone: int) -> tuple[str, str]:
    """The class and the colour on paper of letters on a tone."""
    return ("on-dark", "#ffffff") if tone <= DARK_TONES else ("chart-text", "currentColor")


def number(value: float) -> str:
    """A length, short.

    >>> number(12.0), number(3.14159)
    ('12', '3.1')
    """
    return f"{value:.1f}".removesuffix(".0")
