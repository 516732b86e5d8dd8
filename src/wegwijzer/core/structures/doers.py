"""Who can be a cell of the map: an organisation with the steps of its role, or something that one offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.structures.steps import MapRules, Step


class Axis(Enum):
    """What the rows of the map can be."""

    EXPERTISE = "expertise"
    SECTOR = "sector"
    PROVINCE = "province"


class DoerKind(Enum):
    """An organisation of the catalogue, or an offer of one."""

    ORGANISATION = "organisation"
    OFFERING = "offering"


@dataclass(frozen=True, slots=True)
class Doer:
    """Somebody who does something for firms. An empty list means that no restriction is known.

    `structures` are the ids of the organisations behind it, so that an offer and its structure count once.
    """

    id: str
    kind: DoerKind
    name: Text = field(hash=False)
    steps: tuple[Step, ...]
    expertise: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    structures: tuple[str, ...] = ()
    role: str = ""

    def ties(self, axis: Axis) -> tuple[str, ...]:
        """The rows to which it is tied; none: it may stand in every row."""
        return {Axis.EXPERTISE: self.expertise, Axis.SECTOR: self.sectors, Axis.PROVINCE: self.provinces}[axis]


def doers_of(organisations: Iterable[Organisation], rules: MapRules, *, on: date) -> tuple[Doer, ...]:
    """The organisations that exist on the day and whose role has a step, easiest to approach first, then by id."""
    found = [
        Doer(
            organisation.id,
            DoerKind.ORGANISATION,
            organisation.plain_name,
            rules.roles[organisation.role.id].steps,
            organisation.expertise,
            organisation.sectors,
            organisation.provinces,
            (organisation.id,),
            organisation.role.id,
        )
        for organisation in sorted(organisations, key=lambda one: (one.role.order, one.id))
        if organisation.exists_on(on) and rules.roles[organisation.role.id].steps
    ]
    return tuple(found)
