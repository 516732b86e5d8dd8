"""Read how plans are valued: data/support, checked against the catalogue."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from wegwijzer.core.band import exactly
from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import FactDictionary, FactValue
from wegwijzer.core.support.actions import ActionKind, CostKind, CostSum
from wegwijzer.core.support.assumptions import AssumptionDefinition
from wegwijzer.core.support.rules import CountedFact, CountsOn, Formula, MeasureRule, SharedCeiling, SupportRules
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.duties import shipped_duties
from wegwijzer.readers.fact_values import ValueProblem, read_value
from wegwijzer.readers.premium import shipped_premium
from wegwijzer.readers.schema import Day, Form, Number, Slug, SourceForm, TextForm, Written
from wegwijzer.readers.texts import source, text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

Name = str
_FILES = ("actions", "measures", "assumptions")


class CostKindForm(Form):
    """A kind of cost."""

    id: Name
    label: TextForm
    is_outsourced: bool = False
    is_staff: bool = False


class CostSumForm(Form):
    """Kinds of cost that make up a money fact."""

    fact: Name
    costs: list[Name] = Field(min_length=1)
    valid_from: Day | None = None


class ActionKindForm(Form):
    """A kind of action."""

    id: Name
    planned_action: Name
    label: TextForm
    costs: list[Name]
    sums: list[CostSumForm] = []
    also: list[Slug] = []
    facts: dict[str, Any] = {}


class CountedForm(Form):
    """A fact that counts earlier actions of the year."""

    fact: Name
    kinds: list[Name] = Field(min_length=1)


class ActionsForm(Form):
    """The file `actions.yaml`."""

    cost_kinds: list[CostKindForm]
    action_kinds: list[ActionKindForm]
    counted: list[CountedForm] = []


class SharedForm(Form):
    """A ceiling over some parts of an amount."""

    parts: list[Name] = Field(min_length=2)
    figure: Name


class MeasureRuleForm(Form):
    """How one measure is valued."""

    measure: Slug
    formula: Literal["grant", "researchers", "premium", "income", "investment"]
    counts_on: Literal["application", "investment", "pay", "income", "award"]
    applies_at_start: bool = False
    counted_in: Slug | None = None
    figures: dict[str, list[str]] = {}
    left_out: list[Name] = []
    shared: list[SharedForm] = []
    excludes: list[Slug] = []
    spread_categories: list[Name] = []
    less_exempt_tax_from: Day | None = None
    surcharges_unknown: bool = False
    de_minimis: bool | None = None


class MeasuresForm(Form):
    """The file `measures.yaml`."""

    measures: list[MeasureRuleForm]


class AssumptionForm(Form):
    """What can be assumed."""

    id: Name
    unit: Literal["euro", "percent", "yes_no", "day"]
    where: Written
    value: Number | bool | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    label: TextForm
    why: TextForm
    confidence: Literal["high", "medium", "low"] | None = None
    source: SourceForm | None = None


class AssumptionsForm(Form):
    """The file `assumptions.yaml`."""

    assumptions: list[AssumptionForm]


@cache
def shipped_support_rules() -> SupportRules:
    """The rules inside the package, read once per process. Raises InputError with all faults."""
    rules, faults = read_support_rules(shipped_folder() / "support", shipped_catalogue())
    if rules is None:
        raise InputError(faults)
    return rules


def read_support_rules(folder: Path, catalogue: Catalogue) -> tuple[SupportRules | None, list[Fault]]:
    """The rules of a folder laid out as data/support, or None with every fault; duties come with the package."""
    located = {name: read_yaml_file(folder / f"{name}.yaml", name=f"support/{name}.yaml") for name in _FILES}
    actions, faults = validate(located["actions"], ActionsForm)
    measures, more = validate(located["measures"], MeasuresForm)
    assumptions, most = validate(located["assumptions"], AssumptionsForm)
    faults += more + most
    if actions is None or measures is None or assumptions is None:
        return None, faults
    faults += _misfits_of_actions(actions, located["actions"], catalogue)
    faults += _misfits_of_measures(measures, located["measures"], catalogue)
    faults += _misfits_of_assumptions(assumptions, located["assumptions"])
    kinds, problems = _action_kinds(actions, located["actions"], catalogue.facts)
    faults += problems
    if faults:
        return None, faults
    return SupportRules(
        cost_kinds={
            item.id: CostKind(item.id, text(item.label), item.is_outsourced, item.is_staff)
            for item in actions.cost_kinds
        },
        action_kinds=kinds,
        measures={item.measure: _measure_rule(item) for item in measures.measures},
        assumptions={item.id: _assumption(item) for item in assumptions.assumptions},
        counted=tuple(CountedFact(item.fact, tuple(item.kinds)) for item in actions.counted),
        duties=shipped_duties(),
        premium=shipped_premium().rules,
    ), []


def _action_kinds(
    form: ActionsForm, located: LocatedData, facts: FactDictionary
) -> tuple[dict[str, ActionKind], list[Fault]]:
    kinds, faults = {}, []
    for place, item in enumerate(form.action_kinds):
        known: dict[str, FactValue] = {}
        for fact, value in item.facts.items():
            path = ("action_kinds", place, "facts", fact)
            if fact not in facts:
                faults.append(located.fault(path, "there is no such fact.", "a fact of facts.yaml."))
                continue
            try:
                known[fact] = read_value(facts[fact], value)
            except ValueProblem as problem:
                faults.append(located.fault(path, problem.problem, problem.expected))
        sums = tuple(CostSum(entry.fact, tuple(entry.costs), entry.valid_from) for entry in item.sums)
        kinds[item.id] = ActionKind(
            item.id, text(item.label), item.planned_action, tuple(item.costs), sums, tuple(item.also), known
        )
    return kinds, faults


def _measure_rule(form: MeasureRuleForm) -> MeasureRule:
    return MeasureRule(
        measure=form.measure,
        formula=Formula(form.formula),
        counts_on=CountsOn(form.counts_on),
        applies_at_start=form.applies_at_start,
        counted_in=form.counted_in,
        figures={name: tuple(paths) for name, paths in form.figures.items()},
        left_out=tuple(form.left_out),
        shared=tuple(SharedCeiling(tuple(item.parts), item.figure) for item in form.shared),
        excludes=tuple(form.excludes),
        spread_categories=tuple(form.spread_categories),
        less_exempt_tax_from=form.less_exempt_tax_from,
        surcharges_unknown=form.surcharges_unknown,
        is_de_minimis=form.de_minimis,
    )


def _assumption(form: AssumptionForm) -> AssumptionDefinition:
    value = form.value if form.value is None or isinstance(form.value, bool) else exactly(form.value)
    return AssumptionDefinition(
        id=form.id,
        label=text(form.label),
        why=text(form.why),
        unit=form.unit,
        where=form.where,
        value=value,
        source=None if form.source is None else source(form.source),
        confidence=None if form.confidence is None else Confidence(form.confidence),
        minimum=form.minimum,
        maximum=form.maximum,
    )


def _misfits_of_actions(form: ActionsForm, located: LocatedData, catalogue: Catalogue) -> list[Fault]:
    costs = {item.id for item in form.cost_kinds}
    options = {option.id for option in catalogue.facts["planned_action"].options}
    kinds = {item.id for item in form.action_kinds}
    checks: list[tuple[tuple[str | int, ...], str, bool]] = []
    for place, item in enumerate(form.action_kinds):
        here: tuple[str | int, ...] = ("action_kinds", place)
        checks.append(((*here, "planned_action"), item.planned_action, item.planned_action in options))
        checks += [((*here, "costs"), cost, cost in costs) for cost in item.costs]
        checks += [((*here, "also"), measure, measure in catalogue.measures) for measure in item.also]
        for entry in item.sums:
            checks.append(((*here, "sums"), entry.fact, entry.fact in catalogue.facts))
            checks += [((*here, "sums"), cost, cost in item.costs) for cost in entry.costs]
    for place, counted in enumerate(form.counted):
        checks.append((("counted", place), counted.fact, counted.fact in catalogue.facts))
        checks += [(("counted", place), kind, kind in kinds) for kind in counted.kinds]
    return [
        located.fault(path, f'"{name}" is not known.', "a name that exists.") for path, name, fits in checks if not fits
    ]


def _misfits_of_measures(form: MeasuresForm, located: LocatedData, catalogue: Catalogue) -> list[Fault]:
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, item in enumerate(form.measures):
        here = ("measures", place)
        for named in (item.measure, *item.excludes, *filter(None, (item.counted_in,))):
            if named not in catalogue.measures:
                faults.append(located.fault(here, f'there is no measure "{named}".', "the id of a measure."))
        if item.measure in seen:
            faults.append(located.fault(here, f'"{item.measure}" is given twice.', "each measure once."))
        seen.add(item.measure)
        faults += [
            located.fault((*here, "shared"), f'there is no figure "{entry.figure}".', "a name under figures.")
            for entry in item.shared
            if entry.figure not in item.figures
        ]
    return faults


def _misfits_of_assumptions(form: AssumptionsForm, located: LocatedData) -> list[Fault]:
    faults = []
    for place, item in enumerate(form.assumptions):
        path = ("assumptions", place, "value")
        is_number = item.value is not None and not isinstance(item.value, bool)
        if is_number and item.unit not in ("euro", "percent"):
            faults.append(located.fault(path, f"{item.value} does not go with {item.unit}.", "a value of that unit."))
        if is_number and item.value < 0:  # type: ignore[operator]
            faults.append(located.fault(path, f"{item.value} is negative.", "a number from 0."))
        if item.value and item.source is None:
            faults.append(
                located.fault(path, f"{item.value} has no source.", "a source, or null for the user to fill in.")
            )
    return faults
