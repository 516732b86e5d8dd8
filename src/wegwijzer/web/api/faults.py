"""What pydantic finds wrong with a request, in the words of the caller's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel

from wegwijzer.core.errors import Fault
from wegwijzer.web.api.problems import FaultText
from wegwijzer.wording.language import say, texts

ARGUMENTS = ("given", "asked", "sent")
"""The arguments of operations into which a whole body, question string or form is read; no caller knows these names."""
NEAREST = "_nearest"
_NAMED = re.compile(r"([a-z][\w.]*): (.+)", re.DOTALL)
_KINDS: Mapping[str, str] = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_type": "text",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "too_long": "too_many",
    "too_short": "too_few",
    "string_pattern_mismatch": "pattern",
    "bool_type": "yes_no",
    "bool_parsing": "yes_no",
    "list_type": "list",
    "dict_type": "object",
    "model_type": "object",
    "model_attributes_type": "object",
    "literal_error": "one_of",
    "enum": "one_of",
    "greater_than_equal": "at_least",
    "less_than_equal": "at_most",
    "writable": "signs",
}
_FAMILIES = (("datetime", "moment"), ("timezone", "moment"), ("date", "day"), ("uuid", "id"), ("int", "whole"))
_VALUES = {"at_least": "ge", "at_most": "le", "too_long": "max_length", "too_many": "max_length", "one_of": "expected"}


def fault_texts(errors: Sequence[Mapping[str, Any]], language: str) -> list[FaultText]:
    """One line for each thing that is wrong."""
    return [_fault(error, language) for error in errors]


def reader_faults(faults: Sequence[Fault], where: str) -> list[FaultText]:
    """The faults of a reader of ours, with the part of the body they are about in place of a file and a line.

    Their words are English: readers know no languages.
    """
    return [_reader_fault(fault, where) for fault in faults]


def with_nearest(error: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """The same error; for a key that there is not, with the nearest one that there is."""
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), _siblings(model, error["loc"]), n=1, cutoff=0.4)
        error[NEAREST] = near[0] if near else ""
    return error


def unknown_parameters(names: Sequence[str], known: Sequence[str], language: str) -> list[FaultText]:
    """Parameters in the address that an operation does not know."""
    found = []
    for name in names:
        near = get_close_matches(name, known, n=1, cutoff=0.4)
        found.append(FaultText(f"query.{name}", *_unknown(near[0] if near else "", language)))
    return found


def _fault(error: Mapping[str, Any], language: str) -> FaultText:
    where = ".".join(str(part) for place, part in enumerate(error["loc"]) if not (place == 1 and part in ARGUMENTS))
    kind = _kind(str(error["type"]))
    if kind == "unknown":
        return FaultText(where, *_unknown(str(error.get(NEAREST, "")), language))
    value = str((error.get("ctx") or {}).get(_VALUES.get(kind, ""), ""))
    return FaultText(
        where, say(f"api.fault.{kind}.what", language), say(f"api.fault.{kind}.expected", language, value=value)
    )


def _unknown(near: str, language: str) -> tuple[str, str]:
    what = say("api.fault.unknown.what", language)
    if not near:
        return what, say("api.fault.unknown.expected", language)
    return what, say("api.fault.unknown.nearest", language, nearest=near)


def _kind(kind: str) -> str:
    if kind in _KINDS:
        return _KINDS[kind]
    for beginning, name in _FAMILIES:
        if kind.startswith(beginning):
            return name
    return kind if f"api.fault.{kind}.what" in texts("api", "nl") else "other"


def _reader_fault(fault: Fault, where: str) -> FaultText:
    """A reader says "fte: is no number"; the key of it belongs to the place."""
    named = _NAMED.match(fault.problem)
    if named is None:
        return FaultText(where, fault.problem, fault.expected)
    return FaultText(f"{where}.{named[1]}", named[2], fault.expected)


def _siblings(model: type[BaseModel], loc: Sequence[object]) -> list[str]:
    """The keys that may stand where an unknown one stood."""
    found: type[BaseModel] | None = model
    for part in loc[:-1]:
        if isinstance(part, str) and found is not None and part in found.model_fields:
            found = next(_models(found.model_fields[part].annotation), None)
    return list(found.model_fields) if found is not None else []


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
