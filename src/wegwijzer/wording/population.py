"""A synthetic population: what was made, and how near the report's figures it came, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wegwijzer.core.population.calibrating import Reached
from wegwijzer.wording.language import say
from wegwijzer.wording.values import number_text

_COLUMNS = ("figure", "reached", "difference", "error")
_WIDTHS = (44, 13, 13, 13, 13)


def population_data(
    file: str, *, firms: int, seed: int, is_sample: bool, reached: Sequence[Reached]
) -> dict[str, object]:
    """What was made, for machines; the figures of shares are in per cent."""
    return {
        "file": file,
        "synthetic": True,
        "firms": firms,
        "seed": seed,
        "sample": is_sample,
        "calibration": [
            {
                "table": found.aim.table,
                "row": found.aim.row,
                "column": found.aim.column,
                "unit": found.aim.unit,
                "is_aimed": found.aim.is_aimed,
                "figure": round(found.aim.figure, 4),
                "reached": _rounded(found.reached),
                "difference": _rounded(found.difference),
                "standard_error": _rounded(found.standard_error),
                "is_within": found.is_within,
            }
            for found in reached
        ],
    }


def population_lines(file: str, *, firms: int, reached: Sequence[Reached], language: str) -> Iterator[str]:
    """One line on what was made and one on how many figures were met."""
    aimed = [found for found in reached if found.is_within is not None]
    met = sum(bool(found.is_within) for found in aimed)
    yield say("population.written", language, file=file, firms=number_text(Decimal(firms), language))
    yield say("population.met", language, met=met, aimed=len(aimed))


def calibration_lines(reached: Sequence[Reached], language: str) -> Iterator[str]:
    """Every figure: as printed, as reached, the difference and the sampling error, table by table."""
    table = ""
    for found in reached:
        if found.aim.table != table:
            table = found.aim.table
            yield ""
            yield say(f"population.table.{table}", language)
            headings = [say(f"population.column.{name}", language) for name in _COLUMNS]
            yield _line("", headings)
        mark = {True: "", False: " !", None: ""}[found.is_within]
        cells = [_shown(value, found.aim.unit, language) for value in _values(found)]
        yield _line(f"{found.aim.column}, {found.aim.row}", cells) + mark


def _values(found: Reached) -> tuple[float | None, ...]:
    return found.aim.figure, found.reached, found.difference, found.standard_error


def _line(name: str, cells: Sequence[str]) -> str:
    return f"  {name:<{_WIDTHS[0]}}" + "".join(
        f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS[1:], strict=True)
    )


def _shown(value: float | None, unit: str, language: str) -> str:
    if value is None:
        return "-"
    if unit == "count":
        return number_text(Decimal(round(value)), language)
    return f"{number_text(Decimal(f'{round(value, 2) + 0.0:.2f}'), language)} %"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
