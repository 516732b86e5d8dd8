"""The files of tests/reference/survey as arrays, and R's figures of them."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wegwijzer.core.survey.design import Design, Flags, Labels, Numbers, Replicates
from wegwijzer.core.survey.estimating import Estimate

FOLDER = Path(__file__).parents[2] / "reference" / "survey"
EXAMPLES = Path(__file__).parents[3] / "examples"
EXACT = 1e-9
"""The relative distance to R that is allowed."""


@cache
def figures() -> dict[str, Any]:
    """R's figures."""
    return json.loads((FOLDER / "figures.json").read_text(encoding="utf-8"))


@cache
def columns(name: str) -> dict[str, Labels]:
    """A file's columns as text, None where missing."""
    folder = EXAMPLES if name.startswith("synthetic") else FOLDER
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([row[key] or None for row in rows], dtype=object) for key in rows[0]}


def numbers(name: str, column: str) -> Numbers:
    """A column of amounts."""
    return columns(name)[column].astype(np.float64)


def flags_of(name: str, column: str) -> dict[str, Flags]:
    """A flag array for each value of a column."""
    labels = columns(name)[column]
    return {value: labels == value for value in sorted({label for label in labels if label is not None})}


def design(
    name: str, *, strata: bool = False, psu: bool = False, fpc: str | None = None, weight: str | None = "weight"
) -> Design:
    """A design over the columns of a file."""
    table = columns(name)
    return Design(
        len(next(iter(table.values()))),
        weights=None if weight is None else numbers(name, weight),
        strata=table["stratum"] if strata else None,
        psu=table["psu"] if psu else None,
        fpc=None if fpc is None else numbers(name, fpc),
    )


def bootstrapped() -> Design:
    """The firms with the bootstrap replicates that R drew."""
    factors = columns("bootstrap_factors")
    place = {psu: row for row, psu in enumerate(factors["psu"])}
    units = np.array([place[psu] for psu in columns("firms")["psu"]])
    drawn = np.column_stack([factors[key].astype(np.float64) for key in factors if key != "psu"])[units]
    weights = numbers("firms", "weight")
    replicates = Replicates(weights[:, np.newaxis] * drawn, figures()["bootstrap"]["scale"], np.ones(drawn.shape[1]))
    return Design(len(weights), weights, replicates=replicates)


def assert_equals_r(found: Estimate, expected: dict[str, Any], *, rel: float = EXACT) -> None:
    """An estimate has the value, error, interval and degrees of freedom that R gives, as far as it gives them."""
    assert found.value == pytest.approx(expected["value"], rel=rel)
    assert found.se == pytest.approx(expected["se"], rel=rel)
    if "ci" in expected:
        assert (found.ci_low, found.ci_high) == pytest.approx(tuple(expected["ci"]), rel=rel)
    if "df" in expected:
        assert found.df == expected["df"]
