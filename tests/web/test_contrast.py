"""The colours of the one style sheet that names them: enough contrast for text, edges and focus, light and dark.

axe-core measures what stands where on a page; this holds the tokens that every page is made of (WCAG 1.4.3, 1.4.11).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

import wegwijzer.web

_SHEET = Path(wegwijzer.web.__file__).parent / "static" / "wegwijzer" / "foundation.css"
BODY, TEXT, EDGE = 7.0, 4.5, 3.0
"""Least contrast: of what is read at length (AAA), of all other text, of edges and signs."""
PAIRS = [
    *((ink, paper, BODY) for ink in ("ink",) for paper in ("paper", "ground", "accent-soft")),
    *(("ink-soft", paper, TEXT) for paper in ("paper", "ground", "accent-soft")),
    *((accent, paper, TEXT) for accent in ("accent", "accent-strong") for paper in ("paper", "ground", "accent-soft")),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    *((status, paper, TEXT) for status in ("met", "maybe", "no") for paper in ("paper", "ground", f"{status}-soft")),
    ("ink", "maybe-soft", BODY),
    *(("line-strong", paper, EDGE) for paper in ("paper", "ground")),
    *(("accent", paper, EDGE) for paper in ("maybe-soft", "no-soft", "met-soft")),
]


def colours() -> dict[str, dict[str, str]]:
    """The tokens in the light, and in the dark."""
    written = re.sub(r"/\*.*?\*/", "", _SHEET.read_text(encoding="utf-8"), flags=re.S)
    light = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", written.partition("@media")[0]))
    dark = written.partition("prefers-color-scheme: dark")[2].partition("@media")[0]
    return {"light": light, "dark": {**light, **dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))}}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours: from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_stands_out_from_what_lies_under_it(scheme):
    known = colours()[scheme]
    weak = {
        f"{front} on {under}": round(ratio, 2)
        for front, under, least in PAIRS
        if (ratio := contrast(known[front], known[under])) < least
    }
    assert weak == {}


def test_the_measure_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert settings.STATICFILES_DIRS[0] / "wegwijzer" / "foundation.css" == _SHEET
