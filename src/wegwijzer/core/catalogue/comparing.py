"""What differs between two descriptions of a measure, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict


class Change(TypedDict):
    """One key that differs, with the lines that went and came."""

    what: str
    removed: list[str]
    added: list[str]


_IGNORED = frozenset({"documented", "also"})


def compare(before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """The keys whose content differs, each with the lines that were removed and added.

    >>> compare({"amount": "30 %", "id": "x"}, {"amount": "20 %", "id": "x"})
    [{'what': 'amount', 'removed': ['30 %'], 'added': ['20 %']}]
    """
    changes: list[Change] = []
    for key in dict.fromkeys([*before, *after]):
        if key in _IGNORED:
            continue
        old, new = _lines(before.get(key)), _lines(after.get(key))
        if old != new:
            changes.append(
                {
                    "what": key,
                    "removed": [line for line in old if line not in new],
                    "added": [line for line in new if line not in old],
                }
            )
    return changes


def _lines(value: object) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        return [str(value.get("sentence", value))]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [line for item in value for line in _lines(item)]
    return [str(value)]
