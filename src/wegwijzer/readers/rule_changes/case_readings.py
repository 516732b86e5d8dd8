"""The worked cases of a measure read again on the first day of a change, without it and with it."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.advice.assessing import Assessment, assess, soft_facts
from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.deriving import derive
from wegwijzer.readers.cases import read_cases
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.rule_changes.proposing import RuleChange
from wegwijzer.readers.yaml_file import LocatedData


@dataclass(frozen=True, slots=True)
class CaseReading:
    """One case on one day: how it was read before and how it is after; None where no version covers the day.

    `is_current` marks a case of the version that the change replaces.
    """

    case: str
    is_current: bool
    firm: dict[str, object]
    before: Assessment | None
    after: Assessment | None

    @property
    def turns(self) -> bool:
        """Whether the verdict becomes another one."""
        return _verdict(self.before) != _verdict(self.after)

    @property
    def differs(self) -> bool:
        """Whether the verdict or the amount becomes another one."""
        return self.turns or _total(self.before) != _total(self.after)


def case_readings(change: RuleChange) -> list[CaseReading]:
    """Every case of the measure on the change's first day; cases that cannot be read on that day are left out."""
    file, _ = read_cases(shipped_folder(), change.measure)
    if file is None:
        return []
    before, after = (_Side(catalogue, change) for catalogue in (change.before, change.after))
    period = next((version.period for version in before.versions if version.period.covers(change.starts)), None)
    found, seen = [], list[dict[str, object]]()
    for case in file.form.cases:
        if case.firm in seen:
            continue
        seen.append(case.firm)
        try:
            found.append(
                CaseReading(
                    case.case,
                    period is not None and period.covers(case.day),
                    case.firm,
                    before.read(case.firm),
                    after.read(case.firm),
                )
            )
        except InputError:
            continue
    return found


class _Side:
    """The measure in one catalogue on the day."""

    def __init__(self, catalogue: Catalogue, change: RuleChange) -> None:
        self.versions = catalogue.measures[change.measure].versions
        self._day = catalogue.on(change.starts)
        self._item = next((one for one in self._day.measures if one.measure.id == change.measure), None)

    def read(self, firm: dict[str, object]) -> Assessment | None:
        """The measure for a firm."""
        facts = self._day.catalogue.facts
        profile = read_firm(LocatedData("case", firm, {}), facts, on=self._day.day)
        if self._item is None:
            return None
        return assess(self._item, derive(profile, self._day.derivation), soft_facts(self._day.catalogue))


def _verdict(assessment: Assessment | None) -> object:
    return None if assessment is None else assessment.verdict


def _total(assessment: Assessment | None) -> object:
    return None if assessment is None or assessment.worth is None else assessment.worth.total
