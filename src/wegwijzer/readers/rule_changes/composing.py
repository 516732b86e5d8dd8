"""From what was typed in a form to a change file: the same places as in the version that stands, with other values.

What cannot be read as what it should be stays as it was typed: the reader of change files says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.readers.rule_changes.rule_fields import RuleField, amount_fields, criterion_fields, kind_of
from wegwijzer.readers.yaml_file import Path_

Typed = Mapping[str, Sequence[str]]
"""What was typed, by the key of a field; a field that is not there was not shown, and stays."""
Number = Callable[[str], Decimal | None]


def composed_criteria(
    version: Mapping[str, Any], typed: Typed, facts: FactDictionary, number: Number
) -> dict[str, Any]:
    """The tests that differ from what stands, by the id of their criterion."""
    tests = {item["id"]: item["test"] for condition in version["conditions"] for item in condition.get("criteria", [])}
    found = {}
    for criterion, fields in criterion_fields(version, facts).items():
        test = deepcopy(tests[criterion])
        for field in sorted(fields, key=lambda one: one.kind == "comparison"):
            if field.kind == "comparison":
                _put_comparison(test, field, typed)
            elif field.key in typed:
                _put(test, field.path, typed_value(field.kind, typed[field.key], field.value, number))
        if test != tests[criterion]:
            found[criterion] = test
    return found


def composed_amount(version: Mapping[str, Any], typed: Typed, number: Number) -> dict[str, Any]:
    """The change of the amount: the ceiling and the parts that differ from what stands; empty when none does."""
    amount = version["amount"]
    found: dict[str, Any] = {}
    for part, fields in amount_fields(version).items():
        owner = amount if not part else next(one for one in amount["parts"] if one["id"] == part)
        changes: dict[str, Any] = {}
        for name in dict.fromkeys(field.name for field in fields):
            value = deepcopy(owner.get(name))
            for field in (one for one in fields if one.name == name and one.key in typed):
                said = typed_value("number", typed[field.key], field.value, number)
                if field.path:
                    _put(value, field.path, said)
                else:
                    value = said
            if value != owner.get(name):
                changes[name] = value
        if changes:
            found |= changes if not part else {"parts": {**found.get("parts", {}), part: changes}}
    return found


def added_test(fact: str, test: str, values: Sequence[str], facts: FactDictionary, number: Number) -> dict[str, Any]:
    """The test of a criterion that is new."""
    known = facts.get(fact)
    kind = kind_of(known, test) if known is not None else "number"
    return {"fact": fact, test: typed_value(kind, values, None, number)}


def typed_value(kind: str, said: Sequence[str], stands: object, number: Number) -> object:
    """What was typed as a value of a change file; a limit by its name stays one unless a number is typed."""
    if kind == "choices":
        return [one for one in said if one]
    text = said[0].strip() if said else ""
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind == "codes":
        return [code for code in (part.strip().replace(".", "") for part in text.split(",")) if code]
    if kind in ("choice", "date"):
        return text or None
    if isinstance(stands, dict) and text == stands.get("threshold"):
        return stands
    if not text:
        return None
    found = number(text)
    return text if found is None else found


def shown_value(field: RuleField) -> str | list[str]:
    """What stands in a field before anything is typed, decimals with a point."""
    value = field.value
    if isinstance(value, dict):
        return str(value.get("threshold", ""))
    if isinstance(value, list):
        return [str(one) for one in value] if field.kind == "choices" else ", ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _put(data: Any, path: Path_, value: object) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def _put_comparison(test: Any, field: RuleField, typed: Typed) -> None:
    """Another comparison with the same limit."""
    said = typed.get(field.key, ())
    for step in field.path[:-1]:
        test = test[step]
    if said and said[0] != field.value:
        test[said[0]] = test.pop(str(field.value))
