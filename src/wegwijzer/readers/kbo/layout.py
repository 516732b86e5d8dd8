"""The files of KBO Open Data: which are read, in which order, and which columns they must have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from wegwijzer.core.errors import Fault

META = "meta.csv"
CODE = "code.csv"

TABLES = ("enterprise", "establishment", "denomination", "address", "activity")
"""The tables that are kept, in the order in which they must be read: who is a natural person comes first."""

COLUMNS = {
    "meta": ("Variable", "Value"),
    "code": ("Category", "Code", "Language", "Description"),
    "enterprise": (
        "EnterpriseNumber",
        "Status",
        "JuridicalSituation",
        "TypeOfEnterprise",
        "JuridicalForm",
        "StartDate",
    ),
    "establishment": ("EstablishmentNumber", "EnterpriseNumber"),
    "denomination": ("EntityNumber", "Language", "TypeOfDenomination", "Denomination"),
    "address": (
        "EntityNumber",
        "TypeOfAddress",
        "CountryNL",
        "CountryFR",
        "Zipcode",
        "MunicipalityNL",
        "MunicipalityFR",
        "DateStrikingOff",
    ),
    "activity": ("EntityNumber", "ActivityGroup", "NaceVersion", "NaceCode", "Classification"),
}
"""The columns that are used. There may be others, and they may stand in any order."""

FULL_FILES = (META, CODE, *(f"{table}.csv" for table in TABLES))
UPDATE_FILES = (META, CODE, *(f"{table}_{change}.csv" for table in TABLES for change in ("delete", "insert")))
READ_FILES = frozenset(FULL_FILES + UPDATE_FILES)
"""Every file that is read; contact and branch are not, and may be anything."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line of a file: how wide its rows are, and how to take the columns used, in our order."""

    width: int
    pick: Callable[[Row], tuple[str, ...]]


def columns_of(file: str) -> tuple[str, ...]:
    """The columns that a file must have; of a list of deletions only the key."""
    table, _, change = file.removesuffix(".csv").partition("_")
    columns = COLUMNS[table]
    return columns[:1] if change == "delete" else columns


def read_heading(file: str, row: Row) -> Heading | Fault:
    """The heading of a file, or what is wrong with its first line."""
    wanted = columns_of(file)
    found = [name.strip() for name in row]
    missing = [name for name in wanted if name not in found]
    twice = sorted({name for name in found if found.count(name) > 1 and name in wanted}) if len(found) < 1000 else []
    if missing or twice or len(found) >= 1000:
        problem = (
            f"lacks the column {', '.join(missing)}." if missing else f"has the column {', '.join(twice)} twice."
            if twice else "has too many columns."
        )  # fmt: skip
        return Fault(f"{file}:1", problem, f"a first line with {', '.join(wanted)}, as KBO Open Data gives it.")
    places = [found.index(name) for name in wanted]
    if len(places) == 1:
        only = places[0]
        return Heading(len(found), lambda row: (row[only],))
    return Heading(len(found), itemgetter(*places))
