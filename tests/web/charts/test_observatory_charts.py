"""Charts of the observatory: what is drawn is what is given, nothing leaves the picture, and everything is told."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from wegwijzer.web.charts.curve import Curve, Mark, curves
from wegwijzer.web.charts.intervals import ABOVE, BELOW, IntervalRow, intervals
from wegwijzer.web.charts.stamp import stamped
from wegwijzer.web.charts.svg import WIDTH, Svg
from wegwijzer.web.charts.tiles import tiles

TICKS = [(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")]


def texts_of(drawn: Svg) -> list[str]:
    """The words of a picture; it is well-formed XML."""
    return [node.text or "" for node in ElementTree.fromstring(drawn).iter() if node.tag.endswith("text")]  # noqa: S314


def test_an_interval_runs_from_its_low_to_its_high_end_and_what_is_hidden_has_no_dot():
    rows = [
        IntervalRow("klein", 0.2, 0.1, 0.4, "20 %", BELOW),
        IntervalRow("groot", 0.9, 0.8, 1.0, "90 %", ABOVE),
        IntervalRow("verborgen", None, None, None, "verborgen"),
    ]
    drawn = intervals(rows, "klein 20 %, groot 90 %", ticks=TICKS, against=0.5, signs=[(BELOW, "minder")])
    spans = [
        tuple(map(float, found)) for found in re.findall(r'class="chart-span" d="M([\d.]+) [\d.]+L([\d.]+)', drawn)
    ]
    wide = [(low, high) for low, high in spans if high > low]
    assert len(wide) == 2
    (low, high), (other_low, other_high) = wide
    assert (high - low) / (other_high - other_low) == pytest.approx(0.3 / 0.2, rel=0.01)
    assert drawn.count("<circle") == 2  # one of them in the legend
    assert {"klein", "verborgen", "90 %", "minder"} <= set(texts_of(drawn))
    assert 'aria-label="klein 20 %, groot 90 %"' in drawn


def test_a_curve_of_steps_stays_level_and_its_mark_stays_within():
    curve = Curve("antwoord", ((0.0, 0.0), (2.0, 0.5), (10.0, 0.75)), steps=True, low=(0, 0.4, 0.6), high=(0, 0.6, 0.9))
    drawn = curves(
        [curve],
        "de helft na 2 dagen",
        x_ticks=[(0, "0"), (10, "10")],
        y_ticks=TICKS,
        x_name="dagen",
        y_name="aandeel",
        marks=[Mark(2.0, 0.5, "helft: 2 dagen")],
    )
    path = next(found for found in re.findall(r'class="line-1" d="([^"]+)"', drawn))
    points = [tuple(map(float, point.split())) for point in path.removeprefix("M").split("L")]
    assert len(points) == 5
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
    assert all(0 <= x <= WIDTH for x, _ in points)
    assert "helft: 2 dagen" in texts_of(drawn)


def test_a_tile_holds_its_figure_and_is_darker_the_larger_it_is():
    steps = [(0.0, "weinig"), (0.2, "meer"), (0.4, "veel")]
    drawn = tiles(["a", "b"], ["x", "y"], [[0.1, 0.3], [0.5, None]], [["10", "30"], ["50", "•"]], "t", steps=steps)
    tones = re.findall(r'<rect class="(tone-\d)"', drawn)[3:]
    assert tones == ["tone-6", "tone-5", "tone-4", "tone-6"]
    assert {"10", "30", "50", "•", "weinig"} <= set(texts_of(drawn))


def test_a_stamp_stands_in_the_picture_and_is_read_out():
    plain = intervals([IntervalRow("a", 0.5, 0.4, 0.6, "50 %")], "a 50 %", ticks=TICKS)
    drawn = stamped(plain, "SYNTHETISCH: <verzonnen>")
    assert "SYNTHETISCH: <verzonnen>" in texts_of(drawn)
    assert 'aria-label="a 50 % SYNTHETISCH: &lt;verzonnen&gt;"' in drawn
    height = float(re.search(r' height="([\d.]+)"', drawn)[1])
    lowest = max(float(y) for y in re.findall(r'<text[^>]* y="([\d.]+)"', drawn))
    assert lowest < height
