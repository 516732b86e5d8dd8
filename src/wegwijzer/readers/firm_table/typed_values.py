"""The cells of a population as criteria read them: bands as numbers, choices as their options, yes or no as such.

Every fact of the file becomes the columns of `core.scanning.columns.columns_of`. What cannot be read is a fault with
its row, never a missing value; empty cells and NaN are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType
from wegwijzer.core.scanning.columns import HIGH, LOW
from wegwijzer.readers.fact_values import LARGEST_NUMBER, LONGEST_TEXT, ValueProblem, read_value
from wegwijzer.readers.firm_table.faults import FaultTally, shown

ORDINAL_OF_EPOCH = 719_163
"""The day number of 1 January 1970 (`date.toordinal`), from which Polars counts days."""

_YES = ("true", "1", "yes", "ja", "oui")
_NO = ("false", "0", "no", "nee", "non")
_RAW = "raw "
_YEAR = r"^\d{4}$"


@dataclass(frozen=True, slots=True)
class _Check:
    """A fault to look for: `quick` says for a whole batch whether there is any, `rows` which rows have it."""

    column: str
    kind: str
    quick: pl.Expr
    rows: pl.Expr
    value: pl.Expr
    problem: Callable[[object], str]
    expected: str


class ValueReader:
    """Reads the fact columns of the batches of one population."""

    def __init__(self, schema: Mapping[str, pl.DataType], facts: Sequence[FactDefinition], tally: FaultTally) -> None:
        self._tally = tally
        self._mapped: dict[str, _MappedColumn] = {}
        self._columns: list[pl.Expr] = []
        self._same: dict[str, str] = {}
        self._checks: list[_Check] = []
        for fact in facts:
            self._add(fact, schema)

    @property
    def exact(self) -> frozenset[str]:
        """The facts that are stated exactly or not at all: both ends are one column."""
        return frozenset(low.removesuffix(LOW) for low in self._same.values())

    def read(self, batch: pl.DataFrame, *, first_row: int, keys: pl.Series | None) -> pl.DataFrame:
        """The typed columns of a batch; faults go to the tally. `keys` name the rows in messages."""
        raw = batch.rename({name: f"{_RAW}{name}" for name in batch.columns})
        replaced = [
            column.read(raw[f"{_RAW}{name}"], self._tally, first_row=first_row, keys=keys).alias(f"{_RAW}{name}")
            for name, column in self._mapped.items()
        ]
        raw = raw.with_columns(replaced) if replaced else raw
        typed = raw.select(self._columns)
        typed = typed.with_columns(typed[low].alias(high) for high, low in self._same.items())
        if self._checks:
            both = pl.concat([raw, typed], how="horizontal")
            quick = both.select(check.quick.alias(str(place)) for place, check in enumerate(self._checks)).row(0)
            for check, found in zip(self._checks, quick, strict=True):
                if found:
                    self._note(check, both, first_row, keys)
        return typed

    def _note(self, check: _Check, both: pl.DataFrame, first_row: int, keys: pl.Series | None) -> None:
        rows = both.select(check.rows.fill_null(False).alias("bad"))["bad"].arg_true()
        if not len(rows):
            return
        place = int(rows[0])
        value = both[place].select(check.value).item()
        self._tally.note(
            check.column,
            check.kind,
            row=first_row + place,
            key=None if keys is None else keys[place],
            problem=check.problem(value),
            expected=check.expected,
            rows=len(rows),
        )

    def _add(self, fact: FactDefinition, schema: Mapping[str, pl.DataType]) -> None:
        places = [column for column in (fact.id, f"{fact.id}{LOW}", f"{fact.id}{HIGH}") if column in schema]
        if not fact.is_number_like:
            place = fact.id
            if place in schema:
                self._columns.append(self._single(fact, place, schema[place]).alias(fact.id))
            return
        ends: dict[str, tuple[pl.Expr, pl.Expr]] = {}
        for place in places:
            ends[place] = self._band_ends(fact, place, schema[place])
        null = pl.lit(None, self._band_type(fact))
        exact_low, exact_high = ends.get(fact.id, (None, None))
        low = ends[f"{fact.id}{LOW}"][0] if f"{fact.id}{LOW}" in ends else None
        high = ends[f"{fact.id}{HIGH}"][1] if f"{fact.id}{HIGH}" in ends else None
        if exact_low is not None and exact_high is not None and (low is not None or high is not None):
            self._exact_beside_band(fact.id, exact_low, exact_high, low, high)
        both_ends = [(f"{fact.id}{LOW}", exact_low, low), (f"{fact.id}{HIGH}", exact_high, high)]
        if exact_low is not None and exact_low is exact_high and low is None and high is None:
            self._same[f"{fact.id}{HIGH}"] = f"{fact.id}{LOW}"
            both_ends.pop()
        for name, exact, end in both_ends:
            chosen = [part for part in (exact, end) if part is not None]
            column = pl.coalesce(chosen) if len(chosen) > 1 else chosen[0] if chosen else null
            self._columns.append(column.cast(self._band_type(fact)).alias(name))
        self._band_checks(fact, exact_low is not None, low is not None, high is not None)

    def _band_type(self, fact: FactDefinition) -> pl.DataType:
        if fact.ordered:
            return pl.Int8()
        return pl.Int32() if fact.type is FactType.DATE else pl.Float64()

    def _single(self, fact: FactDefinition, place: str, kind: pl.DataType) -> pl.Expr:
        raw = pl.col(f"{_RAW}{place}")
        if fact.type is FactType.BOOLEAN:
            return self._boolean(raw, place, kind)
        if kind == pl.Null:
            return raw.cast(pl.String)
        self._mapped[place] = _MappedColumn(place, fact, kind)
        return raw

    def _boolean(self, raw: pl.Expr, place: str, kind: pl.DataType) -> pl.Expr:
        if kind == pl.Boolean or kind == pl.Null:
            return raw.cast(pl.Boolean)
        if kind.is_integer():
            found = pl.when(raw == 1).then(True).when(raw == 0).then(False)
            given = raw.is_not_null()
        else:
            word = raw.str.strip_chars().str.to_lowercase()
            found = pl.when(word.is_in(_YES)).then(True).when(word.is_in(_NO)).then(False)
            given = raw.is_not_null() & (word != "")
        expected = "true or false; empty where it is not known."
        self._unreadable(place, "boolean", raw, given & found.is_null(), "is neither yes nor no.", expected)
        return found

    def _band_ends(self, fact: FactDefinition, place: str, kind: pl.DataType) -> tuple[pl.Expr, pl.Expr]:
        raw = pl.col(f"{_RAW}{place}")
        if fact.type is FactType.DATE:
            return self._days(raw, place, kind)
        if fact.ordered:
            self._mapped[place] = _MappedColumn(place, fact, kind)
            rank = raw.to_physical().cast(pl.Int8) if kind != pl.Null else raw.cast(pl.Int8)
            return rank, rank
        if kind == pl.String:
            text = raw.str.strip_chars()
            found = text.cast(pl.Float64, strict=False)
            wrong = raw.is_not_null() & (text != "") & found.is_null()
            self._unreadable(place, "number", raw, wrong, "is no number.", "a number without thousands separators.")
        else:
            found = raw.cast(pl.Float64)
        if kind == pl.String or kind.is_float():
            found = found.fill_nan(None)
        return found, found

    def _days(self, raw: pl.Expr, place: str, kind: pl.DataType) -> tuple[pl.Expr, pl.Expr]:
        expected = "a day such as 2016-04-01, or a year."
        if kind == pl.Null:
            return raw.cast(pl.Int32), raw.cast(pl.Int32)
        if kind == pl.Date or kind == pl.Datetime:
            day = raw.cast(pl.Date).to_physical().cast(pl.Int32) + ORDINAL_OF_EPOCH
            self._unreadable(place, "day", raw, (day < 1) | (day > 3_652_059), "is no day.", expected)
            return day, day
        if kind.is_integer():
            year, wrong = raw.cast(pl.Int32, strict=False), ~raw.is_between(1000, 9999)
            exact = pl.lit(None, pl.Date)
        else:
            text = raw.str.strip_chars()
            exact = text.str.to_date("%Y-%m-%d", strict=False)
            year = pl.when(text.str.contains(_YEAR)).then(text).cast(pl.Int32, strict=False)
            wrong = raw.is_not_null() & (text != "") & exact.is_null() & (year.is_null() | ~year.is_between(1000, 9999))
        self._unreadable(place, "day", raw, wrong, "is no day.", expected)
        year = pl.when(year.is_between(1000, 9999)).then(year)
        first, last = pl.coalesce(exact, pl.date(year, 1, 1)), pl.coalesce(exact, pl.date(year, 12, 31))
        return first.to_physical() + ORDINAL_OF_EPOCH, last.to_physical() + ORDINAL_OF_EPOCH

    def _unreadable(self, place: str, kind: str, raw: pl.Expr, rows: pl.Expr, what: str, expected: str) -> None:
        self._checks.append(
            _Check(place, kind, rows.any(), rows, raw, lambda value: f'"{shown(value)}" {what}', expected)
        )

    def _exact_beside_band(
        self, fact: str, low: pl.Expr, high: pl.Expr, band_low: pl.Expr | None, band_high: pl.Expr | None
    ) -> None:
        outside = [high < band_low] if band_low is not None else []
        outside += [low > band_high] if band_high is not None else []
        rows = pl.any_horizontal(outside)
        names = f"{fact}{LOW} and {fact}{HIGH}"
        self._checks.append(
            _Check(
                fact,
                "beside",
                rows.any(),
                rows,
                pl.col(f"{_RAW}{fact}"),
                lambda value: f"{shown(value)} lies outside its own {names}.",
                f"either {fact}, or {names}.",
            )
        )

    def _band_checks(self, fact: FactDefinition, is_exact: bool, has_low: bool, has_high: bool) -> None:
        low, high = pl.col(f"{fact.id}{LOW}"), pl.col(f"{fact.id}{HIGH}")
        low_name = f"{fact.id}{LOW}" if has_low else fact.id
        high_name = f"{fact.id}{HIGH}" if has_high else fact.id
        if has_low and has_high:
            rows = low > high
            value = pl.concat_str([low.cast(pl.String), high.cast(pl.String)], separator=" and ")
            self._checks.append(
                _Check(
                    low_name,
                    "upside_down",
                    rows.any(),
                    rows,
                    value,
                    lambda ends: f"the band stands upside down: min and max are {ends}.",
                    f"{low_name} at most {high_name}.",
                )
            )
        if fact.type not in (FactType.NUMBER, FactType.MONEY):
            return
        ends = [(low_name, low)] if is_exact or has_low else []
        ends += [(high_name, high)] if has_high else []
        for name, end in ends:
            for kind, rows, quick, expected in _limits(fact, end):
                self._checks.append(
                    _Check(name, kind, quick, rows, end, lambda value: f"{value:g} is impossible.", expected)
                )


def _limits(fact: FactDefinition, end: pl.Expr) -> Iterator[tuple[str, pl.Expr, pl.Expr, str]]:
    """What a number may not be: below the fact's least value or above its greatest, or infinite."""
    most = fact.maximum if fact.maximum is not None else LARGEST_NUMBER
    least = fact.minimum if fact.minimum is not None else -LARGEST_NUMBER
    yield "too_large", end > float(most), end.max() > float(most), f"at most {most:f}."
    yield "too_small", end < float(least), end.min() < float(least), f"{least:f} or more."


class _MappedColumn:
    """A column of texts of which there are few different ones: each is read once, as one firm's would be.

    The values become an Enum: the options of a choice; for codes and texts those of the batch.
    """

    def __init__(self, column: str, fact: FactDefinition, kind: pl.DataType) -> None:
        self._column, self._fact, self._kind = column, fact, kind
        self._is_choice = fact.type is FactType.CHOICE
        self._options = pl.Enum([option.id for option in fact.options]) if self._is_choice else None
        self._known: dict[str, str | ValueProblem | None] = {}

    def read(self, raw: pl.Series, tally: FaultTally, *, first_row: int, keys: pl.Series | None) -> pl.Series:
        """The column's values; what cannot be read goes to the tally."""
        if raw.dtype == self._options:
            return raw
        if not isinstance(raw.dtype, pl.Enum):
            if self._options is not None and self._kind != pl.Null and not self._kind.is_numeric():
                found = raw.cast(self._options, strict=False)
                if found.null_count() == raw.null_count():
                    return found
            text = self._text(raw)
            raw = text.cast(pl.Enum(text.unique().drop_nulls().sort())).alias(raw.name)
        words = raw.dtype.categories.to_list()  # type: ignore[attr-defined]  # an Enum
        read = [self._value(word) for word in words]
        places = raw.to_physical()
        for place, outcome in enumerate(read):
            if isinstance(outcome, ValueProblem):
                self._note(outcome, (places == place).arg_true(), tally, first_row, keys)
        if self._options is None and read == words:
            return raw
        values = [value if isinstance(value, str) else None for value in read]
        options = self._options or pl.Enum(sorted({value for value in values if value is not None}))
        return pl.Series(values, dtype=options, strict=False).gather(places).alias(raw.name)

    def _note(
        self, problem: ValueProblem, rows: pl.Series, tally: FaultTally, first_row: int, keys: pl.Series | None
    ) -> None:
        if not len(rows):  # a file may name words that no row has
            return
        first = int(rows[0])
        tally.note(
            self._column,
            type(problem).__name__,
            row=first_row + first,
            key=None if keys is None else keys[first],
            problem=_plain(problem.problem),
            expected=problem.expected,
            rows=len(rows),
        )

    def _text(self, raw: pl.Series) -> pl.Series:
        """Numbers as text where the fact allows them: a whole number without decimals."""
        if raw.dtype.is_float():
            whole = raw.fill_nan(None)
            return pl.select(
                pl.when(whole == whole.floor())
                .then(whole.cast(pl.Int64, strict=False).cast(pl.String))
                .otherwise(whole.cast(pl.String))
            ).to_series()
        return raw.cast(pl.String)

    def _value(self, text: str) -> str | ValueProblem | None:
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> str | ValueProblem | None:
        if not text.strip():
            return None
        try:
            value = read_value(self._fact, text)
        except ValueProblem as problem:
            return problem
        if isinstance(value, str):
            return value
        return self._fact.options[int(value.low or 0)].id if not isinstance(value, bool) else None


def _plain(problem: str) -> str:
    return problem if len(problem) <= LONGEST_TEXT else f"{problem[:LONGEST_TEXT]}…"


def facts_with_columns(facts: FactDictionary, ids: Sequence[str]) -> list[FactDefinition]:
    """The definitions of some facts."""
    return [facts[fact] for fact in ids]
