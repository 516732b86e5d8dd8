"""The road for one firm: the problem solved first, whom to call and what pays, and the doors that it opens."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.catalogue.organisation import Organisation, Role
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.roads.choosing import Choice
from wegwijzer.core.roads.subject import Basis, FirstStep, Roads, Subject

DOORS_SHOWN = 2
MOST_MEASURES = 2
_CONFIDENCES = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


@dataclass(frozen=True, slots=True)
class Place:
    """Where and in what a firm works, as far as known, and the day."""

    on: date
    province: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class RoadStep:
    """A first step with the organisation to call, where one fits, and the measures that can pay for it today."""

    step: FirstStep
    organisation: Organisation | None
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenedDoor:
    """The next subject and why it opens."""

    subject: Subject
    because: Text


@dataclass(frozen=True, slots=True)
class Road:
    """One subject for one firm. `doors` lead out of the subject's main domain first; `shown` and `more` part them."""

    choice: Choice
    steps: tuple[RoadStep, ...]
    doors: tuple[OpenedDoor, ...]

    @property
    def subject(self) -> Subject:
        """What the road is about."""
        return self.choice.subject

    @property
    def is_editorial(self) -> bool:
        """Whether the road rests on our own judgement alone."""
        return self.subject.basis is Basis.EDITORIAL

    @property
    def shown(self) -> tuple[OpenedDoor, ...]:
        """The doors that are shown at once."""
        return self.doors[:DOORS_SHOWN]

    @property
    def more(self) -> tuple[OpenedDoor, ...]:
        """The doors behind "more"."""
        return self.doors[DOORS_SHOWN:]


def road_of(
    choice: Choice,
    roads: Roads,
    *,
    organisations: Mapping[str, Organisation],
    roles: Mapping[str, Role],
    place: Place,
    payable: Collection[str],
) -> Road:
    """The road of a chosen subject. `payable` are the measures that the firm is not refused today."""
    subject = choice.subject
    steps = tuple(
        RoadStep(
            step,
            helper_for(step, subject, organisations=organisations, roles=roles, place=place),
            tuple(measure for measure in step.pays if measure in payable)[:MOST_MEASURES],
        )
        for step in subject.first_steps
    )
    doors = sorted(subject.next_doors, key=lambda door: roads[door.to].main_domain == subject.main_domain)
    return Road(choice, steps, tuple(OpenedDoor(roads[door.to], door.because) for door in doors))


def helper_for(
    step: FirstStep,
    subject: Subject,
    *,
    organisations: Mapping[str, Organisation],
    roles: Mapping[str, Role],
    place: Place,
) -> Organisation | None:
    """The first of the step's helpers that exists on the day and fits the firm's place and sector.

    One of which it is not confirmed that it is there is named only when no other fits.
    """
    low: Organisation | None = None
    for who in step.who:
        if who in roles:
            of_role = [organisation for organisation in organisations.values() if organisation.role.id == who]
        else:
            of_role = [organisations[who]] if who in organisations else []
        fitting = [organisation for organisation in of_role if _fits(organisation, subject, place)]
        if fitting:
            best = min(fitting, key=lambda organisation: _order(organisation, subject, place))
            if best.confidence is not Confidence.LOW:
                return best
            low = low or best
    return low


def _fits(organisation: Organisation, subject: Subject, place: Place) -> bool:
    """Whether the firm can turn to it for this subject.

    One tied to sectors also helps a firm whose sector is unknown when the subject is of that sector, but with a subject
    of another sector only where it knows the field. One tied to a field alone only helps with that field.
    """
    if not organisation.exists_on(place.on):
        return False
    if organisation.provinces and place.province not in organisation.provinces:
        return False
    if organisation.sectors:
        known = (place.sector,) if place.sector is not None else subject.sectors
        if set(known).isdisjoint(organisation.sectors):
            return False
        return not subject.sectors or _knows_field(organisation, subject)
    return not organisation.expertise or organisation.role.is_own or _knows_field(organisation, subject)


def _knows_field(organisation: Organisation, subject: Subject) -> bool:
    return not set(subject.expertise_domains).isdisjoint(organisation.expertise)


def _order(organisation: Organisation, subject: Subject, place: Place) -> tuple[bool, bool, int, int, int, str]:
    """The firm's own sector first, then its province, then the field; then what is known best.

    What still ties goes, where it knows the sector or the field, to whoever does most, and else to whoever is tied to
    no field.
    """
    shared = set(subject.expertise_domains) & set(organisation.expertise)
    return (
        not organisation.sectors,
        place.province not in organisation.provinces,
        -len(shared),
        _CONFIDENCES.index(organisation.confidence),
        -len(organisation.expertise) if shared or organisation.sectors else len(organisation.expertise),
        organisation.id,
    )
