"""Which fact of an NBB instance is which rubric: the shipped map, with every name written in full."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData

Name = str
"""A name in full: its namespace, a space, and the local name."""
Members = frozenset[tuple[Name, Name]]
"""Dimensions with their member, both in full."""
FactKey = tuple[Name, Members]
"""Metric and members; the member of the year is left out."""


class FactForm(Form):
    """Where a rubric stands."""

    metric: str
    members: list[str]


class MapForm(Form):
    """The file `data/nbb/xbrl_rubrics.json`."""

    namespaces: dict[str, str]
    years: dict[str, str]
    header: dict[str, FactForm]
    rubrics: dict[str, FactForm]
    full_model: dict[str, FactForm]


@dataclass(frozen=True, slots=True)
class XbrlMap:
    """Facts to rubrics; `full` is the map of the full model, `abridged` of the others.

    `only_full` are facts that only the full model has. `header` gives name, start and end of the year; the legal form
    stands in `legal_form_members`, for its metric changes name with every version of the taxonomy.
    """

    abridged: Mapping[FactKey, str]
    full: Mapping[FactKey, str]
    only_full: frozenset[FactKey]
    header: Mapping[FactKey, str]
    legal_form_members: Members
    metric_namespace: str
    year_dimension: Name
    is_previous: Mapping[Name, bool]


@cache
def shipped_map() -> XbrlMap:
    """The map that ships with the package. Raises InputError with the faults of its file."""
    path = shipped_folder() / "nbb" / "xbrl_rubrics.json"
    form, faults = validate(LocatedData(path.name, json.loads(path.read_text(encoding="utf-8")), {}), MapForm)
    if form is None:
        raise InputError(faults)
    return _map(form)


def _map(form: MapForm) -> XbrlMap:
    def in_full(name: str) -> Name:
        prefix, _, local = name.partition(":")
        if prefix not in form.namespaces:
            raise InputError([Fault("xbrl_rubrics.json", f'"{name}" has an unknown prefix.', "one of `namespaces`.")])
        return f"{form.namespaces[prefix]} {local}"

    def members(fact: FactForm) -> Members:
        return frozenset((in_full(f"dim:{member.partition(':')[0]}"), in_full(member)) for member in fact.members)

    def keys(facts: Mapping[str, FactForm]) -> dict[FactKey, str]:
        return {(in_full(fact.metric), members(fact)): code for code, fact in facts.items()}

    legal_form = form.header["legal_form"]
    abridged, own = keys(form.rubrics), keys(form.full_model)
    full = {key: code for key, code in abridged.items() if code not in form.full_model} | own
    return XbrlMap(
        abridged=abridged,
        full=full,
        only_full=frozenset(own.keys() - abridged.keys()),
        header=keys({name: fact for name, fact in form.header.items() if name != "legal_form"}),
        legal_form_members=members(legal_form),
        metric_namespace=form.namespaces["met"],
        year_dimension=in_full("dim:prd"),
        is_previous={in_full(member): column == "NM1" for member, column in form.years.items()},
    )
