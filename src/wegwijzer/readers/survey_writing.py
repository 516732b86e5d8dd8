"""Write an invented survey as CSV, Parquet or SPSS, labelled synthetic wherever the form has room for it.

The same survey gives the same bytes: a file of SPSS keeps no moment of writing. Parquet and SPSS need the extra
`survey`.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.answers import EXTRA_QUESTIONS, MISSING, QUESTIONS
from wegwijzer.core.pyramid.synthetic import SyntheticSurvey

LABEL = "SYNTHETIC: no row is a firm"
"""What every file says of itself."""

_LABELS: Mapping[str, str] = {
    "id": "number of the row",
    "synthetic": "1 in every row",
    "stratum": "sector and size class from which it was drawn",
    "sector": "sector",
    "size": "size class by persons employed",
    "weight": "how many firms of the population the row stands for",
    "fpc": "how many firms the stratum has",
    "nace": "activity, NACE-BEL 2008",
    "emp": "persons employed",
    **QUESTIONS,
    **EXTRA_QUESTIONS,
}
_ROWS_AT_ONCE = 50_000
# Where a file of SPSS keeps the day and hour of writing (manual of PSPP for developers, "System File Format").
_SPSS_MOMENT, _NO_MOMENT = slice(92, 109), b"01 Jan 7000:00:00"


def write_synthetic(survey: SyntheticSurvey, path: Path) -> None:
    """Write the survey by the end of the file's name: .csv, .parquet or .sav. It appears whole or not at all.

    Raises InputError when the name has another end, the extra is not installed, or the file cannot be written.
    """
    check_synthetic_target(path)
    write = _FORMS[path.suffix.casefold()]
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(survey, draft)
        draft.replace(path)
    except ImportError as error:
        problem = f"{path.suffix} is written with libraries that are not installed."
        expected = "pip install 'wegwijzer[survey]', or a name that ends in .csv."
        raise InputError([Fault(str(path), problem, expected)]) from error
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})."
        raise InputError([Fault(str(path), problem, "a file in a folder to write in.")]) from error
    finally:
        draft.unlink(missing_ok=True)


def check_synthetic_target(path: Path) -> None:
    """Raise InputError when the name or the folder of the file will not do."""
    if path.suffix.casefold() not in _FORMS:
        raise InputError([Fault(str(path), "its name asks for no form that there is.", f"{', '.join(_FORMS)}.")])
    if not path.parent.is_dir():
        raise InputError([Fault(str(path), "its folder is not there.", "a folder to write in.")])


def _columns(survey: SyntheticSurvey) -> dict[str, np.ndarray[Any, Any]]:
    """The columns in order, answers as they are."""
    return {
        "id": survey.id,
        "synthetic": np.ones(len(survey.id), np.int8),
        "stratum": survey.stratum,
        "sector": survey.sector,
        "size": survey.size,
        "weight": survey.weight,
        "fpc": survey.fpc,
        "nace": survey.nace,
        "emp": survey.staff,
        **survey.answers,
    }


def _write_csv(survey: SyntheticSurvey, path: Path) -> None:
    columns = _columns(survey)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for start in range(0, len(survey.id), _ROWS_AT_ONCE):
            part = slice(start, start + _ROWS_AT_ONCE)
            cells = [list(_cells(values[part], name in survey.answers)) for name, values in columns.items()]
            writer.writerows(zip(*cells, strict=True))


def _cells(values: np.ndarray[Any, Any], are_answers: bool) -> Iterator[object]:
    plain: Sequence[object] = values.tolist()
    return ("" if are_answers and value == MISSING else value for value in plain)


def _write_parquet(survey: SyntheticSurvey, path: Path) -> None:
    about = {"synthetic": "true", "description": LABEL, **{f"label:{name}": text for name, text in _LABELS.items()}}
    _frame(survey).write_parquet(path, metadata=about)


def _write_spss(survey: SyntheticSurvey, path: Path) -> None:
    import pyreadstat

    codes: dict[str, dict[int | float, str]] = {name: {0: "no", 1: "yes"} for name in survey.answers}
    codes["synthetic"] = {1: "yes: no row is a firm"}
    pyreadstat.write_sav(
        _frame(survey),
        str(path),
        file_label=LABEL,
        column_labels={name: f"{text} (synthetic)" for name, text in _LABELS.items()},
        note=LABEL,
        variable_value_labels=codes,
    )
    with path.open("r+b") as file:
        file.seek(_SPSS_MOMENT.start)
        file.write(_NO_MOMENT)


def _frame(survey: SyntheticSurvey) -> Any:
    import polars as pl

    data: dict[str, Any] = {}
    for name, values in _columns(survey).items():
        series = pl.Series(name, values.tolist() if values.dtype == object else values)
        data[name] = series.replace(MISSING, None) if name in survey.answers else series
    return pl.DataFrame(data)


_FORMS: Mapping[str, Callable[[SyntheticSurvey, Path], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".sav": _write_spss,
}
