"""The same criteria in the words of other rule engines: Python source, and the expressions of GoRules ZEN.

Only what all of them can express: yes or no, one of several, and numbers beside a limit, joined by and, or and not. A
measure with anything else (what nobody documented, the beginning of a code) is left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from wegwijzer.core.advice.assessing import verdict_of_status
from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.criteria.nodes import (
    Above,
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    Comparison,
    Criterion,
    IsTrue,
    Named,
    Not,
    OneOf,
)
from wegwijzer.core.truth import MET

_SIGNS: dict[type[Comparison], str] = {AtLeast: ">=", Above: ">", AtMost: "<=", Below: "<"}


@dataclass(frozen=True)
class Dialect:
    """How an engine writes it; `fact` and `one_of` hold the fact's name and its options."""

    fact: str
    one_of: str
    both: str
    either: str
    no: str
    yes: str


ZEN = Dialect("{fact}", "({fact} in {options})", " and ", " or ", "not ({part})", "true")
PYTHON = Dialect('firm["{fact}"]', '(firm["{fact}"] in {options})', " and ", " or ", "(not {part})", "True")
NUMPY = Dialect('firm("{fact}")', 'is_one_of(firm, "{fact}", {options})', " & ", " | ", "(~{part})", "True")
"""Over arrays: OpenFisca's formulas."""


def shared_measures(day: DayCatalogue) -> list[MeasureOnDay]:
    """The measures that every engine can express, whose status leaves no verdict open."""
    return [
        on_day
        for on_day in day.measures
        if on_day.version.criteria
        and verdict_of_status(on_day.version) is MET
        and all(_is_plain(criterion.test) for criterion in on_day.version.criteria)
    ]


def facts_of(measures: list[MeasureOnDay]) -> list[str]:
    """The facts that some measures test, in alphabetical order."""
    found = {fact for on_day in measures for criterion in on_day.version.criteria for fact in criterion.test.facts()}
    return sorted(found)


def rule_of(on_day: MeasureOnDay, dialect: Dialect) -> str:
    """Whether a complete firm meets every criterion of a measure, as one expression."""
    return _source(All(tuple(criterion.test for criterion in on_day.version.criteria)), dialect)


def criteria_of(on_day: MeasureOnDay, dialect: Dialect) -> list[str]:
    """Whether a complete firm meets each criterion of a measure, an expression each."""
    return [_source(criterion.test, dialect) for criterion in on_day.version.criteria]


def zen_decision(rules: dict[str, str], derived: dict[str, str] | None = None) -> str:
    """A decision of ZEN that works out every rule of one firm in one go, after the derived facts where there are."""
    nodes: list[dict[str, Any]] = [{"id": "in", "type": "inputNode", "name": "in"}]
    if derived:
        nodes.append(_expressions("derived", derived) | {"passThrough": True})
        nodes[-1]["content"]["passThrough"] = True
    nodes.append(_expressions("rules", rules))
    nodes.append({"id": "out", "type": "outputNode", "name": "out"})
    edges = [
        {"id": f"{source['id']}-{target['id']}", "sourceId": source["id"], "targetId": target["id"], "type": "edge"}
        for source, target in pairwise(nodes)
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def _expressions(name: str, rules: dict[str, str]) -> dict[str, Any]:
    expressions = [{"id": key, "key": key, "value": rule} for key, rule in rules.items()]
    return {"id": name, "type": "expressionNode", "name": name, "content": {"expressions": expressions}}


def _is_plain(criterion: Criterion) -> bool:
    match criterion:
        case All(parts) | AnyOf(parts):
            return all(_is_plain(part) for part in parts)
        case Not(part) | Named(_, part):
            return _is_plain(part)
        case Comparison(_, limit):
            return isinstance(limit, Decimal)
    return isinstance(criterion, IsTrue | OneOf)


def _source(criterion: Criterion, dialect: Dialect) -> str:
    match criterion:
        case IsTrue(fact):
            return dialect.fact.format(fact=fact)
        case OneOf(fact, options):
            return dialect.one_of.format(fact=fact, options=json.dumps(sorted(options)))
        case Comparison(fact, limit):
            return f"({dialect.fact.format(fact=fact)} {_SIGNS[type(criterion)]} {limit})"
        case Named(_, inner):
            return _source(inner, dialect)
        case Not(part):
            return dialect.no.format(part=_source(part, dialect))
        case All(parts):
            return f"({dialect.both.join(_source(part, dialect) for part in parts)})" if parts else dialect.yes
        case AnyOf(parts):
            return f"({dialect.either.join(_source(part, dialect) for part in parts)})"
    raise TypeError(f"{criterion!r} is not among what every engine can express")
