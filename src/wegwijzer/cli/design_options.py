"""The options that say how a survey was drawn, what its weights are fitted to, and where its errors come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.refining import UNREFINED, PopulationMargin, Refinement, ReplicateMethod
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu

F = TypeVar("F", bound=Callable[..., Any])

_METHODS = [method.value for method in ReplicateMethod]
_DECORATORS = (
    click.option("--weight", default="", metavar="COL", help="How many firms each row stands for."),
    click.option("--strata", default="", metavar="COL", help="The stratum of each row."),
    click.option("--psu", default="", metavar="COL", help="The sampling unit of each row, if not the row itself."),
    click.option(
        "--fpc", default="", metavar="COL", help="The population size of the row's stratum, in sampling units."
    ),
    click.option(
        "--single-psu",
        type=click.Choice([rule.value for rule in SinglePsu]),
        default=DEFAULT_RULE.value,
        show_default=True,
        help="What a stratum with one sampling unit adds to the error.",
    ),
    click.option(
        "--margins",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Fit the weights to the population: YAML, CSV or Excel with its numbers by column and value.",
    ),
    click.option("--bounds", default="", metavar="LOW,HIGH", help="How far fitting may move a weight, as 0.5,2."),
    click.option(
        "--replicates", type=click.Choice(_METHODS), help="Take errors from replicate weights, made like this."
    ),
    click.option("--replicate-count", type=click.IntRange(2, 10_000), metavar="N", help="Bootstrap: 500 if left out."),
    click.option("--seed", type=click.IntRange(0), metavar="S", help="Bootstrap: another seed, other draws."),
    click.option(
        "--repweights", default="", metavar="COLS", help="Replicate weights of the file, as rw1-rw80 or a,b,c."
    ),
    click.option(
        "--replicate-scale", type=float, metavar="X", help="What the spread of --repweights is multiplied by."
    ),
)
_RANGE = re.compile(r"(?P<head>.*?)(?P<first>[0-9]+)\s*-\s*(?P=head)(?P<last>[0-9]+)")
_MOST_COLUMNS = 10_000


@dataclass(frozen=True, slots=True)
class DesignOptions:
    """The design that the options name; "" where there is no such column."""

    weight: str
    strata: str
    psu: str
    fpc: str
    single_psu: SinglePsu
    refinement: Refinement


def design_options(command: F) -> F:
    """The options of the design; `design_of_options` takes them by name."""
    for decorate in reversed(_DECORATORS):
        command = decorate(command)
    return command


def design_of_options(
    *,
    weight: str,
    strata: str,
    psu: str,
    fpc: str,
    single_psu: str,
    margins: Path | None,
    bounds: str,
    replicates: str | None,
    replicate_count: int | None,
    seed: int | None,
    repweights: str,
    replicate_scale: float | None,
) -> DesignOptions:
    """What the options ask. Raises InputError with all faults, those of the file of margins too."""
    faults: list[Fault] = []
    method = None if replicates is None else ReplicateMethod(replicates)
    if method is not ReplicateMethod.BOOTSTRAP or repweights:
        for option, value in (("--replicate-count", replicate_count), ("--seed", seed)):
            if value is not None:
                faults.append(
                    Fault(option, "is of no use here.", "it with --replicates bootstrap, without --repweights.")
                )
    if replicate_scale is not None and not repweights:
        faults.append(Fault("--replicate-scale", "is of no use here.", "it with --repweights."))
    if replicate_scale is not None and not 0 < replicate_scale < float("inf"):
        faults.append(Fault("--replicate-scale", f"is {replicate_scale:g}.", "a number above 0."))
    if bounds and margins is None:
        faults.append(Fault("--bounds", "is of no use here.", "it with --margins."))
    limits = _bounds(bounds, faults) if bounds else None
    columns = _columns(repweights, faults)
    known = _margins(margins, faults) if margins is not None else ()
    if faults:
        raise InputError(faults)
    refinement = Refinement(
        known,
        limits,
        method,
        UNREFINED.count if replicate_count is None else replicate_count,
        UNREFINED.seed if seed is None else seed,
        columns,
        replicate_scale,
    )
    return DesignOptions(weight, strata, psu, fpc, SinglePsu(single_psu), refinement)


def _margins(path: Path, faults: list[Fault]) -> tuple[PopulationMargin, ...]:
    from wegwijzer.readers.survey.margins import read_margins

    try:
        return read_margins(path)
    except InputError as error:
        faults += error.faults
        return ()


def _bounds(text: str, faults: list[Fault]) -> tuple[float, float] | None:
    parts = text.split(",")
    try:
        low, high = (float(part) for part in parts)
    except ValueError:
        faults.append(
            Fault("--bounds", f'"{text}" is no pair of numbers.', "two, with a comma between, such as 0.5,2.")
        )
        return None
    if not 0 <= low < 1 < high < float("inf"):
        faults.append(
            Fault("--bounds", f"{low:g} to {high:g} do not hold 1.", "a lower bound below 1, an upper above.")
        )
        return None
    return low, high


def _columns(text: str, faults: list[Fault]) -> tuple[str, ...]:
    """The columns that `rw1-rw80, last` names, each once.

    >>> _columns("rw09-rw11, last", [])
    ('rw09', 'rw10', 'rw11', 'last')
    """
    found: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        match = _RANGE.fullmatch(part)
        if match is None:
            found += [part] if part else []
            continue
        first, last = int(match["first"]), int(match["last"])
        if not first <= last < first + _MOST_COLUMNS:
            faults.append(
                Fault("--repweights", f'"{part}" is no range.', f"at most {_MOST_COLUMNS:,} columns, as rw1-rw80.")
            )
            continue
        found += [f"{match['head']}{number:0{len(match['first'])}d}" for number in range(first, last + 1)]
    return tuple(dict.fromkeys(found))
