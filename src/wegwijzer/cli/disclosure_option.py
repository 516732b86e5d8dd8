"""`--min-count N` and `--disclosure FILE`: what may be shown of small cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.disclosure import read_rules, shipped_rules

F = TypeVar("F", bound=Callable[..., Any])

disclosure_option = click.option(
    "--disclosure",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Rules for hiding small cells, in YAML; what it leaves out stays as it is.",
)


def min_count_option(told: str, *, least: int) -> Callable[[F], F]:
    """The option of the smallest count."""
    kind = click.IntRange(least)
    shown = "that of the rules, 5"
    return click.option("--min-count", type=kind, default=None, show_default=shown, metavar="N", help=told)


def rules_of(path: Path | None) -> DisclosureRules:
    """The rules of a file, or the shipped ones.

    Raises InputError with what is wrong, also when they ask for rounding: it does not protect shares.
    """
    if path is None:
        return shipped_rules()
    rules = read_rules(path)
    if rules.rounding_step is not None:
        problem = "rounding_step: these tables show shares, which rounded counts do not protect."
        raise InputError([Fault(str(path), problem, "rounding_step: null.")])
    return rules
