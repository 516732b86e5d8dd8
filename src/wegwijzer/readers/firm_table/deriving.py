"""Everything that follows from a population's facts, in bulk: `core.firm.deriving`, a column at a time.

A stated value is never overwritten. Code lists and ceilings are those of the day; the columns of
`core.scanning.waiting.OPEN_COLUMNS` say which base facts keep a size or a total open.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from wegwijzer.core.firm.deriving import DerivationRules
from wegwijzer.core.firm.facts import FactDictionary, FactType
from wegwijzer.core.firm.technology import sector_of, technology_class
from wegwijzer.core.scanning.columns import HIGH, LOW
from wegwijzer.core.scanning.sizes import CODES, SHIFTS, packed_size
from wegwijzer.core.scanning.waiting import DERIVED_BITS, DERIVED_OPEN, SIZE_BITS, SIZE_OPEN

Figures = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int16]
Bits = npt.NDArray[np.int8]

FIGURES = ("fte", "turnover_eur", "balance_sheet_total_eur")
"""The figures of the EU size, in the order of their bits."""

_SOURCES: Mapping[str, frozenset[str]] = {
    "legal_kind": frozenset({"legal_form"}),
    "legal_personality": frozenset({"legal_form"}),
    "for_profit": frozenset({"legal_kind"}),
    "organisation_kind": frozenset({"legal_kind"}),
    "establishment_in_flanders": frozenset({"region"}),
    "age_years": frozenset({"founded"}),
    "technology_class": frozenset({"nace"}),
    "sector": frozenset({"nace"}),
    "knowledge_question": frozenset({"planned_action"}),
    "province": frozenset({"postal_code"}),
    "region": frozenset({"postal_code"}),
}
"""What a derived fact needs at least; the size and its totals follow for every population."""

_NOT_YET = -1
_ALWAYS = ("size_class", "eu_fte", "eu_turnover_eur", "eu_balance_sheet_total_eur")


def facts_to_know(stated: Sequence[str], facts: FactDictionary, *, with_relations: bool = False) -> frozenset[str]:
    """The facts that a population has or that follow from those it has."""
    known = set(stated)
    if known & set(FIGURES) or with_relations or "size_class" in known:
        known |= {fact for fact in _ALWAYS if fact in facts}
    grows = True
    while grows:
        more = {fact for fact, needs in _SOURCES.items() if fact in facts and needs <= known} - known
        grows, known = bool(more), known | more
    return frozenset(known)


class Deriver:
    """Adds the derived columns to typed batches, by the rules of one day.

    `exact` are the facts of which both ends are one column; what follows from them is worked out once.
    """

    def __init__(self, rules: DerivationRules, facts: FactDictionary, *, exact: Collection[str] = ()) -> None:
        self._rules, self._facts, self._exact = rules, facts, exact
        self._codes: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        self._lowest, self._highest, self._open = (np.full(CODES, _NOT_YET, np.int8) for _ in range(3))
        self._ages = _ages(rules.day)

    def derive(self, typed: pl.DataFrame) -> pl.DataFrame:
        """The batch with every column of every fact of the dictionary that is stated or follows."""
        frame = self._legal(typed)
        frame = self._activity(frame)
        simple = [*self._establishment(frame), *self._knowledge(frame), *self._age(frame)]
        return self._sizes(frame.with_columns(simple))

    def _legal(self, frame: pl.DataFrame) -> pl.DataFrame:
        if "legal_form" in frame.columns:
            options = _options(self._facts, "legal_form")
            forms = [self._rules.legal_forms.get(option) for option in options]
            kinds = [form.kind if form else None for form in forms]
            persons = [form.legal_personality if form else None for form in forms]
            frame = _settle(frame, "legal_kind", _looked_up(frame["legal_form"], kinds, self._kind("legal_kind")))
            frame = _settle(frame, "legal_personality", _looked_up(frame["legal_form"], persons, pl.Boolean()))
        if "legal_kind" not in frame.columns:
            return frame
        names = _options(self._facts, "legal_kind")
        trades = [kind in ("company", "natural_person") for kind in names]
        profit = [
            True if trade else False if kind == "non_profit" else None
            for kind, trade in zip(names, trades, strict=True)
        ]
        firms = ["firm" if trade else None for trade in trades]
        frame = _settle(frame, "for_profit", _looked_up(frame["legal_kind"], profit, pl.Boolean()))
        kind = self._kind("organisation_kind")
        return _settle(frame, "organisation_kind", _looked_up(frame["legal_kind"], firms, kind))

    def _activity(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Technology class and sector: each code and version that occurs is looked at once."""
        if "nace" not in frame.columns or "nace_version" not in frame.columns:
            return frame
        codes, versions = frame["nace"], frame["nace_version"]
        if codes.dtype == pl.String or versions.dtype == pl.String:  # a column without a value
            return frame
        different = codes.dtype.categories.to_list()  # type: ignore[attr-defined]  # an Enum
        years = _options(self._facts, "nace_version")
        used = set(versions.unique())
        pairs = [
            self._activity_of(code, year) if year in used else (None, None) for code in different for year in years
        ]
        places = codes.to_physical().cast(pl.Int64) * len(years) + versions.to_physical().cast(pl.Int64)
        for fact, values in (
            ("technology_class", [technology for technology, _ in pairs]),
            ("sector", [sector for _, sector in pairs]),
        ):
            if fact in self._facts:
                found = pl.Series(values, dtype=self._kind(fact), strict=False).gather(places)
                frame = _settle(frame, fact, found)
        return frame

    def _activity_of(self, code: str, version: str) -> tuple[str | None, str | None]:
        if (code, version) not in self._codes:
            technology = technology_class(code, version, self._rules.technology_table)
            sector = sector_of(code, version, self._rules.sectors) if self._rules.sectors else None
            self._codes[code, version] = technology, sector
        return self._codes[code, version]

    def _establishment(self, frame: pl.DataFrame) -> list[pl.Expr]:
        if "region" not in frame.columns:
            return []
        there = pl.when(pl.col("region") == "vlaanderen").then(True)
        return [_stated_first(frame, "establishment_in_flanders", there)]

    def _knowledge(self, frame: pl.DataFrame) -> list[pl.Expr]:
        if "planned_action" not in frame.columns or "knowledge_question" not in self._facts:
            return []
        asks = pl.when(pl.col("planned_action") == "knowledge_question").then(True)
        return [_stated_first(frame, "knowledge_question", asks)]

    def _age(self, frame: pl.DataFrame) -> list[pl.Expr]:
        low, high = f"age_years{LOW}", f"age_years{HIGH}"
        if f"founded{LOW}" not in frame.columns:
            return [pl.lit(0, pl.Int8).alias(DERIVED_OPEN)]
        oldest = youngest = pl.lit(self._full_years(frame[f"founded{LOW}"]))
        if "founded" not in self._exact:
            youngest = pl.lit(self._full_years(frame[f"founded{HIGH}"]))
        not_founded = pl.col(f"founded{LOW}").is_null() & pl.col(f"founded{HIGH}").is_null()
        if low not in frame.columns:
            waits = not_founded
            ages = [youngest.alias(low), oldest.alias(high)]
        else:
            is_stated = pl.col(low).is_not_null() | pl.col(high).is_not_null()
            waits = not_founded & ~is_stated
            ages = [
                pl.when(is_stated).then(pl.col(name)).otherwise(years).alias(name)
                for name, years in ((low, youngest), (high, oldest))
            ]
        return [*ages, (waits.cast(pl.Int8) * DERIVED_BITS["age_years"][1]).alias(DERIVED_OPEN)]

    def _full_years(self, founded: pl.Series) -> pl.Series:
        """Full years from a day number to the day; nil from a day that lies after it."""
        return self._ages.gather(founded.clip(upper_bound=len(self._ages) - 1))

    def _sizes(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The size of every firm as if it stood alone, or with a group of which nothing is known.

        In NumPy, where an end that nobody knows is NaN, beside which no comparison holds: a tenth of the time of the
        same comparisons as expressions of columns.
        """
        missing = [name for fact in FIGURES for name in (f"{fact}{LOW}", f"{fact}{HIGH}") if name not in frame.columns]
        frame = frame.with_columns(pl.lit(None, pl.Float64).alias(name) for name in missing)
        in_group = _yes(frame, "part_of_group")
        ceilings = self._rules.ceilings
        limits = (ceilings.staff, ceilings.turnover_eur, ceilings.balance_sheet_total_eur)
        code, exact = np.zeros(frame.height, np.int16), np.zeros(frame.height, np.int8)
        still_open, totals = frame[DERIVED_OPEN].to_numpy().copy(), list[pl.Series]()
        for fact, steps in zip(FIGURES, limits, strict=True):
            low, high = (frame[f"{fact}{end}"].to_numpy() for end in (LOW, HIGH))
            exact += (low == high).view(np.int8) * np.int8(SIZE_BITS[fact])
            if in_group is not None:
                high = np.where(in_group, np.nan, high)
            code |= _ranks(low, high, [float(limit) for limit in steps], is_staff=fact == "fte") << SHIFTS[fact]
            low = np.where(np.isnan(low), 0.0, low)
            still_open += (low != high).view(np.int8) * np.int8(SIZE_BITS[fact])
            low[(low == 0.0) & np.isnan(high)] = np.nan
            totals += [_total(frame, f"eu_{fact}{end}", values) for end, values in ((LOW, low), (HIGH, high))]
        frame = frame.with_columns(*totals, pl.Series(DERIVED_OPEN, still_open))
        return self._size_class(frame, code, exact)

    def _size_class(self, frame: pl.DataFrame, code: Ranks, exact: Bits) -> pl.DataFrame:
        self._look_up(code[self._lowest[code] == _NOT_YET])
        lowest, highest = self._lowest[code], self._highest[code]
        asked = self._open[code] & ~exact
        waits = np.where(asked == 0, np.int8(SIZE_BITS["relations"]), asked)
        found = {
            f"size_class{LOW}": lowest,
            f"size_class{HIGH}": highest,
            SIZE_OPEN: np.where(lowest == highest, np.int8(0), waits),
        }
        low, high = f"size_class{LOW}", f"size_class{HIGH}"
        if low not in frame.columns:
            return frame.with_columns(pl.Series(name, values) for name, values in found.items())
        is_stated = pl.col(low).is_not_null() | pl.col(high).is_not_null()
        return frame.with_columns(
            pl.when(is_stated)
            .then(pl.lit(0, pl.Int8) if name == SIZE_OPEN else pl.col(name))
            .otherwise(pl.Series(name, values))
            .alias(name)
            for name, values in found.items()
        )

    def _look_up(self, codes: Ranks) -> None:
        """Find the sizes of packed ranges that no batch had before."""
        for code in np.unique(codes).tolist():
            found = packed_size(code, self._rules.ceilings)
            self._lowest[code], self._highest[code], self._open[code] = found

    def _kind(self, fact: str) -> pl.DataType:
        return fact_type(self._facts, fact)


def fact_type(facts: FactDictionary, fact: str) -> pl.DataType:
    """The type of a fact's column in a prepared population."""
    definition = facts[fact]
    match definition.type:
        case FactType.BOOLEAN:
            return pl.Boolean()
        case FactType.CHOICE:
            return pl.Int8() if definition.ordered else pl.Enum([option.id for option in definition.options])
        case FactType.DATE:
            return pl.Int32()
        case FactType.NUMBER | FactType.MONEY:
            return pl.Float64()
    return pl.String()


def _options(facts: FactDictionary, fact: str) -> list[str]:
    return [option.id for option in facts[fact].options] if fact in facts else []


def _looked_up(keys: pl.Series, values: Sequence[Any], kind: pl.DataType) -> pl.Series:
    """For each option of a choice the value that stands at its place."""
    if keys.dtype == pl.String:  # a column without a value
        return pl.Series([None], dtype=kind).gather(pl.zeros(len(keys), dtype=pl.Int64, eager=True))
    return pl.Series(values, dtype=kind, strict=False).gather(keys.to_physical())


def _settle(frame: pl.DataFrame, fact: str, found: pl.Series) -> pl.DataFrame:
    """Take over a derived column unless the fact is stated."""
    if fact in frame.columns:
        found = frame.select(pl.coalesce(pl.col(fact), pl.lit(found)).alias(fact)).to_series()
    return frame.with_columns(found.alias(fact))


def _stated_first(frame: pl.DataFrame, fact: str, found: pl.Expr) -> pl.Expr:
    return (pl.coalesce(pl.col(fact), found) if fact in frame.columns else found).alias(fact)


def _ranks(low: Figures, high: Figures, limits: Sequence[float], *, is_staff: bool) -> Ranks:
    """How many ceilings each end passes, packed (`SHIFTS`): headcount stays below its ceilings, the amounts do not
    exceed theirs. An end that nobody knows passes none, or all of them."""
    found = np.zeros(len(low), np.int16)
    for limit in limits:
        found += low >= limit if is_staff else low > limit
        found += np.int16(4) * ~(high < limit if is_staff else high <= limit)
    return found


def _yes(frame: pl.DataFrame, fact: str) -> npt.NDArray[np.bool_] | None:
    """The rows of which a fact is known to hold; None where that is none."""
    holds = frame[fact].fill_null(False) if fact in frame.columns else None
    return holds.to_numpy() if holds is not None and holds.any() else None


def _total(frame: pl.DataFrame, name: str, values: Figures) -> pl.Series:
    """An end of a total of the enterprise, unless the total is stated."""
    found = pl.Series(name, values, nan_to_null=True)
    fact = name.removesuffix(LOW).removesuffix(HIGH)
    if f"{fact}{LOW}" not in frame.columns:
        return found
    is_stated = frame[f"{fact}{LOW}"].is_not_null() | frame[f"{fact}{HIGH}"].is_not_null()
    return frame[name].zip_with(is_stated, found)


def _ages(day: date) -> pl.Series:
    """Full years by day number, from 0 to the day after `day`: a year less after each year's day of the same date."""
    turns = [date(year, day.month, min(day.day, monthrange(year, day.month)[1])) for year in range(1, day.year + 1)]
    ends = [turn.toordinal() for turn in turns]
    days = np.diff([-1, *ends, ends[-1] + 1])
    years = np.maximum(day.year - 1 - np.arange(len(days)), 0)
    return pl.Series(np.repeat(years.astype(np.float64), days))
