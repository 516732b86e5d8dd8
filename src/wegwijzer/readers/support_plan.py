"""Read a plan file: a firm, its actions with costs and days, and given assumptions, with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from wegwijzer.core.band import Band
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import FactDictionary, FactType, FactValue
from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.support.actions import ActionKind, Plan, PlannedAction, Received
from wegwijzer.core.support.assumptions import AssumptionDefinition
from wegwijzer.core.support.rules import SupportRules
from wegwijzer.readers.catalogue import FIRST_DAY
from wegwijzer.readers.fact_values import ValueProblem, read_value
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.support_details import DETAILS, MOST_EURO, DetailReader
from wegwijzer.readers.yaml_file import LocatedData, Path_

MOST_ACTIONS = 50
LAST_DAY = date(2099, 12, 31)
_LONGEST_YEARS = 20
_PLAN_KEYS = ("firm", "actions", "assumptions", "already_received")
_ACTION_KEYS = ("id", "kind", "name", "start", "end", "apply_on", "invested_on", "notified_on", "costs")
_DAYS = ("apply_on", "invested_on", "notified_on")
_LONGEST_NAME = 200
_LONGEST_ID = 40


def read_plan(
    located: LocatedData, rules: SupportRules, facts: FactDictionary, *, on: date, firm: Profile | None = None
) -> Plan:
    """The plan of a file; `firm` takes the place of the firm in it. Raises InputError with all faults."""
    return _PlanReader(located, rules, facts, on).read(firm)


class _PlanReader:
    def __init__(self, located: LocatedData, rules: SupportRules, facts: FactDictionary, on: date) -> None:
        self._located, self._rules, self._facts, self._on = located, rules, facts, on
        self._faults: list[Fault] = []
        self._details = DetailReader(self._fault)

    def read(self, firm: Profile | None) -> Plan:
        data = self._located.data
        if not isinstance(data, dict):
            raise InputError([Fault(self._located.name, "is no plan.", "a mapping with firm and actions.")])
        self._unknown_keys(data, _PLAN_KEYS, ())
        profile = firm if firm is not None else self._firm(data.get("firm"))
        plan = Plan(
            firm=profile,
            actions=self._actions(data.get("actions")),
            assumptions=self._assumptions(data.get("assumptions")),
            received=self._received(data.get("already_received")),
        )
        if self._faults:
            raise InputError(self._faults)
        return plan

    def _firm(self, data: object) -> Profile:
        if data is None:
            self._fault(("firm",), "the plan names no firm.", "the facts of the firm here, or --firm FILE.")
            return Profile({})
        lines = {path[1:]: line for path, line in self._located.lines.items() if path[:1] == ("firm",)}
        try:
            return read_firm(LocatedData(self._located.name, data, lines), self._facts, on=self._on)
        except InputError as error:
            self._faults += error.faults
            return Profile({})

    def _actions(self, data: object) -> tuple[PlannedAction, ...]:
        if not isinstance(data, list) or not data:
            self._fault(("actions",), "there are no actions.", "a list with at least one action.")
            return ()
        if len(data) > MOST_ACTIONS:
            self._fault(("actions",), f"there are {len(data)} actions.", f"at most {MOST_ACTIONS}.")
            return ()
        found = [self._action(item, ("actions", place)) for place, item in enumerate(data)]
        actions = [action for action in found if action is not None]
        seen: set[str] = set()
        for place, action in enumerate(found):
            if action is not None and action.id in seen:
                self._fault(("actions", place, "id"), f'"{action.id}" is given twice.', "an id of its own.")
            seen.add(action.id if action else "")
        return tuple(actions)

    def _action(self, data: object, path: Path_) -> PlannedAction | None:
        if not isinstance(data, dict):
            self._fault(path, "is no action.", "a mapping with kind, start, end and costs.")
            return None
        before = len(self._faults)
        self._unknown_keys(data, (*_ACTION_KEYS, *DETAILS), path, also=tuple(self._facts))
        kind = self._kind(data.get("kind"), (*path, "kind"))
        start, end = (self._day(data.get(key), (*path, key), is_required=True) for key in ("start", "end"))
        if start is not None and end is not None:
            if end < start:
                self._fault((*path, "end"), f"{end} lies before the start ({start}).", "the start or a later day.")
            elif end.year - start.year > _LONGEST_YEARS:
                problem = f"the action lasts until {end.year}."
                self._fault((*path, "end"), problem, f"an end within {_LONGEST_YEARS} years of the start.")
        days = {key: self._day(data.get(key), (*path, key)) for key in _DAYS}
        details = self._details.read(data, path)
        costs = {} if kind is None else self._costs(data.get("costs"), kind, path)
        if kind is not None and not costs and not set(data) & {"costs", *DETAILS} and kind.costs:
            self._fault(path, "has no costs.", f"costs of {_or(kind.costs)}, as far as you know them.")
        facts = self._action_facts(data, path)
        name = self._text(data.get("name"), (*path, "name"), _LONGEST_NAME)
        id_ = self._text(data.get("id"), (*path, "id"), _LONGEST_ID) or self._default_id(kind, path)
        if kind is None or start is None or end is None or len(self._faults) > before:
            return None
        return PlannedAction(
            id=id_,
            kind=kind,
            start=start,
            end=end,
            name=name,
            costs=costs,
            apply_on=days["apply_on"],
            invested_on=days["invested_on"],
            notified_on=days["notified_on"],
            partners=details.partners,
            researchers=details.researchers,
            incomes=details.incomes,
            ideas=details.ideas,
            facts=facts,
        )

    @staticmethod
    def _default_id(kind: ActionKind | None, path: Path_) -> str:
        return f"{kind.id}-{int(path[-1]) + 1}" if kind else ""

    def _kind(self, data: object, path: Path_) -> ActionKind | None:
        kinds = self._rules.action_kinds
        if isinstance(data, str) and data in kinds:
            return kinds[data]
        problem = "the kind of action is missing." if data is None else f"there is no kind of action {data!r}."
        self._fault(path, problem + _nearest(data, tuple(kinds)), f"one of {', '.join(kinds)}.")
        return None

    def _costs(self, data: object, kind: ActionKind, path: Path_) -> dict[str, Band]:
        if data is None:
            return {}
        here = (*path, "costs")
        if not isinstance(data, dict):
            self._fault(here, "are no costs by kind.", "a mapping such as {training_fees: 1200}.")
            return {}
        if data and not kind.costs:
            self._fault(here, f"{kind.id} has no costs of its own.", "no costs: they follow from the details.")
            return {}
        costs: dict[str, Band] = {}
        for key, value in data.items():
            if key not in kind.costs:
                near = _nearest(key, kind.costs)
                self._fault(
                    (*here, key), f"{kind.id} has no such kind of cost.{near}", f"one of {', '.join(kind.costs)}."
                )
                continue
            band = self._details.euro(value, (*here, key), is_cost=True)
            if band is not None:
                costs[key] = band
        return costs

    def _action_facts(self, data: Mapping[str, object], path: Path_) -> dict[str, FactValue]:
        found: dict[str, FactValue] = {}
        for key, value in data.items():
            fact = self._facts.get(key)
            if fact is None or value is None:
                continue
            if key == "planned_action":
                self._fault((*path, key), "follows from the kind of action.", "kind alone.")
                continue
            try:
                found[key] = read_value(fact, value)
            except ValueProblem as problem:
                self._fault((*path, key), problem.problem, problem.expected)
                continue
            if fact.type is FactType.MONEY and _is_above(found[key], MOST_EURO):
                self._fault((*path, key), f"{value} euro is impossibly much.", f"at most {MOST_EURO:,} euro.")
        return found

    def _assumptions(self, data: object) -> dict[str, Band | bool]:
        if data is None:
            return {}
        if not isinstance(data, dict):
            self._fault(("assumptions",), "are no assumptions.", "a mapping such as {corporate_tax_rate_pct: 20}.")
            return {}
        own = {key: item for key, item in self._rules.assumptions.items() if item.where.startswith("assumptions.")}
        self._unknown_keys(data, tuple(own), ("assumptions",))
        given: dict[str, Band | bool] = {}
        for key, value in data.items():
            definition = own.get(key)
            found = None if definition is None or value is None else self._assumption(definition, value)
            if found is not None:
                given[key] = found
        return given

    def _assumption(self, definition: AssumptionDefinition, value: object) -> Band | bool | None:
        path: Path_ = ("assumptions", definition.id)
        if definition.unit == "yes_no":
            if isinstance(value, bool):
                return value
            self._fault(path, f"{value!r} is neither yes nor no.", "true or false.")
            return None
        if definition.unit == "percent":
            return self._details.number(value, path, most=definition.maximum or Decimal(100), unit="%")
        return self._details.euro(value, path)

    def _received(self, data: object) -> tuple[Received, ...]:
        if data is None:
            return ()
        if not isinstance(data, list):
            self._fault(("already_received",), "is no list.", "a list of {measure:, year:, eur:}.")
            return ()
        found: list[Received] = []
        for place, item in enumerate(data):
            path: Path_ = ("already_received", place)
            if not isinstance(item, dict):
                self._fault(path, "is no support received.", "a mapping with measure, year and eur.")
                continue
            self._unknown_keys(item, ("measure", "year", "eur"), path)
            measure, year = item.get("measure"), item.get("year")
            if measure not in self._rules.measures:
                near = _nearest(measure, tuple(self._rules.measures))
                self._fault((*path, "measure"), f"there is no measure {measure!r}.{near}", "the id of a measure.")
            if not isinstance(year, int) or isinstance(year, bool) or not FIRST_DAY.year <= year <= LAST_DAY.year:
                self._fault((*path, "year"), f"{year!r} is no year.", f"a year from {FIRST_DAY.year} on.")
            band = self._details.euro(item.get("eur"), (*path, "eur"))
            if band is not None and measure in self._rules.measures and isinstance(year, int):
                found.append(Received(str(measure), year, band))
        return tuple(found)

    def _day(self, data: object, path: Path_, *, is_required: bool = False) -> date | None:
        if data is None:
            if is_required:
                self._fault(path, "the day is missing.", "a day such as 2027-01-15.")
            return None
        try:
            found = data if isinstance(data, date) else date.fromisoformat(str(data))
        except ValueError:
            self._fault(path, f"{str(data)[:40]!r} is no day.", "a day such as 2027-01-15.")
            return None
        if not FIRST_DAY <= found <= LAST_DAY:
            expected = f"a day from {FIRST_DAY} to {LAST_DAY}."
            self._fault(path, f"{found} lies outside what the catalogue covers.", expected)
            return None
        return found

    def _text(self, data: object, path: Path_, longest: int) -> str:
        if data is None:
            return ""
        if not isinstance(data, str | int) or isinstance(data, bool) or len(str(data).strip()) > longest:
            self._fault(path, "is no name.", f"text of at most {longest} characters.")
            return ""
        return str(data).strip()

    def _unknown_keys(
        self, data: Mapping[str, object], known: Sequence[str], path: Path_, also: Sequence[str] = ()
    ) -> None:
        for key in data:
            if key not in known and key not in also:
                shown = ", ".join(known) + (" or a fact of facts.yaml" if also else "")
                self._fault((*path, key), f"unknown key.{_nearest(key, (*known, *also))}", f"one of {shown}.")

    def _fault(self, path: Path_, problem: str, expected: str) -> None:
        self._faults.append(self._located.fault(path, problem, expected))


def _is_above(value: FactValue, most: Decimal) -> bool:
    return isinstance(value, Band) and any(end is not None and end > most for end in value)


def _nearest(wanted: object, known: Sequence[str]) -> str:
    near = get_close_matches(str(wanted), known, n=1, cutoff=0.4)
    return f' Did you mean "{near[0]}"?' if near else ""


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
