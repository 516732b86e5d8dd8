"""Fill in dated limits and shared rules for one day, so that a criterion can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from wegwijzer.core.criteria.nodes import (
    All,
    AnyOf,
    Comparison,
    Criterion,
    Named,
    Not,
    RuleRef,
    ThresholdRef,
    Undocumented,
)


def resolve(
    criterion: Criterion,
    *,
    limits: Mapping[tuple[str, str], Decimal],
    rules: Mapping[str, Criterion],
) -> Criterion:
    """Replace every threshold reference by its number and every rule reference by the rule.

    `limits` maps (topic, name) to the number that holds on the day; `rules` maps a rule's name to its criterion.
    A rule of which nothing is documented for the day reads as unknown. Raises KeyError when the day has no such
    number; the catalogue check makes that impossible on the days that a version covers.
    """
    if isinstance(criterion, Comparison):
        if isinstance(criterion.limit, ThresholdRef):
            return replace(criterion, limit=limits[criterion.limit.topic, criterion.limit.name])
        return criterion
    if isinstance(criterion, All | AnyOf):
        return replace(criterion, parts=tuple(resolve(part, limits=limits, rules=rules) for part in criterion.parts))
    if isinstance(criterion, Not):
        return Not(resolve(criterion.part, limits=limits, rules=rules))
    if isinstance(criterion, RuleRef):
        rule = rules.get(criterion.rule)
        return Named(criterion.rule, Undocumented() if rule is None else resolve(rule, limits=limits, rules=rules))
    return criterion
