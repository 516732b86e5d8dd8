"""Write the invented use of measures, unmet needs and referrals beside a synthetic population.

Every row says `synthetic` 1. A file appears whole or not at all. Needs the extra `survey`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.population.firms import Population
from wegwijzer.core.population.using import CLASSES, InventedUse, invented_needs, invented_referrals
from wegwijzer.readers.population.writing import LABEL, check_population_target

if TYPE_CHECKING:
    import polars as pl

USE, NEEDS, REFERRALS = "use", "needs", "referrals"


def check_targets(targets: Mapping[str, Path], population: Path) -> None:
    """Raise InputError where a name will not do, or two files would be one."""
    taken = [population.resolve()]
    for path in targets.values():
        check_population_target(path)
        if path.is_dir():
            raise InputError([Fault(str(path), "is a folder.", "the name of a file.")])
        if path.resolve() in taken:
            raise InputError([Fault(str(path), "is the name of two files.", "a name for each.")])
        taken.append(path.resolve())


def write_invented(use: InventedUse, population: Population, targets: Mapping[str, Path]) -> None:
    """Write the files asked for, by `use`, `needs` and `referrals`."""
    tables = {
        USE: lambda: _uses(use),
        NEEDS: lambda: _needs(use, population),
        REFERRALS: lambda: _sent(use, population),
    }
    for name, path in targets.items():
        _write(tables[name](), path)


def _uses(use: InventedUse) -> pl.DataFrame:
    import polars as pl

    row = np.concatenate(use.row)
    measures = [measure.id for measure in use.plan.measures]
    columns: dict[str, object] = {
        "firm": [f"SYN{number:09d}" for number in (row + 1).tolist()],
        "measure": [measures[place] for place in np.concatenate(use.measure).tolist()],
        "year": np.concatenate(use.year),
        **{name: [word for part in use.classes[name] for word in part] for name in CLASSES},
        "amount_eur": pl.Series(np.concatenate(use.amount)).fill_nan(None),
    }
    return pl.DataFrame(columns).sort("firm", "year", "measure")


def _needs(use: InventedUse, population: Population) -> pl.DataFrame:
    import polars as pl

    rows = [
        {"year": year, "reason": need.reason, "detail": need.detail or None, "times": times}
        for year, need, times in invented_needs(use.plan, population, use.years)
    ]
    return pl.DataFrame(rows, schema={"year": pl.Int32, "reason": pl.String, "detail": pl.String, "times": pl.Int32})


def _sent(use: InventedUse, population: Population) -> pl.DataFrame:
    import polars as pl

    rows = list(invented_referrals(use.plan, population, use.years))
    schema = {"sent": pl.Date, "first_reply": pl.Date, "outcome": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _write(table: pl.DataFrame, path: Path) -> None:
    import polars as pl

    labelled = table.select(pl.lit(1, pl.Int8).alias("synthetic"), pl.all())
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.suffix.casefold() == ".csv":
            labelled.write_csv(draft)
        else:
            labelled.write_parquet(draft, metadata={"synthetic": "true", "description": LABEL})
        draft.replace(path)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})."
        raise InputError([Fault(str(path), problem, "a file in a folder with room to write in.")]) from error
    finally:
        draft.unlink(missing_ok=True)
