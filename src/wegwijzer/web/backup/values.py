"""The values of a database as JSON, without losing anything: microseconds, decimals, bytes, both kinds of nothing."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.duration import duration_string

Json = str | int | float | bool | list[Any] | dict[str, Any] | None


def as_json(value: Any) -> Json:
    """A value as a model gives it. Raises TypeError for what no field of ours gives."""
    if value is None or isinstance(value, str | bool | int | float | list | dict):
        return value
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode("ascii")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"no way to keep a {type(value).__name__}")


def for_database(field: models.Field[Any, Any], kept: Json, connection: BaseDatabaseWrapper) -> Any:
    """What is written to a column for a value that `as_json` made. Raises ValueError or ValidationError."""
    if isinstance(field, models.JSONField):
        if kept is None and not field.null:  # a JSON null, as the column allows no other
            return field.get_db_prep_value(None, connection)
        return field.get_db_prep_save(kept, connection)
    return field.get_db_prep_save(field.to_python(kept), connection)
