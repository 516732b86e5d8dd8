"""Words at the foot of a picture that must go along wherever it is copied to."""

from __future__ import annotations

import re
from html import escape

from wegwijzer.web.charts.svg import SIZE, WIDTH, Svg, lines_of, number, words

_TOLD = re.compile(r' aria-label="([^"]*)"')
_SIZED = re.compile(r' height="([\d.]+)" viewBox="0 0 (\d+) [\d.]+"')


def stamped(drawn: Svg, text: str) -> Svg:
    """The picture with the text in bold below it, and read out after what it tells."""
    found = _SIZED.search(drawn)
    if found is None:
        raise ValueError("a picture of web.charts.svg says its height")
    y, parts = float(found[1]), []
    for line in lines_of(text, WIDTH):
        y += SIZE + 5
        parts.append(words(0, y, line, bold=True, css="chart-text chart-stamp"))
    height = number(y + 8)
    whole = drawn.replace(found[0], f' height="{height}" viewBox="0 0 {found[2]} {height}"', 1)
    whole = _TOLD.sub(lambda told: f' aria-label="{told[1]} {escape(text)}"', whole, count=1)
    return Svg(whole.removesuffix("</svg>") + "".join(parts) + "</svg>")
