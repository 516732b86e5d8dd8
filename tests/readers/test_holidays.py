"""Belgian public holidays, against lists written by hand from the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.readers.holidays import holidays, shipped_holidays

BY_HAND = {
    2024: ["01-01", "04-01", "05-01", "05-09", "05-20", "07-21", "08-15", "11-01", "11-11", "12-25"],
    2026: ["01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11", "12-25"],
    2027: ["01-01", "03-29", "05-01", "05-06", "05-17", "07-21", "08-15", "11-01", "11-11", "12-25"],
}
"""New Year, Easter Monday, 1 May, Ascension, Whit Monday, 21 July, 15 August, 1 and 11 November, Christmas."""

EASTER = {
    1975: "03-30",
    1981: "04-19",
    2000: "04-23",
    2008: "03-23",
    2011: "04-24",
    2019: "04-21",
    2038: "04-25",
    2049: "04-18",
    2076: "04-19",
    2100: "03-28",
}
"""Easter Sunday as almanacs print it, the earliest and latest and the exceptions of the rule among them."""


def by_hand(year: int) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in BY_HAND[year]}


@pytest.mark.parametrize("year", BY_HAND)
def test_the_ten_days_of_a_year_are_those_of_the_calendar(year):
    assert holidays(year, year) == by_hand(year)


def test_several_years_are_those_of_each():
    assert holidays(2026, 2027) == by_hand(2026) | by_hand(2027)


@pytest.mark.parametrize("year", EASTER)
def test_easter_monday_follows_the_printed_easter(year):
    easter = date.fromisoformat(f"{year}-{EASTER[year]}")
    monday = easter.replace(day=easter.day + 1) if easter.day < 31 else date(year, 4, 1)
    assert monday in holidays(year, year)


def test_the_decree_of_2008_gave_another_day_for_ascension_on_the_first_of_may():
    found = holidays(2008, 2008)
    assert {date(2008, 5, 1), date(2008, 5, 2)} <= found
    assert len(found) == 10


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (1974, 1980, "holidays of 1974 are not known"),
        (2026, 10_000, "holidays of 10000 are not known"),
        (2027, 2026, "2027 comes after 2026"),
        (2160, 2160, "2160-05-01 is two public holidays at once"),
    ],
)
def test_years_that_nobody_can_know_are_refused(first, last, told):
    with pytest.raises(InputError) as caught:
        holidays(first, last)
    assert told in str(caught.value)
    assert "Expected: " in str(caught.value)


def test_what_ships_has_ten_days_for_every_year():
    found = shipped_holidays()
    assert {year: sum(day.year == year for day in found) for year in range(1975, 2101)} == dict.fromkeys(
        range(1975, 2101), 10
    )
    assert by_hand(2026) <= found
