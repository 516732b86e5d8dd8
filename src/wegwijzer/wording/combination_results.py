"""The best combination of measures as data for machines; docs/contracts.md tells the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.support.actions import Plan
from wegwijzer.core.support.combination import Alternative, Choice, Combination, LeftOut
from wegwijzer.core.support.options import Option
from wegwijzer.core.support.rules import SupportRules
from wegwijzer.core.support.scheduling import Late
from wegwijzer.core.support.values import PlanValue
from wegwijzer.core.truth import NOT_MET
from wegwijzer.wording.combination import CombinationWording
from wegwijzer.wording.language import local

Data = dict[str, object]


def combination_wording(
    plan: Plan, rules: SupportRules, measures: Mapping[str, Measure], language: str
) -> CombinationWording:
    """The wording of a combination for the names of a plan."""
    actions = {action.id: action.name or local(action.kind.label, language) for action in plan.actions}
    costs = {
        f"{action.id}:{kind}": local(rules.cost_kinds[kind].label, language).lower()
        for action in plan.actions
        for kind in action.costs
    }
    return CombinationWording(measures, actions, costs, language)


def not_options(value: PlanValue, language: str) -> tuple[list[str], list[str]]:
    """The measures that could not be told in euro, and those that give this plan nothing, each once."""
    unpriced: dict[str, None] = {}
    refused: dict[str, None] = {}
    for item in value.values:
        name = local(item.measure.name, language)
        if item.is_refused or item.verdict is NOT_MET:
            refused[name] = None
        elif item.if_granted.high is None or (item.cash is None and item.nature.value not in ("grant", "kept_tax")):
            unpriced[name] = None
    return list(unpriced), list(refused)


def combination_data(
    combination: Combination, wording: CombinationWording, *, unpriced: Sequence[str] = (), refused: Sequence[str] = ()
) -> Data:
    """All of it: amounts in euro, days, and the sentences in the language of the wording."""
    room = combination.headroom
    return {
        "on": combination.on,
        "share_pct": combination.share_pct,
        "knows_speed": combination.knows_speed,
        "small_aid": {
            "ceiling_eur": None if room.rule is None else room.rule.ceiling_eur,
            "counting": None if room.rule is None else room.rule.counting.value,
            "counted_eur": {"low": room.counted.low, "high": room.counted.high},
            "left_eur": {"low": room.left.low, "high": room.left.high},
            "unsure_entries": len(room.unsure),
            "releases": [{"on": item.on, "eur": item.euro} for item in combination.releases],
            "source": None if room.rule is None else {"title": room.rule.source.title, "url": room.rule.source.url},
        },
        "alternatives": [_alternative(item, combination, wording) for item in combination.alternatives],
        "late": [_late(item, wording) for item in combination.late],
        "shifts": [
            {
                "action": item.action,
                "days": item.days,
                "start": item.start,
                "options": [option.id for option in item.options],
                "gain_eur": {"low": item.gain_low, "high": item.gain_high},
                "text": wording.shift(item),
            }
            for item in combination.shifts
        ],
        "unpriced": list(unpriced),
        "refused": list(refused),
    }


def _alternative(found: Alternative, combination: Combination, wording: CombinationWording) -> Data:
    heavy, medium, light = found.files
    return {
        "goals": [goal.value for goal in found.goals],
        "eur": {"low": found.euro_low, "high": found.euro_high},
        "certain_eur": found.euro_certain,
        "also_possible": [
            {
                "id": item.choice.option.id,
                "eur": {"low": item.choice.euro_low, "high": item.choice.euro_high},
                "drops": [option.id for option in item.drops],
                "text": wording.also_possible(item),
            }
            for item in combination.also_possible(found)
        ],
        "files": {"heavy": heavy, "medium": medium, "light": light},
        "first_decision": found.first_decision,
        "small_aid_left_eur": found.small_aid_left,
        "questions": [
            {
                "options": [item.one.id, *([item.other.id] if item.other is not None else [])],
                "costs": list(item.costs),
                "text": wording.question(item, combination.on),
            }
            for item in found.questions
        ],
        "choices": [_choice(item, combination, wording) for item in found.choices],
        "left_out": [_left_out(item, combination, wording) for item in found.left_out],
    }


def _choice(choice: Choice, combination: Combination, wording: CombinationWording) -> Data:
    timing = choice.timing
    return {
        **_option(choice.option, wording),
        "eur": {"low": choice.euro_low, "high": choice.euro_high},
        "alone_eur": {"low": choice.option.euro_low, "high": choice.option.euro_high},
        "file_from": timing.file_from,
        "file_by": timing.file_by,
        "notice_by": timing.notice_by,
        "decided_on": timing.decided_on,
        "instead_of": [option.id for option in choice.instead_of],
        "text": [*wording.schedule(timing, combination.on), *wording.choice(choice)],
    }


def _left_out(left: LeftOut, combination: Combination, wording: CombinationWording) -> Data:
    rule = left.relation.rule if left.relation is not None else None
    source: Mapping[str, object] | None = None
    if rule is not None:
        source = {"title": rule.source.title, "url": rule.source.url}
    return {
        **_option(left.option, wording),
        "alone_eur": {"low": left.option.euro_low, "high": left.option.euro_high},
        "why": left.why.value,
        "beside": [option.id for option in left.beside],
        "rule": None if rule is None else rule.id,
        "source": source,
        "gain_eur": {"low": left.gain_low, "high": left.gain_high},
        "text": wording.why(left, combination.on),
    }


def _late(late: Late, wording: CombinationWording) -> Data:
    return {
        **_option(late.option, wording),
        "reason": late.reason.value,
        "deadline": late.deadline,
        "possible_start": late.possible_start,
        "text": wording.late(late),
    }


def _option(option: Option, wording: CombinationWording) -> Data:
    return {
        "id": option.id,
        "action": option.action,
        "measure": option.measure,
        "name": wording.measure(option.measure),
        "kind": option.kind.value,
        "paper": option.paper.value,
        "is_sure": option.is_sure,
        "is_de_minimis": option.is_de_minimis,
    }
