"""What is typed in the forms of the innovation premium, read with a fault for each field that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wegwijzer.readers.duty_plan import FIRST_DAY, LAST_DAY
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.web.premium.actions import LONGEST_NAME, LONGEST_TITLE, LONGEST_WORDS
from wegwijzer.web.typed_numbers import typed_number
from wegwijzer.wording.language import say

_LONGEST_SHOWN = 40
_MOST_EURO = Decimal(1_000_000_000)
_MOST_HEADS = Decimal(1_000_000)


@dataclass(slots=True)
class Typed:
    """A form that was sent: `faults` by field, in the order in which the fields were read."""

    sent: Mapping[str, str]
    language: str
    faults: dict[str, str] = field(default_factory=dict)

    def line(self, name: str, *, most: int = LONGEST_NAME, missing: str = "") -> str:
        """A text of one line; with `missing`, the fault to give where it is empty."""
        text = " ".join(str(self.sent.get(name, "")).replace("\0", "").split())
        if not text and missing:
            self._fault(name, missing)
        return self._short(name, text, most)

    def title(self, name: str, *, missing: str) -> str:
        """The name of an idea."""
        return self.line(name, most=LONGEST_TITLE, missing=missing)

    def words(self, name: str) -> str:
        """A text of several lines."""
        text = str(self.sent.get(name, "")).replace("\r\n", "\n").replace("\0", "").strip()
        return self._short(name, text, LONGEST_WORDS)

    def day(self, name: str) -> date | None:
        """A day, None where the field is empty."""
        text = self._text(name)
        if not text:
            return None
        found = typed_day(text)
        if found is None:
            self._fault(name, "day", typed=text[:_LONGEST_SHOWN])
        elif not FIRST_DAY <= found <= LAST_DAY:
            self._fault(name, "day_far")
            return None
        return found

    def euro(self, name: str) -> Decimal | None:
        """An amount from 0, to the cent; None where the field is empty."""
        found = self._number(name)
        if found is None:
            return None
        if found < 0:
            self._fault(name, "negative")
        elif found > _MOST_EURO:
            self._fault(name, "too_large")
        elif found != found.quantize(Decimal("0.01")):
            self._fault(name, "cents")
        return found

    def heads(self, name: str) -> Decimal | None:
        """A number of employees; None where the field is empty."""
        found = self._number(name)
        if found is not None and not (1 <= found <= _MOST_HEADS and found == found.to_integral_value()):
            self._fault(name, "headcount")
        return found

    def year(self, name: str) -> int:
        """A calendar year; 0 with a fault where it is none."""
        text = self._text(name)
        if text.isascii() and text.isdigit() and len(text) == 4 and FIRST_DAY.year <= int(text) <= LAST_DAY.year:
            return int(text)
        self._fault(name, "year")
        return 0

    def refuse(self, name: str, key: str, **arguments: object) -> None:
        """Add a fault that is about more than one field."""
        self._fault(name, key, **arguments)

    def _number(self, name: str) -> Decimal | None:
        text = self._text(name)
        if not text:
            return None
        found = typed_number(text, self.language)
        if found is None:
            self._fault(name, "number", typed=text[:_LONGEST_SHOWN])
        return found

    def _short(self, name: str, text: str, most: int) -> str:
        if len(text) > most:
            self._fault(name, "too_long", most=most)
        return text

    def _text(self, name: str) -> str:
        return str(self.sent.get(name, "")).strip()

    def _fault(self, name: str, key: str, **arguments: object) -> None:
        self.faults.setdefault(name, say(f"premium.fault.{key}", self.language, **arguments))
