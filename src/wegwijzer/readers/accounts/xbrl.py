"""From an XBRL instance of the NBB to a filing.

A fact is known by its metric and the exact set of its dimension members, every name in full, so that a document may
use any prefix. Facts that are not in the map are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from wegwijzer.core.accounts.filing import AccountsModel, Filing, FinancialYear, months_between
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.amounts import LARGEST_EUR
from wegwijzer.readers.accounts.labels import LONGEST_LABEL, day_of, entity_of, is_length, model_of
from wegwijzer.readers.accounts.legal_form import legal_form_of
from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.xbrl_instance import Context, Instance, InstanceProblem, XbrlFact, parse_instance
from wegwijzer.readers.accounts.xbrl_map import FactKey, Name, XbrlMap, shipped_map

_EURO = "http://www.xbrl.org/2003/iso4217 EUR"
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")
_MODEL_IN_SCHEMA = re.compile(r"(?:^|/)(m[0-9]{2})(?:[-/.]|$)")
_LEGAL_FORM = re.compile(r".*/enum/lgf-enum list[0-9]+")

_Members = frozenset[tuple[Name | None, Name | None]]


def read_xbrl(data: bytes, where: str, limits: Limits) -> tuple[Filing | None, list[Fault]]:
    """The filing of an instance, or None, with all faults."""
    try:
        instance = parse_instance(data, limits)
    except InstanceProblem as problem:
        return None, [Fault(f"{where}:{problem.line}", problem.problem, problem.expected)]
    return _Reading(instance, where, shipped_map()).filing()


class _Reading:
    def __init__(self, instance: Instance, where: str, names: XbrlMap) -> None:
        self._instance = instance
        self._where = where
        self._names = names
        self._faults: list[Fault] = []
        self._keys: dict[str, tuple[_Members, bool | None]] = {}
        self._units: dict[str, str] = {}

    def filing(self) -> tuple[Filing | None, list[Fault]]:
        """The filing, or None, with all faults."""
        numbers, texts = self._facts()
        model = self._model(numbers)
        codes = self._names.full if model is AccountsModel.FULL else self._names.abridged
        known = [(fact, is_previous, code) for fact, key, is_previous in numbers if (code := codes.get(key))]
        if not known:
            what = "rubric that is read here" if numbers else "amount of the NBB taxonomy"
            self._fault(1, f"holds no {what}.", "an instance of the models m01, m02 or m07.")
            return None, self._faults
        contexts = [self._instance.contexts[fact.context] for fact, _, _ in known]
        entity = self._entity(contexts)
        closing = self._closing_day(contexts)
        years = self._amounts(known, closing)
        if entity is None or years is None:
            return None, self._faults
        current, previous = years
        if not current and not previous:
            self._fault(1, "holds no amount that can be read.", "an instance of the models m01, m02 or m07.")
            return None, self._faults
        header = self._header(texts)
        year = FinancialYear(current, closing, self._months(header, closing, "start"))
        before = None
        if previous:
            end = day_of(header.get("end_nm1", ""))
            before = FinancialYear(previous, end, self._months(header, end, "start_nm1"))
        return Filing(
            entity=entity,
            year=year,
            previous=before,
            model=model,
            is_deposit=True,
            name=" ".join(header.get("name", "").split())[:LONGEST_LABEL],
            legal_form=legal_form_of(header.get("legal_form", "")),
            where=self._where,
        ), self._faults

    def _fault(self, line: int, problem: str, expected: str) -> None:
        self._faults.append(Fault(f"{self._where}:{line}", problem, expected))

    def _facts(self) -> tuple[list[tuple[XbrlFact, FactKey, bool]], list[XbrlFact]]:
        """The facts of the taxonomy that have a year: those with a unit are numbers; and all other facts."""
        start = f"{self._names.metric_namespace} "
        numbers: list[tuple[XbrlFact, FactKey, bool]] = []
        texts: list[XbrlFact] = []
        for fact in self._instance.facts:
            members, is_previous = self._key(fact)
            if fact.unit and is_previous is not None and fact.metric.startswith(start):
                numbers.append((fact, (fact.metric, members), is_previous))  # type: ignore[arg-type]
            elif not fact.unit:
                texts.append(fact)
        return numbers, texts

    def _key(self, fact: XbrlFact) -> tuple[_Members, bool | None]:
        """The members of a fact's context without that of the year; and whether that is the year before."""
        found = self._keys.get(fact.context)
        if found is None:
            context = self._instance.contexts.get(fact.context)
            if context is None:
                self._fault(fact.line, f'refers to context "{fact.context}", which there is not.', "a context.")
                found = frozenset(), None
            elif context.is_typed:
                found = frozenset(), None
            else:
                dimension, years = self._names.year_dimension, self._names.is_previous
                year = [member for name, member in context.members if name == dimension]
                rest = frozenset((name, member) for name, member in context.members if name != dimension)
                found = rest, years.get(year[0] or "") if len(year) == 1 else None
            self._keys[fact.context] = found
        return found

    def _model(self, numbers: list[tuple[XbrlFact, FactKey, bool]]) -> AccountsModel | None:
        named = _MODEL_IN_SCHEMA.search(self._instance.schema)
        if named is not None:
            model = model_of(named[1])
            if model is not None:
                return model
        if any(key in self._names.only_full for _, key, _ in numbers):
            return AccountsModel.FULL
        return None

    def _entity(self, contexts: list[Context]) -> str | None:
        identifiers = {context.entity for context in contexts}
        if len(identifiers) > 1:
            named = ", ".join(sorted(identifiers))
            self._fault(1, f"holds facts of {len(identifiers)} enterprises ({named[:200]}).", "one enterprise a file.")
            return None
        entity, problem = entity_of(contexts[0].entity)
        if not entity:
            self._fault(contexts[0].line, "names no enterprise.", "an enterprise number as entity identifier.")
            return None
        if problem:
            self._fault(contexts[0].line, problem, "a valid enterprise number; it is kept as it is written.")
        return entity

    def _closing_day(self, contexts: list[Context]) -> date | None:
        ((written, _),) = Counter(context.end for context in contexts).most_common(1)
        closing = day_of(written)
        if closing is None:
            self._fault(contexts[0].line, f'"{written[:40]}" is no closing day.', "a day such as 2024-12-31.")
        return closing

    def _amounts(
        self, known: list[tuple[XbrlFact, bool, str]], closing: date | None
    ) -> tuple[dict[str, float], dict[str, float]] | None:
        years: tuple[dict[str, float], dict[str, float]] = ({}, {})
        lines: dict[tuple[str, bool], int] = {}
        doubted: set[tuple[str, bool]] = set()
        for fact, is_previous, code in known:
            if fact.metric.rpartition(" ")[2].startswith("am"):
                currency = self._currency(fact.unit)
                if currency != _EURO:
                    shown = currency.rpartition(" ")[2] or fact.unit
                    self._fault(
                        fact.line,
                        f'rubric {code} is in "{shown[:40]}", so that the whole filing is left out.',
                        "amounts in euro (iso4217:EUR).",
                    )
                    return None
            end = self._instance.contexts[fact.context].end
            if day_of(end) != closing:
                self._fault(
                    fact.line, f'rubric {code} is of "{end[:40]}" and is left out.', f"the closing day, {closing}."
                )
                continue
            value = float(fact.value) if _DECIMAL.fullmatch(fact.value) else None
            if value is None or not abs(value) < LARGEST_EUR:
                shown = fact.value[:40]
                self._fault(fact.line, f'rubric {code} is "{shown}", which is left out.', "a number such as 1234.56.")
                continue
            amounts, place = years[is_previous], (code, is_previous)
            if place in lines:
                if place in doubted or amounts[code] != value:
                    if place not in doubted:
                        del amounts[code]
                    doubted.add(place)
                    self._fault(
                        fact.line,
                        f"rubric {code} stands there twice with another amount; the first is on line {lines[place]}. "
                        "Neither is read.",
                        "each rubric once.",
                    )
                continue
            lines[place] = fact.line
            amounts[code] = value
        return years

    def _currency(self, unit: str) -> str:
        found = self._units.get(unit)
        if found is None:
            measures = self._instance.units.get(unit, [])
            found = (measures[0] or "") if len(measures) == 1 else ""
            self._units[unit] = found
        return found

    def _header(self, texts: list[XbrlFact]) -> dict[str, str]:
        header: dict[str, str] = {}
        for fact in texts:
            members, is_previous = self._keys[fact.context]
            name = self._names.header.get((fact.metric, members))  # type: ignore[arg-type]
            if name is None and members == self._names.legal_form_members and _LEGAL_FORM.fullmatch(fact.metric):
                name = "legal_form"
            if name is not None:
                header.setdefault(f"{name}_nm1" if is_previous else name, fact.value)
        return header

    def _months(self, header: dict[str, str], end: date | None, key: str) -> float | None:
        start = day_of(header.get(key, ""))
        if start is None or end is None:
            return None
        months = months_between(start, end)
        if not is_length(months):
            self._fault(
                1,
                f"has a financial year from {start} to {end}; its length is not used.",
                "a year of more than 0 and at most 24 months.",
            )
            return None
        return months
