"""The rubrics of the Belgian annual accounts that we read, and the sums that must hold between them.

A rubric is named by its code in the standardised models of the National Bank (NBB): "10/15" is equity, "9901" the
operating result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from wegwijzer.core.firm.facts import Text


class RubricKind(Enum):
    """What an amount measures, and so whether it grows with the length of the financial year.

    STOCK: what there is on the closing day. FLOW: what passed during the year. AVERAGE: an average over the year,
    such as full-time equivalents.
    """

    STOCK = "stock"
    FLOW = "flow"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Rubric:
    """One line of the accounts.

    `is_signed` marks an amount that may be negative. `only_when_there_is` marks a line of the notes that a deposit
    carries only when there is something to tell, so that a deposit without it says none.
    """

    code: str
    label: Text = field(hash=False)
    kind: RubricKind = RubricKind.STOCK
    is_signed: bool = False
    only_when_there_is: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """A total that equals the sum of its parts; `minus` are parts that are taken off.

    `unless` are rare lines whose sign is written in both ways: where one is not nil the sum is not checked.

    Royal Decree of 29 April 2019 (KB/WVV), art. 3:80 and following: the prescribed models.
    """

    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part, added or taken off."""
        return self.plus + self.minus


@dataclass(frozen=True)
class RubricChart:
    """All rubrics by code, and the identities between them."""

    rubrics: Mapping[str, Rubric] = field(hash=False)
    identities: tuple[Identity, ...]

    @cached_property
    def flows(self) -> frozenset[str]:
        """The codes of amounts that grow with the length of the year."""
        return frozenset(code for code, rubric in self.rubrics.items() if rubric.kind is RubricKind.FLOW)

    @cached_property
    def only_when_there_is(self) -> tuple[str, ...]:
        """The codes that a deposit carries only when there is something to tell."""
        return tuple(code for code, rubric in self.rubrics.items() if rubric.only_when_there_is)

    def is_signed(self, code: str) -> bool:
        """Whether the amount may be negative; a rubric that is not in the chart may be."""
        rubric = self.rubrics.get(code)
        return rubric is None or rubric.is_signed
