"""What a changed measure has in common with what it was, and in which way it differs.

The two versions stand side by side on one day. Criteria that are the same in both are shared: an open one leaves both
open in the same way, so it moves nobody. What the change can do to anybody follows from the criteria alone: where
whoever meets the new ones met the old ones, nobody gains, whatever is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import inf

from wegwijzer.core.advice.assessing import verdict_of_status
from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import (
    Amount,
    AmountPart,
    EuroCase,
    Measure,
    NamedCriterion,
    PercentageCase,
    Version,
)
from wegwijzer.core.criteria.nodes import All, Not
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.simulating.satisfying import always_holds, can_hold
from wegwijzer.core.truth import NOT_MET, UNKNOWN, Verdict

_SIZE_FACTS = frozenset({"size_class", "eu_fte", "eu_turnover_eur", "eu_balance_sheet_total_eur"})
_NOTHING_ASKED: tuple[NamedCriterion, ...] = ()


class AmountChange(Enum):
    """How the amount of one and the same plan can differ.

    NONE: not at all. LOWER and HIGHER: never the other way. With _CEILING only the ceiling over the whole differs, so
    that the difference grows with what comes before the ceiling. OTHER: either way.
    """

    NONE = "none"
    LOWER = "lower"
    HIGHER = "higher"
    LOWER_CEILING = "lower_ceiling"
    HIGHER_CEILING = "higher_ceiling"
    OTHER = "other"

    @property
    def never_more(self) -> bool:
        """Whether nobody gets more for the same plan."""
        return self in (AmountChange.NONE, AmountChange.LOWER, AmountChange.LOWER_CEILING)

    @property
    def never_less(self) -> bool:
        """Whether nobody gets less for the same plan."""
        return self in (AmountChange.NONE, AmountChange.HIGHER, AmountChange.HIGHER_CEILING)

    @property
    def is_ceiling(self) -> bool:
        """Whether the difference grows with the cost."""
        return self in (AmountChange.LOWER_CEILING, AmountChange.HIGHER_CEILING)


@dataclass(frozen=True, slots=True)
class ChangedMeasure:
    """A measure before and after, on one day; None where no version covers the day.

    `shared` are the criteria that both have, `before_only` and `after_only` the others. The statuses are read as
    criteria (`assessing.verdict_of_status`); a version that is not there is refused. `nobody_gains` and `nobody_loses`
    hold for every firm, also for those of which little is known.
    """

    measure: Measure
    before: Version | None
    after: Version | None
    shared: tuple[NamedCriterion, ...]
    before_only: tuple[NamedCriterion, ...]
    after_only: tuple[NamedCriterion, ...]
    before_status: Verdict
    after_status: Verdict
    nobody_gains: bool
    nobody_loses: bool
    amount_change: AmountChange

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.measure.id

    @property
    def amounts(self) -> tuple[Amount | None, Amount | None]:
        """The amounts before and after, limits filled in."""
        return (
            self.before.amount if self.before is not None else None,
            self.after.amount if self.after is not None else None,
        )


def changed_measures(before: DayCatalogue, after: DayCatalogue) -> tuple[ChangedMeasure, ...]:
    """Every measure that differs between two catalogues of the same day, in catalogue order.

    A measure also differs where it reads the EU size and the ceilings of the size differ.
    """
    versions = [{item.measure.id: item for item in day.measures} for day in (before, after)]
    other_sizes = before.derivation.ceilings != after.derivation.ceilings
    found = []
    for measure_id in dict.fromkeys((*versions[0], *versions[1])):
        old, new = (side.get(measure_id) for side in versions)
        old_version = None if old is None else old.version
        new_version = None if new is None else new.version
        measure = (new or old).measure  # type: ignore[union-attr]
        differs = old_version is None or new_version is None or _content(old_version) != _content(new_version)
        if differs or (other_sizes and old_version is not None and _reads_size(old_version)):
            found.append(
                compare_versions(measure, old_version, new_version, before.catalogue.facts, other_sizes=other_sizes)
            )
    return tuple(found)


def compare_versions(
    measure: Measure, before: Version | None, after: Version | None, facts: FactDictionary, *, other_sizes: bool = False
) -> ChangedMeasure:
    """One measure before and after; `other_sizes` where the EU size is read by other ceilings after the change."""
    old = before.criteria if before is not None else _NOTHING_ASKED
    new = after.criteria if after is not None else _NOTHING_ASKED
    known = {criterion.test for criterion in old} & {criterion.test for criterion in new}
    if other_sizes:
        known = {test for test in known if _SIZE_FACTS.isdisjoint(test.facts())}
    shared = tuple(criterion for criterion in old if criterion.test in known)
    before_only = tuple(criterion for criterion in old if criterion.test not in known)
    after_only = tuple(criterion for criterion in new if criterion.test not in known)
    statuses = [NOT_MET if version is None else verdict_of_status(version) for version in (before, after)]
    gains_shut = statuses[1] is NOT_MET or (
        not other_sizes and _implies(shared, after_only, before_only, facts) and statuses[0] is not NOT_MET
    )
    losses_shut = statuses[0] is NOT_MET or (
        not other_sizes and _implies(shared, before_only, after_only, facts) and statuses[1] is not NOT_MET
    )
    if UNKNOWN in statuses and statuses[0] is not statuses[1]:
        gains_shut, losses_shut = statuses[1] is NOT_MET, statuses[0] is NOT_MET
    return ChangedMeasure(
        measure,
        before,
        after,
        shared,
        before_only,
        after_only,
        statuses[0],
        statuses[1],
        gains_shut,
        losses_shut,
        amount_change(
            before.amount if before is not None else None,
            after.amount if after is not None else None,
            other_sizes=other_sizes,
        ),
    )


def _implies(
    shared: Sequence[NamedCriterion],
    premise: Sequence[NamedCriterion],
    conclusion: Sequence[NamedCriterion],
    facts: FactDictionary,
) -> bool:
    """Whether whoever meets the shared ones and the premise meets the conclusion."""
    asked = tuple(item.test for item in (*shared, *premise))
    return not can_hold(All((*asked, Not(All(tuple(item.test for item in conclusion))))), facts)


def contradictions(changed: ChangedMeasure, facts: FactDictionary) -> list[tuple[str, str, tuple[str, ...]]]:
    """What is wrong with the criteria that a change brings: the criterion, how, and which others it clashes with.

    `never`: no firm can meet it. `always`: every firm meets it, so it asks nothing. `clash`: no firm can meet it
    together with the others, though each by itself can be met.
    """
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for item in changed.after_only:
        if not can_hold(item.test, facts):
            found.append((item.id, "never", ()))
        elif always_holds(item.test, facts):
            found.append((item.id, "always", ()))
    after = changed.after.criteria if changed.after is not None else ()
    if found or not after or can_hold(All(tuple(item.test for item in after)), facts):
        return found
    before = changed.before.criteria if changed.before is not None else ()
    if before and not can_hold(All(tuple(item.test for item in before)), facts):
        return found  # it was so already: the change did not bring it
    for item in changed.after_only:
        others = [other for other in after if other.id != item.id]
        pairs = [other.id for other in others if not can_hold(All((item.test, other.test)), facts)]
        if pairs:
            found.append((item.id, "clash", tuple(pairs)))
    if not found and changed.after_only:
        first = changed.after_only[0]
        found.append((first.id, "clash", tuple(other.id for other in after if other.id != first.id)))
    return found


def amount_change(before: Amount | None, after: Amount | None, *, other_sizes: bool = False) -> AmountChange:
    """In which way two amounts can differ for the same plan."""
    if before is None or after is None:
        return AmountChange.NONE if before is after else AmountChange.OTHER
    if other_sizes and any(not _SIZE_FACTS.isdisjoint(test.facts()) for test in before.tests()):
        return AmountChange.OTHER
    if _money(before) == _money(after):
        return AmountChange.NONE
    steps = list(_steps(before, after))
    if None in steps or not steps:
        return AmountChange.OTHER
    lower = all(step is not None and step <= 0 for step in steps)
    higher = all(step is not None and step >= 0 for step in steps)
    if not lower and not higher:
        return AmountChange.OTHER
    if _only_the_ceiling(before, after):
        return AmountChange.LOWER_CEILING if lower else AmountChange.HIGHER_CEILING
    return AmountChange.LOWER if lower else AmountChange.HIGHER


def largest_step(before: Amount | None, after: Amount | None) -> float:
    """How far a ceiling moved at most, in euro, where nothing else changed; infinite where one came or went."""
    if before is None or after is None:
        return inf
    old, new = ((amount.ceiling or amount.parts[0].ceiling) for amount in (before, after))
    if len(old) != len(new) or not old:
        return inf
    return max(
        abs(float(one.euro.high - other.euro.high))
        if one.euro.high is not None and other.euro.high is not None
        else inf
        for one, other in zip(old, new, strict=True)
    )


def _money(amount: Amount) -> Amount:
    """The amount without its words."""
    return replace(amount, note=None, parts=tuple(replace(part, label={}) for part in amount.parts))


def _only_the_ceiling(before: Amount, after: Amount) -> bool:
    """Whether one ceiling over the whole is all that differs, with sums that are known."""
    if before.one_of:
        return False
    cases = (*before.ceiling, *after.ceiling)
    exact = all(case.euro.is_exact for case in cases)
    if _money(replace(before, ceiling=())) == _money(replace(after, ceiling=())):
        return exact
    if cases or len(before.parts) != 1 or _uncapped(before.parts[0]) != _uncapped(after.parts[0]):
        return False
    return all(case.euro.is_exact for amount in (before, after) for case in amount.parts[0].ceiling)


def _uncapped(part: AmountPart) -> AmountPart:
    return replace(part, ceiling=(), label={})


def _steps(before: Amount, after: Amount) -> list[int | None]:
    """For each number that differs -1 (it brings less) or 1 (more); None where amounts cannot be laid side by side."""
    same = before.per == after.per and before.one_of == after.one_of and len(before.parts) == len(after.parts)
    same = same and (before.is_deduction, before.is_credit) == (after.is_deduction, after.is_credit)
    if not same:
        return [None]
    steps = _case_steps(before.ceiling, after.ceiling, absent_is_open=True)
    for old, new in zip(before.parts, after.parts, strict=True):
        if (old.id, old.base, old.when) != (new.id, new.base, new.when):
            return [None]
        steps += _case_steps(old.rate, new.rate)
        steps += _case_steps(old.surcharges, new.surcharges)
        steps += _case_steps(old.fixed, new.fixed)
        steps += _case_steps(old.ceiling, new.ceiling, absent_is_open=True)
        steps += _number_steps(old.rate_ceiling, new.rate_ceiling, absent_is_open=True)
        for name in ("minimum_base_eur", "floor_eur"):
            steps += [None if step is None else -step for step in _number_steps(getattr(old, name), getattr(new, name))]
    return steps


def _number_steps(old: object, new: object, *, absent_is_open: bool = False) -> list[int | None]:
    if old == new:
        return []
    if old is None or new is None:
        grows = (new is None) == absent_is_open
        return [1 if grows else -1]
    return [1 if new > old else -1]  # type: ignore[operator]  # both are decimals


def _case_steps(
    old: Sequence[EuroCase | PercentageCase], new: Sequence[EuroCase | PercentageCase], *, absent_is_open: bool = False
) -> list[int | None]:
    if tuple(old) == tuple(new):
        return []
    if absent_is_open and (not old or not new):
        cases = old or new
        always = any(case[1] is None for case in cases)
        return [(1 if not new else -1) if always else None]
    if len(old) != len(new) or any(one[1] != other[1] for one, other in zip(old, new, strict=True)):
        return [None]
    return [step for one, other in zip(old, new, strict=True) for step in _band_steps(one[0], other[0])]


def _band_steps(old: Band, new: Band) -> list[int | None]:
    if old == new:
        return []
    lows = _number_steps(old.low, new.low)
    return [*lows, *_number_steps(old.high, new.high, absent_is_open=True)]


def _content(version: Version) -> tuple[object, ...]:
    """What decides about firms: criteria, amount and status."""
    tests = tuple(criterion.test for criterion in version.criteria)
    amount = None if version.amount is None else _money(version.amount)
    return frozenset(tests), amount, verdict_of_status(version)


def _reads_size(version: Version) -> bool:
    tests = [criterion.test for criterion in version.criteria]
    tests += list(version.amount.tests()) if version.amount is not None else []
    return any(not _SIZE_FACTS.isdisjoint(test.facts()) for test in tests)
