"""A number that an app tells of its tables when it is asked: a gauge for Prometheus.

An app of ours has a module `readings` with `read(at)`, which gives some; each costs one query at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Reading:
    """One number: its name without `wegwijzer_`, what it counts and in which unit, its value, and what it is of."""

    name: str
    meaning: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


def readings(at: datetime) -> Iterator[Reading]:
    """What every app tells. Raises DatabaseError when the database is away."""
    for app in apps.get_app_configs():
        name = f"{app.name}.readings"
        if app.name.startswith("wegwijzer.web.") and find_spec(name) is not None:
            yield from import_module(name).read(at)
