"""What a visitor told on the way to their roadmap and need not tell again of an action: its kind, costs, details."""

from __future__ import annotations

from typing import Any

from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.support.actions import ActionKind
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.web.money.action_fields import details_of
from wegwijzer.web.money.fact_field import field_value

_RESEARCHERS = ("development", "research", "hire_researcher")
_SAME = {"reward_idea": {"monthly_gross_wage_eur": "monthly_gross_wage_eur"}} | {
    kind: {"researcher_diploma": "diploma", "researcher_withholding_tax_eur": "withholding_tax_eur"}
    for kind in _RESEARCHERS
}
"""For a kind of action: facts of the walk by the field of the form that asks the same."""


def kinds_of(walk: Profile) -> list[str]:
    """The kinds of action that are what the visitor said they want to do."""
    known = walk.facts.get("planned_action")
    kinds = shipped_support_rules().action_kinds.values()
    return [kind.id for kind in kinds if known is not None and kind.planned_action == known.value]


def told_of(walk: Profile, kind: ActionKind) -> dict[str, Any]:
    """The fields of an action that the walk answers, as a kept action has them; only for the kind that it was about.

    A sum of several costs is not split: nobody said how.
    """
    if kind.id not in kinds_of(walk):
        return {}
    fields = {fact: fact for fact in details_of(kind.id)} | _SAME.get(kind.id, {})
    fields |= {item.fact: f"cost_{item.costs[0]}" for item in kind.sums if len(item.costs) == 1}
    facts = shipped_catalogue().facts
    told = {
        field: field_value(facts[fact], walk.facts[fact].value) for fact, field in fields.items() if fact in walk.facts
    }
    return {field: value for field, value in told.items() if value is not None}
