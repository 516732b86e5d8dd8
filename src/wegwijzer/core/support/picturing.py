"""From an action of a plan to the facts that criteria and amounts read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from wegwijzer.core.band import NOTHING, Band, exactly
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactSource, FactValue, KnownFact
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.core.support.actions import RESEARCH_PARTNERS, SCHOOLS, Partner, PlannedAction
from wegwijzer.core.support.rules import SupportRules

_HUNDRED = Decimal(100)
_LARGEST_SHARE = Decimal(70)
"""No partner bears more than 70 % of the costs where working together counts (VLAIO, kmo-innovatieproject, bedrag)."""


def picture_of(
    profile: Profile, day: DayCatalogue, facts: Mapping[str, FactValue], stated: Mapping[str, FactValue]
) -> FirmPicture:
    """The firm with its action; `stated` are the facts that the plan itself states, which win from all others."""
    known = dict(profile.facts)
    for fact, value in facts.items():
        known[fact] = KnownFact(value, FactSource.DERIVED, day.day, detail="plan")
    for fact, value in stated.items():
        known[fact] = KnownFact(value, FactSource.STATED, day.day, detail="plan")
    overlaid = Profile(
        known, profile.name, profile.enterprise_number, profile.relations, profile.previous_years, profile.overruled
    )
    return derive(overlaid, day.derivation)


def facts_of(
    action: PlannedAction, rules: SupportRules, *, on: date, bases: Collection[str], known: Mapping[str, KnownFact]
) -> dict[str, FactValue]:
    """What follows from an action for the rules of a day.

    `bases` are the money facts that amounts are a share of: what the action does not cost is nothing, not unknown.
    `known` are the facts of the firm: counts of the year are only set where the firm did not state them.
    """
    facts: dict[str, FactValue] = {"planned_action": action.kind.planned_action, **action.kind.facts}
    facts |= dict.fromkeys(sorted(bases), NOTHING)
    for item in action.kind.sums:
        if item.valid_from is None or on >= item.valid_from:
            facts[item.fact] = action.cost(item.costs)
    if action.costs:
        facts["project_budget_eur"] = action.cost()
        staff = [kind for kind in action.costs if rules.cost_kinds[kind].is_staff]
        facts["non_staff_cost_eur"] = action.cost(kind for kind in action.costs if kind not in staff)
        share = _outsourced_share(action, rules)
        if share is not None:
            facts["outsourced_share_pct"] = share
    if action.researchers:
        facts["employs_researchers"] = True
    facts |= _partner_facts(action)
    if action.notified_on is not None:
        facts["belspo_notification"] = "before_start" if action.notified_on < action.start else "after_start"
    return {fact: value for fact, value in facts.items() if not (fact in _OF_THE_FIRM and fact in known)}


_OF_THE_FIRM = ("employs_researchers", "knowledge_partner_or_yic")


def start_facts(rules: SupportRules, measure: str, start: date, applied_on: date | None) -> dict[str, FactValue]:
    """Whether the action starts before it may; nothing while nobody knows when support was asked for."""
    if applied_on is None:
        return {}
    earliest = rules.earliest_start(measure, applied_on) or applied_on
    return {"started_before_application": start < earliest}


def counted_facts(
    action: PlannedAction, rules: SupportRules, others: Collection[PlannedAction], known: Mapping[str, KnownFact]
) -> dict[str, FactValue]:
    """Facts that count what came before this year: what the firm stated, and the plan's earlier actions."""
    facts: dict[str, FactValue] = {}
    for item in rules.counted:
        if action.kind.id not in item.kinds:
            continue
        earlier = Decimal(
            sum(
                other.kind.id in item.kinds and other.start.year == action.start.year and other.order < action.order
                for other in others
            )
        )
        stated = known.get(item.fact)
        if stated is not None and isinstance(stated.value, Band):
            facts[item.fact] = stated.value.plus(exactly(earlier))
        elif earlier:
            facts[item.fact] = Band(earlier, None)
    return facts


def _outsourced_share(action: PlannedAction, rules: SupportRules) -> Band | None:
    kinds = [kind for kind in action.costs if rules.cost_kinds[kind].is_outsourced]
    outsourced, own = action.cost(kinds), action.cost(kind for kind in action.costs if kind not in kinds)
    low, high = _share(outsourced.low, own.high), _share(outsourced.high, own.low)
    return None if low is None or high is None else Band(low, high)


def _share(part: Decimal | None, rest: Decimal | None) -> Decimal | None:
    if part is None or rest is None:
        return None
    return Decimal(0) if part == 0 else part / (part + rest) * _HUNDRED


def _partner_facts(action: PlannedAction) -> dict[str, FactValue]:
    if action.partners is None:
        return {}
    kinds = [partner.kind for partner in action.partners]
    firms = [partner for partner in action.partners if partner.kind == "firm"]
    facts: dict[str, FactValue] = {
        "research_partner": any(kind in RESEARCH_PARTNERS for kind in kinds),
        "parties_count": exactly(1 + len(kinds)),
        "partner_firms": exactly(1 + len(firms)),
        "partner_countries": exactly(len({"BE", *(partner.country for partner in action.partners)})),
    }
    if any(kind in SCHOOLS for kind in kinds):
        facts["knowledge_partner_or_yic"] = True
    shares = [partner.share_pct for partner in action.partners if partner.share_pct is not None]
    largest: Decimal | None = None
    if shares and len(shares) == len(action.partners):
        largest = max(*shares, _HUNDRED - sum(shares))
        facts["largest_cost_share_pct"] = exactly(largest)
    together = _works_together(firms, largest)
    if together is False and not firms and any(partner.country != "BE" for partner in action.partners):
        together = None  # working across the border may count, and the sources do not say with whom
    if together is not None:
        facts["collaboration"] = together
    return facts


def _works_together(firms: list[Partner], largest: Decimal | None) -> bool | None:
    """Whether it counts as working together with another enterprise; a college or a centre is none."""
    if not firms or (largest is not None and largest > _LARGEST_SHARE):
        return False
    if any(firm.is_sme or firm.country != "BE" for firm in firms):
        return None if largest is None else True
    return False if all(firm.is_sme is False for firm in firms) else None
