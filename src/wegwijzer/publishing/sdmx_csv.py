"""A result as SDMX-CSV 2.0, the data message of SDMX 3.0 (sdmx-twg, field guide): one line an observation.

Each table is a dataflow of the agency WEGWIJZER. What was measured is the dimension MEASURE. A hidden observation has
no value, OBS_STATUS Q (missing, suppressed) and CONF_STATUS C, or the code of the rule where readers may know it. The
facts of the survey are attributes; labels stand in columns of our own at the end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from wegwijzer.core.disclosure.rules import Reason
from wegwijzer.core.survey.publication import Axis, Cube, Key, Publication
from wegwijzer.publishing.cells import cells, figure, number, shortened
from wegwijzer.publishing.plain_csv import safe_text, unique

AGENCY, VERSION = "WEGWIJZER", "1.0.0"
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_@$-]+")
_CONFIDENTIAL = {
    Reason.MINIMUM_COUNT: "A",
    Reason.DOMINANCE: "G",
    Reason.P_PERCENT: "M",
    Reason.SECONDARY: "D",
}
"""Codes of CL_CONF_STATUS 1.2: small counts, dominance, other measures of concentration, secondary."""


def file_bytes(result: Publication) -> bytes:
    """The file, UTF-8, comma-separated."""
    axes = {axis.id: axis for cube in result.cubes for axis in cube.axes}
    taken = ("MEASURE", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "STRUCTURE", "STRUCTURE_ID", "ACTION", "WARNINGS")
    names = dict(zip(axes, _ids((*taken, *(axis.upper() for axis in axes)), first="D_")[len(taken) :], strict=True))
    codes = {name: dict(zip(places, _ids(places), strict=True)) for name, places in _all_places(result).items()}
    facts = [f"ABOUT_{fact.id.upper()}" for fact in result.facts]
    kept = StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(
        [
            *("STRUCTURE", "STRUCTURE_ID", "ACTION"),
            *(*names.values(), "MEASURE", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"),
            *(*facts, "WARNINGS", *(f"{name}_LABEL" for name in (*names.values(), "MEASURE"))),
        ]
    )
    told = [*("" if fact.value is None else _attribute(fact.value) for fact in result.facts), " ".join(result.warnings)]
    for cube in result.cubes:
        structure = f"{AGENCY}:{_ids([f'{result.id}_{cube.id}'.upper()])[0]}({VERSION})"
        for key, measure, observed, labels in _observations(cube, axes, codes):
            writer.writerow(["dataflow", structure, "I", *key, measure, *observed, *told, *labels])
    return kept.getvalue().encode("utf-8")


def _observations(
    cube: Cube, axes: dict[str, Axis], codes: dict[str, dict[str, str]]
) -> Iterator[tuple[list[str], str, list[object], list[str]]]:
    places = {axis.id: place for place, axis in enumerate(cube.axes)}
    for key, categories in cells(cube):
        shown = [codes[axis][key[places[axis]]] if axis in places else "" for axis in axes]
        labels = [safe_text(categories[places[axis]].label) if axis in places else "" for axis in axes]
        for measure in cube.measures:
            value = number(figure(cube, key, measure))
            status = "A" if value is not None else "Q" if key in cube.hidden else "O"
            observed: list[object] = ["" if value is None else value, status, _confidentiality(cube, key)]
            yield shown, measure.id.upper(), observed, [*labels, measure.label]


def _confidentiality(cube: Cube, key: Key) -> str:
    if key not in cube.hidden:
        return "F"
    reason = cube.reasons.get(key)
    return "C" if reason is None else _CONFIDENTIAL[reason]


def _all_places(result: Publication) -> dict[str, list[str]]:
    """The categories of each axis, of all cubes that have it, each once."""
    found: dict[str, dict[str, None]] = {}
    for cube in result.cubes:
        for axis in cube.axes:
            found.setdefault(axis.id, {}).update(dict.fromkeys(category.id for category in axis.categories))
    return {name: list(places) for name, places in found.items()}


def _ids(texts: Iterable[str], first: str = "") -> list[str]:
    """Identifiers as SDMX allows them, each another: what it does not allow becomes an underscore.

    >>> _ids(["10-49", "250+", "250 "])
    ['10-49', '250_', '250__2']
    """
    names = [_NOT_IN_ID.sub("_", text) or "_" for text in texts]
    return unique(name if not first or name[0].isalpha() else first + name for name in names)


def _attribute(value: str | int | float) -> object:
    return safe_text(value) if isinstance(value, str) else shortened(value)
