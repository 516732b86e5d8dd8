"""Everything a result leans on that no rule and no fact of the firm says, in one list that can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.firm.facts import Text

KEPT_TAX_IN_INVESTMENT = "exempt_withholding_in_investment_eur"
"""Withholding tax that was kept and stands in what was invested: the base of the research credit is lower by it."""

AssumedValue = Band | bool | date | None


class Origin(Enum):
    """Where a value comes from: the plan, our data (with a source), what follows from the day asked, or nowhere yet."""

    PLAN = "plan"
    DATA = "data"
    DAY = "day"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class AssumptionDefinition:
    """What can be assumed: its words, its unit (euro, percent, yes_no, day), and the value it has when nobody says so.

    `where` is the place in a plan where it is changed.
    """

    id: str
    label: Text
    why: Text
    unit: str
    where: str
    value: Band | bool | None = None
    source: Source | None = None
    confidence: Confidence | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None


class Assumption(NamedTuple):
    """One assumption with its value; `subject` is the action or measure it is about, if it is about one."""

    definition: AssumptionDefinition
    value: AssumedValue
    origin: Origin
    subject: str = ""


class AssumptionBook:
    """Looks assumptions up, and remembers which were used."""

    def __init__(self, definitions: Mapping[str, AssumptionDefinition], given: Mapping[str, Band | bool]) -> None:
        self._definitions = definitions
        self._given = given
        self._used: dict[tuple[str, str], Assumption] = {}

    def number(self, assumption: str) -> Band | None:
        """The number, or None while nobody gave it."""
        value = self._look_up(assumption)
        return value if isinstance(value, Band) else None

    def flag(self, assumption: str) -> bool | None:
        """Yes, no, or None while nobody said."""
        value = self._look_up(assumption)
        return value if isinstance(value, bool) else None

    def note(self, assumption: str, value: AssumedValue, origin: Origin, *, subject: str = "") -> None:
        """Remember a value that was found elsewhere."""
        self._used.setdefault((assumption, subject), Assumption(self._definitions[assumption], value, origin, subject))

    @property
    def used(self) -> tuple[Assumption, ...]:
        """Everything that was used, in the order of the definitions, then by subject."""
        places = {name: place for place, name in enumerate(self._definitions)}
        return tuple(self._used[key] for key in sorted(self._used, key=lambda key: (places[key[0]], key[1])))

    def _look_up(self, assumption: str) -> Band | bool | None:
        definition = self._definitions[assumption]
        if assumption in self._given:
            value, origin = self._given[assumption], Origin.PLAN
            self.note(assumption, value, origin)
            return value
        origin = Origin.OPEN if definition.value is None else Origin.DATA
        self.note(assumption, definition.value, origin)
        return definition.value
