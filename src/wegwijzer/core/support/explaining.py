"""Explain a chosen set: what each choice brings, why the others are left out, and what had to be assumed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from wegwijzer.core.support.combination import Alternative, Choice, Goal, LeftOut, Question, Why
from wegwijzer.core.support.cumulation import Answer, Relation
from wegwijzer.core.support.de_minimis import AidLedger, SmallAidRule, headroom
from wegwijzer.core.support.judging import Outcome, judge, paper_of
from wegwijzer.core.support.options import Option
from wegwijzer.core.support.problem import CeilingKind, CommonIntensity, Problem, SharedCeiling
from wegwijzer.core.support.scheduling import Late, in_order

_REASONS = {Answer.NEVER: Why.EXCLUDED, Answer.ONE_OF: Why.ONE_OF, Answer.ASK: Why.ASK}


def explained(
    goals: tuple[Goal, ...],
    problem: Problem,
    careful: Problem,
    outcome: Outcome,
    late: Sequence[Late],
    ledger: AidLedger,
    small_aid: Sequence[SmallAidRule],
) -> Alternative:
    """The set in full; `careful` is the problem in which open questions are answered with no."""
    place_of = {item.option.id: place for place, item in enumerate(problem.timings)}
    full = _Full(problem, outcome)
    order = in_order(problem.timings[place] for place in outcome.chosen)
    places = [place_of[item.option.id] for item in order]
    choices = tuple(_choice(problem, outcome, full, place) for place in places)
    plain = judge(problem, outcome.chosen) or outcome
    others = (place for place in range(len(problem.timings)) if place not in outcome.chosen)
    left = [_left_out(problem, outcome, plain, full, place) for place in others]
    left += [LeftOut(item.option, Why.LATE, late=item) for item in late]
    decided = [item.timing.decided_on for item in choices if item.timing.decided_on is not None]
    return Alternative(
        goals=goals,
        choices=choices,
        left_out=tuple(left),
        euro_certain=sum((choice.euro_low for choice in choices if choice.option.is_sure), Decimal(0)),
        euro_low=sum((choice.euro_low for choice in choices), Decimal(0)),
        euro_high=sum((choice.euro_high for choice in choices), Decimal(0)),
        files=paper_of(problem, outcome.chosen),
        first_decision=min(decided, default=None),
        small_aid_left=_small_aid_left(choices, ledger, small_aid),
        questions=questions_of(problem, careful, outcome) if Goal.IF_ALLOWED in goals else (),
    )


def questions_of(problem: Problem, careful: Problem, outcome: Outcome) -> tuple[Question, ...]:
    """What must be answered well for the set: pairs that nothing is documented of, and small aid beyond its ceiling."""
    chosen, options = set(outcome.chosen), problem.options
    found = [
        Question(options[one], options[other], _common(options[one], options[other]))
        for one, other in sorted(problem.asked)
        if {one, other} <= chosen
    ]
    for ceiling in careful.ceilings:
        if ceiling.kind is CeilingKind.SMALL_AID:
            own = {careful.parts[part].option for part in ceiling.parts} & chosen
            if sum(outcome.cents[outcome.chosen.index(place)][-1] for place in own) > ceiling.cents:
                found += [Question(options[place]) for place in sorted(own) if options[place].is_de_minimis is None]
    return tuple(dict.fromkeys(found))


def _choice(problem: Problem, outcome: Outcome, full: _Full, place: int) -> Choice:
    option = problem.options[place]
    low, high = outcome.low(place), outcome.high(place)
    is_cut = high < sum(problem.reach[-1][part] for part in problem.parts_of[place]) / Decimal(100)
    kept_out = [
        problem.options[other]
        for other in sorted(problem.beside[place].difference(outcome.chosen))
        if problem.options[other].action == option.action
    ]
    return Choice(
        timing=problem.timings[place],
        euro_low=low,
        euro_high=high,
        cut_by=full.over(place) if is_cut else (),
        instead_of=tuple(kept_out),
    )


def _left_out(problem: Problem, outcome: Outcome, plain: Outcome, full: _Full, place: int) -> LeftOut:
    """Why; `plain` is the outcome without weights."""
    option = problem.options[place]
    clashing = sorted(problem.beside[place].intersection(outcome.chosen))
    clashes = [(other, problem.apart[min(place, other), max(place, other)]) for other in clashing]
    if clashes:
        return _clash(option, problem, clashes)
    for limit in problem.file_limits:
        if place in limit.options and len(set(limit.options) & set(outcome.chosen)) >= limit.most:
            return LeftOut(option, Why.FILES_FULL, files=limit.pool)
    filled = full.over(place)
    if set(problem.parts_of[place]) <= {part for ceiling in filled for part in ceiling.parts}:
        return LeftOut(option, Why.CEILING_FULL, ceilings=filled)
    more = judge(problem, {*outcome.chosen, place})
    low, high = (0, 0)
    if more is not None:
        low, high = more.worth[0] - plain.worth[0], more.worth[-1] - plain.worth[-1]
    if low > 0:
        return LeftOut(option, Why.NOT_WORTH_THE_PAPER, gain_low=Decimal(low) / 100, gain_high=Decimal(high) / 100)
    if high > 0:
        return LeftOut(option, Why.ONLY_PERHAPS, gain_high=Decimal(high) / 100)
    return LeftOut(option, Why.CEILING_FULL, ceilings=filled)


def _clash(option: Option, problem: Problem, clashes: Sequence[tuple[int, Relation]]) -> LeftOut:
    """The firmest reason: a rule, then a choice within one measure, then what nobody wrote down."""
    for answer, why in _REASONS.items():
        fitting = [(other, relation) for other, relation in clashes if relation.answer is answer]
        if fitting:
            beside = tuple(problem.options[other] for other, _ in fitting)
            return LeftOut(option, why, relation=fitting[0][1], beside=beside)
    raise ValueError("two options are apart without a reason")


class _Full:
    """The ceilings that a set fills to the cent."""

    def __init__(self, problem: Problem, outcome: Outcome) -> None:
        self._problem, chosen = problem, set(outcome.chosen)
        self._chosen = frozenset(outcome.of_part)
        self._over: dict[int, list[SharedCeiling]] = {}
        self._common: dict[int, list[tuple[CommonIntensity, int, int]]] = {}
        for item in problem.ceilings:
            bites = item.kind is not CeilingKind.LIMITED or chosen.issuperset(item.pair or ())
            if bites and sum(outcome.of_part.get(part, 0) for part in item.parts) >= item.cents:
                for part in item.parts:
                    self._over.setdefault(part, []).append(item)
        for common in problem.intensities:
            brought = sum(outcome.of_part.get(part, 0) for part in common.caps)
            highest = max((cap[-1] for part, cap in common.caps.items() if part in outcome.of_part), default=0)
            for part in common.caps:
                self._common.setdefault(part, []).append((common, brought, highest))

    def over(self, place: int) -> tuple[SharedCeiling, ...]:
        """Those over an option, each kind and name once."""
        found: dict[tuple[CeilingKind, str, str], SharedCeiling] = {}
        for part in self._problem.parts_of[place]:
            for item in self._over.get(part, ()):
                found[item.kind, item.pool.id if item.pool else "", item.cost] = item
            for common, brought, highest in self._common.get(part, ()):
                limit = max(highest, common.caps[part][-1])
                has_others = any(other in self._chosen and other != part for other in common.caps)
                if has_others and brought >= limit:
                    item = SharedCeiling(
                        CeilingKind.INTENSITY, tuple(common.caps), limit, common.cost, rule=common.rule
                    )
                    found[item.kind, "", item.cost] = item
        return tuple(found.values())


def _small_aid_left(choices: Sequence[Choice], ledger: AidLedger, small_aid: Sequence[SmallAidRule]) -> Decimal | None:
    """What small aid may still be granted after the last of the chosen grants, if each brings all it can."""
    counted = [choice for choice in choices if choice.option.is_de_minimis is not False]
    if not counted:
        return None
    last = max(choice.timing.granted_on for choice in counted)
    room = headroom(ledger, small_aid, on=last)
    if room.rule is None:
        return None
    first = room.rule.counts_from(last)
    used = sum((choice.euro_high for choice in counted if choice.timing.granted_on >= first), Decimal(0))
    return max(Decimal(0), (room.left.low or Decimal(0)) - used)


def _common(one: Option, other: Option) -> tuple[str, ...]:
    return tuple(sorted({cost.id for cost in one.costs} & {cost.id for cost in other.costs}))
