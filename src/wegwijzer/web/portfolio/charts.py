"""Small drawings of figures over the years, as SVG that needs no script and prints in black.

Every drawing has a text in its place for who cannot see it; the numbers stand beside it in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 84, 26, 4
_WIDTH, _HEIGHT, _TOP, _BOTTOM = 264, 132, 18, 22
_BESIDE = 46
"""Room beside the bars for the name of the limit."""


@dataclass(frozen=True, slots=True)
class Point:
    """One year: its name, the value (None: not known) and how the value is written."""

    year: str
    value: float | None
    text: str


def sparkline(values: Sequence[float | None], told: str) -> SafeString:
    """A line through the values, oldest first, with a dot at the newest; the dashes are nil where that is in sight."""
    known = [value for value in values if value is not None]
    if not known:
        return SafeString()
    low, high = min(*known, 0.0) if min(known) < 0 else min(known), max(known)
    if low == high:
        low, high = low - 1, high + 1
    step = (_SPARK_WIDTH - 2 * _SPARK_EDGE) / max(len(values) - 1, 1)

    def down(value: float) -> float:
        return round(_SPARK_EDGE + (high - value) / (high - low) * (_SPARK_HEIGHT - 2 * _SPARK_EDGE), 1)

    places = [
        (round(_SPARK_EDGE + step * place, 1), down(value)) for place, value in enumerate(values) if value is not None
    ]
    line = " ".join(f"{x},{y}" for x, y in places)
    nil = (
        format_html('<path class="nil" d="M0 {0}H{1}"></path>', down(0.0), _SPARK_WIDTH)
        if low < 0 < high or low < 0 == high
        else ""
    )
    return format_html(
        '<svg class="spark" role="img" aria-label="{0}" width="{1}" height="{2}" viewBox="0 0 {1} {2}">'
        '{3}<polyline points="{4}"></polyline><circle cx="{5}" cy="{6}" r="3"></circle></svg>',
        told,
        _SPARK_WIDTH,
        _SPARK_HEIGHT,
        nil,
        line,
        places[-1][0],
        places[-1][1],
    )


def score_bar(score: float) -> SafeString:
    """A bar as long as the score; the number stands beside it."""
    return format_html(
        '<svg class="score-bar" width="48" height="10" viewBox="0 0 48 10" aria-hidden="true" focusable="false">'
        '<rect class="all" width="48" height="10" rx="2"></rect><rect class="part" width="{}" height="10" rx="2">'
        "</rect></svg>",
        round(48 * score / 100, 1),
    )


def bar_chart(
    points: Sequence[Point], told: str, *, chart_id: str, limit: float | None = None, limit_text: str = ""
) -> SafeString:
    """A bar a year, with its value; below nil hatched, so that it shows without colour. `limit` is a dashed line."""
    values = [point.value for point in points if point.value is not None]
    levels = [*values, 0.0, *([] if limit is None else [limit])]
    low, high = min(levels), max(levels)
    if low == high:
        high = low + 1
    room = _HEIGHT - _TOP - _BOTTOM - (12 if low < 0 else 0)

    def down(value: float) -> float:
        return round(_TOP + (high - value) / (high - low) * room, 1)

    width_of_bars = _WIDTH if limit is None else _WIDTH - _BESIDE
    column = width_of_bars / max(len(points), 3)
    width = min(46.0, column * 0.62)
    bars = [
        _bar(point, place, column, width, down, f"url(#below-nil-{chart_id})") for place, point in enumerate(points)
    ]
    line = (
        format_html(
            '<path class="limit" fill="none" stroke="currentColor" stroke-dasharray="4 3" d="M0 {0}H{1}"></path>'
            '<text class="limit-text" x="{2}" y="{3}" font-size="11" fill="currentColor">{4}</text>',
            down(limit),
            width_of_bars,
            width_of_bars + 4,
            round(down(limit) + 4, 1),
            limit_text,
        )
        if limit is not None
        else ""
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="{0}" width="{1}" height="{2}" '
        'viewBox="0 0 {1} {2}" font-family="Figtree">'
        '<defs><pattern id="below-nil-{6}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V5" stroke="currentColor" stroke-width="2.4"></path>'
        "</pattern></defs>"
        '{5}{3}<path class="nil" fill="none" stroke="currentColor" d="M0 {4}H{1}"></path></svg>',
        told,
        _WIDTH,
        _HEIGHT,
        format_html_join("", "{}", ((bar,) for bar in bars)),
        down(0.0),
        line,
        chart_id,
    )


def _bar(
    point: Point, place: int, column: float, width: float, down: Callable[[float], float], pattern: str
) -> SafeString:
    middle = round(column * (place + 0.5), 1)
    name = format_html(
        '<text x="{}" y="{}" text-anchor="middle" font-size="12" fill="currentColor">{}</text>',
        middle,
        _HEIGHT - 5,
        point.year,
    )
    if point.value is None:
        return format_html(
            '{}<text x="{}" y="{}" text-anchor="middle" font-size="11" fill="currentColor">{}</text>',
            name,
            middle,
            round(down(0.0) - 4, 1),
            point.text,
        )
    top, foot = sorted((down(point.value), down(0.0)))
    fill = pattern if point.value < 0 else "currentColor"
    return format_html(
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="currentColor" rx="1"></rect>'
        '<text class="value" x="{}" y="{}" text-anchor="middle" font-size="11" fill="currentColor">{}</text>{}',
        round(middle - width / 2, 1),
        top,
        round(width, 1),
        round(max(foot - top, 0.5), 1),
        fill,
        middle,
        round(foot + 11 if point.value < 0 else top - 4, 1),
        point.text,
        name,
    )
