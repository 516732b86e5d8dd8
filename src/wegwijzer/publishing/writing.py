"""Write a result of a survey to a file, in the form that its name asks for.

The file appears whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.publication import Publication

_FORMS: Mapping[str, str] = {
    ".sdmx.csv": "sdmx_csv",
    ".csv": "plain_csv",
    ".json": "json_stat",
    ".xlsx": "excel",
    ".pdf": "report",
}
"""The writer's module for each end of a name; the longer ends go first."""

SUFFIXES = tuple(_FORMS)
"""The ends of names that can be written."""


def check_target(path: Path, suffixes: tuple[str, ...] = SUFFIXES) -> None:
    """Raise InputError when the name of a file asks for no form that there is, or its folder is not there."""
    _suffix(path, suffixes)
    if not path.parent.is_dir():
        raise InputError([Fault(str(path), "its folder is not there.", "a folder to write in.")])


def write_result(result: Publication, path: Path, suffixes: tuple[str, ...] = SUFFIXES) -> None:
    """Write a result by the end of the file's name: .xlsx, .csv, .json (JSON-stat 2.0), .sdmx.csv (2.0) or .pdf.

    The language is that of the result. Raises InputError when the name has another end or cannot be written.
    """
    check_target(path, suffixes)
    module = import_module(f"wegwijzer.publishing.{_FORMS[_suffix(path, suffixes)]}")
    form: Callable[[Publication], bytes] = module.file_bytes
    write_file(path, form(result))


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises InputError where it cannot be written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InputError(
            [Fault(str(path), f"cannot be written ({error.strerror}).", "a file in a folder to write in.")]
        ) from error


def _suffix(path: Path, suffixes: tuple[str, ...]) -> str:
    name = path.name.casefold()
    for suffix in _FORMS:
        if suffix in suffixes and name.endswith(suffix):
            return suffix
    raise InputError([Fault(str(path), "has no known form.", f"a name that ends in {', '.join(suffixes)}.")])
