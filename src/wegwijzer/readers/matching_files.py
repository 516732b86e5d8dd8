"""Files of problems with labels of others, and the vocabulary that takes our domains to theirs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.understanding.evaluating import Expected
from wegwijzer.core.understanding.vocabulary import Vocabulary
from wegwijzer.readers.labelled_problems import name_or_none, names_at, objects_in, text_at
from wegwijzer.readers.reader_model import needs_folder
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file

_EXPECTED = 'an object with "id", "text", "business_domains", "led_domains", "best" and "also".'


class _GivesWayForm(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    rest: float = Field(ge=0, le=1)


class _VocabularyForm(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    business: dict[str, str]
    fields_as_business: dict[str, str]
    gives_way: _GivesWayForm
    expertise: dict[str, str]


@cache
def shipped_vocabulary() -> Vocabulary:
    """The coarser Dutch labels. Raises InputError with all faults."""
    form, faults = validate(read_yaml_file(needs_folder() / "vocabulary.yaml"), _VocabularyForm)
    if form is None:
        raise InputError(faults)
    return Vocabulary(form.business, form.expertise, form.fields_as_business, form.gives_way.label, form.gives_way.rest)


def read_expected(path: Path, *, entries: frozenset[str]) -> tuple[Expected, ...]:
    """The problems of a file, checked against the entries of a catalogue. Raises InputError with every fault."""
    faults: list[Fault] = []
    problems: dict[str, Expected] = {}
    for where, data in objects_in(path, _EXPECTED, faults):
        try:
            problem = _expected(data)
        except ValueError as error:
            faults.append(Fault(where, f"cannot be read ({error}).", _EXPECTED))
            continue
        unknown = sorted((problem.also | ({problem.best} if problem.best else frozenset())) - entries)
        faults += [Fault(where, f'unknown entry "{entry}".', "an id of the catalogue file.") for entry in unknown]
        if problem.id in problems:
            faults.append(Fault(where, f'the id "{problem.id}" stands twice.', "an id of its own."))
        problems[problem.id] = problem
    if not problems and not faults:
        faults.append(Fault(path.name, "holds no problems.", _EXPECTED))
    if faults:
        raise InputError(faults)
    return tuple(problems.values())


def _expected(data: dict[str, Any]) -> Expected:
    return Expected(
        text_at(data, "id", longest=100),
        text_at(data, "text"),
        frozenset(names_at(data, "business_domains")),
        frozenset(names_at(data, "led_domains")),
        name_or_none(data, "best"),
        frozenset(names_at(data, "also")),
    )
