"""The withholding tax on pay of researchers that a firm may keep: per year, by diploma, under the cap for bachelors.

Pay is spread evenly over the months of the action, and each month is read by the rules of that month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from wegwijzer.core.band import NOTHING, Band, exactly, hull_of
from wegwijzer.core.catalogue.amounts import in_cents
from wegwijzer.core.catalogue.measure import Measure, Version
from wegwijzer.core.firm.facts import FactValue
from wegwijzer.core.support.actions import PlannedAction, Researchers
from wegwijzer.core.support.context import Context, Reading
from wegwijzer.core.support.rules import MeasureRule
from wegwijzer.core.support.steps import Step, basis_of, day, euro, number, percent, word
from wegwijzer.core.support.tax import HUNDREDTH, share_of, times
from wegwijzer.core.support.values import Nature, SupportValue
from wegwijzer.core.support.yearly import YearlyUse
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict

_MONTHS = Decimal(12)
_MASTER, _BACHELOR = "doctor_or_engineer_or_listed_master", "listed_bachelor"
_UNKNOWN_TAX = Band(Decimal(0), None)
_NOBODY_NAMED = (Researchers(None, Decimal(1)),)


class Stretch(NamedTuple):
    """Months of one calendar year under one version: the first day, and how many (a part of one counts in days)."""

    start: date
    months: Decimal
    version: Version | None


@dataclass(slots=True)
class _Line:
    """One group of researchers in one stretch."""

    group: Researchers
    stretch: Stretch
    reading: Reading
    tax: Band
    rate: Band
    exempt: Band
    kept: Band = NOTHING


@dataclass(slots=True)
class _Draft:
    action: PlannedAction
    lines: list[_Line] = field(default_factory=list)


def researcher_exemptions(
    context: Context, measure: Measure, rule: MeasureRule, actions: Sequence[PlannedAction]
) -> Iterator[SupportValue]:
    """What the exemption is worth for each action with researchers, the earliest first."""
    if any(action.researchers for action in context.plan.actions):
        actions = [action for action in actions if action.researchers]  # named once, they are not guessed at elsewhere
    drafts = [_Draft(action, list(_lines(context, measure, action))) for action in actions]
    drafts = [draft for draft in drafts if draft.lines]
    _keep(context, rule, drafts)
    for draft in drafts:
        yield _value(context, measure, rule, draft)


def stretches(measure: Measure, start: date, end: date) -> tuple[Stretch, ...]:
    """The months of a period by calendar year and version of the measure."""
    found: list[Stretch] = []
    current = start
    while current <= end:
        length = monthrange(current.year, current.month)[1]
        last = min(date(current.year, current.month, length), end)
        months = Decimal((last - current).days + 1) / Decimal(length)
        version = measure.version_on(current)
        if found and found[-1].version is version and found[-1].start.year == current.year:
            found[-1] = found[-1]._replace(months=found[-1].months + months)
        else:
            found.append(Stretch(current, months, version))
        current = date.fromordinal(last.toordinal() + 1)
    return tuple(found)


def _lines(context: Context, measure: Measure, action: PlannedAction) -> Iterator[_Line]:
    for stretch in stretches(measure, action.start, action.end):
        for group in action.researchers or _NOBODY_NAMED:
            tax = _withheld(context, group, stretch.months)
            extra: dict[str, FactValue] = {"researcher_withholding_tax_eur": tax}
            if group.diploma is not None:
                extra["researcher_diploma"] = group.diploma
            reading = context.read(action, measure, stretch.start, extra)
            if reading is None:
                continue
            found = reading.assessment.worth
            rates = [part.rate for part in found.parts if part.rate is not None] if found else []
            rate = hull_of(rates) if rates else NOTHING
            if group.diploma is not None and rate.high is not None:
                rate = exactly(rate.high)  # a range stands for the cap on bachelors, which is worked out apart
            yield _Line(group, stretch, reading, tax, rate, share_of(tax, rate))


def _withheld(context: Context, group: Researchers, months: Decimal) -> Band:
    """The withholding tax on the pay of a group in so many months."""
    per_year = group.withholding_tax_eur
    if per_year is None and group.gross_pay_eur is not None:
        rate = context.book.number("withholding_rate_pct")
        per_year = None if rate is None else group.gross_pay_eur.product(rate).times_share(HUNDREDTH)
    return _UNKNOWN_TAX if per_year is None else in_cents(per_year.product(exactly(group.number * months / _MONTHS)))


def _keep(context: Context, rule: MeasureRule, drafts: list[_Draft]) -> None:
    """Fill in what is kept: masters in full, bachelors under the cap of each year and version."""
    lines = [line for draft in drafts for line in draft.lines]
    masters: dict[tuple[int, int], Band] = {}
    months: dict[tuple[int, int], Decimal] = {}
    for line in lines:
        key = _key(line)
        months[key] = max(months.get(key, Decimal(0)), line.stretch.months)
        if line.reading.assessment.verdict is NOT_MET:
            continue
        line.kept = line.exempt
        if line.group.diploma == _MASTER:
            masters[key] = masters.get(key, NOTHING).plus(line.exempt)
    uses: dict[tuple[int, int], YearlyUse] = {}
    for line in lines:
        cap = _cap_pct(rule, line)
        if line.group.diploma != _BACHELOR or cap is None or line.kept == NOTHING:
            continue
        key = _key(line)
        outside = context.book.number("master_exemption_outside_plan_eur") or NOTHING
        allowed = masters.get(key, NOTHING).plus(times(outside, months[key] / _MONTHS))
        use = uses.setdefault(key, YearlyUse())
        line.kept = line.kept.capped(use.room("bachelors", share_of(allowed, cap)))
        use.take("bachelors", line.kept)


def _key(line: _Line) -> tuple[int, int]:
    return line.stretch.start.year, line.reading.assessment.version.number


def _cap_pct(rule: MeasureRule, line: _Line) -> Band | None:
    """The most that bachelors may add, in per cent of the exemption for masters; None before there was a cap."""
    version = line.reading.assessment.version
    small, other = rule.figure(version, "bachelor_cap_small_pct"), rule.figure(version, "bachelor_cap_other_pct")
    if small is None or other is None:
        return None
    is_small = line.reading.picture.values.get("small_company_wvv")
    if is_small is None:
        return exactly(small).hull(exactly(other))
    return exactly(small if is_small is True else other)


def _value(context: Context, measure: Measure, rule: MeasureRule, draft: _Draft) -> SupportValue:
    deciding = _deciding(draft.lines)
    verdict = deciding.reading.assessment.verdict
    by_year: dict[int, Band] = {}
    alone = NOTHING
    for line in draft.lines:
        year = line.stretch.start.year
        by_year[year] = by_year.get(year, NOTHING).plus(line.kept)
        alone = alone.plus(line.kept)
    return SupportValue(
        action=draft.action,
        measure=measure,
        version=deciding.reading.assessment.version,
        variant="",
        counts_on=rule.counts_on,
        day=deciding.stretch.start,
        assessment=deciding.reading.assessment,
        picture=deciding.reading.picture,
        rules=deciding.reading.day.rules,
        verdict=verdict,
        nature=Nature.KEPT_TAX,
        if_granted=alone,
        alone=alone,
        by_year=by_year,
        steps=tuple(_steps(rule, draft)),
    )


def _deciding(lines: list[_Line]) -> _Line:
    """The line whose verdict stands for all: one still open, else one that is met, else the first."""
    order: tuple[Verdict, ...] = (UNKNOWN, MET, NOT_MET)
    return min(lines, key=lambda line: order.index(line.reading.assessment.verdict))


def _steps(rule: MeasureRule, draft: _Draft) -> Iterator[Step]:
    first = draft.lines[0].reading.assessment.version
    if draft.action.notified_on is None:
        yield Step("notice_first", {"start": day(draft.action.start)}, basis_of(first))
    else:
        figures = {"notified": day(draft.action.notified_on), "start": day(draft.action.start)}
        yield Step("notice_given", figures, basis_of(first))
    told: list[Step] = []
    for line in draft.lines:
        if line.reading.assessment.verdict is NOT_MET:
            continue
        basis = basis_of(line.reading.assessment.version)
        year = number(exactly(line.stretch.start.year))
        who = word(f"diploma.{line.group.diploma or 'unknown'}")
        if line.tax.high is None:
            step = Step("tax_unknown", {"who": who, "rate": percent(line.rate)}, basis)
            if step not in told:
                told.append(step)
                yield step
            continue
        figures = {"year": year, "months": number(exactly(line.stretch.months)), "who": who}
        figures["persons"] = number(exactly(line.group.number))
        figures |= {"tax": euro(line.tax), "rate": percent(line.rate), "result": euro(line.exempt)}
        yield Step("kept_tax", figures, basis)
        cap = _cap_pct(rule, line)
        if line.group.diploma == _BACHELOR and cap is not None:
            yield Step("bachelor_cap", {"cap": percent(cap), "result": euro(line.kept), "year": year}, basis)
