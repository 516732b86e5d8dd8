"""Read which classes of NACE-BEL 2008 stand beside the classes of other versions of NACE."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from wegwijzer.core.errors import Fault
from wegwijzer.core.firm.technology import Correspondence
from wegwijzer.readers.schema import Form, SourceForm, Written
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData


def _class_code(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError(f'"{text}" is no class; give its four digits in quotes, such as "1511"')
    return text


def _class_or_division(text: str) -> str:
    if not re.fullmatch(r"[0-9]{2}([0-9]{2})?", text):
        raise ValueError(f'"{text}" is no class or division; give four or two digits in quotes, such as "1511"')
    return text


ClassCode = Annotated[str, AfterValidator(_class_code)]
ClassOrDivision = Annotated[str, AfterValidator(_class_or_division)]


class CorrespondenceForm(Form):
    """One version of NACE."""

    version: Literal["2003", "2025"]
    name: Written
    source: SourceForm
    classes: dict[ClassOrDivision, list[ClassCode]] = Field(min_length=1)


class CorrespondencesForm(Form):
    """The file data/codelists/nace_correspondence.yaml."""

    correspondences: list[CorrespondenceForm]


def read_correspondences(located: LocatedData) -> tuple[tuple[Correspondence, ...], list[Fault]]:
    """The correspondences, one a version, and all faults."""
    form, faults = validate(located, CorrespondencesForm)
    if form is None:
        return (), faults
    versions = [entry.version for entry in form.correspondences]
    for place, entry in enumerate(form.correspondences):
        path = ("correspondences", place)
        if entry.version in versions[:place]:
            faults.append(located.fault((*path, "version"), f'"{entry.version}" is given twice.', "each version once."))
        for code, counterparts in entry.classes.items():
            if not counterparts:
                expected = "every class of 2008 that shares its content, or no line at all for the whole division."
                faults.append(located.fault((*path, "classes", code), "has no counterpart.", expected))
    return tuple(
        Correspondence(entry.version, {code: tuple(found) for code, found in entry.classes.items()})
        for entry in form.correspondences
    ), faults
