"""The small calculator on a measure page: what is this worth with your figures?

It asks only what the formula of the day reads: the costs, and whatever decides a rate or a ceiling. Nothing needs to
be filled in; what is left open makes the answer a range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.catalogue.amounts import PartWorth, worth
from wegwijzer.core.catalogue.catalogue import SIZE_TOPIC, DayCatalogue
from wegwijzer.core.catalogue.measure import Amount, Measure, Version
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactDefinition, FactSource, FactType, FactValue, KnownFact
from wegwijzer.core.firm.profile import Profile
from wegwijzer.readers.fact_values import LARGEST_NUMBER, ValueProblem, read_value
from wegwijzer.web.typed_numbers import typed_number
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import euro_text, number_text, percent_text

_LONGEST_TYPED = 60
_YES_NO = {"ja": True, "nee": False}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a field."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the calculator, with what was typed and what is wrong with it (empty: nothing)."""

    name: str
    kind: str
    label: str
    help: str
    unit: str
    choices: tuple[Choice, ...]
    typed: str
    error: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One part of the result."""

    label: str
    rate: str
    worth: str


@dataclass(frozen=True, slots=True)
class Calculator:
    """The form, and the answer once something was filled in without faults."""

    fields: tuple[Field, ...]
    answer: str
    lines: tuple[ResultLine, ...]
    is_range: bool

    @property
    def errors(self) -> tuple[Field, ...]:
        """The fields with something wrong."""
        return tuple(field for field in self.fields if field.error)


def calculator(
    measure: Measure, version: Version, day: DayCatalogue, asked: Mapping[str, str], language: str
) -> Calculator | None:
    """The calculator of a version, or None when it has no formula."""
    amount = version.amount
    if amount is None or not any(part.base or part.fixed for part in amount.parts):
        return None
    questions = _Questions(day, language)
    fields, known = [], {}
    for fact_id in asked_facts(amount):
        fact = day.catalogue.facts.get(fact_id)
        if fact is not None and fact.type not in (FactType.CODE, FactType.TEXT):
            field, value = questions.ask(fact, str(asked.get(fact_id, "")).strip())
            fields.append(field)
            if value is not None:
                known[fact_id] = KnownFact(value, FactSource.STATED, day.day)
    if not fields:
        return None
    if not known or any(field.error for field in fields):
        return Calculator(tuple(fields), "", (), False)
    result = worth(amount, derive(Profile(known), day.derivation).values)
    return Calculator(
        tuple(fields),
        worth_text(result, language, is_service=measure.kind == "service"),
        tuple(_line(part, language) for part in result.parts) if len(result.parts) > 1 else (),
        not result.total.is_exact,
    )


def asked_facts(amount: Amount) -> tuple[str, ...]:
    """What the formula reads: costs first, in the order of the parts, then what decides rates and ceilings."""
    costs = [part.base for part in amount.parts if part.base]
    deciding = [fact for test in amount.tests() for fact in test.facts()]
    return tuple(dict.fromkeys([*costs, *deciding]))


class _Questions:
    """Turns facts into fields of one day in one language."""

    def __init__(self, day: DayCatalogue, language: str) -> None:
        self._day = day
        self._language = language

    def ask(self, fact: FactDefinition, typed: str) -> tuple[Field, FactValue | None]:
        """The field, and the value when what was typed is one."""
        value, error = None, ""
        if typed:
            value, error = self._read(fact, typed[:_LONGEST_TYPED])
        field = Field(
            name=fact.id,
            kind={FactType.BOOLEAN: "choice", FactType.CHOICE: "choice", FactType.DATE: "date"}.get(
                fact.type, "number"
            ),
            label=self._label(fact),
            help=self._help(fact),
            unit=self._unit(fact),
            choices=self._choices(fact, typed),
            typed=typed[:_LONGEST_TYPED],
            error=error,
        )
        return field, value

    def _read(self, fact: FactDefinition, typed: str) -> tuple[FactValue | None, str]:
        data: object = typed
        if fact.type is FactType.BOOLEAN:
            if typed not in _YES_NO:
                return None, self._say("calculator.no_option", typed=typed)
            return _YES_NO[typed], ""
        if fact.type in (FactType.MONEY, FactType.NUMBER):
            data = typed_number(typed, self._language)
            if data is None:
                return None, self._say("calculator.no_number", typed=typed)
        try:
            return read_value(fact, data), ""
        except ValueProblem:
            return None, self._problem(fact, typed, data)

    def _problem(self, fact: FactDefinition, typed: str, data: object) -> str:
        if isinstance(data, Decimal):
            lowest = fact.minimum if fact.minimum is not None else Decimal(0)
            if data < lowest:
                return self._say("calculator.too_low", lowest=number_text(lowest, self._language))
            highest = min(value for value in (fact.maximum, LARGEST_NUMBER) if value is not None)
            return self._say("calculator.too_high", highest=number_text(highest, self._language))
        key = "calculator.no_day" if fact.type is FactType.DATE else "calculator.no_option"
        return self._say(key, typed=typed)

    def _choices(self, fact: FactDefinition, typed: str) -> tuple[Choice, ...]:
        if fact.type is FactType.BOOLEAN:
            options = [(value, self._say(f"calculator.{value}")) for value in _YES_NO]
        elif fact.type is FactType.CHOICE:
            options = [(option.id, _capital(local(option.label, self._language))) for option in fact.options]
        else:
            return ()
        options = [("", self._say("calculator.unknown")), *options]
        return tuple(Choice(value, label, value == typed) for value, label in options)

    def _label(self, fact: FactDefinition) -> str:
        if fact.id == "size_class":
            return self._say("calculator.size")
        if fact.question:
            return local(fact.question, self._language)
        return _capital(local(fact.subject or fact.holds, self._language))

    def _help(self, fact: FactDefinition) -> str:
        if fact.id != "size_class":
            return local(fact.help, self._language)
        limits = self._day.limits
        shown = {
            f"{size}_{name}": text
            for size in ("small", "medium")
            for name, text in (
                ("staff", number_text(limits[SIZE_TOPIC, f"{size}_staff_lt"], self._language)),
                ("turnover", euro_text(limits[SIZE_TOPIC, f"{size}_turnover_max_eur"], self._language)),
                ("balance", euro_text(limits[SIZE_TOPIC, f"{size}_balance_max_eur"], self._language)),
            )
        }
        return self._say("calculator.size_help", **shown)

    def _unit(self, fact: FactDefinition) -> str:
        return self._say("calculator.euro") if fact.type is FactType.MONEY else local(fact.unit, self._language)

    def _say(self, key: str, **arguments: str) -> str:
        return say(f"catalogue.{key}", self._language, **arguments)


def _line(part: PartWorth, language: str) -> ResultLine:
    low, high = part.worth.low or Decimal(0), part.worth.high
    if high is None:
        shown = say("catalogue.calculator.line_open", language)
    elif low == high:
        shown = euro_text(high, language)
    elif low == 0:
        shown = say("catalogue.calculator.line_up_to", language, high=euro_text(high, language))
    else:
        shown = say(
            "catalogue.amount.euro_between",
            language,
            low=euro_text(low, language),
            high=euro_text(high, language),
        )
    rate = percent_text(part.rate, language) if part.rate is not None and part.rate.high else ""
    return ResultLine(_capital(local(part.part.label, language)), rate, shown)


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
