"""Read every measure of a day for one firm: verdict, reasons, missing facts, worth."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.catalogue.amounts import Worth, worth
from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.catalogue.measure import Measure, NamedCriterion, Status, Version
from wegwijzer.core.firm.facts import FactDictionary, Nature, Scope
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict


@dataclass(frozen=True, slots=True)
class CriterionReading:
    """One criterion for one firm.

    `missing` are the base facts that keep it unknown. `is_soft` marks an unknown that only a declaration, a
    judgement or a fact of the project leaves open: nothing known of the firm itself stands in the way.
    """

    criterion: NamedCriterion
    verdict: Verdict
    missing: tuple[str, ...] = ()
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """One measure for one firm on one day.

    `verdict` counts everything; `on_firm_facts` leaves out what is soft, so it says whether the firm as such fits.
    `missing` are the base facts that could still decide it; empty once it is decided.
    """

    measure: Measure
    version: Version
    verdict: Verdict
    on_firm_facts: Verdict
    status_verdict: Verdict
    readings: tuple[CriterionReading, ...]
    missing: tuple[str, ...]
    worth: Worth | None

    @property
    def blocking(self) -> tuple[CriterionReading, ...]:
        """The criteria that are not met."""
        return tuple(reading for reading in self.readings if reading.verdict is NOT_MET)


def assess_all(picture: FirmPicture, day: DayCatalogue) -> tuple[Assessment, ...]:
    """Every measure that a period covers on the day, in catalogue order."""
    facts = day.catalogue.facts
    return tuple(assess(on_day, picture, facts) for on_day in day.measures)


def assess(on_day: MeasureOnDay, picture: FirmPicture, facts: FactDictionary) -> Assessment:
    """Read one measure for one firm."""
    version, values = on_day.version, picture.values
    status = verdict_of_status(version)
    verdict, firm_verdict = status, status
    readings = []
    for criterion in version.criteria:
        result = criterion.test.read(values)
        if result is UNKNOWN:
            missing = tuple(dict.fromkeys(_base_facts(criterion, picture)))
            soft = all(_is_soft(fact, facts) for fact in missing)
            readings.append(CriterionReading(criterion, result, missing, soft))
            if verdict is MET:
                verdict = UNKNOWN
            if not soft and firm_verdict is MET:
                firm_verdict = UNKNOWN
        else:
            readings.append(CriterionReading(criterion, result))
            if result is NOT_MET:
                verdict = firm_verdict = NOT_MET
    missing_facts: tuple[str, ...] = ()
    if verdict is UNKNOWN:
        missing_facts = tuple(dict.fromkeys(fact for reading in readings for fact in reading.missing))
    return Assessment(
        on_day.measure,
        version,
        verdict,
        firm_verdict,
        status,
        tuple(readings),
        missing_facts,
        worth(version.amount, values) if version.amount is not None else None,
    )


def verdict_of_status(version: Version) -> Verdict:
    """What the version's status alone allows: an unconfirmed or announced rule is never a certainty."""
    if version.status is Status.OPEN:
        return MET
    if version.status is Status.CLOSED:
        return MET if version.is_transition else NOT_MET
    return UNKNOWN


def _base_facts(criterion: NamedCriterion, picture: FirmPicture) -> list[str]:
    found: list[str] = []
    for fact in criterion.test.undecided_by(picture.values):
        found.extend(picture.behind.get(fact, (fact,)))
    return found


def _is_soft(fact: str, facts: FactDictionary) -> bool:
    definition = facts.get(fact)
    return definition is not None and (definition.nature is not Nature.OBJECTIVE or definition.scope is not Scope.FIRM)
