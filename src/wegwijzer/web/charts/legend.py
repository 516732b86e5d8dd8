"""What the tones, dots and lines of a chart stand for, in words above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wegwijzer.web.charts.svg import SMALL, WIDTH, box, length_of, marker, stroke, words

_LINE, _SIGN, _GAP = 20, 22, 14


def tone_legend(names: Sequence[str], tones: Sequence[int]) -> tuple[list[str], float]:
    """A swatch and a name each; and how high it all is."""
    return _laid_out(names, lambda place, x, y: box(x, y - 10, 14, 12, tone=tones[place]))


def marker_legend(names: Sequence[str]) -> tuple[list[str], float]:
    """A dot and a name for each series; and how high it all is."""
    return _laid_out(names, lambda place, x, y: marker(x + 8, y - 4, place))


def sign_legend(signs: Sequence[tuple[int, str]]) -> tuple[list[str], float]:
    """A dot of some shape with its words each; and how high it all is."""
    return _laid_out([text for _, text in signs], lambda place, x, y: marker(x + 8, y - 4, signs[place][0]))


def line_legend(names: Sequence[str]) -> tuple[list[str], float]:
    """A piece of line with its dot and a name for each series; and how high it all is."""

    def sign(place: int, x: float, y: float) -> str:
        line = stroke(x - 2, y - 4, x + 18, y - 4, css=f"line-{place + 1}", dashed=place > 0, width=2)
        return line + marker(x + 8, y - 4, place)

    return _laid_out(names, sign)


def _laid_out(names: Sequence[str], sign: Callable[[int, float, float], str]) -> tuple[list[str], float]:
    parts: list[str] = []
    x, y = 2.0, 14.0
    for place, name in enumerate(names):
        needed = _SIGN + length_of(name, size=SMALL)
        if x > 2 and x + needed > WIDTH:
            x, y = 2.0, y + _LINE
        parts += [sign(place, x, y), words(x + _SIGN, y, name, size=SMALL)]
        x += needed + _GAP
    return parts, y + 8
