"""Read what is known about the innovation premium: data/premium, and the ceilings from the measure's own file."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field

from wegwijzer.core.catalogue.measure import Measure, Version
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.premium.rules import Condition, ConditionText, Definition, PremiumBook, PremiumRules
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.schema import Form, Number, Slug, SourceForm, TextForm
from wegwijzer.readers.standing import while_it_stands
from wegwijzer.readers.texts import source, text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

MEASURE = "innovatiepremie"
_SMALL = re.compile(r"max_persons_lt(\d+)")
_MONTH = "een maandloon bruto per kalenderjaar"
"""How the measure's file words the ceiling of a person; another wording is another rule, so a fault until read."""


class ConditionForm(Form):
    """One condition."""

    id: Literal["novel", "internal", "not_ordered", "applied", "employees", "not_pay"]
    question: TextForm
    means: TextForm
    source: SourceForm


class DefinitionForm(Form):
    """How a word is read, or what is still to be asked."""

    id: Slug
    text: TextForm
    source: SourceForm | None


class ConditionsForm(Form):
    """The file `conditions.yaml`."""

    conditions: list[ConditionForm]
    definitions: list[DefinitionForm]


class CeilingsForm(Form):
    """The documented amounts of a version of the measure."""

    tax_and_social_contribution: str
    max_per_person: str
    max_total_pct_wage_bill: Number = Field(gt=0, le=100)
    max_persons_per_innovation: int = Field(ge=1)
    max_share_staff_pct: Number = Field(gt=0, le=100)
    small_below: int = Field(ge=1)
    max_persons_small: int = Field(ge=1)


@while_it_stands()
def shipped_premium() -> PremiumBook:
    """The book inside the package. Raises InputError with every fault."""
    located = read_yaml_file(shipped_folder() / "premium" / "conditions.yaml", name="premium/conditions.yaml")
    found, faults = read_premium(located, shipped_catalogue().measure(MEASURE))
    if found is None:
        raise InputError(faults)
    return found


def read_premium(located: LocatedData, measure: Measure) -> tuple[PremiumBook | None, list[Fault]]:
    """The conditions of a file and the ceilings of the measure, or None with every fault."""
    form, faults = validate(located, ConditionsForm)
    rules = []
    for version in measure.versions:
        found, found_faults = _rules(version)
        faults += found_faults
        if found is not None:
            rules.append(found)
    if form is not None and sorted(entry.id for entry in form.conditions) != sorted(found.value for found in Condition):
        expected = f"each of these once: {', '.join(found.value for found in Condition)}."
        faults.append(located.fault(("conditions",), "is not complete.", expected))
    if form is None or faults:
        return None, faults
    return PremiumBook(
        tuple(rules),
        tuple(
            ConditionText(Condition(entry.id), text(entry.question), text(entry.means), source(entry.source))
            for entry in form.conditions
        ),
        tuple(
            Definition(entry.id, text(entry.text), None if entry.source is None else source(entry.source))
            for entry in form.definitions
        ),
    ), []


def _rules(version: Version) -> tuple[PremiumRules | None, list[Fault]]:
    name = f"measures/{MEASURE}/measure.yaml, version {version.number}"
    documented: Any = version.documented.get("amount")
    data = dict(documented) if isinstance(documented, dict) else {}
    for key in [key for key in data if _SMALL.fullmatch(key)]:
        found = _SMALL.fullmatch(key)
        data |= {"small_below": int(found.group(1)) if found else 0, "max_persons_small": data.pop(key)}
    form, faults = validate(LocatedData(name, data, {}), CeilingsForm)
    if form is not None and form.max_per_person != _MONTH:
        faults.append(Fault(name, f'max_per_person is "{form.max_per_person}".', f'"{_MONTH}".'))
    if form is None or faults:
        return None, faults
    return PremiumRules(
        period=version.period,
        most_persons_per_innovation=form.max_persons_per_innovation,
        small_below=form.small_below,
        most_persons_small=form.max_persons_small,
        most_staff_pct=form.max_share_staff_pct,
        most_wage_bill_pct=form.max_total_pct_wage_bill,
        source=version.source,
        confidence=version.confidence,
        caveat=version.caveat,
    ), []
