"""Read a map from the columns of a survey to the answers of the pyramid: shipped ones by name, others by path.

A row is a column, `q8a: INPDGD`, or a mapping with `column` (one or several, of which one yes is enough), `above` for
amounts, `yes`, `no` and `missing` for codes, `evidence` and `unverified`. The rows stand at the top of the file, or
under `columns` beside `surveys` and `title`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.mapping import ANSWERS, CANONICAL, MapRow, SurveyMap
from wegwijzer.core.survey.data import number_word
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml, read_yaml_file

_NAMES: Mapping[str, str] = {
    "cis2012": "cis2012",
    "cis2014": "cis2012",
    "cis2016": "cis2012",
    "cis2018": "cis2018",
    "cis2020": "cis2018",
    "cis2022": "cis2018",
}
"""The file of each shipped map; three surveys share one."""

_TOP_KEYS = ("title", "surveys", "sources", "note", "columns")
_ROW_KEYS = ("column", "above", "yes", "no", "missing", "evidence", "unverified", "note")


def shipped_maps() -> tuple[str, ...]:
    """The names of the maps that come along."""
    return tuple(_NAMES)


def survey_map(name_or_path: str) -> SurveyMap:
    """The map of that name, or of that file. Raises InputError with all its faults and their lines."""
    if name_or_path in _NAMES:
        return _shipped(name_or_path)
    path = Path(name_or_path)
    if not path.suffix and not path.exists():
        near = get_close_matches(name_or_path, _NAMES, n=1)
        hint = f' Nearest: "{near[0]}".' if near else ""
        expected = f"the path of a YAML file, or one of {', '.join(_NAMES)}."
        raise InputError([Fault(name_or_path, f"there is no such map.{hint}", expected)])
    return read_map(read_yaml_file(path), map_id=path.name)


@cache
def _shipped(name: str) -> SurveyMap:
    file = files("wegwijzer.data") / "survey_maps" / f"{_NAMES[name]}.yaml"
    return read_map(read_yaml(file.read_text(encoding="utf-8"), name=f"{_NAMES[name]}.yaml"), map_id=name)


def read_map(located: LocatedData, *, map_id: str) -> SurveyMap:
    """The map in a YAML file. Raises InputError with all faults."""
    if not isinstance(located.data, dict):
        expected = "a mapping such as q8a: INPDGD."
        raise InputError([Fault(located.name, "holds no map.", expected)])
    reading = _MapReading(located)
    has_head = "columns" in located.data
    body: Any = located.data["columns"] if has_head else located.data
    base: Path_ = ("columns",) if has_head else ()
    if has_head:
        reading.check_keys(located.data, (), _TOP_KEYS)
    surveys = located.data.get("surveys", []) if has_head else []
    if not isinstance(surveys, list) or not all(isinstance(year, int) for year in surveys):
        reading.add(("surveys",), "is no list of years.", "years such as [2012, 2014].")
        surveys = []
    rows = reading.rows(body, base)
    if reading.faults:
        raise InputError(reading.faults)
    return SurveyMap(map_id, rows, tuple(surveys))


class _MapReading:
    def __init__(self, located: LocatedData) -> None:
        self._located = located
        self.faults: list[Fault] = []

    def add(self, path: Path_, problem: str, expected: str) -> None:
        """Note a fault at its line."""
        self.faults.append(self._located.fault(path, problem, expected))

    def check_keys(self, data: Mapping[str, object], path: Path_, known: Iterable[str]) -> None:
        """Note every key that is not known, with the nearest that is."""
        names = tuple(known)
        for key in data:
            if key not in names:
                near = get_close_matches(key, names, n=1)
                hint = f' Did you mean "{near[0]}"?' if near else ""
                self.add((*path, key), f"unknown key.{hint}", f"one of {', '.join(names)}.")

    def rows(self, body: object, base: Path_) -> dict[str, MapRow]:
        """The rows below a path."""
        if not isinstance(body, dict) or not body:
            self.add(base, "holds no rows.", "rows such as q8a: INPDGD.")
            return {}
        self.check_keys(body, base, CANONICAL)
        found = {}
        for name, entry in body.items():
            if name in CANONICAL:
                row = self._row(name, entry, (*base, name))
                if row is not None:
                    found[name] = row
        return found

    def _row(self, name: str, entry: object, path: Path_) -> MapRow | None:
        where = self._located.where(path)
        if isinstance(entry, str):
            return MapRow(name, (entry,), where=where)
        if not isinstance(entry, dict):
            self.add(path, "names no column.", "a column, or a mapping such as {column: RALLX, above: 0}.")
            return None
        self.check_keys(entry, path, _ROW_KEYS)
        before = len(self.faults)
        columns = self._columns(entry, path)
        above = self._above(entry, path)
        codes = {key: self._codes(entry, key, path) for key in ("yes", "no", "missing")}
        if name not in ANSWERS and (above is not None or any(codes.values())):
            self.add(path, "is no answer, so it has no codes.", "a column only.")
        if above is not None and any(codes.values()):
            self.add(path, "has both codes and an amount.", "above, or yes and no.")
        if bool(codes["yes"]) != bool(codes["no"]):
            self.add(path, "has codes for yes or for no only.", "both yes and no.")
        for one, other in (("yes", "no"), ("yes", "missing"), ("no", "missing")):
            for code in sorted(codes[one] & codes[other]):
                self.add(path, f"the code {code} is both {one} and {other}.", "each code once.")
        unverified = entry.get("unverified", False)
        if not isinstance(unverified, bool):
            self.add((*path, "unverified"), "is not true or false.", "true or false.")
        if len(self.faults) > before:
            return None
        own = {key: value for key, value in codes.items() if value}
        evidence = str(entry.get("evidence") or "")
        return MapRow(name, columns, above, **own, evidence=evidence, is_unverified=bool(unverified), where=where)

    def _columns(self, entry: Mapping[str, object], path: Path_) -> tuple[str, ...]:
        if "column" not in entry:
            self.add(path, "names no column.", "column: NAME; column: null where there is none in the survey.")
            return ()
        given = entry["column"]
        names = given if isinstance(given, list) else [] if given is None else [given]
        if not all(isinstance(name, str) and name for name in names):
            self.add((*path, "column"), "is no name.", "a column, a list of columns, or null.")
            return ()
        return tuple(names)

    def _above(self, entry: Mapping[str, object], path: Path_) -> float | None:
        above = entry.get("above")
        if above is None:
            return None
        if isinstance(above, bool) or not isinstance(above, int | Decimal):
            self.add((*path, "above"), "is no number.", "an amount such as 0.")
            return None
        return float(above)

    def _codes(self, entry: Mapping[str, object], key: str, path: Path_) -> frozenset[str]:
        given = entry.get(key)
        codes: list[object] = given if isinstance(given, list) else [] if given is None else [given]
        known = [code for code in codes if isinstance(code, str | int | Decimal)]
        if len(known) < len(codes):
            self.add((*path, key), "is no code.", "a code or a list of codes, such as [1, 2].")
            return frozenset()
        return frozenset(_code(code) for code in known)


def _code(code: str | int | Decimal) -> str:
    """A code as the answers are compared with it."""
    if isinstance(code, bool):
        return str(code).casefold()
    return code.strip().casefold() if isinstance(code, str) else number_word(float(code))
