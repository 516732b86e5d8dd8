"""Curves on a square of two scales, from nil: how one share rises with another, or with time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wegwijzer.web.charts.legend import line_legend
from wegwijzer.web.charts.svg import SMALL, WIDTH, Svg, lines_of, marker, number, picture, shape, stroke, words

_LEFT, _RIGHT, _HEIGHT = 44, 14, 220

Ticks = Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve through its points; with `steps` it stays level up to the next point. `low` and `high`: its band."""

    name: str
    points: tuple[tuple[float, float], ...]
    steps: bool = False
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A point to read off, with words beside it."""

    x: float
    y: float
    text: str


def curves(
    drawn: Sequence[Curve],
    told: str,
    *,
    x_ticks: Ticks,
    y_ticks: Ticks,
    x_name: str,
    y_name: str,
    marks: Sequence[Mark] = (),
) -> Svg:
    """The curves; the first is drawn full, the others dashed. The names of the scales stand above and below."""
    parts, y = line_legend([curve.name for curve in drawn]) if len(drawn) > 1 else ([], 0.0)
    for line in lines_of(y_name, WIDTH, size=SMALL):
        y += 15
        parts.append(words(0, y, line, size=SMALL, css="chart-soft"))
    floor = y + 14 + _HEIGHT
    x_end, y_end = x_ticks[-1][0] or 1.0, y_ticks[-1][0] or 1.0

    def at(point: tuple[float, float]) -> tuple[float, float]:
        x, height = min(point[0], x_end), min(point[1], y_end)
        return _LEFT + x / x_end * (WIDTH - _LEFT - _RIGHT), floor - height / y_end * _HEIGHT

    for value, text in y_ticks:
        _, height = at((0, value))
        parts.append(stroke(_LEFT, height, WIDTH - _RIGHT, height, css="chart-grid"))
        parts.append(words(_LEFT - 6, height + 4, text, size=SMALL, anchor="end", css="chart-soft"))
    for value, text in x_ticks:
        across, _ = at((value, 0))
        parts.append(stroke(across, floor, across, floor + 4, css="chart-axis"))
        parts.append(words(across, floor + 18, text, size=SMALL, anchor="middle", css="chart-soft"))
    parts.append(stroke(_LEFT, floor, WIDTH - _RIGHT, floor, css="chart-axis"))
    for curve in drawn:
        if curve.low and curve.high:
            parts.append(_band(curve, at))
    for place, curve in enumerate(drawn):
        parts.append(_line([at(point) for point in _through(curve.points, steps=curve.steps)], place))
    for mark in marks:
        across, height = at((mark.x, mark.y))
        parts.append(marker(across, height, 0))
        left = across > WIDTH * 0.55
        parts.append(
            words(
                across + (-10 if left else 10),
                height + (-8 if left else 18),  # where a rising curve leaves room
                mark.text,
                size=SMALL,
                anchor="end" if left else "start",
                css="chart-text chart-halo",
                bold=True,
            )
        )
    y = floor + 20
    for line in lines_of(x_name, WIDTH - _LEFT, size=SMALL):
        y += 15
        parts.append(words(WIDTH - _RIGHT, y, line, size=SMALL, anchor="end", css="chart-soft"))
    return picture(parts, told, height=y + 6)


def _through(points: Sequence[tuple[float, float]], *, steps: bool) -> list[tuple[float, float]]:
    if not steps:
        return list(points)
    found: list[tuple[float, float]] = []
    for x, y in points:
        if found:
            found.append((x, found[-1][1]))
        found.append((x, y))
    return found


def _band(curve: Curve, at: Callable[[tuple[float, float]], tuple[float, float]]) -> str:
    xs = [x for x, _ in curve.points]
    upper = _through(list(zip(xs, curve.high, strict=True)), steps=curve.steps)
    lower = _through(list(zip(xs, curve.low, strict=True)), steps=curve.steps)
    return shape([at(point) for point in [*upper, *reversed(lower)]], tone=5)


def _line(points: Sequence[tuple[float, float]], place: int) -> str:
    path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    dashes = ' stroke-dasharray="4 3"' if place else ""
    return (
        f'<path class="line-{place + 1}" d="M{path}" fill="none" stroke="currentColor" '
        f'stroke-width="{2.5 if place == 0 else 1.5}"{dashes}></path>'
    )
