"""One rule engine in a process of its own: `python -m benchmarks.peer_process ENGINE FOLDER`.

Prints wall and processor seconds of reading the firms and of working out the rules, and the peak memory, as JSON. The
folder holds what `benchmarks.peers` laid there; the verdicts are left beside it as arrays, to be held against each
other. Engines are imported before the clock starts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.peer_clock import Clock, peak_mb

Verdicts = Mapping[str, np.ndarray[Any, Any]]
Rules = dict[str, Any]
"""The rules of each dialect by measure; "criteria" holds those of each criterion, "tables" what derives facts."""


def openfisca(folder: Path, rules: Rules) -> tuple[Verdicts, dict[str, float]]:
    """OpenFisca: a variable a fact, a variable with a formula a measure; words as whole numbers, which is its best."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import YEAR
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    clock = Clock()
    firms = pl.read_parquet(folder / "facts.parquet")
    entity = build_entity(key="firm", plural="firms", label="firm", is_person=True)
    system = TaxBenefitSystem([entity])
    kinds = {pl.Boolean: bool, pl.Float64: float}
    words = {name: firms[name].dtype.categories.to_list() for name in firms.columns if firms[name].dtype == pl.Enum}

    def is_one_of(firm: Callable[[str], Any], fact: str, options: list[str]) -> Any:
        return np.isin(firm(fact), [words[fact].index(option) for option in options if option in words[fact]])

    def variable(name: str, kind: type, formula: Callable[..., Any] | None = None) -> None:
        parts: dict[str, Any] = {"value_type": kind, "entity": entity, "definition_period": YEAR}
        if formula is not None:
            parts["formula"] = formula
        system.add_variable(type(name, (Variable,), parts))

    def formula_of(rule: str) -> Callable[..., Any]:
        code = compile(rule, "rule", "eval")

        def formula(firm: Any, period: Any) -> Any:
            return eval(code, {"firm": lambda fact: firm(fact, period), "is_one_of": is_one_of})  # noqa: S307

        return formula

    for name in firms.columns:
        variable(name, kinds.get(type(firms[name].dtype), int))
    for measure, rule in rules["numpy"].items():
        variable(measure.replace("-", "_"), bool, formula_of(rule))
    simulation = SimulationBuilder().build_default_simulation(system, count=firms.height)
    for name in firms.columns:
        column = firms[name].to_physical() if firms[name].dtype == pl.Enum else firms[name]
        simulation.set_input(name, "2026", column.to_numpy())
    rule_clock = Clock()
    met = {name: simulation.calculate(name.replace("-", "_"), "2026") for name in rules["numpy"]}
    for values in met.values():
        values.sum()
    rule_wall, rule_spent = rule_clock.read()
    wall, spent = clock.read()
    told = {"wall": wall, "cpu": spent, "rules_wall": rule_wall, "rules_cpu": rule_spent, "peak_mb": peak_mb()}
    return met, told


def zen(folder: Path, rules: Rules) -> tuple[Verdicts, dict[str, float]]:
    """GoRules ZEN: one compiled decision for all measures, a firm at a time."""
    import zen as engine

    from benchmarks.peer_rules import zen_decision

    names = {f"m{place}": name for place, name in enumerate(rules["zen"])}
    content = zen_decision({short: rules["zen"][name] for short, name in names.items()})
    decision = engine.ZenEngine().create_decision(engine.ZenDecisionContent(content))

    def of_firm(firm: dict[str, Any]) -> list[bool]:
        found = decision.evaluate(firm)["result"]
        return [found[short] for short in names]

    return _one_by_one(folder, list(names.values()), of_firm)


def python(folder: Path, rules: Rules) -> tuple[Verdicts, dict[str, float]]:
    """Plain Python: each measure a compiled expression over a dictionary of facts, a firm at a time."""
    source = f"lambda firm: [{', '.join(rules['python'].values())}]"
    return _one_by_one(folder, list(rules["python"]), eval(source))  # noqa: S307


def _one_by_one(
    folder: Path, measures: list[str], of_firm: Callable[[dict[str, Any]], list[bool]]
) -> tuple[Verdicts, dict[str, float]]:
    clock = Clock()
    firms = pl.read_parquet(folder / "few.parquet").to_dicts()
    rule_clock = Clock()
    table = [of_firm(firm) for firm in firms]
    rule_wall, rule_spent = rule_clock.read()
    wall, spent = clock.read()
    told = {"wall": wall, "cpu": spent, "rules_wall": rule_wall, "rules_cpu": rule_spent, "peak_mb": peak_mb()}
    found = np.array(table, np.bool_)
    return {name: found[:, place] for place, name in enumerate(measures)}, told


Engine = Callable[[Path, Rules], tuple[Verdicts, dict[str, float]]]


def engine_of(name: str) -> Engine:
    """An engine by its name. Only its own modules are imported, so that its memory is its own."""
    kind, _, rest = name.partition("_")
    if kind == "wegwijzer":
        module = import_module("benchmarks.peer_ours")
    elif kind == "whole":
        module, name = import_module("benchmarks.peer_whole"), rest
    else:
        module = sys.modules[__name__]
    found: Engine = getattr(module, name)
    return found


def main(name: str, folder: Path) -> None:
    """Run one engine and print what it took."""
    rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    met, told = engine_of(name)(folder, rules)
    np.savez(folder / f"{name}.npz", **met)
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
