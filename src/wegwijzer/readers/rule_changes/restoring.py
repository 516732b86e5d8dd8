"""Undo a publication by a new text: what was published before is put back, and what held meanwhile stays on record."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.rule_changes.proposing import file_name
from wegwijzer.readers.yaml_file import read_yaml
from wegwijzer.readers.yaml_writing import write_yaml

_ONE_DAY = timedelta(days=1)
_WORDS = ("name", "plain_name", "summary")


def restored_text(measure: str, before: str, now: str, *, began: date, day: date, on: date) -> tuple[str, date]:
    """The text that undoes a publication, and the first day on which it says something else than `now`.

    `before` and `now` are the measure's file before and after it, and `began` the day from which it held. Not begun
    yet: the file is as it was. Begun: what held before it begins again on `day`, as a version of its own. Raises
    InputError for a day that is not to come.
    """
    if began > on:
        return before, began
    name = file_name(measure)
    if day <= on:
        problem = f"{day.isoformat()} is not to come: what held until today stays as it was."
        raise InputError([Fault("from", problem, "a day from tomorrow on.")])
    old, data = _data(before, name), _data(now, name)
    current = _covering(data["versions"], day)
    again = _covering(old["versions"], day)
    if current is None or data["versions"][current]["valid_from"] == day.isoformat():
        raise InputError([Fault("from", f"no version goes on through {day.isoformat()}.", "a day inside one.")])
    closing = data["versions"][current]
    closing["valid_until"] = (day - _ONE_DAY).isoformat()
    closing.pop("valid_until_certainty", None)
    if again is not None:
        new = deepcopy(old["versions"][again])
        new["valid_from"] = day.isoformat()
        new["valid_from_certainty"] = "exact"
        for key in _WORDS:
            if any(key in version for version in data["versions"]):
                new[key] = _word_on(old, key, day)
        data["versions"].insert(current + 1, new)
    return write_yaml(data, name=name), day


def _data(text: str, name: str) -> dict[str, Any]:
    found = read_yaml(text, name=name).data
    if not isinstance(found, dict):
        raise InputError([Fault(name, "is no mapping.", "a measure file.")])
    return found


def _covering(versions: list[dict[str, Any]], day: date) -> int | None:
    at = day.isoformat()
    for place, version in enumerate(versions):
        if version["valid_from"] <= at and (version["valid_until"] is None or at <= version["valid_until"]):
            return place
    return None


def _word_on(data: dict[str, Any], key: str, day: date) -> object:
    said = [version[key] for version in data["versions"] if key in version and version["valid_from"] <= day.isoformat()]
    return said[-1] if said else data[key]
