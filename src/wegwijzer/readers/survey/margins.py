"""Read how many firms the population has for each value of some columns: a YAML file, or a table of three columns.

In YAML: `size: {10-49: 2500, 50-249: 760}`, a key a column. In CSV or Excel: the columns `column`, `category` and
`total`, a line for each value.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.data import SurveyData, number_word
from wegwijzer.core.survey.refining import PopulationMargin
from wegwijzer.readers.survey.reading import read_survey
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

_HEADS = ("column", "category", "total")
_YAML = (".yaml", ".yml")
_EXPECTED = "a number of firms above 0."


def read_margins(path: Path) -> tuple[PopulationMargin, ...]:
    """The margins of a file. Raises InputError with all its faults."""
    if path.suffix.casefold() in _YAML:
        return _of_yaml(read_yaml_file(path))
    return _of_table(read_survey(path))


def _of_yaml(located: LocatedData) -> tuple[PopulationMargin, ...]:
    if not isinstance(located.data, dict) or not located.data:
        raise InputError(
            [Fault(located.name, "holds no margins.", "a mapping such as size: {10-49: 2500, 50-249: 760}.")]
        )
    faults: list[Fault] = []
    found = []
    for column, totals in located.data.items():
        if not isinstance(totals, dict) or not totals:
            expected = "a number of firms for each value, such as {10-49: 2500, 50-249: 760}."
            faults.append(located.fault((column,), "has no totals.", expected))
            continue
        known = {}
        for category, total in totals.items():
            if isinstance(total, bool) or not isinstance(total, int | Decimal) or total <= 0:
                faults.append(located.fault((column, category), "is no number of firms.", _EXPECTED))
                continue
            known[_plain(str(category))] = float(total)
        found.append(PopulationMargin(str(column), known, located.where((column,))))
    if faults:
        raise InputError(faults)
    return tuple(found)


def _of_table(data: SurveyData) -> tuple[PopulationMargin, ...]:
    absent = [data.absent(name) for name in _HEADS if not data.has(name)]
    if absent:
        raise InputError(absent)
    texts = [data.texts(name).tolist() for name in _HEADS[:2]]
    totals = data.numbers("total").tolist()
    rows = list(zip(data.row_numbers.tolist(), *texts, totals, strict=True))
    faults = list(_row_faults(data, rows))
    if not rows:
        faults.append(Fault(data.name, "holds no margins.", "a line for each value."))
    if faults:
        raise InputError(faults)
    found: dict[str, dict[str, float]] = {}
    for _, column, category, total in rows:
        found.setdefault(column.strip(), {})[_plain(category)] = total
    return tuple(PopulationMargin(column, known, data.name) for column, known in found.items())


def _row_faults(data: SurveyData, rows: list[tuple[int, str | None, str | None, float]]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], int] = {}
    for row, column, category, total in rows:
        where = f"{data.name}, {data.row_word} {row}"
        if not column or not column.strip() or not category or not category.strip():
            yield Fault(where, "has no column or no category.", "both.")
            continue
        if not total > 0:
            yield Fault(where, "total is no number of firms.", _EXPECTED)
        place = (column.strip(), _plain(category))
        if place in seen:
            yield Fault(where, f'"{place[1]}" of {place[0]} stands in {data.row_word} {seen[place]} too.', "each once.")
        seen.setdefault(place, row)


def _plain(category: str) -> str:
    """A value as columns of a survey give it: "1.0" is the code 1."""
    word = category.strip()
    try:
        return number_word(float(word)) if word.replace(".", "", 1).isdigit() and not word.startswith("0") else word
    except ValueError:
        return word
