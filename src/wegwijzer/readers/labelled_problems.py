"""Read labelled problems: the shipped ones to learn from, those kept untouched, and files of others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.understanding.labelled import LabelledProblem, Labels
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.json_lines import numbered_lines, object_of

_EXPECTED = 'an object with "id", "text", "language", "sector" and "labels".'
_LONGEST_TEXT = 2_000


@cache
def shipped_problems() -> tuple[LabelledProblem, ...]:
    """The problems to learn from."""
    return read_problems(shipped_folder() / "needs" / "labelled.jsonl")


@cache
def untouched_problems() -> tuple[LabelledProblem, ...]:
    """The problems kept for the final figure; nothing may be trained or chosen on them."""
    return read_problems(shipped_folder() / "needs" / "untouched.jsonl")


def read_problems(path: Path) -> tuple[LabelledProblem, ...]:
    """The problems of a file laid out as data/needs. Raises InputError with every fault and its line."""
    catalogue = shipped_catalogue()
    faults: list[Fault] = []
    problems: dict[str, LabelledProblem] = {}
    for where, data in objects_in(path, _EXPECTED, faults):
        try:
            problem = _problem(data)
        except (KeyError, TypeError, ValueError) as error:
            faults.append(Fault(where, f"cannot be read ({error}).", _EXPECTED))
            continue
        business = [problem.business_again, *(labels.business for labels in problem.labellings)]
        for kind, named, known in (
            ("business domain", business, catalogue.business_domains),
            ("expertise domain", [labels.expertise for labels in problem.labellings], catalogue.expertise_domains),
        ):
            faults += [
                Fault(where, f'unknown {kind} "{one}".', ", ".join(known))
                for found in named
                for one in found
                if one not in known
            ]
        if problem.id in problems:
            faults.append(Fault(where, f'the id "{problem.id}" stands twice.', "an id of its own."))
        problems[problem.id] = problem
    if faults:
        raise InputError(faults)
    return tuple(problems.values())


def objects_in(path: Path, expected: str, faults: list[Fault]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file with one JSON object a line, each with its place; other lines become faults.

    Raises InputError when the file cannot be read.
    """
    for number, line in numbered_lines(path):
        where = f"{path.name}:{number}"
        try:
            yield where, object_of(line, where, expected)
        except InputError as error:
            faults += error.faults


def text_at(data: dict[str, Any], key: str, *, longest: int = _LONGEST_TEXT) -> str:
    """A text that must be there. Raises ValueError when it is missing, empty or too long."""
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'"{key}" is missing or no text')
    if len(value) > longest:
        raise ValueError(f'"{key}" is longer than {longest:,} characters')
    return value


def names_at(data: dict[str, Any], key: str) -> tuple[str, ...]:
    """A list of names, empty when left out. Raises ValueError when it is something else."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError(f'"{key}" is no list of names')
    return tuple(dict.fromkeys(value))


def name_or_none(data: dict[str, Any], key: str) -> str | None:
    """A name or null. Raises ValueError when it is something else."""
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{key}" is neither a name nor null')
    return value


def _problem(data: dict[str, Any]) -> LabelledProblem:
    labellings = data["labels"]
    if not isinstance(labellings, list) or not labellings:
        raise ValueError('"labels" is no list of labellings')
    return LabelledProblem(
        text_at(data, "id", longest=100),
        text_at(data, "text"),
        tuple(_labels(one) for one in labellings),
        str(data.get("language", "nl")),
        name_or_none(data, "sector"),
        names_at(data, "business_again"),
    )


def _labels(data: dict[str, Any]) -> Labels:
    return Labels(
        names_at(data, "business_domains"),
        names_at(data, "expertise_domains"),
        name_or_none(data, "best"),
        names_at(data, "also"),
    )
