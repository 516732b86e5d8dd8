"""Lights in words: values as people write them, and what is missing by name."""

from datetime import date

import pytest

from tests.core.accounts.builders import a_filing, a_year
from tests.core.knipperlichten.builders import a_board, a_light
from wegwijzer.core.accounts.checking import broken_sums
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.knipperlichten.light import LightUnit
from wegwijzer.core.knipperlichten.reading import read_lights
from wegwijzer.readers.accounts.chart import shipped_chart
from wegwijzer.wording.signals import LightWording, most_worrying, value_text

BOARD = a_board(
    a_light("solvency", amber="value < amber", limits={"red": 0.15, "amber": 0.25}, weight=5),
    a_light("sales", "[70] / positive(previous([70])) - 1", limits={"red": -0.1}, weight=2),
    a_light("loss", "[9901]", severe="previous([9901]) < red", limits={"red": 0}, weight=1),
)


def words(language="nl"):
    return LightWording(BOARD, language)


def reading_of(year, previous=None, **more):
    [found] = read_lights(join_filings([a_filing(year, previous, **more)]), BOARD)
    return found


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (0.1234, LightUnit.SHARE, "nl", "12,3 %"),
        (-0.5, LightUnit.SHARE, "en", "−50 %"),
        (-0.00001, LightUnit.SHARE, "nl", "0 %"),
        (-0.041, LightUnit.POINTS, "nl", "−4,1 punten"),
        (0.01, LightUnit.POINTS, "en", "1 point"),
        (0.857, LightUnit.RATIO, "fr", "0,86"),
        (-1234567.4, LightUnit.EUR, "nl", "−1.234.567 euro"),
        (-4500.0, LightUnit.EUR, "en", "EUR −4,500"),
        (1e15, LightUnit.EUR, "nl", "1.000.000.000.000.000 euro"),
    ],
)
def test_a_value_is_written_in_its_unit(value, unit, language, text):
    assert value_text(value, unit, language) == text


def test_a_red_sentence_gives_the_value_and_the_limit():
    light = reading_of(a_year(r10_15=100_000)).latest.light("solvency")
    assert words().sentence(light) == "red 10 % 15 %"


def test_a_limit_on_a_fall_is_worded_without_its_sign():
    light = reading_of(a_year(r70=1_000_000), a_year()).latest.light("sales")
    assert words().sentence(light) == "red −50 % 10 %"


def test_a_severe_red_has_its_own_sentence():
    light = reading_of(a_year(r9901=-5), a_year(r9901=-1)).latest.light("loss")
    assert words().sentence(light).startswith("severe")


@pytest.mark.parametrize(
    ("year", "previous", "light", "sentence"),
    [
        (
            a_year(r10_15=None),
            None,
            "solvency",
            "Niet te berekenen: in de jaarrekening ontbreekt rubriek 10/15 (10/15).",
        ),
        (a_year(), None, "sales", "Niet te berekenen: van het jaar ervoor ontbreekt rubriek 70 (70)."),
        (
            a_year(),
            a_year(r70=0),
            "sales",
            "Niet te berekenen: er zou door nul of door een negatief bedrag gedeeld worden.",
        ),
    ],
)
def test_a_light_that_cannot_be_computed_says_what_is_missing(year, previous, light, sentence):
    assert words().sentence(reading_of(year, previous).latest.light(light)) == sentence


def test_the_lights_to_talk_about_come_heaviest_first():
    found = reading_of(a_year(r10_15=200_000, r70=1_000_000, r9901=-5), a_year(r9901=-1))
    assert [light.light for light in most_worrying(found.latest, BOARD)] == ["loss", "sales", "solvency"]


def test_scaling_and_replaced_filings_are_said():
    long_year = reading_of(a_year(months=18), a_year(months=6))
    assert [note.split(" telt ")[1][:9] for note in words().notes(long_year)] == ["18 maande", "6 maanden"]
    first = a_filing(a_year(end=date(2025, 12, 31)), deposited=date(2026, 5, 1), where="a.xbrl")
    later = a_filing(a_year(end=date(2025, 12, 31)), deposited=date(2026, 6, 1), where="b.xbrl")
    [found] = read_lights(join_filings([first, later]), BOARD)
    assert words().notes(found) == ("Een latere neerlegging vervangt: a.xbrl.",)


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_a_broken_sum_names_the_rubrics_and_both_amounts(language):
    [broken] = broken_sums(a_filing(a_year(r17=150_000)), shipped_chart())
    board = a_board()
    text = LightWording(type(board)(board.day, (), shipped_chart()), language).broken_sum(broken)
    assert "17/49" in text
    assert "42/48" in text
    assert "500" in text
    assert "450" in text
