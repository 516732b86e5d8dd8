"""Organisations: who does what for which firm, under the name a firm would use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wegwijzer.core.catalogue.measure import Confidence, Kin, Source
from wegwijzer.core.firm.facts import Text


@dataclass(frozen=True, slots=True)
class Role:
    """What an organisation is to a firm, in the firm's words; lower `order` is easier to approach."""

    id: str
    label: Text
    is_first_contact: bool
    what_to_say: Text
    order: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with its role; empty `provinces`, `sectors` or `expertise` mean no restriction is documented.

    Dates are documented text and may be a mere year or month.
    """

    id: str
    name: Text
    plain_name: Text
    role: Role
    valid_from: str | None
    valid_until: str | None
    predecessors: tuple[Kin, ...]
    successors: tuple[Kin, ...]
    provinces: tuple[str, ...]
    sectors: tuple[str, ...]
    expertise: tuple[str, ...]
    what_it_does: Text
    caveat: Text | None
    confidence: Confidence
    source: Source
    documented: Mapping[str, object] = field(hash=False)

    def exists_on(self, on: date) -> bool:
        """Whether the documented dates leave the day inside; a mere year counts from its first to its last day."""
        day = on.isoformat()
        started = self.valid_from is None or self.valid_from <= day[: len(self.valid_from)]
        ended = self.valid_until is not None and day[: len(self.valid_until)] > self.valid_until
        return started and not ended
