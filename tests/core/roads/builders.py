"""Builders for roads: they default everything that a test is not about."""

from __future__ import annotations

from tests.builders import in_all
from wegwijzer.core.roads.subject import Basis, Door, FirstStep, Subject


def a_step(*who: str, pays: tuple[str, ...] = ()) -> FirstStep:
    """Something to do with the first of the helpers that fits."""
    return FirstStep(in_all("do this"), who or ("desk",), pays)


def a_subject(subject_id: str = "waste", *domains: str, **changes: object) -> Subject:
    """A problem of making, with one step and no doors."""
    values: dict[str, object] = {
        "id": subject_id,
        "name": in_all(subject_id),
        "label": in_all(f"we have trouble with {subject_id}"),
        "when": in_all(f"it is about {subject_id}"),
        "sayings": (),
        "business_domains": domains or ("process",),
        "expertise_domains": ("management",),
        "sectors": (),
        "first_steps": (a_step(),),
        "next_doors": (),
        "asks_more": (in_all("since when?"),),
        "basis": Basis.EDITORIAL,
        **changes,
    }
    return Subject(**values)  # type: ignore[arg-type]


def a_door(to: str) -> Door:
    """A door with some reason."""
    return Door(to, in_all(f"it leads to {to}"))
