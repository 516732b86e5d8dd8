"""Who pays part of a training: what the rules of the kmo-portefeuille on that day say of it, and what stays to be seen.

Only of the training itself something is known here. Whatever the rules ask of the firm stays open, and is listed as
what to check; it is never taken for granted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wegwijzer.core.advice.assessing import Assessment, CriterionReading, assess, soft_facts
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.amounts import Worth
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactSource, FactValue, KnownFact
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.core.offers.offering import Kind, Offering
from wegwijzer.core.truth import NOT_MET, UNKNOWN

MEASURE, ACTION, COST = "kmo-portefeuille", "training", "training_cost_eur"


class Pays(Enum):
    """What the rules of the day say of a training by a registered provider."""

    MAY = "may"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Payer:
    """The measure as read for a training: whether it may pay, the rate in per cent, what to check, what stands in the
    way. `picture` is what the readings were made of."""

    pays: Pays
    assessment: Assessment
    picture: FirmPicture
    rate: Band | None
    to_check: tuple[CriterionReading, ...]
    against: tuple[CriterionReading, ...]


def payer_of(offering: Offering, day: DayCatalogue) -> Payer | None:
    """What the rules say; None for what is no training, for a provider that does not say to be registered, and on a day
    without rules."""
    if offering.kind is not Kind.TRAINING or offering.course is None or not offering.course.is_registered:
        return None
    on_day = next((one for one in day.measures if one.measure.id == MEASURE), None)
    if on_day is None:
        return None
    facts: dict[str, FactValue] = {"planned_action": ACTION}
    if offering.course.theme:
        facts["theme"] = offering.course.theme
    if offering.price is not None:
        facts[COST] = exactly(offering.price.euro)
    known = {name: KnownFact(value, FactSource.STATED, day.day) for name, value in facts.items()}
    picture = derive(Profile(known), day.derivation)
    found = assess(on_day, picture, soft_facts(day.catalogue))
    against = tuple(reading for reading in found.readings if reading.verdict is NOT_MET)
    is_refused = bool(against) or found.status_verdict is NOT_MET or _brings_nothing(found)
    return Payer(
        Pays.NOT if is_refused else Pays.MAY,
        found,
        picture,
        _rate(found.worth),
        tuple(reading for reading in found.readings if reading.verdict is UNKNOWN),
        against,
    )


def _brings_nothing(found: Assessment) -> bool:
    """Whether the rules leave no euro, whoever asks: below the smallest cost, or no part for it."""
    return found.worth is None or found.worth.total.high == 0


def _rate(worth: Worth | None) -> Band | None:
    if worth is None:
        return None
    return next((part.rate for part in worth.parts if part.part.base == COST), None)
