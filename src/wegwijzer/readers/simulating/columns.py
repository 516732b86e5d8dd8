"""Rows of a prepared population as arrays: criteria as readings, amounts, groups, and columns for `--where`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.segments import UNDECIDED, Segment
from wegwijzer.core.scanning.columns import HIGH, LOW
from wegwijzer.core.scanning.compiling import Layers
from wegwijzer.core.simulating.effects import Money, Reading
from wegwijzer.core.simulating.planning import CriterionColumns, MoneyColumns
from wegwijzer.core.simulating.tallying import Codes, Grouping
from wegwijzer.core.survey.design import Flags, Labels, Numbers
from wegwijzer.core.survey.selecting import Condition

UNKNOWN = "unknown"
"""The group of firms of which it is not known."""

LAYER_COLUMNS = ("layer", "segment")
"""The columns that may tell a firm's layer of the pyramid."""

_TECHNOLOGY = {"high": "high", "medium_high": "high", "medium_low": "low", "low": "low", "outside": "outside"}
_SIZES = ("micro", "small", "medium", "large")
_LAYERS = tuple(segment.id for segment in Segment)
_GROUP_COLUMNS = (f"size_class{LOW}", f"size_class{HIGH}", "sector", "province", "technology_class")


def read_planned(
    frame: pl.DataFrame, layers: Layers, tests: Sequence[str], money: Sequence[MoneyColumns] = ()
) -> pl.DataFrame:
    """The columns of a plan's layers that a `PlannedBatch` reads: two ends of each of the `tests`, and amounts."""
    query = frame.lazy()
    for layer in layers:
        query = query.with_columns(pl.sql_expr(column.sql).alias(column.name) for column in layer)
    wanted = [end for name in tests for end in _told(name)]
    wanted += [pl.col(low).fill_null(0.0) for low in dict.fromkeys(item.low for item in money)]
    wanted += [pl.col(high).fill_null(float("inf")) for high in dict.fromkeys(item.high for item in money)]
    return query.select(wanted).collect(engine="in-memory") if wanted else pl.DataFrame()


class PlannedBatch:
    """Rows as `read_planned` gives them, and how many: a plan without columns gives a table that has none."""

    def __init__(self, read: pl.DataFrame, rows: int) -> None:
        self.rows = rows
        self._read = read
        self._known: dict[str, Reading] = {}

    def reading(self, item: CriterionColumns, *, softly: bool) -> Reading:
        """A criterion; `softly`: met where only plans, declarations and judgements leave it open."""
        found = self._column(item.column)
        if not softly or not item.is_soft:
            return found
        waits = np.zeros(self.rows, np.bool_)
        for path in item.hard_paths:
            waits |= np.logical_and.reduce([self.is_open(name) for name in path])
        return Reading(~found.refused & (found.met | ~waits), found.refused)

    def is_open(self, name: str) -> Flags:
        """Where a column is neither true nor false."""
        found = self._column(name)
        return ~found.met & ~found.refused

    def money(self, before: MoneyColumns | None, after: MoneyColumns | None, other: PlannedBatch) -> Money | None:
        """The amounts before (of this batch) and after (of the other one)."""
        if before is None and after is None:
            return None
        ends = [
            (np.zeros(self.rows), np.zeros(self.rows)) if columns is None else side.ends(columns)
            for side, columns in ((self, before), (other, after))
        ]
        settled = np.ones(self.rows, np.bool_)
        for side, columns in ((self, before), (other, after)):
            for name in columns.tests if columns is not None else ():
                settled &= ~side.is_open(name)
        return Money(*ends[0], *ends[1], settled)

    def ends(self, columns: MoneyColumns) -> tuple[Numbers, Numbers]:
        """An amount's band: nothing where its lower end is open, infinite where its upper one is."""
        return self._read[columns.low].to_numpy(), self._read[columns.high].to_numpy()

    def _column(self, name: str) -> Reading:
        known = self._known.get(name)
        if known is None:
            met, refused = (self._read[end].to_numpy() for end in _ends(name))
            known = self._known[name] = Reading(met, refused)
        return known


def _ends(name: str) -> tuple[str, str]:
    return f"{name} is met", f"{name} is refused"


def _told(name: str) -> tuple[pl.Expr, pl.Expr]:
    met, refused = _ends(name)
    column = pl.col(name).cast(pl.Boolean)
    return column.fill_null(False).alias(met), (~column).fill_null(False).alias(refused)


class Groups:
    """The groups of firms by size, sector, province, technology and layer, as far as a population tells them."""

    def __init__(self, frame: pl.DataFrame, kept: pl.DataFrame) -> None:
        """From any batch, for the columns that there are."""
        self._layer = next((name for name in LAYER_COLUMNS if name in kept.columns), None)
        self._columns = [name for name in ("sector", "province") if name in frame.columns]
        self._has_size = f"size_class{LOW}" in frame.columns
        self._has_technology = "technology_class" in frame.columns
        labels = {name: _options(frame[name]) for name in self._columns}
        groupings = [Grouping("size", (*_SIZES, UNKNOWN))] if self._has_size else []
        groupings += [Grouping(name, (*options, UNKNOWN)) for name, options in labels.items()]
        if self._has_technology:
            groupings.append(Grouping("technology", ("high", "low", "outside", UNKNOWN)))
        if self._layer is not None:
            groupings.append(Grouping("layer", (*_LAYERS, UNDECIDED, UNKNOWN)))
        self.groupings = tuple(groupings)
        self._labels = {one.name: one.labels for one in groupings}

    @staticmethod
    def columns(frame: pl.DataFrame, kept: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """What `of` reads of a batch, and no more."""
        layers = [name for name in LAYER_COLUMNS if name in kept.columns][:1]
        return frame.select(name for name in _GROUP_COLUMNS if name in frame.columns), kept.select(layers)

    def of(self, frame: pl.DataFrame, kept: pl.DataFrame) -> dict[str, Codes]:
        """The place of each firm's group among the labels, by grouping."""
        found: dict[str, Codes] = {}
        if self._has_size:
            low, high = (frame[f"size_class{end}"].fill_null(-1).to_numpy().astype(np.int64) for end in (LOW, HIGH))
            found["size"] = np.where((low == high) & (low >= 0), low, len(_SIZES))
        for name in self._columns:
            found[name] = self._places(name, frame[name])
        if self._has_technology:
            found["technology"] = self._places("technology", frame["technology_class"], _TECHNOLOGY)
        if self._layer is not None:
            found["layer"] = self._places("layer", kept[self._layer])
        return found

    def _places(self, name: str, column: pl.Series, names: Mapping[str, str] | None = None) -> Codes:
        labels = self._labels[name]
        last = len(labels) - 1
        words = column
        if not isinstance(words.dtype, pl.Enum):
            text = column.cast(pl.String)
            words = text.cast(pl.Enum(text.unique().drop_nulls().sort()))
        table = [(names or {}).get(word, word) for word in _options(words)]
        places = pl.Series([labels.index(word) if word in labels else last for word in table], dtype=pl.Int64)
        found = places.gather(words.to_physical())  # null where it is not known
        return np.asarray((found.fill_null(last) if found.null_count() else found).to_numpy())


def _options(column: pl.Series) -> tuple[str, ...]:
    return tuple(column.dtype.categories.to_list()) if isinstance(column.dtype, pl.Enum) else ()


class ConditionColumns:
    """The columns that a condition reads: those of the file beside its facts, and every fact that is known.

    A number known as a band only is missing. `technology` is high, low or outside, as in the groups.
    """

    def __init__(self, frame: pl.DataFrame, kept: pl.DataFrame, name: str) -> None:
        self._frame, self._kept, self._name = frame, kept, name

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._frame.height

    def numbers(self, column: str, /) -> Numbers:
        """A column as numbers; yes is 1 and no is 0."""
        low, high = f"{column}{LOW}", f"{column}{HIGH}"
        if low in self._frame.columns and column != "size_class":
            ends = [self._frame[name].cast(pl.Float64) for name in (low, high)]
            exact = pl.select(pl.when(pl.lit(ends[0]) == pl.lit(ends[1])).then(pl.lit(ends[0]))).to_series()
            return exact.fill_null(float("nan")).to_numpy()
        found = self._column(column)
        if found.dtype == pl.Boolean:
            found = found.cast(pl.Int8)
        if not found.dtype.is_numeric():
            found = found.cast(pl.String)
        number = found.cast(pl.Float64, strict=False)
        if number.null_count() > found.null_count():
            raise InputError([Fault(self._name, f"{column} holds words, not numbers.", 'a word, as "food".')])
        return number.fill_null(float("nan")).to_numpy()

    def texts(self, column: str, /) -> Labels:
        """A column as text."""
        if column == "size_class":
            low, high = (self._frame[f"size_class{end}"] for end in (LOW, HIGH))
            exact = low.zip_with(low == high, pl.Series([None], dtype=low.dtype).new_from_index(0, len(low)))
            return _words([*_SIZES, None], exact.fill_null(len(_SIZES)).to_numpy())
        if column == "technology":
            words = self._column("technology_class").cast(pl.String).to_list()
            return np.array([None if word is None else _TECHNOLOGY[word] for word in words], object)
        found = self._column(column)
        if isinstance(found.dtype, pl.Enum):
            names = [*_options(found), None]
            return _words(names, found.to_physical().fill_null(len(names) - 1).to_numpy())
        return np.array(found.cast(pl.String).to_list(), object)

    def _column(self, name: str) -> pl.Series:
        return self._kept[name] if name in self._kept.columns else self._frame[name]


def _words(names: Sequence[str | None], places: npt.NDArray[Any]) -> Labels:
    return np.array(names, object)[places.astype(np.int64)]


def facts_of_condition(condition: Condition | None) -> tuple[str, ...]:
    """The facts that a condition may read."""
    if condition is None:
        return ()
    return tuple("technology_class" if name == "technology" else name for name in condition.columns)
