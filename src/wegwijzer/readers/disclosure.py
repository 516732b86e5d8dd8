"""Read the rules of disclosure control: those inside the package, or a user's file on top of them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from wegwijzer.core.disclosure.rules import DisclosureRules, Dominance
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form, Number, SourceForm
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file


def _percentage(value: Decimal) -> Decimal:
    if not 0 < value < 100:
        raise ValueError(f"{value} is no percentage between 0 and 100")
    return value


def _least(value: int, least: int) -> int:
    if value < least:
        raise ValueError(f"{value} is less than {least}")
    return value


Percentage = Annotated[Number, AfterValidator(_percentage)]
Minimum = Annotated[int, AfterValidator(lambda value: _least(value, 2))]
Largest = Annotated[int, AfterValidator(lambda value: _least(value, 1))]


def _weight(value: Decimal) -> Decimal:
    if value < 1:
        raise ValueError(f"{value} is less than 1")
    return value


class DominanceForm(Form):
    """The rule of dominance."""

    largest: Largest
    percent: Percentage


class DisclosureForm(Form):
    """The file; a user's may leave keys out."""

    minimum_count: Minimum = 5
    dominance: DominanceForm | None = None
    p_percent: Percentage | None = None
    weight_dominance: DominanceForm | None = None
    value_percent: Percentage = Decimal(10)
    zeros_are_known: bool = True
    margin_weight: Annotated[Number, AfterValidator(_weight)] = Decimal(5)
    rounding_step: Minimum | None = None
    publish_reasons: bool = False
    sources: list[SourceForm] = Field(default=[])


@cache
def shipped_rules() -> DisclosureRules:
    """The rules inside the package."""
    return _read(read_yaml_file(shipped_folder() / "disclosure.yaml", name="disclosure.yaml"), {})


def read_rules(path: Path) -> DisclosureRules:
    """The rules of a file, with the shipped ones for what it leaves out. Raises InputError with every fault."""
    shipped = read_yaml_file(shipped_folder() / "disclosure.yaml", name="disclosure.yaml")
    return _read(read_yaml_file(path), shipped.data if isinstance(shipped.data, dict) else {})


def _read(located: LocatedData, shipped: dict[str, object]) -> DisclosureRules:
    if not isinstance(located.data, dict):
        raise InputError([Fault(located.where(()), "is no mapping.", "keys such as minimum_count: 10.")])
    form, faults = validate(LocatedData(located.name, shipped | located.data, located.lines), DisclosureForm)
    if form is None:
        raise InputError(faults)
    return DisclosureRules(
        minimum_count=form.minimum_count,
        dominance=_dominance(form.dominance),
        p_percent=None if form.p_percent is None else float(form.p_percent),
        value_percent=float(form.value_percent),
        zeros_are_known=form.zeros_are_known,
        margin_weight=float(form.margin_weight),
        rounding_step=form.rounding_step,
        publish_reasons=form.publish_reasons,
        weight_dominance=_dominance(form.weight_dominance),
    )


def _dominance(form: DominanceForm | None) -> Dominance | None:
    return None if form is None else Dominance(form.largest, float(form.percent))
