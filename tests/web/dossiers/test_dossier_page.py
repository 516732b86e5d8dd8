"""The page of a dossier: what there is to do comes first, and what is only not written yet drowns nobody."""

from __future__ import annotations

import re

from tests.web.dossiers.conftest import Writer, rows

OPEN_LIST = re.compile(r'<details class="details" open><summary>[^<]*?(\d+)</summary>')


def test_a_new_dossier_says_how_much_is_empty_and_unfolds_none_of_it(writer: Writer) -> None:
    page = writer.begin().see()
    assert OPEN_LIST.search(page) is None
    assert re.search(r"In delen die nog leeg zijn: \d+", page)


def test_what_is_wrong_in_a_part_that_was_begun_stands_unfolded(writer: Writer) -> None:
    wrong = {"name": "Proeven", "begins": "2027-05-01", "ends": "2027-01-01"}
    writer.begin().write("plan", text="", **rows(wrong))
    page = writer.see()
    assert OPEN_LIST.search(page)
    assert "Werkplan" in page[page.index("Nog te doen") : page.index("In delen die nog leeg zijn")]


def test_a_table_begins_with_few_rows_and_shows_more_when_asked(writer: Writer) -> None:
    writer.begin()
    few = writer.see("deel/plan/").count('-name"')
    assert 0 < few < writer.see("deel/plan/?meer").count('-name"')
