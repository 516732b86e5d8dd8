"""Read files of needs to cluster, of decisions on clusters, and of the clusters of an earlier run."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wegwijzer.core.clustering.decisions import Decision, Verdict
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.errors import Fault, InputError, UnknownEntryError
from wegwijzer.core.firm.technology import Sector, sector_of
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.codelists import read_sectors
from wegwijzer.readers.json_lines import object_of
from wegwijzer.readers.places import place_of
from wegwijzer.readers.yaml_file import read_yaml_file

LONGEST_LINE = 16_000_000
"""Bytes of one line; a need of five million characters is kept out, and is no reason to refuse the others."""
_EXPECTED = 'an object with "id" and "text".'
_DECIDED = 'an object such as {"verdict": "split", "groups": [["n1", "n2"], ["n3"]]}.'
_CLUSTERED = 'what `wegwijzer cluster --json` printed, or a list of objects with "id" and "members".'
_LONGEST_NAME = 200
_NACE_VERSION = "2008"
_DAY_OF_PLACES = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class NeedsFile:
    """The needs of a file, and the theme of each where the file gives themes (None: it belongs to none)."""

    needs: tuple[ClusterNeed, ...]
    themes: Mapping[str, str | None] = field(default_factory=dict, hash=False)


def read_needs(path: str) -> NeedsFile:
    """The needs of a file with one JSON object a line; `-` is standard input. Raises InputError with every fault."""
    faults: list[Fault] = []
    needs: dict[str, ClusterNeed] = {}
    themes: dict[str, str | None] = {}
    for where, data in _objects(path, _EXPECTED, faults):
        try:
            need = need_of(data)
        except ValueError as error:
            faults.append(Fault(where, f"{error}.", _EXPECTED))
            continue
        if need.id in needs:
            faults.append(Fault(where, f'the id "{need.id}" stands twice.', "an id of its own."))
        needs[need.id] = need
        if "theme" in data:
            themes[need.id] = data["theme"] if isinstance(data["theme"], str) and data["theme"] else None
    if not needs and not faults:
        faults.append(Fault(_name(path), "holds no needs.", "one JSON object a line, each with an id and a text."))
    if faults:
        raise InputError(faults)
    return NeedsFile(tuple(needs.values()), themes)


def read_decisions(path: str) -> tuple[Decision, ...]:
    """Decisions, oldest first, one JSON object a line. Raises InputError with every fault and its line."""
    faults: list[Fault] = []
    decisions: list[Decision] = []
    for where, data in _objects(path, _DECIDED, faults):
        try:
            decisions.append(decision_of(data))
        except (ValueError, KeyError, TypeError) as error:
            problem = f'"{error.args[0]}" is missing' if isinstance(error, KeyError) else str(error)
            faults.append(Fault(where, f"{problem}.", _DECIDED))
    if faults:
        raise InputError(faults)
    return tuple(decisions)


def decision_of(data: Mapping[str, Any]) -> Decision:
    """A decision of its JSON object. Raises ValueError, KeyError or TypeError where it is none."""
    verdicts = [verdict.value for verdict in Verdict]
    if data["verdict"] not in verdicts:
        raise ValueError(f"the verdict is {data['verdict']!r} and not {', '.join(verdicts)}")
    groups = data["groups"]
    if not isinstance(groups, list) or not all(isinstance(group, list) for group in groups):
        raise ValueError('"groups" is no list of lists of ids')
    return Decision(Verdict(data["verdict"]), tuple(tuple(_id(one) for one in group) for group in groups))


def read_previous(path: str) -> dict[str, tuple[str, ...]]:
    """Id of a cluster to its needs, as an earlier run printed them. Raises InputError."""
    name = _name(path)
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError([Fault(name, "there is no such file.", _CLUSTERED)]) from None
    except OSError as error:
        raise InputError([Fault(name, f"cannot be read ({error.strerror}).", _CLUSTERED)]) from None
    except (ValueError, RecursionError) as error:
        raise InputError([Fault(name, f"is no JSON ({error}).", _CLUSTERED)]) from None
    listed = data.get("clusters") if isinstance(data, dict) else data
    if not isinstance(listed, list):
        raise InputError([Fault(name, "holds no clusters.", _CLUSTERED)])
    found: dict[str, tuple[str, ...]] = {}
    faults: list[Fault] = []
    for number, cluster in enumerate(listed, start=1):
        where = f"{name}, cluster {number}"
        try:
            cluster_id, members = _id(cluster["id"]), tuple(_id(one) for one in cluster["members"])
        except (ValueError, KeyError, TypeError):
            faults.append(Fault(where, "cannot be read.", _CLUSTERED))
            continue
        if cluster_id in found:
            faults.append(Fault(where, f'the id "{cluster_id}" stands twice.', "an id of its own."))
        found[cluster_id] = members
    if faults:
        raise InputError(faults)
    return found


def _objects(path: str, expected: str, faults: list[Fault]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file, each with its place; lines that are none become faults."""
    name = _name(path)
    try:
        with sys.stdin.buffer if path == "-" else Path(path).open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                where = f"{name}:{number}"
                if len(line) > LONGEST_LINE:
                    limit = f"at most {LONGEST_LINE:,} bytes; one object a line."
                    faults.append(Fault(where, "is too long a line.", limit))
                    return
                if not line.strip():
                    continue
                try:
                    yield where, object_of(line, where, expected)
                except InputError as error:
                    faults += error.faults
    except FileNotFoundError:
        raise InputError([Fault(name, "there is no such file.", "a file with one JSON object a line.")]) from None
    except OSError as error:
        raise InputError([Fault(name, f"cannot be read ({error.strerror}).", "a file that can be read.")]) from None


def need_of(data: Mapping[str, Any]) -> ClusterNeed:
    """A need of its JSON object. Raises ValueError where a value is none."""
    text = next((data[key] for key in ("text", "query", "need") if key in data), None)
    if not isinstance(text, str):
        raise ValueError('"text" is missing or no text')
    firm = data.get("firm")
    nace = _code(data, "nace")
    if nace is not None and not re.fullmatch(r"[0-9]{2}[0-9.]{0,6}", nace):
        raise ValueError(f'"nace" is {nace[:20]!r} and no activity code')
    digits = nace.replace(".", "") if nace else None
    return ClusterNeed(
        _id(data.get("id")),
        text,
        None if firm is None or firm == "" else _id(firm, "firm"),
        digits,
        sector_of(digits, _NACE_VERSION, _sectors()) if digits else _code(data, "sector"),
        _province(data),
        _code(data, "process"),
        _code(data, "material"),
    )


def _id(value: object, key: str = "id") -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f'"{key}" is missing, or neither a text nor a whole number')
    text = str(value)
    if not text.strip() or len(text) > _LONGEST_NAME:
        raise ValueError(f'"{key}" is empty or longer than {_LONGEST_NAME} characters')
    return text


def _code(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > _LONGEST_NAME:
        raise ValueError(f'"{key}" is no short text')
    return str(value).strip().casefold() or None


def _province(data: Mapping[str, Any]) -> str | None:
    stated = _code(data, "province")
    postal_code = _code(data, "postal_code")
    if stated or not postal_code:
        return stated
    if not re.fullmatch(r"(?:be?[ -])?[0-9]{4}", postal_code):
        raise ValueError(f'"postal_code" is {postal_code[:20]!r} and no Belgian postal code')
    return _known_province(postal_code)


@cache
def _known_province(postal_code: str) -> str | None:
    try:
        return place_of(postal_code, on=_DAY_OF_PLACES).province
    except UnknownEntryError:
        return None


@cache
def _sectors() -> tuple[Sector, ...]:
    sectors, faults = read_sectors(read_yaml_file(shipped_folder() / "codelists" / "sectors.yaml"))
    if faults:
        raise InputError(faults)
    return sectors


def _name(path: str) -> str:
    return "standard input" if path == "-" else Path(path).name
