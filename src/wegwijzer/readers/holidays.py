"""Belgian public holidays: the law of 4 January 1974, as the `belgica` package keeps it with its decrees.

A holiday on a weekend moves to a day that each employer chooses, so it gives no day off that holds for everybody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from wegwijzer.core.errors import Fault, InputError

_LAST_YEAR = 2100


def holidays(year_from: int, year_to: int) -> frozenset[date]:
    """The public holidays of some years, the first and the last included.

    Raises InputError for years the wrong way round, before the law, or in which two holidays coincide while no decree
    names the day that takes the place of one: then nobody can know.
    """
    first_year = int(_law()["fromYear"])
    if year_from > year_to:
        raise InputError([Fault("", f"{year_from} comes after {year_to}.", "the earlier year first.")])
    if year_from < first_year or year_to > date.max.year:
        raise InputError(
            [
                Fault(
                    "",
                    f"the public holidays of {year_from if year_from < first_year else year_to} are not known.",
                    f"years from {first_year} on, when the law of 4 January 1974 began, up to {date.max.year}.",
                )
            ]
        )
    return frozenset(day for year in range(year_from, year_to + 1) for day in _of_year(year))


@cache
def shipped_holidays() -> frozenset[date]:
    """Every public holiday from the first year of the law up to 2100: more than a case can need."""
    return holidays(int(_law()["fromYear"]), _LAST_YEAR)


def _of_year(year: int) -> list[date]:
    law = _law()
    moved = {
        (str(entry["holiday"]), date.fromisoformat(entry["replaces"])): date.fromisoformat(entry["day"])
        for entry in law["replacements"]
    }
    days: dict[date, str] = {}
    for entry in law["holidays"]:
        name = str(entry["id"])
        ruled = _day(entry["rule"], year)
        day = moved.get((name, ruled), ruled)
        if day in days:
            raise InputError(
                [
                    Fault(
                        "",
                        f"{day.isoformat()} is two public holidays at once ({days[day]} and {name}), and no decree "
                        "says which day takes the place of one.",
                        "a version of the belgica package that knows the decree.",
                    )
                ]
            )
        days[day] = name
    return list(days)


def _day(rule: Mapping[str, Any], year: int) -> date:
    match rule["type"]:
        case "fixed":
            return date(year, int(rule["month"]), int(rule["day"]))
        case "easter":
            return _easter(year) + timedelta(days=int(rule["daysAfterEaster"]))
        case kind:
            raise InputError(
                [Fault("belgica: public-holidays.json", f'a holiday has the rule "{kind}".', "fixed or easter.")]
            )


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (Nature, 20 April 1876)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        files("belgica").joinpath("data", "public-holidays.json").read_text(encoding="utf-8")
    )
    return found
