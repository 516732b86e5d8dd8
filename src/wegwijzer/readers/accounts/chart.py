"""Read the chart of rubrics: their labels, what each measures, and the sums that must hold between them."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from wegwijzer.core.accounts.rubrics import Identity, Rubric, RubricChart, RubricKind
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form, SourceForm, TextForm
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

Code = Annotated[str, Field(pattern=r"^[0-9]{1,5}[A-Z]?(/[0-9]{1,3}[A-Z]?)?$")]


class RubricForm(Form):
    """One rubric of the file."""

    code: Code
    label: TextForm
    kind: Literal["stock", "flow", "average"]
    signed: bool = False
    only_when_there_is: bool = False


class IdentityForm(Form):
    """One sum of the file."""

    total: Code
    plus: list[Code] = Field(min_length=1)
    minus: list[Code] = []
    unless: list[Code] = []


class RubricsForm(Form):
    """The file `data/codelists/rubrics.yaml`."""

    source: SourceForm
    rubrics: list[RubricForm] = Field(min_length=1)
    identities: list[IdentityForm]


@cache
def shipped_chart() -> RubricChart:
    """The chart that ships with the package. Raises InputError with all faults of its file."""
    chart, faults = read_chart(read_yaml_file(shipped_folder() / "codelists" / "rubrics.yaml", name="rubrics.yaml"))
    if chart is None:
        raise InputError(faults)
    return chart


def read_chart(located: LocatedData) -> tuple[RubricChart | None, list[Fault]]:
    """The chart of a file, or None with all faults: form, a code given twice, a sum over a code that there is not."""
    form, faults = validate(located, RubricsForm)
    if form is None:
        return None, faults
    rubrics: dict[str, Rubric] = {}
    for place, entry in enumerate(form.rubrics):
        if entry.code in rubrics:
            faults.append(
                located.fault(("rubrics", place, "code"), f'"{entry.code}" is given twice.', "each code once.")
            )
        rubrics[entry.code] = Rubric(
            entry.code, text(entry.label), RubricKind(entry.kind), entry.signed, entry.only_when_there_is
        )
    identities = []
    for place, entry_ in enumerate(form.identities):
        for key, codes in (
            ("total", [entry_.total]),
            ("plus", entry_.plus),
            ("minus", entry_.minus),
            ("unless", entry_.unless),
        ):
            for code in codes:
                if code not in rubrics:
                    path = ("identities", place, key)
                    faults.append(located.fault(path, f'unknown rubric "{code}".', "a code of this file."))
        identities.append(Identity(entry_.total, tuple(entry_.plus), tuple(entry_.minus), unless=tuple(entry_.unless)))
    if faults:
        return None, faults
    return RubricChart(rubrics, tuple(identities)), []
