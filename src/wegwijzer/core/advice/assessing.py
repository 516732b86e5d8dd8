"""Read every measure of a day for one firm: verdict, reasons, missing facts, worth."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from wegwijzer.core.catalogue.amounts import Worth, worth
from wegwijzer.core.catalogue.catalogue import Catalogue, DayCatalogue, MeasureOnDay
from wegwijzer.core.catalogue.measure import Measure, NamedCriterion, Status, Version
from wegwijzer.core.criteria.nodes import Not
from wegwijzer.core.firm.facts import Nature, Scope
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict


class CriterionReading(NamedTuple):
    """One criterion for one firm.

    `missing` are the base facts that keep it unknown. `is_soft` marks an unknown that only a declaration, a
    judgement or a fact of the project leaves open: nothing known of the firm itself stands in the way.
    """

    criterion: NamedCriterion
    verdict: Verdict
    missing: tuple[str, ...] = ()
    is_soft: bool = False


class Assessment(NamedTuple):
    """One measure for one firm on one day.

    `verdict` counts everything; `on_firm_facts` leaves out what is soft, so it says whether the firm as such fits.
    `missing` are the base facts that could still decide it; empty once it is decided. `worth` is None where no money
    is documented, and where the firm is refused.
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
    soft = soft_facts(day.catalogue)
    return tuple(assess(on_day, picture, soft) for on_day in day.measures)


@lru_cache(maxsize=8)
def soft_facts(catalogue: Catalogue) -> frozenset[str]:
    """The facts that are declared or judged, or that are about a project or person rather than the firm."""
    return frozenset(
        fact.id
        for fact in catalogue.facts.values()
        if fact.nature is not Nature.OBJECTIVE or fact.scope is not Scope.FIRM
    )


def assess(on_day: MeasureOnDay, picture: FirmPicture, soft: frozenset[str]) -> Assessment:
    """Read one measure for one firm; `soft` are the facts of `soft_facts`."""
    version, values = on_day.version, picture.values
    status = verdict_of_status(version)
    verdict, firm_verdict = status, status
    readings = []
    for criterion in version.criteria:
        result = criterion.test.read(values)
        if result is UNKNOWN:
            missing = _base_facts(criterion, picture)
            is_soft = bool(missing) and soft.issuperset(missing)
            readings.append(CriterionReading(criterion, result, missing, is_soft))
            if verdict is MET:
                verdict = UNKNOWN
            if not is_soft and firm_verdict is MET:
                firm_verdict = UNKNOWN
        else:
            readings.append(CriterionReading(criterion, result))
            if result is NOT_MET:
                verdict = firm_verdict = NOT_MET
    missing_facts: tuple[str, ...] = ()
    if verdict is UNKNOWN:
        found: dict[str, None] = {}
        for reading in readings:
            if reading.missing:
                found.update(dict.fromkeys(reading.missing))
        missing_facts = tuple(found)
    return Assessment(
        on_day.measure,
        version,
        verdict,
        firm_verdict,
        status,
        tuple(readings),
        missing_facts,
        worth(version.amount, values) if version.amount is not None and verdict is not NOT_MET else None,
    )


def verdict_of_status(version: Version) -> Verdict:
    """What the version's status alone allows: an unconfirmed or announced rule is never a certainty."""
    if version.status is Status.OPEN:
        return MET
    if version.status is Status.CLOSED:
        return MET if version.is_transition else NOT_MET
    return UNKNOWN


def _base_facts(criterion: NamedCriterion, picture: FirmPicture) -> tuple[str, ...]:
    """The facts to ask for an open criterion: those behind a derived fact instead of the derived fact itself."""
    test, behind = criterion.test, picture.behind
    while isinstance(test, Not):
        test = test.part
    fact = getattr(test, "fact", None)
    if fact is not None:  # a test of one fact, as most are
        return behind.get(fact) or (fact,)
    open_facts = dict.fromkeys(test.open_facts(picture.values))
    if behind.keys().isdisjoint(open_facts):
        return tuple(open_facts)
    return tuple(dict.fromkeys(base for fact in open_facts for base in behind.get(fact, (fact,))))
