"""Who is kept out by which criterion: the result of `wegwijzer excluded --json`, read back and checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wegwijzer.core.errors import Fault, InputError

_FIGURES = ("blocks", "alone_sure_as_firm", "alone", "alone_possible", "near_alone")


@dataclass(frozen=True, slots=True)
class KeptOutBy:
    """One criterion of a measure: firms that it keeps out, and of these those that nothing else does.

    `alone_sure` would surely get in without it, `alone_possible` perhaps; `near` miss it by a tenth and nothing else.
    Numbers are weighted where the population is.
    """

    measure: str
    name: str
    criterion: str
    sentence: str
    is_about_the_plan: bool
    blocks: float
    alone: float
    alone_sure: float
    alone_possible: float
    near: float | None


@dataclass(frozen=True, slots=True)
class KeptOut:
    """The whole: the day of the rules, how many firms, and every criterion that keeps any out."""

    on: str
    firms: float
    is_synthetic: bool
    criteria: tuple[KeptOutBy, ...]


def read_kept_out(content: bytes) -> KeptOut:
    """Read the file. Raises InputError with what is wrong and where."""
    try:
        data = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "file"
        raise InputError([Fault(place, "is no JSON.", "what `wegwijzer excluded --json` prints.")]) from error
    faults: list[Fault] = []
    measures = data.get("measures") if isinstance(data, dict) else None
    if not isinstance(measures, list) or not measures:
        raise InputError([Fault("measures", "there are none.", "what `wegwijzer excluded --json` prints.")])
    found = [one for place, measure in enumerate(measures) for one in _criteria(measure, f"measures[{place}]", faults)]
    firms = [_number(measure.get("firms"), "firms", faults) for measure in measures if isinstance(measure, dict)]
    if faults:
        raise InputError(faults[:20])
    counted = data.get("population")
    is_synthetic = isinstance(counted, dict) and bool(counted.get("synthetic"))
    return KeptOut(str(data.get("on", "")), max(firms, default=0.0), is_synthetic, tuple(found))


def _criteria(measure: Any, where: str, faults: list[Fault]) -> Iterator[KeptOutBy]:
    if not isinstance(measure, dict) or not isinstance(measure.get("criteria"), list):
        faults.append(Fault(where, "has no list of criteria.", "a measure with `criteria`."))
        return
    for place, item in enumerate(measure["criteria"]):
        at = f"{where}.criteria[{place}]"
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            faults.append(Fault(at, "has no id.", "a criterion with `id`, `sentence`, `blocks` and `alone`."))
            continue
        numbers = {
            name: _number(item.get(name), f"{at}.{name}", faults, is_optional=name == "near_alone") for name in _FIGURES
        }
        yield KeptOutBy(
            str(measure.get("id", "")),
            str(measure.get("name", "")),
            item["id"],
            str(item.get("sentence", "")),
            bool(item.get("about_the_plan")),
            numbers["blocks"],
            numbers["alone"],
            numbers["alone_sure_as_firm"],
            numbers["alone_possible"],
            None if item.get("near_alone") is None else numbers["near_alone"],
        )


def _number(figure: Any, where: str, faults: list[Fault], *, is_optional: bool = False) -> float:
    """The weighted number where there is one, else the rows."""
    if figure is None and is_optional:
        return 0.0
    if isinstance(figure, Mapping):
        for name in ("weighted", "n"):
            value = figure.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
                return float(value)
    faults.append(Fault(where, "is no number of firms.", "a figure with `n`, 0 or more."))
    return 0.0
