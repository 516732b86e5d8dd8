"""A population as a file: its columns checked before a row is read, its rows in batches of bounded size.

CSV or Parquet, recognised by content. A row a firm, a column a fact (`core.scanning.columns`). A column that is no fact
is a fault, for a misspelt fact would else be missing for every firm; columns to copy or to ignore are named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.scanning.columns import DESCRIBING, KEYS, ROW, fact_columns
from wegwijzer.readers.firm_table.column_types import type_problem
from wegwijzer.readers.firm_table.csv_batches import csv_batches
from wegwijzer.readers.firm_table.csv_text import CsvText, csv_text

if TYPE_CHECKING:
    import polars as pl

BATCH_ROWS = 131_072
"""Rows of a batch: what is held in memory at a time."""

_SHOWN_FAULTS = 20
_PARQUET = b"PAR1"
_OTHER_KINDS = {b"PK\x03\x04": "an Excel file or archive", b"%PDF": "a PDF", b"\x1f\x8b": "a gzip archive"}


@dataclass(frozen=True, slots=True)
class PopulationFile:
    """A population whose columns are known to be right.

    `key` is the column that names the firms, None where the rows have only their number. `facts` are the facts with a
    column; `kept` the columns to copy; `ignored` those that are let be. `csv` is None for Parquet.
    """

    path: Path
    name: str
    schema: Mapping[str, pl.DataType]
    key: str | None
    facts: tuple[str, ...]
    fact_columns: tuple[str, ...]
    kept: tuple[str, ...]
    ignored: tuple[str, ...]
    rows: int | None
    csv: CsvText | None

    @property
    def key_name(self) -> str:
        """The name of the key in the output."""
        return self.key or ROW

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read."""
        key = (self.key,) if self.key else ()
        name = ("name",) if "name" in self.schema and "name" not in self.kept else ()
        return tuple(dict.fromkeys((*key, *name, *self.fact_columns, *self.kept)))

    def lazy(self) -> pl.LazyFrame:
        """The columns that are read, as a query."""
        import polars as pl

        if self.csv is None:
            return pl.scan_parquet(self.path).select(self.columns)
        return self.csv.lazy().select(self.columns)

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[pl.DataFrame]:
        """The columns that are read, in the order of the file, at most `rows` rows at a time.

        Raises InputError where the file breaks off or cannot be read.
        """
        import polars as pl

        query = self.lazy()
        try:
            if self.csv is not None:
                found = csv_batches(
                    self.csv.path, self.name, header=self.csv.header, delimiter=self.csv.delimiter, rows=rows
                )
                yield from (batch.select(self.columns) for batch in found)
                return
            # Slices of a Parquet file, for batches of a query are read far ahead: of four million firms a gigabyte.
            for start in range(0, self.rows or 0, rows):
                yield query.slice(start, rows).collect(engine="in-memory")
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise InputError([unreadable(self.name, error, is_csv=self.csv is not None)]) from error


def open_population(
    path: Path,
    facts: FactDictionary,
    *,
    keep: Sequence[str] = (),
    ignore: Collection[str] = (),
    ignore_others: bool = False,
    name: str | None = None,
) -> PopulationFile:
    """Look at a population's columns. `keep` are copied to an output, `ignore` are let be; `ignore_others` lets be
    every column that is no fact. Raises InputError with all faults of the columns."""
    shown = name or str(path)
    polars = _polars(shown)
    head = _head(path, shown)
    text = None if head.startswith(_PARQUET) else csv_text(path, shown)
    try:
        if text is None:
            schema = dict(polars.read_parquet_schema(path))
            rows: int | None = polars.scan_parquet(path).select(polars.len()).collect().item()
        else:
            schema, rows = dict.fromkeys(text.header, polars.String()), None
    except (polars.exceptions.PolarsError, polars.exceptions.PanicException, OSError) as error:
        raise InputError([unreadable(shown, error, is_csv=text is not None)]) from error
    return _checked(path, shown, schema, rows, text, facts, keep, ignore, ignore_others)


def unreadable(name: str, error: Exception, *, is_csv: bool) -> Fault:
    """What to say of a file that the library cannot read."""
    reason = " ".join(str(error).split())[:200]
    if is_csv:
        return Fault(name, f"cannot be read as CSV ({reason}).", "a line a firm, with as many cells as the header.")
    return Fault(name, f"cannot be read as Parquet ({reason}).", "a whole Parquet file.")


def _checked(
    path: Path,
    shown: str,
    schema: Mapping[str, pl.DataType],
    rows: int | None,
    text: CsvText | None,
    facts: FactDictionary,
    keep: Sequence[str],
    ignore: Collection[str],
    ignore_others: bool,
) -> PopulationFile:
    known = fact_columns(facts)
    faults = [
        Fault(f"{shown}, {column}", "the column is there twice.", "each name once.")
        for column, times in Counter(text.header if text else ()).items()
        if times > 1
    ]
    faults += [
        Fault(shown, f'there is no column "{column}" to {why}.', _near(column, schema) or f"one of its {len(schema)}.")
        for why, columns in (("keep", keep), ("ignore", ignore))
        for column in columns
        if column not in schema
    ]
    key = next((column for column in KEYS if column in schema), None)
    fact_places = [column for column in schema if column in known and column not in ignore]
    others = [
        column
        for column in schema
        if column not in known and column not in (*KEYS, *DESCRIBING, *keep) and column not in ignore
    ]
    if not ignore_others:
        faults += [_unknown(shown, column, known) for column in others[:_SHOWN_FAULTS]]
        if len(others) > _SHOWN_FAULTS:
            more = len(others) - _SHOWN_FAULTS
            faults.append(Fault(shown, f"{more:,} more columns are no facts.", "--ignore-others to let them all be."))
    for column in fact_places:
        problem = type_problem(facts[known[column]], schema[column])
        if problem is not None:
            faults.append(Fault(f"{shown}, {column}", *problem))
    if key is not None and schema[key].is_float():
        faults.append(Fault(f"{shown}, {key}", "holds floating numbers, which are no keys.", "text or whole numbers."))
    if not fact_places and not faults:
        faults.append(Fault(shown, "has no column of a fact.", "columns such as legal_form, region, fte_min, fte_max."))
    if rows == 0:
        faults.append(Fault(shown, "has columns and no rows.", "a row a firm."))
    if faults:
        raise InputError(faults)
    used = frozenset(known[column] for column in fact_places)
    return PopulationFile(
        path=path,
        name=shown,
        schema=schema,
        key=key,
        facts=tuple(fact for fact in facts if fact in used),
        fact_columns=tuple(fact_places),
        kept=tuple(dict.fromkeys(column for column in keep if column != key)),
        ignored=tuple(others) if ignore_others else tuple(ignore),
        rows=rows,
        csv=text,
    )


def _unknown(shown: str, column: str, known: Mapping[str, str]) -> Fault:
    near = _near(column, known)
    hint = f' Did you mean "{near}"?' if near else ""
    expected = "a fact of facts.yaml; --keep or --ignore for a column that is none."
    return Fault(f"{shown}, {column[:80]}", f"is no fact.{hint}", expected)


def _near(column: str, known: Collection[str]) -> str | None:
    found = get_close_matches(column[:80], list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def _head(path: Path, shown: str) -> bytes:
    if path.is_dir():
        raise InputError([Fault(shown, "is a folder.", "a file: Parquet or CSV.")])
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        problem = "there is no such file." if isinstance(error, FileNotFoundError) else "cannot be read."
        raise InputError([Fault(shown, problem, "the path of a population: Parquet or CSV.")]) from error
    if not head.strip():
        raise InputError([Fault(shown, "is empty.", "a population as Parquet or CSV.")])
    other = next((kind for start, kind in _OTHER_KINDS.items() if head.startswith(start)), None)
    if other is not None:
        raise InputError([Fault(shown, f"is {other}.", "a population as Parquet or CSV.")])
    return head


def _polars(shown: str) -> Any:
    """The library itself, or the fault that it is not there."""
    try:
        import polars
    except ImportError as error:
        problem = "populations are read with a library that is not installed."
        raise InputError([Fault(shown, problem, "pip install 'wegwijzer[survey]'.")]) from error
    return polars
