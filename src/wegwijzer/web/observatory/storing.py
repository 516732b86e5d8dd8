"""Results as JSON and back: frozen dataclasses of plain values, enums, tuples and one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: object) -> Any:
    """A result as what JSON holds."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    return value


def built(form: type[T], data: Any) -> T:
    """The result that was made plain, as what it was. Raises KeyError or TypeError for what is of another form."""
    found: T = _built(form, data)
    return found


def _built(form: Any, data: Any) -> Any:
    origin = get_origin(form)
    if origin in (Union, UnionType):
        kinds = [kind for kind in get_args(form) if kind is not NoneType]
        return None if data is None else _built(kinds[0], data)
    if origin is tuple:
        return tuple(_built(get_args(form)[0], part) for part in data)  # tuples of one kind alone are stored
    if isinstance(form, type) and is_dataclass(form):
        hints = _hints(form)
        return form(**{name: _built(hint, data[name]) for name, hint in hints.items()})
    if isinstance(form, type) and issubclass(form, Enum):
        return form(data)
    return data


@cache
def _hints(form: type) -> dict[str, Any]:
    known = {field.name for field in fields(form)}
    return {name: hint for name, hint in get_type_hints(form).items() if name in known}
