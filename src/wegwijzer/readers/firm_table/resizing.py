"""The EU size of the firms that have relations, one by one, put into a batch that took every firm to stand alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.firm.relations import Figures, Relation
from wegwijzer.core.firm.size import size_and_open_facts
from wegwijzer.core.scanning.columns import HIGH, LOW
from wegwijzer.core.scanning.waiting import DERIVED_BITS, DERIVED_OPEN, RELATIONS, SIZE_BITS, SIZE_OPEN
from wegwijzer.readers.firm_table.deriving import FIGURES

_ALL_TOTALS = sum(bit for fact, (_, bit) in DERIVED_BITS.items() if fact != "age_years")


def resized(
    frame: pl.DataFrame,
    typed: pl.DataFrame,
    relations: Mapping[int, tuple[Relation, ...]],
    day: DayCatalogue,
    *,
    keys: pl.Series,
    names: pl.Series | None,
    numbers: bool,
) -> pl.DataFrame:
    """The derived batch with sizes and totals of the firms at the places of `relations` worked out with them.

    `typed` is the batch before deriving: what is stated there stays. `names` and, where `numbers`, `keys` are the
    firms' own, to recognise them in a chain that comes back.
    """
    if not relations:
        return frame
    places = list(relations)
    own = frame[places].select(f"{fact}{end}" for fact in FIGURES for end in (LOW, HIGH)).rows()
    columns: dict[str, list[Any]] = {name: [] for name in _columns()}
    for place, row in zip(places, own, strict=True):
        bands = [_band(row[2 * position], row[2 * position + 1]) for position in range(len(FIGURES))]
        size, open_facts = size_and_open_facts(
            Figures(*bands),
            relations[place],
            ceilings=day.derivation.ceilings,
            name=(names[place] or "") if names is not None else "",
            enterprise_number=str(keys[place]) if numbers else "",
        )
        totals = (size.fte, size.turnover_eur, size.balance_sheet_total_eur)
        open_bits = 0
        for fact, total in zip(FIGURES, totals, strict=True):
            columns[f"eu_{fact}{LOW}"].append(None if total is None or total.low is None else float(total.low))
            columns[f"eu_{fact}{HIGH}"].append(None if total is None or total.high is None else float(total.high))
            open_bits |= 0 if total is not None and total.is_exact else SIZE_BITS[fact]
        columns[f"size_class{LOW}"].append(size.lowest)
        columns[f"size_class{HIGH}"].append(size.highest)
        asked = [fact for fact, band in zip(FIGURES, bands, strict=True) if fact in open_facts and not _is_exact(band)]
        is_open = size.lowest != size.highest
        columns[SIZE_OPEN].append(sum(SIZE_BITS[fact] for fact in (asked or [RELATIONS])) if is_open else 0)
        columns[DERIVED_OPEN].append(open_bits)
    return _put(frame, typed, places, columns)


def _columns() -> tuple[str, ...]:
    bands = tuple(f"{fact}{end}" for fact in (*(f"eu_{it}" for it in FIGURES), "size_class") for end in (LOW, HIGH))
    return (*bands, SIZE_OPEN, DERIVED_OPEN)


def _put(frame: pl.DataFrame, typed: pl.DataFrame, places: list[int], columns: dict[str, list[Any]]) -> pl.DataFrame:
    before = frame[places][DERIVED_OPEN] & ~pl.Series([_ALL_TOTALS], dtype=pl.Int8)
    columns[DERIVED_OPEN] = [old | new for old, new in zip(before.to_list(), columns[DERIVED_OPEN], strict=True)]
    replaced = []
    for name, values in columns.items():
        series = frame[name].clone().scatter(places, pl.Series(values, dtype=frame[name].dtype))
        stated = _stated(name, typed)
        if stated is not None:
            series = frame.select(pl.when(stated).then(pl.col(name)).otherwise(pl.lit(series)).alias(name)).to_series()
        replaced.append(series.alias(name))
    return frame.with_columns(replaced)


def _stated(name: str, typed: pl.DataFrame) -> pl.Series | None:
    """The rows of which the file itself states the fact of this column."""
    fact = "size_class" if name == SIZE_OPEN else name.removesuffix(LOW).removesuffix(HIGH)
    if name == DERIVED_OPEN or f"{fact}{LOW}" not in typed.columns:
        return None
    return typed[f"{fact}{LOW}"].is_not_null() | typed[f"{fact}{HIGH}"].is_not_null()


def _band(low: float | None, high: float | None) -> Band | None:
    if low is None and high is None:
        return None
    return Band(*(None if end is None else Decimal(str(end)) for end in (low, high)))


def _is_exact(band: Band | None) -> bool:
    return band is not None and band.is_exact
