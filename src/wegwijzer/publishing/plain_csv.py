"""A result as CSV (RFC 4180, UTF-8): one line a cell, with the facts of the survey repeated on each.

A line is complete by itself, so that rows can be filtered and joined without losing the source. Text that a
spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from wegwijzer.core.survey.publication import Axis, Cube, Publication
from wegwijzer.publishing.cells import cells, figure, number, shortened

_RISKY = re.compile(r"[=+@\t\r]|-(?![0-9.])")
_PLAIN_SIGN = re.compile(r"[-+][0-9.]+\Z")


def file_bytes(result: Publication) -> bytes:
    """The file. Cubes stand below each other in the same columns; an axis that a cube does not have stays empty.

    Where cubes have definitions, these stand on each of their lines.
    """
    axes = {axis.id: axis for cube in result.cubes for axis in cube.axes}
    measures = tuple(dict.fromkeys(measure.id for cube in result.cubes for measure in cube.measures))
    kept = StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    heads = [head for axis in axes for head in (axis, f"{axis}_label")]
    about = [f"about_{fact.id}" for fact in result.facts]
    defined = ["definition"] if any(cube.definition for cube in result.cubes) else []
    writer.writerow(unique(["table", *heads, *measures, "suppressed", *defined, *about, "warnings"]))
    facts = [_text(fact.value) for fact in result.facts] + [" ".join(result.warnings)]
    for cube in result.cubes:
        told = [safe_text(cube.definition) for _ in defined]
        writer.writerows([*line, *told, *facts] for line in _lines(cube, axes, measures))
    return kept.getvalue().encode("utf-8")


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula; a signed number stays what it is.

    >>> safe_text("=1+1"), safe_text("-1"), safe_text("koploper")
    ("'=1+1", '-1', 'koploper')
    """
    return f"'{text}" if _RISKY.match(text) and not _PLAIN_SIGN.match(text) else text


def unique(names: Iterable[str]) -> list[str]:
    """The names, those that come again with a number behind them.

    >>> unique(["n", "share", "n"])
    ['n', 'share', 'n_2']
    """
    found: list[str] = []
    for name in names:
        number_, tried = 1, name
        while tried in found:
            number_ += 1
            tried = f"{name}_{number_}"
        found.append(tried)
    return found


def _lines(cube: Cube, axes: dict[str, Axis], measures: tuple[str, ...]) -> Iterator[list[object]]:
    places = {axis.id: place for place, axis in enumerate(cube.axes)}
    known = {measure.id: measure for measure in cube.measures}
    for key, categories in cells(cube):
        line: list[object] = [cube.id]
        for axis in axes:
            category = categories[places[axis]] if axis in places else None
            line += [safe_text(category.id), safe_text(category.label)] if category is not None else ["", ""]
        for measure in measures:
            found = number(figure(cube, key, known[measure])) if measure in known else None
            line.append("" if found is None else found)
        line.append("1" if key in cube.hidden else "0")
        yield line


def _text(value: str | int | float | None) -> object:
    return safe_text(value) if isinstance(value, str) else "" if value is None else shortened(value)
