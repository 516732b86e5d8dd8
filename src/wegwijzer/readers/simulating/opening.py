"""Open a population for a simulation: only the columns that the changed measures, groups and design need are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.scanning.columns import fact_columns
from wegwijzer.readers.firm_table.population_file import PopulationFile, open_population
from wegwijzer.readers.firm_table.preparing import PreparedPopulation
from wegwijzer.readers.firm_table.related_firms import open_relations
from wegwijzer.readers.simulating.columns import LAYER_COLUMNS, facts_of_condition
from wegwijzer.readers.simulating.source import Source

GROUP_FACTS = ("size_class", "sector", "province", "technology_class")
"""The facts by which firms are grouped."""

_NEEDS = {
    "sector": ("nace", "nace_version"),
    "technology_class": ("nace", "nace_version"),
    "size_class": ("fte", "turnover_eur", "balance_sheet_total_eur", "part_of_group"),
    "knowledge_question": ("planned_action",),
    "for_profit": ("legal_kind",),
    "organisation_kind": ("legal_kind",),
}
"""What a derived fact is made of, where `derived_from` tells less than the deriving itself reads."""


def open_source(source: Source, facts: FactDictionary) -> PopulationFile:
    """The population with every column checked, keeping those beside the facts that are asked for."""
    known = fact_columns(facts)
    derived = {"technology", *facts}
    asked = [name for name in source.where.columns if name not in derived] if source.where is not None else []
    asked += source.drawn.columns
    twice = [name for name in source.drawn.columns if name in known]
    if twice:
        raise InputError([Fault(str(source.path), f"{twice[0]} is a fact, no part of a design.", "another column.")])
    first = open_population(source.path, facts, ignore_others=True)
    keep = [name for name in LAYER_COLUMNS if name in first.schema]
    if "synthetic" in first.schema:
        keep.append("synthetic")
    return open_population(
        source.path, facts, keep=tuple(dict.fromkeys([*asked, *keep])), ignore_others=source.ignore_others
    )


def prepare(
    file: PopulationFile, source: Source, day: DayCatalogue, wanted: Iterable[str], *, with_key: bool = True
) -> PreparedPopulation:
    """The population with those of its columns that `wanted` facts, the groups and the condition need."""
    facts = day.catalogue.facts
    needed = needed_facts([*wanted, *GROUP_FACTS, *facts_of_condition(source.where)], facts)
    of_column = fact_columns(facts)
    columns = tuple(name for name in file.fact_columns if of_column[name] in needed)
    used = {of_column[name] for name in columns}
    narrow = replace(
        file,
        key=file.key if with_key or source.relations is not None else None,
        facts=tuple(fact for fact in file.facts if fact in used),
        fact_columns=columns,
    )
    related = open_relations(source.relations) if source.relations is not None else None
    return PreparedPopulation(narrow, day, related=related)


def needed_facts(wanted: Iterable[str], facts: FactDictionary) -> frozenset[str]:
    """The facts with all that they are derived from."""
    found: set[str] = set()
    todo = list(wanted)
    while todo:
        fact = todo.pop()
        if fact in found or fact not in facts:
            continue
        found.add(fact)
        todo += [*facts[fact].derived_from, *_NEEDS.get(fact, ())]
        if fact.startswith("eu_"):
            todo += _NEEDS["size_class"]
    return frozenset(found)
