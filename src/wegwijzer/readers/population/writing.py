"""Write a synthetic population as Parquet or CSV, piece by piece, labelled synthetic.

In memory there is one piece at a time, whatever the number of firms. Every row of both forms says `synthetic` 1 in its
first column, which a scan lets be; Parquet says it in its metadata too. Needs the extra `survey`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.population.calibrating import Calibration
from wegwijzer.core.population.columns import Column, Kind
from wegwijzer.core.population.firms import Population, Rows

if TYPE_CHECKING:
    import polars as pl

LABEL = "SYNTHETIC: no row is a firm"
"""What the file says of itself."""

PIECE = 131_072
"""Rows made at a time, and in a row group of Parquet."""

FORMS = (".parquet", ".csv")
_UNIX_EPOCH = 719_163  # date(1970, 1, 1).toordinal()
_ID = "SYN"
_ID_DIGITS = 9
_SMALL = {"synthetic", "kmo_portefeuille_use"}

Told = Callable[[int], None]
"""Called after each piece with the rows written so far."""

Also = Callable[[Rows, dict[str, Column]], None]
"""Called with the rows of each piece and their columns."""


def check_population_target(path: Path) -> None:
    """Raise InputError when the name or the folder of the file will not do, or the extra is not installed."""
    if path.suffix.casefold() not in FORMS:
        raise InputError([Fault(str(path), "its name asks for no form that there is.", f"{' or '.join(FORMS)}.")])
    if not path.parent.is_dir():
        raise InputError([Fault(str(path), "its folder is not there.", "a folder to write in.")])
    try:
        import polars  # noqa: F401
    except ImportError as error:
        problem = "a population is written with a library that is not installed."
        raise InputError([Fault(str(path), problem, "pip install 'wegwijzer[survey]'.")]) from error


def write_population(
    population: Population, path: Path, *, piece: int = PIECE, told: Told | None = None, also: Also | None = None
) -> Calibration:
    """Write the population by the end of the file's name; it appears whole or not at all.

    Returns what the rows made of the figures that they are held against. Raises InputError when the name has another
    end, the extra is not installed, or the file cannot be written.
    """
    check_population_target(path)
    calibration = Calibration(population)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    write = _write_csv if path.suffix.casefold() == ".csv" else _write_parquet
    try:
        write(population, draft, _frames(population, piece, calibration, told, also))
        draft.replace(path)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})."
        raise InputError([Fault(str(path), problem, "a file in a folder with room to write in.")]) from error
    finally:
        draft.unlink(missing_ok=True)
    return calibration


def about(population: Population) -> dict[str, str]:
    """What the metadata of the file say."""
    return {
        "synthetic": "true",
        "description": LABEL,
        "firms": str(population.rows),
        "seed": str(population.seed),
        "sample": str(population.is_sample).lower(),
        "as_of": population.plan.as_of.isoformat(),
    }


def frame(columns: dict[str, Column]) -> pl.DataFrame:
    """Some rows as a table of Polars; what is not known is null."""
    import polars as pl

    return pl.DataFrame([_series(name, column) for name, column in columns.items()])


def _frames(
    population: Population, piece: int, calibration: Calibration, told: Told | None, also: Also | None
) -> Iterator[pl.DataFrame]:
    for first in range(0, population.rows, piece):
        rows = population.made(first, min(piece, population.rows - first))
        columns = population.columns(rows)
        calibration.add(rows, columns)
        if also is not None:
            also(rows, columns)
        yield frame(columns)
        if told is not None:
            told(min(first + piece, population.rows))


def _write_parquet(population: Population, path: Path, frames: Iterator[pl.DataFrame]) -> None:
    from polars.io.plugins import register_io_source

    schema = frame(population.columns(population.made(0, 1))).schema

    def source(
        with_columns: list[str] | None, predicate: Any, n_rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        for found in frames:
            yield found if with_columns is None else found.select(with_columns)

    register_io_source(source, schema=schema).sink_parquet(
        path, metadata=about(population), row_group_size=PIECE, maintain_order=True
    )


def _write_csv(population: Population, path: Path, frames: Iterator[pl.DataFrame]) -> None:
    with path.open("wb") as file:
        for place, found in enumerate(frames):
            found.write_csv(file, include_header=place == 0)


def _series(name: str, column: Column) -> pl.Series:
    import polars as pl

    values = column.values
    match column.kind:
        case Kind.WORD:
            known = pl.Series(values, dtype=pl.Int32)
            # As an Enum, which Parquet keeps: a scan then takes the words over by their places.
            words = pl.Series(column.words, dtype=pl.Enum(column.words))
            return words.gather(known.set(known < 0, None)).alias(name)
        case Kind.YES_NO:
            known = pl.Series(name, values, dtype=pl.Int8)
            return known.set(known == 2, None).cast(pl.Boolean)
        case Kind.DAY:
            known = pl.Series(name, values, dtype=pl.Int32)
            return (known.set(known == 0, None) - _UNIX_EPOCH).cast(pl.Date)
        case Kind.WHOLE:
            if name == "id":
                digits = pl.Series(values).cast(pl.String).str.zfill(_ID_DIGITS)
                return (pl.Series([_ID]) + digits).alias(name)
            return pl.Series(name, values, dtype=pl.Int8 if name in _SMALL else pl.Int32)
    return pl.Series(name, values, dtype=pl.Float64).fill_nan(None)
