"""The report's figures as each language writes them."""

from decimal import Decimal

import pytest

from wegwijzer.core.report.recomputing import recompute
from wegwijzer.core.report.table import Place, Unit
from wegwijzer.readers.report_tables import report_tables
from wegwijzer.wording.figures import figure_text, place_text, recomputed_text, slip_text
from wegwijzer.wording.language import LANGUAGES


@pytest.mark.parametrize(
    ("number", "unit", "language", "text"),
    [
        ("4.40", Unit.PERCENT, "nl", "4,40\u00a0%"),
        ("36.5", Unit.PERCENT, "en", "36.5%"),
        ("100", Unit.PERCENT, "fr", "100\u00a0%"),
        ("58580", Unit.COUNT, "nl", "58.580"),
        ("104181810", Unit.EURO, "en", "104,181,810"),
        ("0.062", Unit.P_VALUE, "nl", ",062"),
        ("0.000", Unit.P_VALUE, "en", ".000"),
    ],
)
def test_a_figure_keeps_its_decimals_and_takes_the_marks_of_the_language(number, unit, language, text):
    assert figure_text(Decimal(number), unit, language) == text


def test_a_place_is_a_paragraph_or_an_appendix():
    assert place_text(Place("1.4"), "nl") == "§1.4"
    assert place_text(Place(None, 3), "en") == "appendix 3"
    assert place_text(Place("1.2", 2), "nl") == "bijlage 2, punt 1.2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_and_slip_can_be_said(language):
    for table in report_tables():
        said = [recomputed_text(table, found, language) for found in recompute(table)]
        said += [slip_text(table, slip, language) for slip in table.slips]
        assert all(text.strip() and "{" not in text for text in said)
        assert len(set(said)) == len(said)
