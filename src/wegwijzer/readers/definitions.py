"""Read what is to be said of the definitions: their names, sources, and what no public source spells out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.definitions import DEFINITIONS, Definition, needs_of
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form, Number, Slug, SourceForm, TextForm
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file


class ShareForm(Form):
    """One group of a fixed distribution, in per cent of all firms."""

    id: Slug
    pct: Number
    name: TextForm


class DefinitionForm(Form):
    """One definition; `shares` only where it is a fixed distribution."""

    id: Slug
    group: Literal["pyramid", "eurostat", "profiles", "panteia", "rogers"]
    name: TextForm
    source: SourceForm
    verified: bool
    note: TextForm
    shares: list[ShareForm] = []


class LimitsForm(Form):
    """Figures that turn a fact into an answer."""

    young_below_years: Number


class DefinitionsForm(Form):
    """The file `data/definitions.yaml`."""

    limits: LimitsForm
    definitions: list[DefinitionForm] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Definitions:
    """All definitions in the order of the file, and the age in years below which a firm is young."""

    by_id: dict[str, Definition]
    young_below: float


@cache
def shipped_definitions() -> Definitions:
    """The definitions inside the package. Raises InputError with all faults of the file."""
    located = read_yaml_file(shipped_folder() / "definitions.yaml", name="definitions.yaml")
    found, faults = read_definitions(located)
    if found is None or faults:
        raise InputError(faults)
    return found


def read_definitions(located: LocatedData) -> tuple[Definitions | None, list[Fault]]:
    """The definitions, and all faults: every rule of the core has one entry, and none is without a rule."""
    form, faults = validate(located, DefinitionsForm)
    if form is None:
        return None, faults
    found: dict[str, Definition] = {}
    for place, entry in enumerate(form.definitions):
        path = ("definitions", place, "id")
        if entry.id in found:
            faults.append(located.fault(path, f'"{entry.id}" is given twice.', "each definition once."))
        if (entry.id in DEFINITIONS) == bool(entry.shares):
            problem = f'"{entry.id}" needs either a rule in core/pyramid/definitions.py or shares.'
            faults.append(located.fault(path, problem, f"one of {', '.join(DEFINITIONS)}, or an entry with shares."))
        total = sum(share.pct for share in entry.shares)
        if entry.shares and total != 100:
            faults.append(located.fault(("definitions", place, "shares"), f"add up to {total} %.", "100 %."))
        found[entry.id] = _definition(entry)
    for missing in (definition for definition in DEFINITIONS if definition not in found):
        faults.append(located.fault(("definitions",), f'"{missing}" has no entry.', "an entry for every rule."))
    return Definitions(found, float(form.limits.young_below_years)), faults


def _definition(entry: DefinitionForm) -> Definition:
    return Definition(
        id=entry.id,
        group=entry.group,
        names=text(entry.name),
        source=entry.source.title,
        url=entry.source.url or "",
        is_verified=entry.verified,
        note=text(entry.note),
        needs=needs_of(entry.id) if entry.id in DEFINITIONS else (),
        shares={share.id: float(share.pct) for share in entry.shares},
        share_names={share.id: text(share.name) for share in entry.shares},
    )
