"""A table drawn as tiles: the darker, the larger. Every tile holds its figure, so that no shade must be guessed."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijzer.web.charts.legend import tone_legend
from wegwijzer.web.charts.svg import SIZE, SMALL, WIDTH, Svg, box, lines_of, on_tone, picture, words

_TONES = (6, 5, 4, 3, 2)
_TILE = 28


def tiles(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float | None]],
    texts: Sequence[Sequence[str]],
    told: str,
    *,
    steps: Sequence[tuple[float, str]],
    head: str = "",
) -> Svg:
    """The tiles. `steps` are at most five lower ends, rising from nil, each with its words for the legend.

    `head` stands above the names of the columns.
    """
    tones = _TONES[: len(steps)]
    parts, y = tone_legend([text for _, text in steps], tones)
    width = WIDTH / max(len(columns), 1)
    if head:
        y += 15
        parts.append(words(0, y, head, size=SMALL, css="chart-soft"))
    heads = [lines_of(column, width - 4, size=SMALL) for column in columns]
    deepest = max((len(lines) for lines in heads), default=0)
    for place, lines in enumerate(heads):
        start = y + 15 * (deepest - len(lines))
        for nth, line in enumerate(lines, 1):
            parts.append(words((place + 0.5) * width, start + 15 * nth, line, size=SMALL, anchor="middle"))
    y += 15 * deepest + 4
    for row, row_values, row_texts in zip(rows, values, texts, strict=True):
        for line in lines_of(row, WIDTH):
            y += SIZE + 4
            parts.append(words(0, y, line, bold=True))
        y += 6
        for place, (value, text) in enumerate(zip(row_values, row_texts, strict=True)):
            tone = 6 if value is None else tones[max(nth for nth, (low, _) in enumerate(steps) if value >= low)]
            parts.append(box(place * width + 1, y, width - 2, _TILE, tone=tone))
            css, fill = on_tone(tone)
            middle = (place + 0.5) * width
            parts.append(words(middle, y + 18, text, size=SMALL, anchor="middle", css=css, fill=fill))
        y += _TILE + 2
    return picture(parts, told, height=y + 4)
