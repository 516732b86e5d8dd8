"""The outcome of a scan by the one-firm reading: a row as a firm file, read, derived and assessed by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from wegwijzer.core.advice.assessing import assess_all
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactType
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.truth import NOT_MET, UNKNOWN
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.yaml_file import LocatedData

Row = Mapping[str, object]


def picture_of(row: Row, day: DayCatalogue, *, relations: Sequence[Row] = ()) -> FirmPicture:
    """What the one-firm reading knows of a row."""
    data: dict[str, object] = {"relations": list(relations)} if relations else {}
    for key in ("enterprise_number", "name"):
        if row.get(key) is not None:
            data[key] = row[key]
    for fact in day.catalogue.facts.values():
        if row.get(fact.id) is not None:
            data[fact.id] = _plain(row[fact.id])
            continue
        ends = {end: row.get(f"{fact.id}_{end}") for end in ("min", "max")}
        known = {end: _plain(value) for end, value in ends.items() if value is not None}
        if known:
            data[fact.id] = known if fact.type is not FactType.CHOICE else known["min"]
    firm = read_firm(LocatedData("row", data, {}), day.catalogue.facts, on=day.day)
    return derive(firm, day.derivation)


def outcome_of(row: Row, day: DayCatalogue, *, relations: Sequence[Row] = ()) -> dict[str, object]:
    """The columns that a scan gives for a row, amounts and next question included."""
    picture = picture_of(row, day, relations=relations)
    assessments = assess_all(picture, day)
    found: dict[str, object] = {}
    for assessment in assessments:
        name = assessment.measure.id
        verdicts = [reading.verdict for reading in assessment.readings]
        found[f"{name}_verdict"] = assessment.verdict.value
        for end, wanted in (("blocking", NOT_MET), ("missing", UNKNOWN)):
            bits = [place for place, verdict in enumerate(verdicts) if verdict is wanted]
            found[f"{name}_{end}"] = len(bits)
            found[f"{name}_{end}_mask"] = sum(1 << place for place in bits)
        amount = assessment.version.amount
        if amount is not None and amount.parts:
            total = assessment.worth.total if assessment.worth is not None else None
            found[f"{name}_amount_min_eur"] = None if total is None or total.low is None else float(total.low)
            found[f"{name}_amount_max_eur"] = None if total is None or total.high is None else float(total.high)
    waiting = Counter(fact for assessment in assessments for fact in assessment.missing)
    askable = {fact: waiting[fact] for fact, definition in day.catalogue.facts.items() if definition.askable}
    best = max(askable, key=lambda fact: askable[fact])
    found["next_fact"] = best if askable[best] else None
    found["next_fact_decides"] = askable[best]
    return found


def waits_of(row: Row, day: DayCatalogue, *, relations: Sequence[Row] = ()) -> dict[str, set[str]]:
    """By measure, the base facts that an undecided row waits for."""
    picture = picture_of(row, day, relations=relations)
    return {item.measure.id: set(item.missing) for item in assess_all(picture, day)}


def _plain(value: object) -> object:
    if isinstance(value, float):
        return Decimal(repr(value))
    return value.isoformat() if isinstance(value, date) else value
