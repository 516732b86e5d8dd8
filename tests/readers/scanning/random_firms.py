"""Random firms as rows of a population, drawn around the limits that the criteria of a day ask about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import polars as pl

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.firm.facts import FactDefinition, FactType
from wegwijzer.core.firm.relations import INVESTORS
from wegwijzer.core.scanning.columns import columns_of
from wegwijzer.core.scanning.planning import plan_scan

Rows = list[dict[str, object]]
_CODES = ("10711", "25400", "25", "2611", "62010", "6201", "32", "303", "01110", "8690", "4711")
_PLACES = ("8500", "9000", "1000", "4000", "3500", "2000")
_SIZES = (0, 5, 9.9, 10, 49, 50, 249.5, 250, 499, 500, 1999999.99, 2e6, 2000000.01, 1e7, 10000000.01, 4.3e7, 5e7, 6e7)
_FIGURES = ("fte", "turnover_eur", "balance_sheet_total_eur")


def random_firms(seed: int, count: int, day: DayCatalogue, *, missing: float = 0.35) -> Rows:
    """Firms with an id, each fact missing with that chance; the rows have the columns of a population."""
    draws, limits = Random(seed), _limits(day)
    facts = day.catalogue.facts
    rows: Rows = []
    for place in range(count):
        row: dict[str, object] = {"id": place * 7 + 1, "name": f"firm {place}"}
        for fact in facts.values():
            row |= _drawn(fact, draws, limits[fact.id], day.day, missing=0.9 if fact.derived_from else missing)
        if row["postal_code"] is not None:
            row["region"] = row["province"] = None
        rows.append(row)
    return rows


def frame_of(rows: Rows, day: DayCatalogue) -> pl.DataFrame:
    """Rows as a table whose columns have the types of their facts."""
    schema: dict[str, pl.DataType] = {"id": pl.Int64(), "name": pl.String()}
    kinds = {FactType.NUMBER: pl.Float64(), FactType.MONEY: pl.Float64(), FactType.BOOLEAN: pl.Boolean()}
    kinds[FactType.DATE] = pl.Date()
    for fact in day.catalogue.facts.values():
        kind = kinds.get(fact.type, pl.String())
        schema |= dict.fromkeys(columns_of(fact), kind)
    return pl.DataFrame(rows, schema=schema)


def random_relations(seed: int, rows: Rows) -> Rows:
    """Relations of about half the firms: partners, parents, investors, persons, chains of two."""
    draws = Random(seed)
    found: Rows = []
    for row in rows:
        for place in range(draws.choice((0, 0, 1, 1, 2, 3))):
            parent = f"r{place - 1}" if place and draws.random() < 0.4 else None
            figures = {fact: draws.choice((None, *_SIZES[:9])) for fact in _FIGURES[:1]}
            figures |= {fact: draws.choice((None, *_SIZES[9:])) for fact in _FIGURES[1:]}
            found.append(
                {
                    "firm": str(row["id"]),
                    "relation": f"r{place}",
                    "parent": parent,
                    "name": draws.choice((f"other {place}", f"group {place}", str(row["name"]))),
                    "share_pct": draws.choice((10.0, 24.99, 25.0, 33.3, 50.0, 50.01, 100.0)),
                    "holder": draws.choice(("firm", "other")),
                    "investor": draws.choice((None, None, None, *sorted(INVESTORS))),
                    "linked": draws.choice((None, None, True, False)),
                    "consolidated": draws.choice((None, None, True)),
                    **figures,
                }
            )
    return found


def as_firm_file(relations: Sequence[dict[str, object]]) -> Rows:
    """Flat relations of one firm as the tree that a firm file has."""
    entries = {
        str(relation["relation"]): {
            key: value
            for key, value in relation.items()
            if value is not None and key not in ("firm", "relation", "parent")
        }
        for relation in relations
    }
    top: Rows = []
    for relation in relations:
        entry, parent = entries[str(relation["relation"])], relation["parent"]
        if parent is None:
            top.append(entry)
        else:
            entries[str(parent)].setdefault("relations", []).append(entry)  # type: ignore[union-attr]
    return top


def _limits(day: DayCatalogue) -> dict[str, list[float]]:
    """The numbers that criteria and amounts of the day compare each fact with."""
    found: dict[str, list[float]] = defaultdict(list)
    for layer in plan_scan(day, amounts=True).layers:
        for column in layer:
            for fact, number in re.findall(r"(\w+)_(?:min|max) [<>]=? ([0-9.]+)", column.sql):
                found[fact].append(float(number))
    for fact in _FIGURES:
        found[fact] += _SIZES[:10] if fact == "fte" else _SIZES[10:]
    return found


def _drawn(
    fact: FactDefinition, draws: Random, limits: Sequence[float], on: date, *, missing: float
) -> dict[str, object]:
    columns = columns_of(fact)
    if draws.random() < missing:
        return dict.fromkeys(columns)
    if fact.type is FactType.BOOLEAN:
        return {fact.id: draws.random() < 0.5}
    if fact.type in (FactType.CODE, FactType.TEXT):
        return {fact.id: draws.choice(_CODES if fact.type is FactType.CODE else _PLACES)}
    if fact.type is FactType.CHOICE:
        option = draws.choice(fact.options).id
        return dict.fromkeys(columns, option)
    if fact.type is FactType.DATE:
        days = [on - timedelta(days=draws.choice((-40, 0, 1, 364, 365, 366, 730, 1095, 1096, 4000))) for _ in range(2)]
        return _band(columns, sorted(days), draws)
    ends = [_number(fact, draws, limits) for _ in range(2)]
    return _band(columns, sorted(ends), draws)


def _number(fact: FactDefinition, draws: Random, limits: Sequence[float]) -> float:
    step = draws.choice((-1, -0.01, 0, 0, 0.01, 1))
    number = round((draws.choice(limits) if limits else draws.choice((0, 1, 1234.56, 7500, 99999.99))) + step, 2)
    least = float(fact.minimum) if fact.minimum is not None else -1e9
    return max(least, min(number, float(fact.maximum) if fact.maximum is not None else 1e9))


def _band(columns: Sequence[str], ends: Sequence[object], draws: Random) -> dict[str, object]:
    low, high = draws.choice(
        ((ends[0], ends[0]), (ends[0], ends[0]), (ends[0], ends[1]), (ends[0], None), (None, ends[1]))
    )
    return {columns[0]: low, columns[1]: high}
