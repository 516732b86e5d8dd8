"""Find the accounts and the reference records in a JSON document of the NBB, whatever they are wrapped in.

The web service of the Balanscentrale gives two documents a deposit. The accounts (`application/x.jsonxbrl`) hold
ReferenceNumber, EnterpriseName, LegalForm and Rubrics, but neither enterprise number nor financial year; those stand
in the reference record (`/references`, a bare list). People and programs keep them apart, one inside the other, or
merged into one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from wegwijzer.core.errors import Fault

_DEEPEST = 8
_REFERENCE_KEYS = frozenset(
    ("referencenumber", "enterprisenumber", "exercisedates", "modeltype", "depositdate", "enterprisename", "legalform")
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What is said of a deposit: everything is text, "" where it is not said."""

    number: str = ""
    entity: str = ""
    name: str = ""
    start: str = ""
    end: str = ""
    model: str = ""
    deposited: str = ""
    legal_form: str = ""
    currency: str = ""

    def or_else(self, other: Reference) -> Reference:
        """This record, with what it leaves open taken from another."""
        return Reference(
            *(getattr(self, name) or getattr(other, name) for name in Reference.__dataclass_fields__),
        )

    @property
    def is_record(self) -> bool:
        """Whether it says whose accounts these are, as the accounts themselves do not."""
        return bool(self.entity)


@dataclass(frozen=True, slots=True)
class JsonAccounts:
    """The rubrics of one deposit as they stand there, with what is said beside them and the path to them."""

    rubrics: Sequence[object]
    reference: Reference
    path: str


@dataclass(slots=True)
class JsonFound:
    """All that a document holds."""

    accounts: list[JsonAccounts] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


class JsonProblem(ValueError):
    """What makes a document unreadable."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def parse_json(data: bytes, where: str) -> tuple[object, list[Fault]]:
    """The document as plain data, and a fault for every key that is given twice. Raises JsonProblem."""
    twice: dict[str, int] = {}

    def without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = {key.casefold(): value for key, value in pairs}
        if len(found) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                folded = key.casefold()
                if folded in seen:
                    twice[key] = twice.get(key, 0) + 1
                seen.add(folded)
        return found

    try:
        document = json.loads(data, object_pairs_hook=without_twins)
    except json.JSONDecodeError as error:
        fault = Fault(f"{where}:{error.lineno}", f"is not valid JSON ({error.msg}).", "a whole JSON document.")
        raise JsonProblem(fault) from error
    except (ValueError, RecursionError) as error:  # wrong encoding, a number of thousands of digits, deep nesting
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
        raise JsonProblem(Fault(where, f"is not valid JSON ({reason}).", "a JSON document in UTF-8.")) from error
    faults = [
        Fault(where, f'the key "{key[:40]}" is given twice in one object; the last one is read.', "each key once.")
        for key in list(twice)[:10]
    ]
    return document, faults


def find_accounts(document: object) -> JsonFound:
    """The accounts and the reference records of a document whose keys are in lower case."""
    return _find(document, "", 0)


def _find(node: object, path: str, depth: int) -> JsonFound:
    found = JsonFound()
    if depth > _DEEPEST:
        return found
    if isinstance(node, list):
        for place, item in enumerate(node):
            _add(found, _find(item, f"{path}[{place}]", depth + 1))
        return _paired(found)
    if not isinstance(node, dict):
        return found
    own = _reference(node) if _REFERENCE_KEYS & node.keys() else Reference()
    rubrics = node.get("rubrics")
    if isinstance(rubrics, list):
        beside = _records_beside(node, path, depth)
        found.accounts.append(JsonAccounts(rubrics, own.or_else(beside), f"{path}.rubrics".lstrip(".")))
        return found
    for key, value in node.items():
        if isinstance(value, dict | list) and key not in _REFERENCE_KEYS:
            _add(found, _find(value, f"{path}.{key}".lstrip("."), depth + 1))
    if own.is_record:
        found.references.append(own)
    return _paired(found)


def _paired(found: JsonFound) -> JsonFound:
    """One record and one set of accounts in one wrapping belong together, unless their numbers say otherwise."""
    if len(found.references) == 1 and len(found.accounts) == 1:
        reference, accounts = found.references[0], found.accounts[0]
        if not reference.number or accounts.reference.number in ("", reference.number):
            found.accounts[0] = replace(accounts, reference=accounts.reference.or_else(reference))
    return found


def _records_beside(node: Mapping[str, object], path: str, depth: int) -> Reference:
    """The record inside the object that holds the rubrics: {"Rubrics": [...], "Reference": {...}}."""
    for key, value in node.items():
        if "reference" in key and isinstance(value, dict):
            inner = _find(value, path, depth + 1)
            if len(inner.references) == 1:
                return inner.references[0]
    return Reference()


def _add(found: JsonFound, more: JsonFound) -> None:
    found.accounts += more.accounts
    found.references += more.references


def _reference(node: Mapping[str, object]) -> Reference:
    dates = node.get("exercisedates")
    dates = dates if isinstance(dates, dict) else node
    return Reference(
        number=_text(node.get("referencenumber")),
        entity=_text(node.get("enterprisenumber")),
        name=_text(node.get("enterprisename")),
        start=_text(dates.get("startdate")),
        end=_text(dates.get("enddate")),
        model=_text(node.get("modeltype")),
        deposited=_text(node.get("depositdate")),
        legal_form=_legal_form(node.get("legalform")),
        currency=_text(node.get("currency")),
    )


def _legal_form(value: object) -> str:
    """ "014", or {"LegalFormCode": "014", ...}."""
    if isinstance(value, dict):
        return next((_text(inner) for key, inner in value.items() if "code" in key), "")
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    if isinstance(value, int) and abs(value) >= 10**18:
        return ""
    return str(value).strip()[:300]
