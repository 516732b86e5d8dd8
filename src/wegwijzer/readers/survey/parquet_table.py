"""A survey as Parquet, read with Polars from the extra `survey`: only the columns that are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.data import ANSWER_MISSING, SurveyData, Values
from wegwijzer.readers.survey.extra import needs_extra

if TYPE_CHECKING:
    import polars as pl


def read_parquet(path: Path, name: str, wanted: frozenset[str] | None) -> SurveyData:
    """The rows of a Parquet file: columns of nil and one as answers, numbers as doubles, all else as text."""
    try:
        import polars as pl
    except ImportError as error:
        raise needs_extra(name, "Parquet") from error
    try:
        header = tuple(pl.read_parquet_schema(path))
        kept = [column for column in header if wanted is None or column in wanted]
        table = pl.read_parquet(path, columns=kept)
    except (pl.exceptions.PolarsError, OSError, pl.exceptions.PanicException) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError([Fault(name, f"cannot be read as Parquet ({reason}).", "a whole Parquet file.")]) from error
    if kept and not table.height:
        raise InputError([Fault(name, "has no rows.", "a row a firm.")])
    answers = _answers(table)
    columns: dict[str, Values] = {series.name: series.to_numpy() for series in answers.get_columns()}
    for series in table.drop(answers.columns).get_columns():
        columns[series.name] = values_of(series)
    return SurveyData(name, columns, np.arange(1, table.height + 1), header)


def _answers(table: pl.DataFrame) -> pl.DataFrame:
    """The columns of whole numbers that hold nil, one and missing only, as bytes; worked out side by side."""
    import polars as pl

    whole = [name for name, kind in table.schema.items() if kind.is_integer() or kind == pl.Boolean]
    if not whole:
        return table.select([])
    limits = table.select(
        *(pl.col(name).min().cast(pl.Float64).alias(f"least {place}") for place, name in enumerate(whole)),
        *(pl.col(name).max().cast(pl.Float64).alias(f"most {place}") for place, name in enumerate(whole)),
    ).row(0, named=True)
    small = [
        name
        for place, name in enumerate(whole)
        if limits[f"least {place}"] in (None, 0, 1) and limits[f"most {place}"] in (None, 0, 1)
    ]
    return table.select(pl.col(small).cast(pl.Int8).fill_null(ANSWER_MISSING)) if small else table.select([])


def values_of(series: pl.Series) -> Values:
    """A Polars column as survey values: a date or a list is text, as it would be in CSV."""
    import polars as pl

    kind = series.dtype
    if kind.is_numeric():
        return series.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    if kind == pl.String or kind in (pl.Categorical, pl.Enum):
        return np.array(series.cast(pl.String).to_list(), object)
    if kind == pl.Null:
        return np.full(len(series), np.nan)
    return np.array([None if value is None else str(value) for value in series.to_list()], object)
