"""The same rules and the same answers by other engines: they too start from what firms state, and tell what blocks.

Each works out the derived facts that the measures test (size, age, legal kind and personality, place), gives every
criterion a reading of its own, counts per measure the firms that meet it and those that each criterion blocks, and
makes the mask of blocking criteria of every firm. What they are spared: checks of values and of keys, firms with gaps
and groups. Each is written as fast as we know how; what the engine itself offers for speed is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.peer_clock import Clock, peak_mb

Answers = dict[str, np.ndarray[Any, Any]]
"""By measure: whether a firm meets it. By measure and " mask": bit i is set where criterion i blocks. By measure and
" counts": how many firms meet it, and how many each criterion blocks."""

NOT_STATED = "not_stated"
_SPARED = frozenset({"id", "part_of_group"})
"""Columns that the others need not read: keys are not theirs to check, and none of these firms is in a group."""

_DOUBLES = ("turnover_eur", "balance_sheet_total_eur")
"""Held by OpenFisca in single precision, amounts just beyond a ceiling of fifty million would be rounded down to it."""


def openfisca(folder: Path, rules: Mapping[str, Any]) -> tuple[Answers, dict[str, float]]:
    """OpenFisca as it is used: one simulation of the whole population."""
    return _openfisca(folder, rules, None)


def openfisca_batches(folder: Path, rules: Mapping[str, Any]) -> tuple[Answers, dict[str, float]]:
    """OpenFisca with a simulation for each batch of as many firms as ours: what one may do by hand to bound memory."""
    return _openfisca(folder, rules, rules["tables"]["batch_rows"])


def _openfisca(folder: Path, rules: Mapping[str, Any], rows: int | None) -> tuple[Answers, dict[str, float]]:
    from openfisca_core.simulations import Simulation

    path = folder / "firms.parquet"
    schema = {name: kind for name, kind in pl.read_parquet_schema(path).items() if name not in _SPARED}
    clock = Clock()
    system, criteria = _system(schema, rules)
    parts: list[Answers] = []
    spent_on_rows = (0.0, 0.0)
    for firms in _frames(path, list(schema), rows):
        populations = system.instantiate_entities()  # SimulationBuilder does the same, and makes a list of all ids
        populations["firm"].count = firms.height
        simulation = Simulation(system, populations)
        _put_in(
            simulation, firms, rules["tables"]["following"]
        )  # takes the columns out of the frame, one after the other
        found: Answers = {}
        readings: dict[str, list[Any]] = {}
        for measure, names in criteria.items():
            readings[measure] = [simulation.calculate(name, "2026") for name in names]
            found[measure] = simulation.calculate(_variable(measure), "2026")
            counted = (found[measure], *(~reading for reading in readings[measure]))
            found[f"{measure} counts"] = np.array([np.count_nonzero(values) for values in counted])
        row_clock = Clock()
        found |= {f"{measure} mask": _mask(readings[measure]) for measure in criteria}
        wall, spent = row_clock.read()
        spent_on_rows = spent_on_rows[0] + wall, spent_on_rows[1] + spent
        parts.append(found)
    wall, spent = clock.read()
    told = {
        "wall": wall - spent_on_rows[0],
        "cpu": spent - spent_on_rows[1],
        "rows_wall": wall,
        "rows_cpu": spent,
        "peak_mb": peak_mb(),
    }
    return _together(parts), told


def _frames(path: Path, columns: list[str], rows: int | None) -> Iterator[pl.DataFrame]:
    if rows is None:
        yield pl.read_parquet(path, columns=columns)
        return
    query = pl.scan_parquet(path).select(columns)
    for start in range(0, query.select(pl.len()).collect().item(), rows):
        yield query.slice(start, rows).collect(engine="in-memory")


def _together(parts: list[Answers]) -> Answers:
    return {
        name: sum(part[name] for part in parts)  # type: ignore[misc]  # never empty
        if name.endswith(" counts")
        else np.concatenate([part[name] for part in parts])
        for name in parts[0]
    }


def _mask(readings: list[Any]) -> np.ndarray[Any, Any]:
    """In whole numbers just wide enough, as ours are."""
    kind: Any = np.uint8 if len(readings) <= 8 else np.uint16
    mask = np.zeros(len(readings[0]), kind)
    for place, reading in enumerate(readings):
        mask |= (~reading).astype(kind) << kind(place)
    return mask


def _variable(measure: str) -> str:
    return measure.replace("-", "_")


def _system(schema: Mapping[str, pl.DataType], rules: Mapping[str, Any]) -> tuple[Any, dict[str, list[str]]]:
    """The system of variables, and by measure the names of its criteria's. Criteria that are the same are worked out
    once."""
    from openfisca_core.entities import build_entity
    from openfisca_core.indexed_enums import Enum
    from openfisca_core.periods import YEAR
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    entity = build_entity(key="firm", plural="firms", label="firm", is_person=True)
    system = TaxBenefitSystem([entity])
    words: dict[str, list[str]] = {}
    following = rules["tables"]["following"]

    def variable(name: str, kind: type, formula: Callable[..., Any] | None = None, options: Any = ()) -> None:
        parts: dict[str, Any] = {"value_type": kind, "entity": entity, "definition_period": YEAR}
        if kind is Enum:
            words[name] = list(options)
            possible = Enum(name, [(option, option) for option in options])
            parts |= {"possible_values": possible, "default_value": next(iter(possible))}
        if formula is not None:
            parts["formula"] = formula
        system.add_variable(type(name, (Variable,), parts))

    for name, kind in schema.items():
        if name == "postal_code":
            variable(name, int)
        elif isinstance(kind, pl.Enum):
            is_open = name in following
            options = [*kind.categories, NOT_STATED] if is_open else kind.categories
            variable(f"{name}_stated" if is_open else name, Enum, options=options)
        elif name in following:
            variable(f"{name}_yes", bool)
            variable(f"{name}_no", bool)
        else:
            variable(name, {pl.Float64: float, pl.Date: date}.get(type(kind), bool))
    for name in _DOUBLES:
        system.get_variable(name).dtype = np.dtype(np.float64)
    for name, kind_of, options, formula in _derived(rules["tables"], words):
        variable(name, Enum if options else kind_of, formula, options)
    criteria: dict[str, list[str]] = {}
    known: dict[str, str] = {}
    for measure, sources in rules["criteria"]["numpy"].items():
        criteria[measure] = [known.setdefault(source, f"c{len(known)}") for source in sources]
        variable(_variable(measure), bool, _whole(criteria[measure]))
    for source, name in known.items():
        variable(name, bool, _criterion(source, words))
    return system, criteria


def _whole(criteria: list[str]) -> Callable[..., Any]:
    def formula(firm: Any, period: Any) -> Any:
        return reduce(np.logical_and, (firm(name, period) for name in criteria))

    return formula


def _criterion(source: str, words: Mapping[str, list[str]]) -> Callable[..., Any]:
    code = compile(source, "rule", "eval")

    def is_one_of(firm: Callable[[str], Any], fact: str, options: list[str]) -> Any:
        """Comparisons of small whole numbers, or-ed: several times as fast as `numpy.isin` or a look-up."""
        return _among(firm(fact), [words[fact].index(option) for option in options if option in words[fact]])

    def formula(firm: Any, period: Any) -> Any:
        return eval(code, {"firm": lambda fact: firm(fact, period), "is_one_of": is_one_of})  # noqa: S307

    return formula


def _among(codes: Any, places: list[int]) -> Any:
    plain = codes.view(np.ndarray)
    found = np.zeros(len(plain), np.bool_)
    for place in places:
        found |= plain == place
    return found


def _derived(
    tables: Mapping[str, Any], words: Mapping[str, list[str]]
) -> Iterator[tuple[str, type, list[str], Callable[..., Any]]]:
    """The derived facts: name, type, options where it is one of several, and formula."""
    from openfisca_core.indexed_enums import EnumArray

    day = date.fromisoformat(tables["day"])
    kinds = tables["options"]["legal_kind"]
    kind_of_form = np.array([kinds.index(tables["kind"][form]) for form in words["legal_form"]], np.int16)
    person_of_form = np.array([tables["personality"][form] for form in words["legal_form"]], np.bool_)
    trades = [kinds.index("company"), kinds.index("natural_person")]
    first_day = np.datetime64("1000-01-01", "D")
    ages = _ages(first_day, day)
    firm_kind = words["organisation_kind_stated"].index("firm")
    open_kind = words["organisation_kind_stated"].index(NOT_STATED)
    question = words["planned_action"].index("knowledge_question")

    def legal_kind(firm: Any, period: Any) -> Any:
        return kind_of_form[firm("legal_form", period).view(np.ndarray)]

    def legal_personality(firm: Any, period: Any) -> Any:
        return person_of_form[firm("legal_form", period).view(np.ndarray)]

    def for_profit(firm: Any, period: Any) -> Any:
        return _among(firm("legal_kind", period), trades)

    def organisation_kind(firm: Any, period: Any) -> Any:
        stated = firm("organisation_kind_stated", period)
        follows = (stated.view(np.ndarray) == open_kind) & firm("for_profit", period)
        return EnumArray(np.where(follows, np.int16(firm_kind), stated.view(np.ndarray)), stated.possible_values)

    def knowledge_question(firm: Any, period: Any) -> Any:
        follows = _among(firm("planned_action", period), [question])
        return firm("knowledge_question_yes", period) | (follows & ~firm("knowledge_question_no", period))

    def establishment_in_flanders(firm: Any, period: Any) -> Any:
        code = firm("postal_code", period)
        follows = reduce(np.logical_or, ((code >= first) & (code <= last) for first, last in tables["flanders"]))
        return firm("establishment_in_flanders_yes", period) | (follows & ~firm("establishment_in_flanders_no", period))

    def age_years(firm: Any, period: Any) -> Any:
        return ages.take((firm("founded", period) - first_day).view(np.int64))

    def eu_fte(firm: Any, period: Any) -> Any:
        return firm("fte", period)

    def size_class(firm: Any, period: Any) -> Any:
        """Headcount stays below its ceiling, and turnover or balance sheet total does not exceed its own."""
        staff = sum((firm("fte", period) >= limit).view(np.int8) for limit in tables["fte"])
        turnover, balance = (
            sum((firm(fact, period) > limit).view(np.int8) for limit in tables[fact])
            for fact in ("turnover_eur", "balance_sheet_total_eur")
        )
        return np.maximum(staff, np.minimum(turnover, balance))

    yield "legal_kind", str, kinds, legal_kind
    yield "legal_personality", bool, [], legal_personality
    yield "for_profit", bool, [], for_profit
    yield "organisation_kind", str, words["organisation_kind_stated"], organisation_kind
    yield "knowledge_question", bool, [], knowledge_question
    yield "establishment_in_flanders", bool, [], establishment_in_flanders
    yield "age_years", float, [], age_years
    yield "eu_fte", float, [], eu_fte
    yield "size_class", int, [], size_class


def _ages(first: np.datetime64, day: date) -> np.ndarray[Any, Any]:
    """Full years on the day for every day since `first`: a firm's age is a look-up."""
    founded = np.arange(first, np.datetime64(day, "D") + 1)
    turns = [np.datetime64(day.replace(year=year), "D") for year in range(first.item().year, day.year)]
    return (day.year - first.item().year - np.searchsorted(turns, founded)).astype(np.float32)


def _put_in(simulation: Any, firms: pl.DataFrame, following: list[str]) -> None:
    """What the firms state, as the arrays that OpenFisca keeps; a column is let go of once it is taken over."""
    from openfisca_core.indexed_enums import EnumArray

    for name in firms.columns:
        column = firms.drop_in_place(name)
        if name == "postal_code":
            codes = pl.Series([int(code) for code in column.dtype.categories], dtype=pl.Int32)  # type: ignore[attr-defined]
            simulation.set_input(name, "2026", codes.gather(column.to_physical()).to_numpy())
        elif isinstance(column.dtype, pl.Enum):
            if name in following:
                column = column.to_physical().fill_null(len(column.dtype.categories))
                name = f"{name}_stated"
            places = column.to_physical().to_numpy().astype(np.int16)
            possible = simulation.tax_benefit_system.get_variable(name).possible_values
            simulation.set_input(name, "2026", EnumArray(places, possible))
        elif name in following:
            simulation.set_input(f"{name}_yes", "2026", column.fill_null(False).to_numpy())
            simulation.set_input(f"{name}_no", "2026", (~column).fill_null(False).to_numpy())
        else:
            simulation.set_input(name, "2026", column.to_numpy())


def zen(folder: Path, rules: Mapping[str, Any]) -> tuple[Answers, dict[str, float]]:
    """GoRules ZEN: one compiled decision for all, a firm at a time; derived facts in a node before the criteria."""
    import zen as engine

    from benchmarks.peer_rules import zen_decision

    tables, sources = rules["tables"], rules["criteria"]["zen"]
    flanders = " or ".join(f"(code >= {first} and code <= {last})" for first, last in tables["flanders"])
    forms: dict[str, list[str]] = {}
    for form, kind in tables["kind"].items():
        forms.setdefault(kind, []).append(f"'{form}'")
    kind = " : ".join(f"legal_form in [{', '.join(names)}] ? '{kind}'" for kind, names in forms.items()) + " : 'other'"
    persons = ", ".join(f"'{form}'" for form, is_person in tables["personality"].items() if is_person)

    def rank(fact: str, sign: str) -> str:
        first, second, third = tables[fact]
        value = f"{fact} {sign} "
        return f"({value}{third:.0f} ? 3 : {value}{second:.0f} ? 2 : {value}{first:.0f} ? 1 : 0)"

    amounts = f"min([{rank('turnover_eur', '>')}, {rank('balance_sheet_total_eur', '>')}])"
    derived = {
        "legal_kind": kind,
        "legal_personality": f"legal_form in [{persons}]",
        "for_profit": "$.legal_kind == 'company' or $.legal_kind == 'natural_person'",
        "organisation_kind": "organisation_kind ?? ($.for_profit ? 'firm' : null)",
        "knowledge_question": "knowledge_question ?? planned_action == 'knowledge_question'",
        "code": "number(postal_code)",
        "establishment_in_flanders": f"establishment_in_flanders ?? ({flanders.replace('code', '$.code')})",
        "age_years": f"d('{tables['day']}').diff(founded, 'year')",
        "eu_fte": "fte",
        "size_class": f"max([{rank('fte', '>=')}, {amounts}])",
    }
    names = {f"m{place}_{at}": one for place, found in enumerate(sources.values()) for at, one in enumerate(found)}
    content = zen_decision(names, derived)
    decision = engine.ZenEngine().create_decision(engine.ZenDecisionContent(content))
    keys = list(names)

    def of_firm(firm: dict[str, Any]) -> list[bool]:
        found = decision.evaluate(firm)["result"]
        return [found[key] for key in keys]

    return _one_by_one(folder, rules, of_firm, day_as_text=True)


def python(folder: Path, rules: Mapping[str, Any]) -> tuple[Answers, dict[str, float]]:
    """Plain Python: derived facts put into the dictionary of a firm, then one compiled expression for all criteria."""
    tables = rules["tables"]
    day = date.fromisoformat(tables["day"])
    kinds, persons, flanders = tables["kind"], tables["personality"], tables["flanders"]
    source = ", ".join(source for found in rules["criteria"]["python"].values() for source in found)
    read: Callable[[dict[str, Any]], list[bool]] = eval(f"lambda firm: [{source}]")  # noqa: S307

    def rank(figure: float, limits: list[float], *, is_staff: bool = False) -> int:
        return sum(figure >= limit if is_staff else figure > limit for limit in limits)

    def of_firm(firm: dict[str, Any]) -> list[bool]:
        firm["legal_kind"] = kind = kinds[firm["legal_form"]]
        firm["legal_personality"] = persons[firm["legal_form"]]
        firm["for_profit"] = kind in ("company", "natural_person")
        if firm["organisation_kind"] is None and firm["for_profit"]:
            firm["organisation_kind"] = "firm"
        if firm["knowledge_question"] is None:
            firm["knowledge_question"] = firm["planned_action"] == "knowledge_question"
        if firm["establishment_in_flanders"] is None:
            code = int(firm["postal_code"])
            firm["establishment_in_flanders"] = any(first <= code <= last for first, last in flanders)
        founded = firm["founded"]
        firm["age_years"] = day.year - founded.year - ((founded.month, founded.day) > (day.month, day.day))
        firm["eu_fte"] = firm["fte"]
        amounts = [rank(firm[fact], tables[fact]) for fact in ("turnover_eur", "balance_sheet_total_eur")]
        firm["size_class"] = max(rank(firm["fte"], tables["fte"], is_staff=True), min(amounts))
        return read(firm)

    return _one_by_one(folder, rules, of_firm, day_as_text=False)


def _one_by_one(
    folder: Path, rules: Mapping[str, Any], of_firm: Callable[[dict[str, Any]], list[bool]], *, day_as_text: bool
) -> tuple[Answers, dict[str, float]]:
    clock = Clock()
    frame = pl.read_parquet(folder / "few_firms.parquet").drop(_SPARED, strict=False)
    firms = (frame.with_columns(pl.col("founded").dt.to_string()) if day_as_text else frame).to_dicts()
    sizes = {measure: len(found) for measure, found in rules["criteria"]["python"].items()}
    starts = dict(zip(sizes, np.cumsum([0, *sizes.values()])[:-1].tolist(), strict=True))
    blocked: Counter[int] = Counter()
    masks: dict[str, list[int]] = {measure: [] for measure in sizes}
    for firm in firms:
        refused = [place for place, holds in enumerate(of_firm(firm)) if not holds]
        blocked.update(refused)
        bits = sum(1 << place for place in refused)
        for measure, size in sizes.items():
            masks[measure].append(bits >> starts[measure] & (1 << size) - 1)
    answers: Answers = {}
    for measure, found in masks.items():
        answers[f"{measure} mask"] = np.array(found)
        answers[measure] = answers[f"{measure} mask"] == 0
        counts = [blocked[starts[measure] + place] for place in range(sizes[measure])]
        answers[f"{measure} counts"] = np.array([np.count_nonzero(answers[measure]), *counts])
    wall, spent = clock.read()
    told = {"wall": wall, "cpu": spent, "rows_wall": wall, "rows_cpu": spent, "peak_mb": peak_mb()}
    return answers, told
