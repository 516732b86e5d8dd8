"""Tables of events, with the names and separators that people use."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from wegwijzer.core.agenda.findings import Reading
from wegwijzer.readers.agenda.csv_file import read_table
from wegwijzer.readers.agenda.rules import shipped_agenda_rules

ON = date(2026, 12, 1)
RULES = shipped_agenda_rules()


def read(text: str, encoding: str = "utf-8") -> Reading:
    return read_table(text.encode(encoding), RULES, on=ON)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_row_becomes_an_event_whatever_separates_it(separator):
    rows = [
        ["Titel", "Datum", "Begin", "Einde", "Plaats", "Postcode", "Prijs", "Thema", "Doelgroep"],
        ["Robots", "15/12/2026", "14u", "17.30", "Zaal", "9000", "gratis", "automatisering", "starters"],
    ]
    found = read("\r\n".join(separator.join(row) for row in rows)).events[0]
    assert found.begins == datetime(2026, 12, 15, 13, tzinfo=UTC)
    assert found.ends == datetime(2026, 12, 15, 16, 30, tzinfo=UTC)
    assert (found.postal_code, found.price_eur, found.themes, found.audiences) == (
        "9000",
        0,
        ("process",),
        ("starters",),
    )


def test_without_an_hour_it_takes_the_whole_day_and_the_same_row_is_the_same_event():
    text = "title;day;place\nBeurs;2026-12-15;Gent\n"
    assert read(text).events[0].is_all_day
    assert read(text).events[0].uid == read(text).events[0].uid


def test_rows_that_are_wrong_are_told_with_their_number_and_spoil_no_other():
    rows = (
        "Goed;15/12/2026;10:00;;",
        "Fout;31/2/2027;;;",
        ";1/2/2027;;;",
        "Uur;1/2/2027;25:00;;",
        "Geld;1/2/2027;;veel;javascript:x",
    )
    text = "\n".join(("titel;datum;begin;prijs;link", *rows))
    found = read(text)
    assert [event.title for event in found.events] == ["Goed", "Geld"]
    assert [(finding.code, finding.where) for finding in found.findings] == [
        ("bad_time", "3: Fout"),
        ("no_title", ""),
        ("bad_time", "5: Uur"),
        ("bad_address", "6: Geld"),
        ("bad_price", "6: Geld"),
    ]


def test_what_is_over_or_far_away_is_counted_and_not_taken():
    found = read("titel;datum\nOud;1/1/2020\nVer;1/1/2099\n")
    assert (found.events, found.past, found.told) == ((), 2, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "no_text"), ("naam;wanneer\nx;y\n", "no_columns"), ("titel;datum\n" + "x;1/1/2027\n" * 6000, "too_many")],
)
def test_a_table_that_cannot_be_read_is_refused_as_a_whole(text, code):
    found = read(text)
    assert not found.is_taken
    assert found.findings[0].code == code


def test_a_table_of_windows_is_read_and_told():
    found = read("titel;datum\nCafé;15/12/2026\n", "cp1252")
    assert found.events[0].title == "Café"
    assert [finding.code for finding in found.findings] == ["encoding"]
