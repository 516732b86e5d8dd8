"""A measure's whole file as a proposal: what stands in it may be closed, and is never edited."""

from __future__ import annotations

from datetime import date
from typing import Any

from wegwijzer.core.errors import InputError
from wegwijzer.readers.catalogue import catalogue_with, standing_text
from wegwijzer.readers.rule_changes.proposing import ProposedRule, digest_of, file_name
from wegwijzer.readers.standing import standing
from wegwijzer.readers.yaml_file import LocatedData, read_yaml

_END = ("valid_until", "valid_until_certainty")


def read_whole_file(measure: str, text: str, *, reason: str, on: date) -> ProposedRule | None:
    """The proposal of a measure's file; None where it says what stands. Raises InputError with all its faults."""
    name = file_name(measure)
    located, stands = read_yaml(text, name=name), standing_text(name)
    known = read_yaml(stands, name=name)
    if located.data == known.data:
        return None
    catalogue, faults = catalogue_with({**standing().texts, name: text})
    if catalogue is None:
        raise InputError(faults)
    edits = _edits(known, located, on)
    if edits:
        raise InputError(edits)
    old = {version["valid_from"] for version in _versions(known)}
    new = [version for version in _versions(located) if version["valid_from"] not in old]
    first = (
        new[0]
        if new
        else next(one for one, was in zip(_versions(located), _versions(known), strict=True) if one != was)
    )
    source = first["source"]
    starts = first["valid_from"] if new else _day_after(first["valid_until"])
    return ProposedRule(
        measure,
        date.fromisoformat(starts),
        text,
        digest_of(stands),
        reason,
        source["title"],
        source["url"] or "",
        first["confidence"],
    )


def _edits(known: LocatedData, located: LocatedData, on: date) -> list[Any]:
    """Whatever the file says otherwise of what stands; closing the last version on a day to come is no edit."""
    faults = []
    was, says = _mapping(known), _mapping(located)
    for key in dict.fromkeys((*was, *says)):
        if key != "versions" and was.get(key) != says.get(key):
            problem = "is not what stands, and has no date of its own."
            faults.append(located.fault((key,), problem, "the same; name, plain_name and summary may be in a version."))
    found = {version["valid_from"]: (place, version) for place, version in enumerate(_versions(located))}
    for version in _versions(known):
        begins = version["valid_from"]
        place, now = found.pop(begins, (-1, None))
        if now is None:
            faults.append(
                located.fault(("versions",), f"the version of {begins} is gone.", "every version that stands.")
            )
        elif _without_end(version) != _without_end(now):
            faults.append(located.fault(("versions", place), f"the version of {begins} is edited.", "a new version."))
        elif version["valid_until"] != now["valid_until"] and min(_ends(version, now)) < on.isoformat():
            problem = "ends on another day than it did, in days that are over."
            faults.append(located.fault(("versions", place, "valid_until"), problem, "a day from today on."))
    for begins, (place, _) in found.items():
        if begins <= on.isoformat():
            problem = f"{begins} is not to come: what held until today stays as it was."
            faults.append(located.fault(("versions", place, "valid_from"), problem, "a day from tomorrow on."))
    return faults


def _ends(*versions: dict[str, Any]) -> tuple[str, ...]:
    return tuple(version["valid_until"] or "9999-12-31" for version in versions)


def _without_end(version: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in version.items() if key not in _END}


def _mapping(located: LocatedData) -> dict[str, Any]:
    return located.data if isinstance(located.data, dict) else {}


def _versions(located: LocatedData) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _mapping(located).get("versions") or []
    return found


def _day_after(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()
