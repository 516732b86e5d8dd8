"""What JSON-stat 2.0 asks of a dataset and a collection, written down from its specification (json-stat.org/full)."""

from __future__ import annotations

import math
from typing import Any

_DATASET = {"version", "class", "href", "label", "note", "link", "updated", "source", "error", "extension"} | {
    *("id", "size", "role", "dimension", "value", "status")
}
_COLLECTION = {"version", "class", "href", "label", "note", "link", "updated", "source", "error", "extension"}
_CATEGORY = {"index", "label", "note", "unit", "coordinates", "child"}


def faults_of(data: Any) -> list[str]:
    """What is wrong with a response."""
    found = [] if data.get("version") == "2.0" else ["the version is not 2.0"]
    if data.get("class") == "collection":
        found += [f"unknown key {key}" for key in data.keys() - _COLLECTION]
        items = data.get("link", {}).get("item", [])
        found += [] if items else ["a collection without items"]
        return found + [fault for item in items for fault in _of_dataset(item)]
    return found + _of_dataset(data)


def _of_dataset(data: Any) -> list[str]:
    found = [f"unknown key {key}" for key in data.keys() - _DATASET]
    if data.get("class") != "dataset":
        return [*found, "the class is not dataset"]
    ids, sizes, values = data["id"], data["size"], data["value"]
    cells = math.prod(sizes)
    if len(ids) != len(set(ids)) or len(ids) != len(sizes) or set(ids) != set(data["dimension"]):
        found.append("id, size and dimension do not go together")
    if len(values) != cells:
        found.append(f"{len(values)} values for {cells} cells")
    if not all(value is None or isinstance(value, int | float) for value in values):
        found.append("a value is no number")
    if not all(key.isdigit() and int(key) < cells for key in data.get("status", {})):
        found.append("a status of no cell")
    named = [name for names in data.get("role", {}).values() for name in names]
    if set(data.get("role", {})) - {"time", "geo", "metric"} or set(named) - set(ids):
        found.append("a role of no dimension")
    for name, size in zip(ids, sizes, strict=True):
        category = data["dimension"][name]["category"]
        index = category["index"]
        if len(index) != size or len(set(index)) != size:
            found.append(f"{name}: the index does not fit the size")
        if set(category) - _CATEGORY or any(set(category.get(part, {})) - set(index) for part in ("label", "unit")):
            found.append(f"{name}: a label or unit of no category")
    for name in data.get("role", {}).get("metric", []):
        category = data["dimension"][name]["category"]
        if any("decimals" not in category.get("unit", {}).get(entry, {}) for entry in category["index"]):
            found.append(f"{name}: a unit without decimals")
    return found
