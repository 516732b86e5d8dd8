"""The best combinations of a plan, ready for the page: side by side, with what to file by when and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.support.actions import Plan
from wegwijzer.core.support.combination import Alternative, Choice, Combination, Goal, LeftOut, Why
from wegwijzer.core.support.combining import DEFAULT_SHARE, combine
from wegwijzer.core.support.de_minimis import NO_AID, AidLedger
from wegwijzer.core.support.options import OptionKind
from wegwijzer.core.support.valued_options import options_of
from wegwijzer.core.support.values import PlanValue
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.cumulation import shipped_cumulation
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.wording.combination import CombinationWording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.support import SupportWording


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One measure that is taken for one action: `do` what to file by when, `then` what follows, `why` it is taken."""

    measure: str
    name: str
    action: str
    amount: str
    do: Sequence[str]
    then: Sequence[str]
    why: Sequence[str]
    is_grant: bool
    is_sure: bool


@dataclass(frozen=True, slots=True)
class LeftLine:
    """Measures of one action that are left, for one reason."""

    names: Sequence[tuple[str, str, str]]
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class AlternativeView:
    """One way to combine; `left_title` says what `left` is of."""

    goal: str
    title: str
    also: str
    amount: str
    certain: str
    certain_short: str
    also_possible: Sequence[tuple[str, str, str]]
    """The sentence, the id of the action that questions are open on, and its name."""
    files: str
    first_decision: str
    first_day: str
    proven: str
    questions: Sequence[str]
    choices: Sequence[ChoiceLine]
    left_title: str
    left: Sequence[LeftLine]
    small_aid: Sequence[str]


@dataclass(frozen=True, slots=True)
class CombinationView:
    """All of it; `late` and `shifts` are told once, for they hold for every way."""

    alternatives: Sequence[AlternativeView]
    headroom: Sequence[str]
    late: Sequence[tuple[str, str, str]]
    shifts: Sequence[str]
    questions: Sequence[str]
    unpriced: Sequence[str]
    speed_unknown: str


def combination_of(value: PlanValue, plan: Plan, ledger: AidLedger | None, language: str) -> CombinationView:
    """The best combinations of a valued plan.

    Raises InputError where the sums are beyond what can be worked out, and UnprovenError where the best is not proven
    in time.
    """
    rules, cumulation = shipped_support_rules(), shipped_cumulation()
    found = combine(
        options_of(value, plan, rules),
        rules=cumulation.rules,
        small_aid=cumulation.small_aid,
        ledger=ledger or NO_AID,
        on=value.on,
        share_pct=DEFAULT_SHARE,
    )
    wording = _wording(plan, language)
    taken = [item for item in found.alternatives if item.choices]
    return CombinationView(
        alternatives=[_alternative(item, found.alternatives[0], found, wording) for item in taken],
        headroom=wording.headroom(found, ledger),
        late=[
            (
                wording.measure(late.option.measure),
                wording.actions.get(late.option.action, ""),
                f"{wording.range(late.option.euro_low, late.option.euro_high)}. {wording.late(late)}",
            )
            for late in found.late
        ],
        shifts=[wording.shift(shift) for shift in found.shifts],
        questions=list(dict.fromkeys(text for item in taken for text in _questions(item, found, wording))),
        unpriced=_unpriced(value, language),
        speed_unknown="" if found.knows_speed or not taken else wording.told("speed_unknown"),
    )


def _wording(plan: Plan, language: str) -> CombinationWording:
    support = SupportWording(shipped_catalogue().facts, language)
    kinds = shipped_support_rules().cost_kinds
    costs: Mapping[str, str] = {
        f"{action.id}:{kind}": local(kinds[kind].label, language).lower()
        for action in plan.actions
        for kind in action.costs
    }
    actions = {action.id: support.action_name(action) for action in plan.actions}
    return CombinationWording(shipped_catalogue().measures, actions, costs, language)


def _alternative(
    item: Alternative, best: Alternative, found: Combination, wording: CombinationWording
) -> AlternativeView:
    is_first = item is best
    small_aid = []
    if item.small_aid_left is not None:
        small_aid = [wording.told("small_aid.after", left=wording.euro(item.small_aid_left))]
        small_aid += [text for text in [wording.assumed_small(item)] if text]
    first = item.first_decision
    return AlternativeView(
        goal=item.goals[0].value,
        title=say(f"money.goal.{item.goals[0].value}", wording.language),
        also=wording.also(item.goals, found.share_pct),
        amount=_capital(wording.range(item.euro_low, item.euro_high)),
        certain=wording.certain(item),
        certain_short=_certain_short(item, wording),
        also_possible=[
            (
                wording.also_possible(possible),
                possible.choice.option.action,
                wording.actions.get(possible.choice.option.action, ""),
            )
            for possible in found.also_possible(item)
        ],
        files=wording.files(item),
        first_decision="" if first is None else wording.told("first_decision", day=wording.day(first)),
        first_day="" if first is None else wording.day(first),
        proven=wording.told("proven") if Goal.MOST_MONEY in item.goals else "",
        questions=_questions(item, found, wording),
        choices=[_choice(choice, found.on, wording) for choice in item.choices],
        left_title=wording.told("leave" if is_first else "dropped").rstrip(": \u00a0"),
        left=_left(item, best, found, wording),
        small_aid=small_aid,
    )


def _certain_short(item: Alternative, wording: CombinationWording) -> str:
    """For the table: how much surely fits."""
    if all(choice.option.is_sure for choice in item.choices):
        return say("money.combination.certain_all", wording.language)
    if not item.euro_certain:
        return say("money.combination.certain_none", wording.language)
    return wording.euro(item.euro_certain)


def _choice(choice: Choice, on: date, wording: CombinationWording) -> ChoiceLine:
    option = choice.option
    schedule = wording.schedule(choice.timing, on)
    urgent = 1 if choice.timing.notice_by is None else 2
    return ChoiceLine(
        measure=option.measure,
        name=wording.measure(option.measure),
        action=wording.actions.get(option.action, ""),
        amount=_capital(wording.range(choice.euro_low, choice.euro_high)),
        do=schedule[:urgent],
        then=schedule[urgent:],
        why=wording.choice(choice),
        is_grant=option.kind is OptionKind.GRANT,
        is_sure=option.is_sure,
    )


def _left(item: Alternative, best: Alternative, found: Combination, wording: CombinationWording) -> list[LeftLine]:
    """All that the first leaves; of the others only what they drop from it. What is late is told once, for all."""
    kept = {choice.option.id for choice in best.choices}
    shown: Sequence[LeftOut] = [
        left for left in item.left_out if left.why is not Why.LATE and (item is best or left.option.id in kept)
    ]
    together: dict[tuple[str, str], list[LeftOut]] = {}
    for left in shown:
        together.setdefault((left.option.action, wording.why(left, found.on)), []).append(left)
    return [
        LeftLine(
            [
                (
                    left.option.measure,
                    wording.measure(left.option.measure),
                    wording.range(left.option.euro_low, left.option.euro_high),
                )
                for left in lefts
            ],
            wording.actions.get(action, ""),
            why,
        )
        for (action, why), lefts in together.items()
    ]


def _questions(item: Alternative, found: Combination, wording: CombinationWording) -> list[str]:
    return [wording.question(question, found.on) for question in item.questions]


def _unpriced(value: PlanValue, language: str) -> list[str]:
    """The measures that could not be told in euro, each once."""
    names: dict[str, None] = {}
    for item in value.values:
        is_priced = item.if_granted.high is not None and (
            item.cash is not None or item.nature.value in ("grant", "kept_tax")
        )
        if not item.is_refused and not is_priced:
            names[local(item.measure.plain_name, language)] = None
    return list(names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
