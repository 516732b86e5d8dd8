"""The columns of a population: one row a firm, a column a fact, and what may stand beside the facts.

A number, amount, day or ordered choice has two columns, `<fact>_min` and `<fact>_max`, where empty means open; a
file may give one column `<fact>` for values known exactly. Every other fact has one column named after it.
"""

from __future__ import annotations

from collections.abc import Iterable

from wegwijzer.core.firm.facts import FactDefinition, FactDictionary

KEYS = ("enterprise_number", "id")
"""The columns that may name a firm, the first that there is counts; without any it is the row's number."""

ROW = "row"
"""The key of a population without a key column: the number of the row, from 1."""

DESCRIBING = (
    "name",
    "municipality",
    "year",
    "weight",
    "stratum",
    "psu",
    "fpc",
    "synthetic",
    "layer",
    "staff",
    "size",
    "kmo_portefeuille_use",
    "rd_spending_eur",
    "rd_staff",
)
"""Columns that describe a row and are no facts: names, a survey's design, and what a synthetic population says of its
rows. A scan lets them be, and copies those that it is told to keep."""

LOW, HIGH = "_min", "_max"


def columns_of(fact: FactDefinition) -> tuple[str, ...]:
    """The columns in which criteria read a fact (`criteria.sql`)."""
    return (f"{fact.id}{LOW}", f"{fact.id}{HIGH}") if fact.is_number_like else (fact.id,)


def fact_columns(facts: FactDictionary) -> dict[str, str]:
    """The fact of every column that a file may have: `fte`, `fte_min` and `fte_max` are all of `fte`."""
    found: dict[str, str] = {}
    for fact in facts.values():
        for column in (fact.id, *columns_of(fact)):
            found[column] = fact.id
    return found


def columns_for(wanted: Iterable[str], facts: FactDictionary) -> tuple[str, ...]:
    """The columns in which criteria read several facts, in the order of the dictionary."""
    ids = frozenset(wanted)
    return tuple(column for fact in facts.values() if fact.id in ids for column in columns_of(fact))
