"""Fields of a form: how they are shown, and what was typed in them read, with a fault for each that cannot be.

A value as read is plain JSON: a day as ISO text, an amount as {"min", "max"} of decimal texts, a choice as its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from wegwijzer.core.support.options import MOST_EURO
from wegwijzer.readers.catalogue import FIRST_DAY
from wegwijzer.readers.support_plan import LAST_DAY
from wegwijzer.readers.typed_days import day_field, typed_day
from wegwijzer.web.typed_numbers import typed_number
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text, number_text

LONGEST_TYPED = 2000
"""Characters of a field that are kept and shown again; a line that is used is shorter."""
LONGEST_LINE = 200
_LONGEST_SHOWN = 40
_CENT = Decimal("0.01")


class Kind(Enum):
    """What a field takes; BAND is an amount, or one from and one to."""

    DAY = "day"
    DAY_OR_YEAR = "day_or_year"
    YEAR = "year"
    BAND = "band"
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    YES_NO = "yes_no"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `group` is the part of the form it stands in; `is_cost`: nothing is left out, not typed as 0.

    `most` is the largest number that is no slip of the pen. `first`, `last` bound days (None: those of the catalogue).
    """

    name: str
    kind: Kind
    label: str
    hint: str = ""
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    group: str = ""
    is_required: bool = False
    is_cost: bool = False
    is_money: bool = True
    least: Decimal = Decimal(0)
    most: Decimal = MOST_EURO
    first: date | None = None
    last: date | None = None

    @property
    def upper(self) -> str:
        """The name of the field for the upper end of a band."""
        return f"{self.name}_to"


@dataclass(frozen=True, slots=True)
class Shown:
    """A field ready for the page: what stands in it, and what is wrong with that."""

    field: Field
    value: str
    value_to: str
    fault: str
    options: tuple[tuple[str, str, bool], ...]

    @property
    def id(self) -> str:
        """The id of its input."""
        return self.field.name

    @property
    def is_filled(self) -> bool:
        """Whether something stands in it, or is wrong with it."""
        return bool(self.value or self.value_to or self.fault)


@dataclass(slots=True)
class Reading:
    """What was sent, read: `values` of the fields that could be (None where one was left empty), `faults` by field."""

    fields: Sequence[Field]
    sent: Mapping[str, str]
    language: str
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, as far as it is kept."""
        names = [name for item in self.fields for name in (item.name, item.upper)]
        return {name: _text(self.sent, name)[:LONGEST_TYPED] for name in names if _text(self.sent, name)}

    def refuse(self, name: str, key: str, **arguments: object) -> None:
        """Add a fault; the first of a field stays."""
        self.faults.setdefault(name, say(f"money.fault.{key}", self.language, **arguments))


def read(fields: Iterable[Field], sent: Mapping[str, str], language: str) -> Reading:
    """Read what was sent, every fault at once."""
    reading = Reading(tuple(fields), sent, language)
    for item in reading.fields:
        before = len(reading.faults)
        value = _READERS[item.kind](item, reading)
        if len(reading.faults) == before:
            if value is None and item.is_required:
                reading.refuse(item.name, _missing(item))
            reading.values[item.name] = value
    return reading


def _missing(item: Field) -> str:
    """Which text asks for it: the first and last day of an action each say which of the two is meant."""
    if item.kind is not Kind.DAY:
        return "missing_value"
    return f"missing_{item.name}" if item.name in ("start", "end") else "missing_day"


def shown(
    fields: Iterable[Field], values: Mapping[str, Any], language: str, reading: Reading | None = None
) -> list[Shown]:
    """Fields with what is known; with a reading, with what was sent and what is wrong with it."""
    found = []
    for item in fields:
        if reading is not None:
            value, upper = (_text(reading.sent, name)[:LONGEST_TYPED] for name in (item.name, item.upper))
            fault = reading.faults.get(item.name, "")
        else:
            (value, upper), fault = _field_texts(item, values.get(item.name), language), ""
        options = tuple((id_, label, id_ == value) for id_, label in _options(item, language))
        found.append(Shown(item, value, upper, fault, options))
    return found


def _options(item: Field, language: str) -> tuple[tuple[str, str], ...]:
    if item.kind is Kind.YES_NO:
        return (("yes", say("money.answer.yes", language)), ("no", say("money.answer.no", language)))
    return item.options


def _field_texts(item: Field, value: Any, language: str) -> tuple[str, str]:
    if value is None:
        return "", ""
    if item.kind is Kind.BAND:
        low, high = value.get("min"), value.get("max")
        if low == high:
            return _number_field(low, language), ""
        return _number_field(low, language), _number_field(high, language)
    if item.kind in (Kind.NUMBER, Kind.COUNT):
        return _number_field(str(value), language), ""
    if item.kind in (Kind.DAY, Kind.DAY_OR_YEAR) and not str(value).isdigit():
        return day_field(date.fromisoformat(value)), ""
    if item.kind is Kind.YES_NO:
        return ("yes" if value else "no"), ""
    return str(value), ""


def _number_field(text: str | None, language: str) -> str:
    return "" if text is None else number_text(Decimal(text), language)


def _day(item: Field, reading: Reading) -> str | None:
    text = _text(reading.sent, item.name)
    if not text:
        return None
    found = typed_day(text)
    if found is None:
        reading.refuse(item.name, "day", typed=_short(text))
        return None
    first, last = item.first or FIRST_DAY, item.last or LAST_DAY
    if not first <= found <= last:
        bounds = {"first": date_text(first, reading.language), "last": date_text(last, reading.language)}
        reading.refuse(item.name, "day_far", typed=_short(text), **bounds)
        return None
    return found.isoformat()


def _day_or_year(item: Field, reading: Reading) -> str | None:
    text = _text(reading.sent, item.name)
    first, last = (item.first or FIRST_DAY).year, (item.last or LAST_DAY).year
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    return text if is_year and first <= int(text) <= last else _day(item, reading)


def _year(item: Field, reading: Reading) -> int | None:
    text = _text(reading.sent, item.name)
    if not text:
        return None
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    if not is_year or not item.least <= int(text) <= item.most:
        reading.refuse(item.name, "year", typed=_short(text), first=item.least, last=item.most)
        return None
    return int(text)


def _band(item: Field, reading: Reading) -> dict[str, str] | None:
    low, high = (_number_of(item, name, reading) for name in (item.name, item.upper))
    if item.name in reading.faults or (low is None and high is None):
        return None
    if high is None:
        high = low
    if low is None:
        low = item.least
    if high is not None and high < low:
        ends = {"low": number_text(low, reading.language), "high": number_text(high, reading.language)}
        reading.refuse(item.name, "upside_down", **ends)
        return None
    if item.is_cost and high == 0:
        reading.refuse(item.name, "no_cost")
        return None
    return {"min": format(low, "f"), "max": format(high or Decimal(0), "f")}


def _number(item: Field, reading: Reading) -> str | None:
    found = _number_of(item, item.name, reading)
    return None if found is None else format(found, "f")


def _count(item: Field, reading: Reading) -> int | None:
    found = _number_of(item, item.name, reading)
    if found is None:
        return None
    if found != found.to_integral_value():
        reading.refuse(item.name, "not_whole", typed=_short(_text(reading.sent, item.name)))
        return None
    return int(found)


def _number_of(item: Field, name: str, reading: Reading) -> Decimal | None:
    text = _text(reading.sent, name)
    if not text:
        return None
    found = typed_number(text, reading.language)
    if found is None:
        reading.refuse(item.name, "number", typed=_short(text))
        return None
    if found < 0:
        reading.refuse(item.name, "negative", typed=_short(text))
    elif found < item.least:
        reading.refuse(item.name, "too_small", least=number_text(item.least, reading.language))
    elif found > item.most:
        reading.refuse(item.name, "too_large", typed=_short(text), most=number_text(item.most, reading.language))
    elif item.is_money and found != found.quantize(_CENT):
        reading.refuse(item.name, "cents", typed=_short(text))
    return found


def _choice(item: Field, reading: Reading) -> str | None:
    text = _text(reading.sent, item.name)
    if text and text not in dict(item.options):
        reading.refuse(item.name, "choice")
        return None
    return text or None


def _yes_no(item: Field, reading: Reading) -> bool | None:
    text = _text(reading.sent, item.name)
    if text not in ("", "yes", "no"):
        reading.refuse(item.name, "choice")
    return {"yes": True, "no": False}.get(text)


def _line(item: Field, reading: Reading) -> str | None:
    text = " ".join(_text(reading.sent, item.name).split())
    if len(text) > LONGEST_LINE:
        reading.refuse(item.name, "too_long", most=LONGEST_LINE)
    return text or None


_READERS = {
    Kind.DAY: _day,
    Kind.DAY_OR_YEAR: _day_or_year,
    Kind.YEAR: _year,
    Kind.BAND: _band,
    Kind.NUMBER: _number,
    Kind.COUNT: _count,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.TEXT: _line,
}


def _text(sent: Mapping[str, str], name: str) -> str:
    return str(sent.get(name, "")).replace("\0", "").strip()


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
