"""Check data against a form and turn every mismatch into a fault with its line."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from wegwijzer.core.errors import Fault
from wegwijzer.readers.yaml_file import LocatedData, Path_

F = TypeVar("F", bound=BaseModel)

_EXPECTED = {
    "missing": "this key, which is required.",
    "string_type": "text.",
    "int_type": "a whole number.",
    "bool_type": "true or false.",
    "list_type": "a list.",
    "dict_type": "a mapping.",
    "too_short": "at least one entry.",
    "string_pattern_mismatch": "lower-case letters, digits and dashes.",
}


def validate(located: LocatedData, form: type[F]) -> tuple[F | None, list[Fault]]:
    """The data in its form, or None with all faults."""
    try:
        return form.model_validate(located.data), []
    except ValidationError as error:
        return None, [_fault(located, form, detail) for detail in error.errors(include_url=False)]


def _fault(located: LocatedData, form: type[BaseModel], detail: ErrorDetails) -> Fault:
    raw = detail["loc"]
    path = _path_in_data(located, raw)
    kind = str(detail["type"])
    if kind == "extra_forbidden":
        near = get_close_matches(str(raw[-1]), _keys_beside(form, raw), n=1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        return located.fault(path, f"unknown key.{hint}", "only the keys that docs/how-to describe.")
    message = str(detail["msg"]).removeprefix("Value error, ")
    return located.fault(path, f"{message}.", _EXPECTED.get(kind, ""))


def _path_in_data(located: LocatedData, loc: tuple[str | int, ...]) -> Path_:
    """Drop the parts that pydantic adds for unions, which are no keys of the data."""
    path: Path_ = ()
    for position, part in enumerate(loc):
        longer = (*path, part)
        if longer in located.lines or position == len(loc) - 1:
            path = longer
    return path


def _keys_beside(form: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """All keys that any form nested in this one knows: enough to name the nearest."""
    names: set[str] = set()
    todo: list[type[BaseModel]] = [form]
    seen: set[type[BaseModel]] = set()
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        for name, field in current.model_fields.items():
            names.add(field.alias or name)
            todo.extend(_forms_in(field.annotation))
    return sorted(names - {str(loc[-1])})


def _forms_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    found: list[type[BaseModel]] = []
    for argument in getattr(annotation, "__args__", ()):
        found.extend(_forms_in(argument))
    return found
