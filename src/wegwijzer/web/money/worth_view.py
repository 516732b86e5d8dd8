"""What a plan is worth, ready for the page: per action what each measure brings and how, and what was assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wegwijzer.core.band import NOTHING
from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.support.actions import PlannedAction
from wegwijzer.core.support.steps import Basis, Step
from wegwijzer.core.support.values import Nature, PlanValue, SupportValue
from wegwijzer.core.truth import MET
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.money.questions import questions_of
from wegwijzer.wording.language import local, say
from wegwijzer.wording.support import SupportWording

_MOST_SHOWN = 3
"""Measures of an action that are shown at once, the likeliest first."""
IN_PURSE = (Nature.GRANT, Nature.KEPT_TAX)
"""What is euro at once, before any tax on it."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words; `basis` tells its source, period and confidence where those are not the measure's own."""

    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class WorthLine:
    """One measure for one action. `cash` are (text, whether a tax figure is missing for it)."""

    measure: str
    anchor: str
    name: str
    official: str
    is_sure: bool
    amount: str
    nature: str
    cash: Sequence[tuple[str, str]]
    steps: Sequence[StepLine]
    years: str
    others: str
    checks: Sequence[str]
    caveat: str
    rules: str
    confidence: str
    source: Source


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A measure that is not for this action, and why."""

    measure: str
    name: str
    why: str
    source: Source


@dataclass(frozen=True, slots=True)
class ActionWorth:
    """One action with what it can bring; `best` is its first line in short."""

    id: UUID
    name: str
    kind: str
    days: str
    costs: str
    notices: Sequence[str]
    lines: Sequence[WorthLine]
    refused: Sequence[RefusedLine]
    ended: str
    questions: int

    @property
    def shown(self) -> Sequence[WorthLine]:
        """The measures that are shown at once."""
        return self.lines[:_MOST_SHOWN]

    @property
    def folded(self) -> Sequence[WorthLine]:
        """The other measures."""
        return self.lines[_MOST_SHOWN:]

    @property
    def best(self) -> WorthLine | None:
        """The likeliest measure, the one with most first."""
        return self.lines[0] if self.lines else None


def worth_of(value: PlanValue, language: str) -> list[ActionWorth]:
    """Every action of a plan, by its start."""
    wording = SupportWording(shipped_catalogue().facts, language)
    return [_action(action, value, wording) for action in value.actions]


def days_text(action: PlannedAction, language: str) -> str:
    """From when to when an action lasts."""
    wording = SupportWording(shipped_catalogue().facts, language)
    return say("money.days", language, start=wording.day(action.start), end=wording.day(action.end))


def _action(action: PlannedAction, value: PlanValue, wording: SupportWording) -> ActionWorth:
    values = value.of(action.id)
    return ActionWorth(
        id=UUID(action.id),
        name=wording.action_name(action),
        kind=action.kind.id,
        days=days_text(action, wording.language),
        costs=wording.euro(action.cost()) if action.costs else "",
        notices=[wording.notice(found, value.on) for found in value.notices if found.action.id == action.id],
        lines=[_line(item, values, wording) for item in values if not item.is_refused],
        refused=[
            RefusedLine(item.measure.id, wording.name(item), wording.reasons(item)[0], item.version.source)
            for item in values
            if item.is_refused
        ],
        ended=wording.not_in_force(value, action.id),
        questions=len(questions_of(values)),
    )


def _line(item: SupportValue, values: Sequence[SupportValue], wording: SupportWording) -> WorthLine:
    language = wording.language
    is_open = item.if_granted.high is None and not item.if_granted.low
    amount = say("money.worth.open", language) if is_open else wording.euro(item.if_granted)
    nature = say(f"money.nature.{item.nature.value}", language)
    is_sure = item.verdict is MET
    checks = [] if is_sure else wording.reasons(item)
    others = wording.others(item, values)
    caveat = item.version.caveat
    return WorthLine(
        measure=item.measure.id,
        anchor=f"{item.action.id}-{item.measure.id}{f'-{item.variant}' if item.variant else ''}",
        name=wording.name(item),
        official=local(item.measure.name, language),
        is_sure=is_sure,
        amount=amount[:1].upper() + amount[1:],
        nature=wording.worth(item)
        if is_open
        else say("money.worth.sure" if is_sure else "money.worth.perhaps", language, nature=nature),
        cash=_cash(item, wording),
        steps=[_step(step, item, wording) for step in item.steps],
        years=wording.years(item),
        others=wording.told("instead_of", others="; ".join(others)) if others else "",
        checks=checks,
        caveat=local(caveat, language) if caveat else "",
        rules=wording.rules_of(item),
        confidence=wording.told(f"confidence.{item.version.confidence.value}"),
        source=item.version.source,
    )


def _cash(item: SupportValue, wording: SupportWording) -> list[tuple[str, str]]:
    """Before and after tax; the second of each pair is the field that would tell it, "" where it is told."""
    if item.if_granted == NOTHING or item.if_granted.high is None:
        return []
    language = wording.language
    if item.nature in IN_PURSE:
        if item.after_tax is not None:
            return [(say("money.cash.after_tax", language, euro=wording.euro(item.after_tax)), "")]
        return []  # told once for the whole page
    is_pay = item.nature is Nature.EXEMPT_PAY
    if item.cash is None:
        field = "employer_contribution_pct" if is_pay else "corporate_tax_rate_pct"
        return [(say(f"money.cash.{'pay' if is_pay else 'tax'}_open", language), field)]
    return [(say(f"money.cash.{'pay' if is_pay else 'tax'}", language, euro=wording.euro(item.cash)), "")]


def _step(step: Step, item: SupportValue, wording: SupportWording) -> StepLine:
    basis = step.basis
    own = Basis(item.version.source, item.version.period, item.version.confidence)
    return StepLine(wording.step(step), "" if basis == own else _basis(basis, wording))


def _basis(basis: Basis, wording: SupportWording) -> str:
    found = []
    if basis.source is not None:
        found.append(wording.told("source", source=basis.source.title))
    if basis.period is not None:
        found.append(wording.period(basis.period))
    if basis.confidence is not None and basis.confidence is not Confidence.HIGH:
        found.append(wording.told(f"confidence.{basis.confidence.value}"))
    text = ", ".join(found)
    return text[:1].upper() + text[1:]
