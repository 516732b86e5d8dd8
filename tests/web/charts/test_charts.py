"""The charts as SVG: well-formed, told in words, without style or script, and inside their frame."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.web.charts.bars import Bar, bars
from wegwijzer.web.charts.dots import DotRow, dots
from wegwijzer.web.charts.line_chart import Series, line_chart
from wegwijzer.web.charts.pyramid import Layer, LayerBars, pyramid_bars, pyramid_picture
from wegwijzer.web.charts.stacked_bars import Stack, stacked_bars
from wegwijzer.web.charts.svg import WIDTH, Svg

SVG = "{http://www.w3.org/2000/svg}"
TICKS = [(0.0, "0 %"), (50.0, "50 %"), (100.0, "100 %")]
LONG = "kennis- of onderzoekscentra, competentiepolen, sectorclusters of overheidscentra & <andere>"

CHARTS = {
    "bars": lambda: bars([Bar(LONG, 3, "3", "kop"), Bar("leeg", None, "niet vermeld", "kop")], "told"),
    "dots": lambda: dots([DotRow(LONG, (72, 71), ("72 %", "71 %"))], ["a", LONG], "told", top=100, ticks=TICKS),
    "lines": lambda: line_chart(
        [Series("a", (1, None, 3), ("1", "", "3")), Series("b", (2, 2, 2), ("2", "2", "2"))],
        ["2012", "2013", "2014"],
        "told",
        parts_of_years=[2],
    ),
    "pyramid": lambda: pyramid_picture([Layer("top", LONG), Layer("onder", "55 %", is_marked=True)], "told", mark="u"),
    "pyramid bars": lambda: pyramid_bars([LayerBars("top", (1, None), ("1", "-"))], ["a", "b"], "told"),
    "stacked": lambda: stacked_bars([Stack(LONG, (1, None, 3), ("1", "", "3"), "4")], ["a", "b", "c"], "told"),
    "nothing": lambda: stacked_bars([Stack("leeg", (None,), ("",))], ["a"], "told", by_length=True),
}


def parsed(svg):
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own text
    assert root.tag == f"{SVG}svg"
    return root


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_a_chart_is_one_image_told_in_words_that_needs_no_style_or_script(draw):
    svg = draw()
    root = parsed(svg)
    assert isinstance(svg, Svg)
    assert svg.__html__() == svg
    assert root.get("role") == "img"
    assert root.get("aria-label") == "told"
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style|href=", svg)


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_nothing_lies_outside_the_frame(draw):
    root = parsed(draw())
    _, _, width, height = map(float, root.get("viewBox").split())
    assert width == WIDTH
    for piece in root.iter():
        x, y = float(piece.get("x", 0)), float(piece.get("y", 0))
        assert 0 <= x <= width
        assert 0 <= y <= height
        assert x + float(piece.get("width", 0)) * (piece.tag == f"{SVG}rect") <= width + 1


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_paper_shows_ink_and_greys_only(draw):
    colours = {value for piece in parsed(draw()).iter() for key in ("fill", "stroke") if (value := piece.get(key))}
    for colour in colours - {"none", "currentColor"}:
        red, green, blue = colour[1:3], colour[3:5], colour[5:7]
        assert red == green == blue


def test_what_is_written_is_escaped():
    svg = bars([Bar("<b>&", 1, '"')], 'a "b" <c>')
    assert "<b>" not in svg
    assert parsed(svg).get("aria-label") == 'a "b" <c>'


def test_a_missing_value_draws_no_bar():
    known = bars([Bar("a", 0, "0"), Bar("b", 2, "2")], "told")
    missing = bars([Bar("a", None, "?"), Bar("b", 2, "2")], "told")
    assert len(parsed(known).findall(f"{SVG}rect")) == 2
    assert len(parsed(missing).findall(f"{SVG}rect")) == 1


def test_no_line_leads_to_part_of_a_year():
    values = (1.0, 2.0, 1.0)
    whole = line_chart([Series("a", values, ("", "", ""))], ["1", "2", "3"], "told")
    part = line_chart([Series("a", values, ("", "", ""))], ["1", "2", "3"], "told", parts_of_years=[2])
    assert whole.count('class="line-1"') == 2
    assert part.count('class="line-1"') == 1
    assert part.count("dot-hollow") == 1


def test_a_firm_whose_answers_leave_two_layers_possible_is_marked_in_both():
    layers = [Layer(name, is_marked=name in "bc") for name in "abcde"]
    svg = pyramid_picture(layers, "told", mark="misschien hier")
    assert svg.count('class="tone-1"') == 2
    assert svg.count("misschien hier") == 2


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=6).filter(lambda parts: sum(parts) > 1),
)
def test_the_parts_of_a_stack_fill_its_bar_in_proportion(parts):
    svg = stacked_bars([Stack("x", tuple(parts), ("",) * len(parts))], list("abcdef")[: len(parts)], "told")
    drawn = [float(piece.get("width")) for piece in parsed(svg).findall(f"{SVG}rect")][len(parts) :]
    wanted = [part / sum(parts) * (WIDTH - 2) for part in parts if part]
    assert drawn == pytest.approx(wanted, abs=0.06)
