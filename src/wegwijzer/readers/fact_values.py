"""Read one fact's value from plain data, as a file or a form gives it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from wegwijzer.core.band import Band
from wegwijzer.core.firm.facts import FactDefinition, FactType, FactValue
from wegwijzer.core.firm.technology import normalise_nace

LONGEST_TEXT = 500
LARGEST_NUMBER = Decimal(10) ** 13
"""Ten thousand billion: no firm is larger, and every engine can hold it exactly."""


class ValueProblem(ValueError):
    """A value that a fact cannot have; `problem` says why and `expected` what it can have."""

    def __init__(self, problem: str, expected: str) -> None:
        super().__init__(f"{problem} Expected: {expected}")
        self.problem, self.expected = problem, expected


def read_value(fact: FactDefinition, data: object) -> FactValue:
    """The value in the form in which criteria read it. Raises ValueProblem when the fact cannot have it."""
    match fact.type:
        case FactType.BOOLEAN:
            if isinstance(data, bool):
                return data
            raise ValueProblem(f"{data!r} is neither yes nor no.", "true or false.")
        case FactType.CHOICE:
            return _choice(fact, data)
        case FactType.NUMBER | FactType.MONEY:
            return _band(fact, data)
        case FactType.DATE:
            return _date_band(data)
        case FactType.CODE:
            return _code(data)
        case FactType.TEXT:
            return _text(data)


def _choice(fact: FactDefinition, data: object) -> FactValue:
    options = [option.id for option in fact.options]
    wanted = data
    if not isinstance(data, str) and not isinstance(data, bool) and isinstance(data, int):
        wanted = str(data)
    found = _option_named(fact, wanted) if isinstance(wanted, str) else None
    if found is None:
        raise ValueProblem(f"{_shown(data)} is no option.", f"one of {', '.join(options)}.")
    if fact.ordered:
        rank = Decimal(options.index(found))
        return Band(rank, rank)
    return found


def _option_named(fact: FactDefinition, wanted: str) -> str | None:
    """The option of that name, in any case of letters, or known under another name (bvba for bv)."""
    name = wanted.strip().casefold()
    for option in fact.options:
        if name == option.id or name in option.aliases:
            return option.id
    return None


def _band(fact: FactDefinition, data: object) -> Band:
    if not isinstance(data, dict):
        number = _number(fact, data)
        return Band(number, number)
    unknown = sorted(set(data) - {"min", "max"})
    if unknown:
        raise ValueProblem(f'a band has no key "{unknown[0]}".', "{min: …, max: …}, either one may be left out.")
    low, high = (None if data.get(end) is None else _number(fact, data[end]) for end in ("min", "max"))
    if low is None and high is None:
        raise ValueProblem("the band has no ends.", "min, max or both; leave the fact out when it is not known.")
    if low is not None and high is not None and high < low:
        raise ValueProblem(f"the band's max ({high}) is smaller than its min ({low}).", "min up to max.")
    return Band(low, high)


def _number(fact: FactDefinition, data: object) -> Decimal:
    if isinstance(data, bool) or not isinstance(data, int | float | Decimal):
        raise ValueProblem(f"{_shown(data)} is no number.", "a number without thousands separators, or {min:, max:}.")
    try:
        number = Decimal(str(data))
    except InvalidOperation as error:
        raise ValueProblem(f"{_shown(data)} is no number.", "a number.") from error
    if not number.is_finite():
        raise ValueProblem(f"{number} is no number.", "a finite number; leave the fact out when it is not known.")
    if abs(number) > LARGEST_NUMBER:
        raise ValueProblem(f"{number} is impossibly large.", f"at most {LARGEST_NUMBER:f}.")
    if fact.minimum is not None and number < fact.minimum:
        raise ValueProblem(f"{number} is impossible.", f"{fact.minimum} or more.")
    if fact.maximum is not None and number > fact.maximum:
        raise ValueProblem(f"{number} is impossible.", f"at most {fact.maximum}.")
    return number


def _date_band(data: object) -> Band:
    """A day, a band of days, or a mere year: some day in it."""
    if isinstance(data, int) and not isinstance(data, bool) and 1000 <= data <= 9999:
        return Band(Decimal(date(data, 1, 1).toordinal()), Decimal(date(data, 12, 31).toordinal()))
    if not isinstance(data, dict):
        day = Decimal(_day(data).toordinal())
        return Band(day, day)
    low, high = (None if data.get(end) is None else Decimal(_day(data[end]).toordinal()) for end in ("min", "max"))
    if low is not None and high is not None and high < low:
        raise ValueProblem("the band's max lies before its min.", "min up to max.")
    return Band(low, high)


def _day(data: object) -> date:
    if isinstance(data, date):
        return data
    try:
        return date.fromisoformat(str(data))
    except ValueError as error:
        raise ValueProblem(f"{_shown(data)} is no day.", "a day such as 2016-04-01, or a year.") from error


def _code(data: object) -> str:
    if isinstance(data, bool) or not isinstance(data, str | int | Decimal):
        raise ValueProblem(f"{_shown(data)} is no code.", 'a NACE code between quotes, such as "10.710".')
    try:
        return normalise_nace(str(data))
    except ValueError as error:
        raise ValueProblem(str(error), 'a NACE code between quotes, such as "10.710".') from error


def _text(data: object) -> str:
    if isinstance(data, int) and not isinstance(data, bool):
        data = str(data)
    if not isinstance(data, str) or not data.strip():
        raise ValueProblem(f"{_shown(data)} is no text.", "some text.")
    if len(data) > LONGEST_TEXT:
        raise ValueProblem(f"the text is {len(data)} characters long.", f"at most {LONGEST_TEXT}.")
    return data.strip()


def _shown(data: object) -> str:
    text = repr(data)
    return text if len(text) <= 60 else f"{text[:57]}…"
