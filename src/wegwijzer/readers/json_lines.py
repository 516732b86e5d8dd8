"""Files with one JSON object a line, read line by line, so that a large one needs no more memory than a small one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wegwijzer.core.errors import Fault, InputError

LONGEST_LINE = 1_000_000
"""Bytes of one line."""


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, each with its number, from 1.

    Raises InputError when the file cannot be read, or at a line that is too long.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    expected = f"at most {LONGEST_LINE:,} bytes; one object a line."
                    raise InputError([Fault(f"{path.name}:{number}", "is too long a line.", expected)])
                if line.strip():
                    yield number, line
    except FileNotFoundError:
        raise InputError([Fault(str(path), "there is no such file.", "a file with one JSON object a line.")]) from None
    except OSError as error:
        fault = Fault(str(path), f"cannot be read ({error.strerror}).", "a file that can be read.")
        raise InputError([fault]) from None


def object_of(line: bytes, where: str, expected: str) -> dict[str, Any]:
    """The object of a line. Raises InputError with its place and what was expected."""
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError([Fault(where, "is not text in UTF-8.", expected)]) from None
    except ValueError as error:
        raise InputError([Fault(where, f"is no JSON ({error}).", expected)]) from None
    except RecursionError:
        raise InputError([Fault(where, "is nested too deeply.", expected)]) from None
    if not isinstance(data, dict):
        raise InputError([Fault(where, "is no JSON object.", expected)])
    return data
