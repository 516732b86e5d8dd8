"""Read and check the worked cases that stand beside each measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from wegwijzer.core.advice.assessing import Assessment, assess, soft_facts
from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.deriving import derive
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.schema import CaseForm, CasesForm
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

_VERDICTS = ("met", "not_met", "unknown")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of one measure."""

    measure_id: str
    located: LocatedData
    form: CasesForm


def read_cases(folder: Path, measure_id: str) -> tuple[CaseFile | None, list[Fault]]:
    """The case file of a measure, or None with its faults."""
    name = f"measures/{measure_id}/cases.yaml"
    try:
        located = read_yaml_file(folder / name, name=name)
    except InputError as error:
        return None, list(error.faults)
    form, faults = validate(located, CasesForm)
    return (None if form is None else CaseFile(measure_id, located, form)), faults


def check_cases(folder: Path, catalogue: Catalogue) -> tuple[list[Fault], int]:
    """Every case that comes out otherwise than written, and the number of cases.

    A measure must have a case for each verdict, or say why it can have none; and a case for every period.
    """
    faults: list[Fault] = []
    count = 0
    for measure_id in catalogue.measures:
        cases, found = read_cases(folder, measure_id)
        faults += found
        if cases is None:
            continue
        count += len(cases.form.cases)
        faults += _gaps(cases, catalogue)
        for place, case in enumerate(cases.form.cases):
            faults += [
                cases.located.fault(("cases", place), *problem) for problem in case_problems(case, cases, catalogue)
            ]
    return faults, count


def case_problems(case: CaseForm, cases: CaseFile, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What comes out otherwise than the case says, as (problem, expected)."""
    measure = catalogue.measures[cases.measure_id]
    if measure.version_on(case.day) is None:
        yield f'"{case.case}": no period covers {case.day}.', "a day inside a documented period."
        return
    try:
        profile = read_firm(LocatedData(cases.located.name, case.firm, {}), catalogue.facts, on=case.day)
    except InputError as error:
        for fault in error.faults:
            yield f'"{case.case}": {fault.problem}', fault.expected
        return
    day = catalogue.on(case.day)
    on_day = next(item for item in day.measures if item.measure.id == measure.id)
    assessment = assess(on_day, derive(profile, day.derivation), soft_facts(catalogue))
    yield from _differences(case, assessment)


def _differences(case: CaseForm, assessment: Assessment) -> Iterator[tuple[str, str]]:
    verdict = assessment.verdict.value
    if verdict != case.expect:
        telling = [
            f"{item.criterion.id}={item.verdict.value}" for item in assessment.readings if item.verdict.value != "met"
        ]
        yield f'"{case.case}": is {verdict} ({", ".join(telling) or "all met"}).', f"{case.expect}."
        return
    if case.missing is not None and set(case.missing) != set(assessment.missing):
        yield f'"{case.case}": misses {", ".join(assessment.missing)}.', f"{', '.join(case.missing)}."
    if case.because is not None and case.because not in {item.criterion.id for item in assessment.blocking}:
        blocking = ", ".join(item.criterion.id for item in assessment.blocking)
        yield f'"{case.case}": is refused because of {blocking or "its status"}.', f"{case.because}."
    if case.amount is not None:
        total = assessment.worth.total if assessment.worth else None
        found = {"min_eur": total.low, "max_eur": total.high} if total else {}
        for key, expected in case.amount.items():
            if not _equal(found.get(key), expected):
                yield f'"{case.case}": {key} is {found.get(key)}.', f"{expected}."


def _equal(found: Decimal | None, expected: Decimal | None) -> bool:
    return found == expected if found is not None and expected is not None else found is expected


def _gaps(cases: CaseFile, catalogue: Catalogue) -> Iterator[Fault]:
    seen = {case.expect for case in cases.form.cases}
    for verdict in _VERDICTS:
        if verdict not in seen and verdict not in cases.form.without:
            yield cases.located.fault((), f'no case comes out "{verdict}".', "one, or a reason under `without`.")
    for version in catalogue.measures[cases.measure_id].versions:
        if not any(version.period.covers(case.day) for case in cases.form.cases):
            yield cases.located.fault((), f"no case lies in the period {version.period}.", "a case for every period.")
