"""The pyramid of a survey on paper: a tagged PDF (PDF/UA-1 as far as Typst checks it), set from plain data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.publication import WHOLE, Cube, Figure, Key, Publication
from wegwijzer.publishing.cells import cells
from wegwijzer.publishing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "typst" / "survey.typ"
_ROWS_A_PICTURE = 36
"""Lines of a forest plot that fit on a page."""


def file_bytes(result: Publication) -> bytes:
    """The file."""
    if result.id != "pyramid":
        raise InputError([Fault(result.title, "has no printed report.", "the pyramid of a survey.")])
    return typeset(_TEMPLATE, _data(result))


def _data(result: Publication) -> dict[str, object]:
    """What the template reads; every text is ready to print."""
    pyramid, groups = result.cube("pyramid"), result.cube("groups")
    least = next(fact.value for fact in result.facts if fact.id == "min_count")
    is_hidden = any(fact.value for fact in result.facts if fact.id == "hidden_cells")
    hidden = "all_shown" if not isinstance(least, int) or least < 2 else "hidden_text" if is_hidden else "none_hidden"
    return {
        "language": result.language,
        "title": result.title,
        "t": {key.removeprefix("report."): text for key, text in result.words.items() if key.startswith("report.")}
        | {key: result.words[f"file.{key}"] for key in ("item", "value")},
        "mark": result.words["hidden_text"],
        "nothing": result.words["nothing"],
        "told": dict(result.told),
        "facts": [[fact.label, fact.text] for fact in result.facts],
        "warnings": list(result.warnings),
        "notes": list(result.notes),
        "hidden": result.words[f"report.{hidden}"],
        "heads": {measure.id: measure.label for cube in result.cubes for measure in cube.measures},
        "axes": {axis.id: axis.label for cube in result.cubes for axis in cube.axes},
        "segments": [category.label for category in pyramid.axes[1].categories],
        "layers": [_row(pyramid, key, names[-1].label) for key, names in cells(pyramid) if key[0] == WHOLE],
        "groups": [
            {
                "name": category.label,
                "n": _text(groups, (category.id,), "n", result),
                "parts": [
                    _row(pyramid, (category.id, segment.id), segment.label) for segment in pyramid.axes[1].categories
                ],
            }
            for category in pyramid.axes[0].categories
        ],
        "forests": _forests(pyramid),
        **_definitions(result),
        "choices": [
            [names[0].label, _text(result.cube("choices"), key, "moved", result)]
            for key, names in cells(result.cube("choices"))
        ],
    }


def _definitions(result: Publication) -> dict[str, object]:
    """The definitions in their groups, by layer, and the yardsticks beside the pyramid's own shares."""
    whole, layers, yardstick = (result.cube(name) for name in ("definitions", "definition_layers", "yardstick"))
    groups: list[dict[str, object]] = []
    rows: list[dict[str, object]] = []
    for key, names in cells(whole):
        heading = result.headings.get(key[0], "")
        if not groups or groups[-1]["heading"] != heading:
            rows = []
            groups.append({"heading": heading, "rows": rows})
        rows.append(_row(whole, key, names[0].label))
    heads = layers.axes[1].categories
    return {
        "definitions": groups,
        "layer_names": [head.label for head in heads],
        "definition_layers": [
            {"name": name.label, "parts": [_row(layers, (name.id, head.id), head.label) for head in heads]}
            for name in layers.axes[0].categories
        ],
        "yardstick": [_row(yardstick, key, names[0].label) for key, names in cells(yardstick)],
    }


def _row(cube: Cube, key: Key, name: str) -> dict[str, object]:
    """A cell as numbers to draw and texts to print; None where it is hidden or cannot be told."""
    figures: Mapping[str, Figure] = {} if key in cube.hidden else cube.figures.get(key, {})
    return {
        "name": name,
        "hidden": key in cube.hidden,
        "numbers": {measure: found.number for measure, found in figures.items()},
        "texts": {measure: found.text for measure, found in figures.items()},
    }


def _text(cube: Cube, key: Key, measure: str, result: Publication) -> str:
    found = cube.figures.get(key, {}).get(measure)
    return result.words["hidden_text"] if key in cube.hidden or found is None else found.text


def _forests(pyramid: Cube) -> list[list[dict[str, object]]]:
    """The forest plots: segments with a line for each group, as many on a picture as fit on a page."""
    groups, segments = (axis.categories for axis in pyramid.axes)
    if len(groups) == 1:
        lines = [_row(pyramid, (WHOLE, segment.id), segment.label) for segment in segments]
        return [[{"heading": "", "rows": lines}]]
    blocks: list[dict[str, object]] = []
    for segment in segments:
        lines = [_row(pyramid, (group.id, segment.id), group.label) for group in groups]
        for start in range(0, len(lines), _ROWS_A_PICTURE - 1):
            blocks.append({"heading": segment.label, "rows": lines[start : start + _ROWS_A_PICTURE - 1]})
    pictures: list[list[dict[str, object]]] = [[]]
    room = _ROWS_A_PICTURE
    for block in blocks:
        rows = block["rows"]
        needed = len(rows) if isinstance(rows, list) else 0
        if pictures[-1] and needed + 1 > room:
            pictures.append([])
            room = _ROWS_A_PICTURE
        pictures[-1].append(block)
        room -= needed + 1
    return pictures
