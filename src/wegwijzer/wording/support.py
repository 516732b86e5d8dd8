"""What a plan is worth, in words: amounts, steps, reasons and assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from wegwijzer.core.band import NOTHING, Band
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.period import Period
from wegwijzer.core.support.actions import PlannedAction
from wegwijzer.core.support.assumptions import Assumption
from wegwijzer.core.support.steps import Figure, Step, Unit
from wegwijzer.core.support.values import Nature, Notice, PlanValue, SupportValue
from wegwijzer.core.truth import MET, NOT_MET
from wegwijzer.wording.criteria import CriterionWording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, euro_text, number_text, percent_text

_HUNDREDTH = Decimal("0.01")
_MINIMUMS = ("smallest_cost", "floor")
WAYS = ("one_off", "spread")


class SupportWording:
    """Words the value of a plan in one language."""

    def __init__(self, facts: FactDictionary, language: str) -> None:
        self._facts = facts
        self.language = language
        self._criteria: dict[int, tuple[object, CriterionWording]] = {}

    def told(self, key: str, **arguments: object) -> str:
        """A text of this page."""
        return say(f"support.{key}", self.language, **arguments)

    def day(self, day: date) -> str:
        """A day in words."""
        return date_text(day, self.language)

    def euro(self, amount: Band) -> str:
        """An amount, or a range of them; a range that starts at nothing is worded by its end."""
        low, high = amount.low or Decimal(0), amount.high
        if high is None:
            return self.told("value.from", low=euro_text(low, self.language)) if low else self.told("value.unknown")
        if low == high:
            return euro_text(high, self.language)
        if low == 0:
            return self.told("value.up_to", high=euro_text(high, self.language))
        return self.told("value.between", low=euro_text(low, self.language), high=euro_text(high, self.language))

    def name(self, value: SupportValue) -> str:
        """The name that a firm understands, with the way in which the measure takes the action where there are two."""
        name = local(value.measure.plain_name, self.language)
        if value.variant in WAYS:
            return self.told("per_way", name=name, way=self.told(f"way.{value.variant}"))
        return f"{name} {value.variant}" if value.variant else name

    def worth(self, value: SupportValue) -> str:
        """What it is worth, as one line."""
        if value.if_granted.high is None and not value.if_granted.low:
            return self.told(f"worth.open.{value.nature.value}")
        verdict = "met" if value.verdict is MET else "unknown"
        amount = self.euro(value.if_granted)
        return _capital(self.told(f"worth.{value.nature.value}.{verdict}", amount=amount)) + "."

    def cash(self, value: SupportValue) -> list[str]:
        """What it saves in euro where that is not the amount itself, and what is left after tax."""
        if value.verdict is NOT_MET or value.if_granted == NOTHING or value.if_granted.high is None:
            return []
        found = []
        if value.nature in (Nature.DEDUCTION, Nature.CREDIT, Nature.EXEMPT_PAY):
            key = "pay" if value.nature is Nature.EXEMPT_PAY else "tax"
            if value.cash is None:
                found.append(self.told(f"cash.{key}_open"))
            else:
                found.append(self.told(f"cash.{key}", cash=self.euro(value.cash)))
        elif value.after_tax is not None:
            found.append(self.told("cash.after_tax", after_tax=self.euro(value.after_tax)))
        return found

    def years(self, value: SupportValue) -> str:
        """The split over years, where there is more than one."""
        if len(value.by_year) < 2 or any(amount.high is None for amount in value.by_year.values()):
            return ""
        items = sorted(value.by_year.items())
        shown = "; ".join(self.told("in_year", year=str(year), amount=self.euro(amount)) for year, amount in items)
        return self.told("by_year", years=shown)

    def step(self, step: Step) -> str:
        """One step of the calculation."""
        return self.told(f"step.{step.rule}", **{name: self.figure(item) for name, item in step.figures.items()})

    def figure(self, figure: Figure) -> str:
        """A figure with its unit."""
        unit, value = figure
        if unit is Unit.EURO and isinstance(value, Band):
            return self.euro(value)
        if unit is Unit.PERCENT and isinstance(value, Band):
            return percent_text(_two_decimals(value), self.language)
        if unit is Unit.NUMBER and isinstance(value, Band):
            return self._number(value)
        if unit is Unit.DAY and isinstance(value, date):
            return self.day(value)
        if unit is Unit.FACT and isinstance(value, str):
            return local(self._facts[value].subject, self.language)
        if unit is Unit.WORD and isinstance(value, str):
            return self.told(value)
        return local(value, self.language) if isinstance(value, Mapping) else str(value)

    def reasons(self, value: SupportValue) -> list[str]:
        """Why it is refused, or what is still to be checked."""
        if value.is_refused and value.verdict is not NOT_MET:
            return [self._why_nothing(value)]
        criteria = self._criteria_of(value)
        status = value.assessment.status_verdict
        found = [criteria.status(value.version)] if status is not MET else []
        wanted = NOT_MET if value.verdict is NOT_MET else None
        for reading in value.assessment.readings:
            if reading.verdict is wanted or (wanted is None and reading.verdict is not MET):
                found.append(criteria.reading(reading, value.picture))
        return found

    def _why_nothing(self, value: SupportValue) -> str:
        """The step that left nothing: a minimum that is not reached, else the last one."""
        for step in value.steps:
            if step.rule in _MINIMUMS:
                return self.told("too_little", why=self.step(step))
        last = [self.step(step) for step in value.steps if step.rule not in ("needs_profit", "refund")]
        return self.told("nothing_left", why=last[-1] if last else "").strip()

    def rules_of(self, value: SupportValue) -> str:
        """Which day decided, and in which period the rules hold."""
        return self.told(
            "rules_of",
            day=self.day(value.day),
            counts_on=self.told(f"counts_on.{value.counts_on.value}"),
            period=self.period(value.version.period),
        )

    def period(self, period: Period) -> str:
        """From when to when rules hold."""
        start = self.day(period.valid_from)
        if period.valid_until is None:
            return self.told("since", start=start)
        return self.told("from_to", start=start, end=self.day(period.valid_until))

    def others(self, value: SupportValue, values: Sequence[SupportValue]) -> list[str]:
        """The names of what cannot go with it, among the values of the same action."""
        return [
            self.name(other)
            for other in values
            if other is not value
            and other.verdict is not NOT_MET
            and any(
                other.measure.id == measure and variant in ("", other.variant) for measure, variant in value.excludes
            )
        ]

    def assumption(self, assumption: Assumption) -> str:
        """One assumption with its value and where it comes from."""
        subject = assumption.subject
        arguments = {
            "label": _capital(local(assumption.definition.label, self.language)),
            "value": self._assumed(assumption),
            "origin": self.told(f"origin.{assumption.origin.value}"),
        }
        if subject:
            return self.told("assumption_of", subject=subject, **arguments)
        return self.told("assumption", **arguments)

    def notice(self, notice: Notice, on: date) -> str:
        """Something to know about the days of an action."""
        return self.told(f"notice.{notice.rule}", name=self.action_name(notice.action), day=self.day(on))

    def action_name(self, action: PlannedAction) -> str:
        """The name of an action, or the kind it is of."""
        return action.name or _capital(local(action.kind.label, self.language))

    def not_in_force(self, value: PlanValue, action_id: str) -> str:
        """The measures of which no rules are known on the day that counts; empty when there are none."""
        names = [
            local(item.measure.name, self.language)
            for item in value.not_in_force
            if item.action.id == action_id and item.is_over
        ]
        return self.told("not_in_force", measures=", ".join(names)) if names else ""

    def _assumed(self, assumption: Assumption) -> str:
        value = assumption.value
        if value is None:
            return self.told("value.open")
        if isinstance(value, bool):
            return say("criteria.value.true" if value else "criteria.value.false", self.language)
        if isinstance(value, date):
            return self.day(value)
        return percent_text(value, self.language) if assumption.definition.unit == "percent" else self.euro(value)

    def _number(self, value: Band) -> str:
        if value.low is None or value.high is None or value.low == value.high:
            number = value.low if value.low is not None else value.high
            is_whole = number is not None and number.as_tuple().exponent == 0
            return str(number) if is_whole else self._plain(number)  # a year takes no separator
        return self.told("value.between", low=self._plain(value.low), high=self._plain(value.high))

    def _plain(self, number: Decimal | None) -> str:
        return number_text((number or Decimal(0)).quantize(_HUNDREDTH, ROUND_HALF_UP), self.language)

    def _criteria_of(self, value: SupportValue) -> CriterionWording:
        kept = self._criteria.get(id(value.rules))
        if kept is None:
            kept = (value.rules, CriterionWording(self._facts, value.rules, self.language))
            self._criteria[id(value.rules)] = kept
        return kept[1]


def period_data(period: Period | None) -> dict[str, str | None]:
    """A period as two days; both None where it always holds."""
    if period is None:
        return {"valid_from": None, "valid_until": None}
    end = period.valid_until
    return {"valid_from": period.valid_from.isoformat(), "valid_until": end.isoformat() if end else None}


def _two_decimals(value: Band) -> Band:
    ends = [None if end is None else end.quantize(_HUNDREDTH, ROUND_HALF_UP) for end in value]
    return Band(ends[0], ends[1])


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
