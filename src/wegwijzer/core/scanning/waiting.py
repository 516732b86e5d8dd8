"""Which base facts an open test waits for: those behind a derived fact instead of the derived fact itself.

The bulk form of what `core.firm.deriving` notes under `behind`. A prepared population has, beside the facts, the
columns of `OPEN_COLUMNS`: bits that say which base facts keep a size or a total open.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.scanning.columns import columns_of

SIZE_OPEN = "size_class_open"
"""Bits of what keeps `size_class` open: 1 fte, 2 turnover, 4 balance sheet total, 8 the relations; 0 when nothing."""

DERIVED_OPEN = "derived_open"
"""Bits of derived facts that wait for their base fact: the totals in the same order, 1, 2 and 4; 8 the age."""

OPEN_COLUMNS = (SIZE_OPEN, DERIVED_OPEN)
RELATIONS = "relations"
"""The name under which missing relations are counted among the facts."""

SIZE_BITS = {"fte": 1, "turnover_eur": 2, "balance_sheet_total_eur": 4, RELATIONS: 8}
DERIVED_BITS = {
    "eu_fte": ("fte", 1),
    "eu_turnover_eur": ("turnover_eur", 2),
    "eu_balance_sheet_total_eur": ("balance_sheet_total_eur", 4),
    "age_years": ("founded", 8),
}

BASES: Mapping[str, tuple[str, ...]] = {
    "legal_kind": ("legal_form",),
    "legal_personality": ("legal_form",),
    "for_profit": ("legal_form",),
    "organisation_kind": ("legal_form",),
    "establishment_in_flanders": ("region",),
    "technology_class": ("nace", "nace_version"),
}
"""Derived facts that wait for those of their base facts that are absent, and for themselves where none is."""


def waiting_condition(
    fact: str, facts: FactDictionary, present: Container[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The base facts that an open test of `fact` may wait for, each with the SQL conditions under which it does.

    `present` are the facts with a column; any other is absent for every firm, and what would be derived from it too.
    """
    if fact not in present:
        yield from ((base, ()) for base in _never_known(fact, present))
        return
    if fact == "size_class":
        yield from ((base, (has_bit(SIZE_OPEN, bit),)) for base, bit in SIZE_BITS.items())
        yield fact, (has_bit(SIZE_OPEN, 0),)
    elif fact in DERIVED_BITS:
        base, bit = DERIVED_BITS[fact]
        yield base, (has_bit(DERIVED_OPEN, bit),)
        yield fact, (f"NOT ({has_bit(DERIVED_OPEN, bit)})",)
    elif fact in BASES:
        bases = BASES[fact]
        absent = {base: _absent(base, facts, present) for base in bases}
        yield from ((base, (condition,)) for base, condition in absent.items())
        yield fact, tuple(f"NOT ({condition})" for condition in absent.values())
    else:
        yield fact, ()


def has_bit(column: str, bit: int) -> str:
    """SQL for a bit of a small number that is set; for 0, that none is. By its values, which any engine reads."""
    values = [value for value in range(16) if value & bit] if bit else [0]
    return f"{column} IN ({', '.join(str(value) for value in values)})"


def _absent(fact: str, facts: FactDictionary, present: Container[str]) -> str:
    if fact not in present:
        return "TRUE"
    columns = columns_of(facts[fact]) if fact in facts else (fact,)
    return "(" + " AND ".join(f"{column} IS NULL" for column in columns) + ")"


def _never_known(fact: str, present: Container[str]) -> tuple[str, ...]:
    """What a fact without a column waits for, for every firm: those of its bases that have none either."""
    if fact == "size_class":
        return tuple(base for base in SIZE_BITS if base != RELATIONS)
    if fact in DERIVED_BITS:
        return (DERIVED_BITS[fact][0],)
    return tuple(base for base in BASES.get(fact, ()) if base not in present) or (fact,)
