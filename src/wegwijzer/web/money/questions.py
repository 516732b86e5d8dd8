"""What is still to be known of an action: the facts that its measures hang on, those that decide most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wegwijzer.core.firm.facts import FactDefinition, Scope
from wegwijzer.core.support.values import SupportValue
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.money.action_fields import PROJECTS as PROJECTS

MOST_QUESTIONS = 10
OF_PARTNERS = frozenset(
    {
        "collaboration",
        "research_partner",
        "international_consortium",
        "partner_firms",
        "partner_countries",
        "largest_cost_share_pct",
        "parties_count",
    }
)
"""Facts that follow from who takes part, which the form of a project asks."""
_IN_FORM = frozenset({"planned_action", "researcher_diploma", "researcher_withholding_tax_eur", "belspo_notification"})


def questions_of(values: Sequence[SupportValue]) -> list[FactDefinition]:
    """The facts to ask about one action, from what its measures are worth."""
    facts = shipped_catalogue().facts
    decided: Counter[str] = Counter()
    for value in values:
        if value.is_refused:
            continue
        skipped = _IN_FORM | (OF_PARTNERS if value.action.kind.id in PROJECTS else frozenset())
        decided.update(name for name in value.missing if facts[name].askable and name not in skipped)
    places = {name: place for place, name in enumerate(facts)}
    ordered = sorted(decided, key=lambda name: (-decided[name], places[name]))
    return [facts[name] for name in ordered[:MOST_QUESTIONS]]


def is_of_firm(fact: FactDefinition) -> bool:
    """Whether an answer holds for the firm, and so for all its actions."""
    return fact.scope is Scope.FIRM
