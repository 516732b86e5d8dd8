"""A result as JSON-stat 2.0 (json-stat.org/full): a dataset, or a collection of them.

A hidden cell is null with status "c", one that the sample cannot tell null with status "u", as Eurostat has them.
"""

from __future__ import annotations

import json

from wegwijzer.core.survey.publication import Cube, Kind, Publication
from wegwijzer.publishing.cells import cells, figure, number, shortened

METRIC = "metric"
_DECIMALS = {Kind.ROWS: 0, Kind.FIRMS: 1, Kind.SHARE: 4, Kind.NUMBER: 1}


def file_bytes(result: Publication) -> bytes:
    """The file, UTF-8."""
    datasets = [_dataset(cube, result) for cube in result.cubes if all(axis.categories for axis in cube.axes)]
    whole: dict[str, object]
    if len(datasets) == 1:
        whole = {"version": "2.0", **datasets[0]}
    else:
        whole = {
            "version": "2.0",
            "class": "collection",
            "label": result.title,
            "source": _source(result),
            "link": {"item": datasets},
            "extension": _extension(result),
        }
        _note(whole, result)
    return (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def _dataset(cube: Cube, result: Publication) -> dict[str, object]:
    values: list[int | float | None] = []
    status: dict[str, str] = {}
    for key, _ in cells(cube):
        for measure in cube.measures:
            found = number(figure(cube, key, measure))
            if found is None:
                status[str(len(values))] = "c" if key in cube.hidden else "u"
            values.append(found)
    dimension: dict[str, object] = {
        axis.id: {
            "label": axis.label,
            "category": {
                "index": [category.id for category in axis.categories],
                "label": {category.id: category.label for category in axis.categories},
            },
        }
        for axis in cube.axes
    }
    dimension[METRIC] = {
        "label": result.words["file.measure"],
        "category": {
            "index": [measure.id for measure in cube.measures],
            "label": {measure.id: measure.label for measure in cube.measures},
            "unit": {
                measure.id: {"decimals": _DECIMALS[measure.kind], "label": measure.label} for measure in cube.measures
            },
        },
    }
    dataset: dict[str, object] = {
        "class": "dataset",
        "label": cube.title if cube.title == result.title else f"{result.title}: {cube.title}",
        "source": _source(result),
        "id": [*(axis.id for axis in cube.axes), METRIC],
        "size": [*(len(axis.categories) for axis in cube.axes), len(cube.measures)],
        "role": {"metric": [METRIC]},
        "dimension": dimension,
        "value": values,
        "extension": {"id": cube.id, **_extension(result)},
    }
    if status:
        dataset["status"] = status
    _note(dataset, result, cube.definition)
    return dataset


def _source(result: Publication) -> str:
    return next(fact.text for fact in result.facts if fact.id == "source")


def _note(data: dict[str, object], result: Publication, definition: str = "") -> None:
    notes = [text for text in dict.fromkeys((definition, *result.warnings, *result.notes)) if text]
    if notes:
        data["note"] = notes


def _extension(result: Publication) -> dict[str, object]:
    return {
        "language": result.language,
        "facts": {
            fact.id: shortened(fact.value) if isinstance(fact.value, float) else fact.value for fact in result.facts
        },
        "status": {"c": result.words["file.status_c"], "u": result.words["file.status_u"]},
    }
