"""Options that several commands share, and the one way in which a command fails."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click

from wegwijzer.core.errors import Fault, InputError, WegwijzerError
from wegwijzer.wording.language import DEFAULT_LANGUAGE, LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])

LARGEST_INPUT = 2_000_000
"""Bytes of an input file; a firm file is a few hundred."""


class Day(click.ParamType[date]):
    """A day in ISO form."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day. Expected a day such as 2026-04-01.", param, ctx)


on_option = click.option(
    "--on",
    type=Day(),
    default=date.today,  # the one place where a command asks the clock
    show_default="today",
    metavar="DATE",
    help="Apply the rules of this day.",
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=DEFAULT_LANGUAGE,
    show_default=True,
    help="Language of the sentences.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn an error of the domain into one line per fault on stderr and exit status 2."""
    try:
        yield
    except InputError as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        sys.exit(2)
    except WegwijzerError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def read_input(path: str) -> tuple[str, str]:
    """The text of a file, or of standard input for "-", and the name to give its faults."""
    name = "standard input" if path == "-" else path
    try:
        raw = sys.stdin.buffer.read(LARGEST_INPUT + 1) if path == "-" else _bytes_of(Path(path))
    except OSError as error:
        raise InputError([Fault(name, f"cannot be read ({error.strerror}).", "a file that can be read.")]) from error
    if len(raw) > LARGEST_INPUT:
        raise InputError([Fault(name, "is too large.", f"at most {LARGEST_INPUT:,} bytes.")])
    try:
        return raw.decode("utf-8-sig"), name
    except UnicodeDecodeError as error:
        raise InputError([Fault(name, "is not text in UTF-8.", "a text file in UTF-8.")]) from error


def print_json(data: object) -> None:
    """Print data as JSON in UTF-8."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=_plain))


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_INPUT + 1)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
