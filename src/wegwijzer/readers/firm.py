"""Read a firm file: facts, relations and earlier years, with every fault at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from wegwijzer.core.band import Band
from wegwijzer.core.errors import Fault, InputError, UnknownEntryError
from wegwijzer.core.firm.facts import FactDictionary, FactSource, KnownFact
from wegwijzer.core.firm.profile import Profile, YearFigures
from wegwijzer.core.firm.relations import INVESTORS, Figures, Relation
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.readers.fact_values import ValueProblem, read_value
from wegwijzer.readers.places import place_of
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml

_FIGURES = ("fte", "turnover_eur", "balance_sheet_total_eur")
_OWN_KEYS = ("enterprise_number", "name", "relations", "previous_years")
_RELATION_KEYS = (
    "name",
    "enterprise_number",
    "share_pct",
    "holder",
    *_FIGURES,
    "investor",
    "linked",
    "consolidated",
    "relations",
)
_DEEPEST_RELATIONS = 8
LONGEST_NAME = 300


def read_firm_text(text: str, *, name: str) -> LocatedData:
    """Parse a firm file: JSON when it starts like JSON, else YAML. Raises InputError."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            data = json.loads(text, parse_float=Decimal, object_pairs_hook=_without_twins)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            raise InputError([Fault(f"{name}:{line}", f"is not valid JSON ({error}).", "a JSON object.")]) from error
        return LocatedData(name, data, {})
    return read_yaml(text, name=name)


def read_firm(located: LocatedData, facts: FactDictionary, *, on: date) -> Profile:
    """The profile of a firm file, stated as of `on`. Raises InputError with all faults."""
    return FirmReader(located, facts, on).read()


class FirmReader:
    """Reads one firm file."""

    def __init__(self, located: LocatedData, facts: FactDictionary, on: date) -> None:
        self._located = located
        self._facts = facts
        self._on = on
        self._faults: list[Fault] = []

    def read(self) -> Profile:
        """The profile, or InputError with every fault."""
        data = self._located.data
        if not isinstance(data, dict):
            raise InputError(
                [
                    Fault(
                        self._located.name,
                        "is no firm file.",
                        "a mapping such as {fte: 12, region: vlaanderen}.",
                    )
                ]
            )
        known: dict[str, KnownFact] = {}
        for key, value in data.items():
            if key in _OWN_KEYS or value is None:
                if key not in _OWN_KEYS and key not in self._facts:
                    self._unknown_key(key)
                continue
            fact = self._facts.get(key)
            if fact is None:
                self._unknown_key(key)
                continue
            try:
                known[key] = KnownFact(read_value(fact, value), FactSource.STATED, self._on)
            except ValueProblem as problem:
                self._fault((key,), problem.problem, problem.expected)
        self._locate(known)
        profile = Profile(
            facts=known,
            name=self._name(data.get("name"), ("name",)),
            enterprise_number=self._enterprise_number(data.get("enterprise_number"), ("enterprise_number",)),
            relations=self._relations(data.get("relations"), ("relations",), depth=0),
            previous_years=self._previous_years(data.get("previous_years")),
        )
        if self._faults:
            raise InputError(self._faults)
        return profile

    def _unknown_key(self, key: str) -> None:
        near = get_close_matches(str(key), [*self._facts, *_OWN_KEYS], n=1, cutoff=0.4)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        self._fault((key,), f"unknown key.{hint}", "a fact of facts.yaml.")

    def _locate(self, known: dict[str, KnownFact]) -> None:
        """Province and region follow from the postal code, unless they are stated."""
        code = known.get("postal_code")
        if code is None:
            return
        try:
            place = place_of(str(code.value), on=self._on)
        except (UnknownEntryError, LookupError) as error:
            self._fault(("postal_code",), str(error), 'a Belgian postal code, such as "8500".')
            return
        for fact, value in (("province", place.province), ("region", place.region)):
            stated = known.get(fact)
            if stated is None:
                if value is not None:
                    known[fact] = KnownFact(value, FactSource.DERIVED, self._on, detail="postal_code")
            elif value is not None and stated.value != value:
                self._fault(
                    (fact,),
                    f'"{stated.value}" does not go with postal code {code.value}.',
                    f'"{value}", or leave it out.',
                )

    def _name(self, data: object, path: Path_) -> str:
        if data is None:
            return ""
        if not isinstance(data, str) or len(data) > LONGEST_NAME:
            self._fault(path, "is no name.", f"text of at most {LONGEST_NAME} characters.")
            return ""
        return data.strip()

    def _enterprise_number(self, data: object, path: Path_) -> str:
        if data is None:
            return ""
        try:
            return parse_enterprise_number(str(data))
        except ValueError as error:
            self._fault(path, str(error), "a number such as 0403.019.261.")
            return ""

    def _figures(self, data: Mapping[str, object], path: Path_) -> Figures:
        bands: dict[str, Band | None] = {}
        for key in _FIGURES:
            bands[key] = None
            if data.get(key) is not None:
                try:
                    value = read_value(self._facts[key], data[key])
                    bands[key] = value if isinstance(value, Band) else None
                except ValueProblem as problem:
                    self._fault((*path, key), problem.problem, problem.expected)
        return Figures(**bands)

    def _relations(self, data: object, path: Path_, *, depth: int) -> tuple[Relation, ...]:
        if data is None:
            return ()
        if not isinstance(data, list):
            self._fault(path, "is no list.", "a list of related enterprises, [] for none.")
            return ()
        if depth > _DEEPEST_RELATIONS:
            self._fault(path, "goes too deep.", f"at most {_DEEPEST_RELATIONS} levels.")
            return ()
        found = [self._relation(item, (*path, place), depth) for place, item in enumerate(data)]
        return tuple(relation for relation in found if relation is not None)

    def _relation(self, data: object, path: Path_, depth: int) -> Relation | None:
        if not isinstance(data, dict):
            self._fault(path, "is no enterprise.", "a mapping with name, share_pct and holder.")
            return None
        before = len(self._faults)
        for key in data:
            if key not in _RELATION_KEYS:
                near = get_close_matches(str(key), _RELATION_KEYS, n=1, cutoff=0.4)
                hint = f' Did you mean "{near[0]}"?' if near else ""
                self._fault((*path, key), f"unknown key.{hint}", f"one of {', '.join(_RELATION_KEYS)}.")
        name = self._name(data.get("name"), (*path, "name"))
        if not name:
            self._fault((*path, "name"), "the enterprise has no name.", "a name, to know it by.")
        share = data.get("share_pct")
        if isinstance(share, bool) or not isinstance(share, int | float | Decimal) or not 0 <= share <= 100:
            self._fault((*path, "share_pct"), f"{share!r} is no share.", "a percentage from 0 to 100.")
            share = 0
        holder = data.get("holder")
        if holder not in ("firm", "other"):
            self._fault((*path, "holder"), f"{holder!r} holds nothing.", '"firm" or "other": who holds the share.')
        investor = data.get("investor")
        if investor is not None and investor not in INVESTORS:
            self._fault((*path, "investor"), f"unknown kind {investor!r}.", f"one of {', '.join(sorted(INVESTORS))}.")
        for flag in ("linked", "consolidated"):
            if data.get(flag) is not None and not isinstance(data[flag], bool):
                self._fault((*path, flag), f"{data[flag]!r} is neither yes nor no.", "true or false.")
        number = self._enterprise_number(data.get("enterprise_number"), (*path, "enterprise_number"))
        figures = self._figures(data, path)
        relations = self._relations(data.get("relations"), (*path, "relations"), depth=depth + 1)
        if len(self._faults) > before:
            return None
        return Relation(
            name=name,
            share_pct=Decimal(str(share)),
            holder=str(holder),  # type: ignore[arg-type]
            figures=figures,
            investor=investor,
            linked=data.get("linked"),
            consolidated=bool(data.get("consolidated")),
            relations=relations,
            enterprise_number=number,
        )

    def _previous_years(self, data: object) -> tuple[YearFigures, ...]:
        if data is None:
            return ()
        path: Path_ = ("previous_years",)
        if not isinstance(data, list):
            self._fault(path, "is no list.", "a list of years, newest first.")
            return ()
        years = []
        for place, year in enumerate(data):
            here = (*path, place)
            unknown = sorted(set(year) - {*_FIGURES, "relations"}) if isinstance(year, dict) else []
            if not isinstance(year, dict) or unknown:
                self._fault(here, "is no year of figures.", f"a mapping with {', '.join(_FIGURES)} and relations.")
                continue
            relations = (
                self._relations(year["relations"], (*here, "relations"), depth=0) if "relations" in year else None
            )
            years.append(YearFigures(self._figures(year, here), relations))
        return tuple(years)

    def _fault(self, path: Path_, problem: str, expected: str) -> None:
        self._faults.append(self._located.fault(path, problem, expected))


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, value in pairs:
        if key in result:
            raise ValueError(f'"{key}" is given twice')
        result[key] = value
    return result
