"""Read the steps by role and the rules of the map of structures: data/structures/steps.yaml."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Literal

from pydantic import Field

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.structures.steps import Basis, MapRules, RoleSteps, Step
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.schema import Form, Slug, Written
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file


class RoleForm(Form):
    """One role."""

    role: Slug
    steps: list[Literal["problem", "test", "develop", "market"]]
    basis: Literal["source", "editorial"]
    source: Written | None = None
    why: Written


class ManyForm(Form):
    """From how many structures one speaks of an overlap."""

    structures: int = Field(ge=2, le=50)
    why: Written


class ProvincesForm(Form):
    """The rows of the axis of provinces."""

    shown: list[Slug] = Field(min_length=1)
    why: Written


class MapForm(Form):
    """The whole file."""

    roles: list[RoleForm] = Field(min_length=1)
    many: ManyForm
    provinces: ProvincesForm


@cache
def shipped_map_rules() -> MapRules:
    """The rules inside the package. Raises InputError with every fault of the file."""
    catalogue = shipped_catalogue()
    located = read_yaml_file(shipped_folder() / "structures" / "steps.yaml", name="structures/steps.yaml")
    provinces = [option.id for option in catalogue.facts["province"].options]
    rules, faults = read_map_rules(located, roles=tuple(catalogue.roles), provinces=provinces)
    if rules is None or faults:
        raise InputError(faults)
    return rules


def read_map_rules(
    located: LocatedData, *, roles: Collection[str], provinces: Collection[str]
) -> tuple[MapRules | None, list[Fault]]:
    """The rules, and all faults: every role stands there once, a source where a source is claimed."""
    form, faults = validate(located, MapForm)
    if form is None:
        return None, faults
    seen: set[str] = set()
    for place, entry in enumerate(form.roles):
        path = ("roles", place)
        if entry.role not in roles:
            faults.append(
                located.fault((*path, "role"), f'unknown role "{entry.role}".', "a role of organisation_roles.yaml.")
            )
        if entry.role in seen:
            faults.append(located.fault((*path, "role"), f'"{entry.role}" stands there twice.', "each role once."))
        seen.add(entry.role)
        if len(set(entry.steps)) < len(entry.steps):
            faults.append(located.fault((*path, "steps"), "a step stands there twice.", "each step once."))
        if (entry.basis == "source") is (entry.source is None):
            faults.append(
                located.fault((*path, "source"), f"basis is {entry.basis}.", "a source for `source`, none else.")
            )
    for role in roles:
        if role not in seen:
            faults.append(
                located.fault(("roles",), f'the role "{role}" is missing.', "every role, also without steps.")
            )
    for province in form.provinces.shown:
        if province not in provinces:
            faults.append(located.fault(("provinces", "shown"), f'unknown "{province}".', "a province of facts.yaml."))
    found = {
        entry.role: RoleSteps(
            entry.role,
            tuple(step for step in Step if step.value in entry.steps),
            Basis(entry.basis),
            entry.source or "",
            entry.why,
        )
        for entry in form.roles
    }
    return MapRules(found, form.many.structures, tuple(form.provinces.shown)), faults
