"""A survey as a file of SPSS, Stata or SAS, read with pyreadstat from the extra `survey`.

Value labels come along. Codes that the file declares to mean missing (SPSS: values and ranges; Stata and SAS: .a to .z)
are missing here too, and are counted by code, so that nobody has to guess how many answers that touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.data import SurveyData, Values, number_word
from wegwijzer.readers.survey.csv_table import check_header
from wegwijzer.readers.survey.extra import needs_extra

_WITH_USER_MISSING = ("sav", "dta", "sas7bdat")
_NAMES = {"sav": "SPSS", "por": "SPSS", "dta": "Stata", "sas7bdat": "SAS", "xport": "SAS"}


def read_statistics_file(path: Path, name: str, wanted: frozenset[str] | None, kind: str) -> SurveyData:
    """The rows of a file of kind sav, por, dta, sas7bdat or xport."""
    try:
        import pyreadstat
    except ImportError as error:
        raise needs_extra(name, _NAMES[kind]) from error
    read: Callable[..., tuple[Mapping[str, Sequence[Any]], Any]] = getattr(pyreadstat, f"read_{kind}")
    options: dict[str, Any] = {"output_format": "dict"}
    if kind in _WITH_USER_MISSING:
        options["user_missing"] = True
    try:
        _, about = read(str(path), metadataonly=True, output_format="dict")
        header = tuple(about.column_names)
        check_header(header, name)
        kept = [column for column in header if wanted is None or column in wanted]
        options["usecols"] = kept or list(header[:1])
        table, about = read(str(path), **options)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, UnicodeDecodeError, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError([Fault(name, f"cannot be read as {_NAMES[kind]} ({reason}).", "a whole file.")]) from error
    rows = len(next(iter(table.values()))) if table else 0
    if not rows:
        raise InputError([Fault(name, "has no rows.", "a row a firm.")])
    columns: dict[str, Values] = {}
    user_missing: dict[str, Mapping[str, int]] = {}
    for column in kept:
        columns[column], dropped = _values(table[column], about.missing_ranges.get(column, ()))
        if dropped:
            user_missing[column] = dropped
    return SurveyData(
        name,
        columns,
        np.arange(1, rows + 1),
        header,
        value_labels=_labels(about.variable_value_labels),
        user_missing=user_missing,
    )


def _values(cells: Sequence[Any], ranges: Sequence[Mapping[str, Any]]) -> tuple[Values, dict[str, int]]:
    """A column, and how often each declared code of missing stood in it.

    A letter among numbers is a missing value that has a name (Stata's and SAS's .a to .z).
    """
    known = [cell for cell in cells if cell is not None and cell == cell]
    if known and not any(isinstance(cell, int | float) for cell in known):
        texts = np.array([None if cell is None or cell != cell else str(cell) for cell in cells], object)
        hidden = {text for text in set(texts.tolist()) if text is not None and _is_declared(text.rstrip(), ranges)}
        counts = Counter(text for text in texts.tolist() if text in hidden)
        for text in hidden:
            texts[texts == text] = None
        return texts, dict(sorted((text.strip(), count) for text, count in counts.items()))
    letters = Counter(cell for cell in known if isinstance(cell, str))
    numbers = np.array([cell if isinstance(cell, int | float) else np.nan for cell in cells], np.float64)
    dropped = {f".{letter}": count for letter, count in sorted(letters.items())}
    for limits in ranges:
        low, high = limits["lo"], limits["hi"]
        if isinstance(low, str) or isinstance(high, str):
            continue
        inside = (numbers >= low) & (numbers <= high)
        values, counts_of = np.unique(numbers[inside], return_counts=True)
        for value, count in zip(values.tolist(), counts_of.tolist(), strict=True):
            dropped[number_word(value)] = count
        numbers[inside] = np.nan
    return numbers, dropped


def _is_declared(text: str, ranges: Sequence[Mapping[str, Any]]) -> bool:
    return any(isinstance(limits["lo"], str) and text == limits["lo"].rstrip() for limits in ranges)


def _labels(by_column: Mapping[str, Mapping[Any, Any]]) -> dict[str, dict[str, str]]:
    return {
        column: {
            number_word(code) if isinstance(code, int | float) else str(code): str(label)
            for code, label in labels.items()
        }
        for column, labels in by_column.items()
    }
