"""The shipped plan of a synthetic Flanders, and the files that are written of it."""

from __future__ import annotations

import builtins
from datetime import date

import pytest

from wegwijzer.core.criteria.nodes import All, AnyOf, Named, Not, RuleRef
from wegwijzer.core.errors import InputError
from wegwijzer.core.population.calibrating import Calibration
from wegwijzer.core.population.firms import Population
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.population.plan_file import FOLDER, read_population_plan, shipped_population_plan
from wegwijzer.readers.population.writing import LABEL, write_population
from wegwijzer.readers.yaml_file import LocatedData, read_yaml

pl = pytest.importorskip("polars")

OWN_COLUMNS = {
    *("synthetic", "id", "weight", "layer", "staff", "size", "kmo_portefeuille_use", "rd_spending_eur", "rd_staff"),
    *("stratum", "fpc"),
}
DERIVED = {
    *("legal_kind", "legal_personality", "for_profit", "organisation_kind", "age_years", "size_class"),
    *("eu_fte", "eu_turnover_eur", "eu_balance_sheet_total_eur", "knowledge_question"),
}


@pytest.fixture(scope="module")
def plan():
    return shipped_population_plan()


@pytest.fixture(scope="module")
def written(plan, tmp_path_factory):
    path = tmp_path_factory.mktemp("population") / "firms.parquet"
    write_population(Population(plan, 6_000, 4), path)
    return path


def facts_in(criterion):
    match criterion:
        case RuleRef():
            return
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from facts_in(part)
        case Not(part) | Named(_, part):
            yield from facts_in(part)
        case _:
            yield from criterion.facts()


def asked_facts(catalogue):
    """Every fact that a criterion, a shared rule or an amount of any day reads."""
    versions = [version for measure in catalogue.measures.values() for version in measure.versions]
    tests = [criterion.test for version in versions for criterion in version.criteria]
    amounts = [version.amount for version in versions if version.amount is not None]
    tests += [test for amount in amounts for test in amount.tests()]
    tests += [version.rule.test for topic in catalogue.topics.values() for version in topic.versions if version.rule]
    bases = {part.base for amount in amounts for part in amount.parts if part.base}
    return {fact for test in tests for fact in facts_in(test)} | bases


def fact_of(column):
    return column.removesuffix("_min").removesuffix("_max")


def test_every_fact_that_a_measure_asks_has_a_column_or_follows_from_one(written):
    columns = {fact_of(name) for name in pl.read_parquet_schema(written)}
    assert asked_facts(shipped_catalogue()) - columns - DERIVED == set()


def test_every_column_is_a_fact_or_one_that_the_page_names(written):
    facts = set(shipped_catalogue().facts)
    assert {name for name in pl.read_parquet_schema(written) if fact_of(name) not in facts} <= OWN_COLUMNS


def firm_of(row):
    """A row as a firm file."""
    found = {}
    for name, value in row.items():
        fact = fact_of(name)
        if name in OWN_COLUMNS or value is None:
            continue
        if name != fact:
            found.setdefault(fact, {})[name.removeprefix(f"{fact}_")] = value
        else:
            found[fact] = value.isoformat() if isinstance(value, date) else value
    return found


def test_every_row_is_a_firm_that_the_reader_of_one_firm_takes(written):
    facts, seen = shipped_catalogue().facts, set()
    for row in pl.read_parquet(written).head(1_500).iter_rows(named=True):
        firm = firm_of(row)
        seen |= set(firm)
        read_firm(LocatedData(row["id"], firm, {}), facts, on=date(2026, 11, 30))
    assert len(seen) > 100


def test_every_figure_that_is_aimed_at_is_met(plan):
    population = Population(plan, 60_000, 11)
    calibration, rows = Calibration(population), population.made(0, 60_000)
    calibration.add(rows, population.columns(rows))
    assert [found for found in calibration.reached() if found.is_within is False] == []


def test_the_cited_figures_are_those_of_the_plan_and_have_a_source(plan):
    firms = [sum(sector.firms[place] for sector in plan.sectors) for place in range(len(plan.sizes))]
    by_id = {cited.id: cited for cited in plan.cited}
    for name in ("firms-below-50", "firms-50-to-200"):
        cited = by_id[name]
        assert sum(firms[place] for place, size in enumerate(plan.sizes) if size.id in cited.sizes) == cited.number
    means = [float(size.spread_staff.mean()) for size in plan.sizes]
    staff = by_id["staff-below-200"]
    inside = [place for place, size in enumerate(plan.sizes) if size.id in staff.sizes]
    assert sum(firms[place] * means[place] for place in inside) == pytest.approx(staff.number, rel=0.01)
    assert all("SERV" in cited.source for cited in plan.cited)


@pytest.mark.parametrize("form", [".parquet", ".csv"])
def test_the_same_seed_gives_the_same_bytes_whatever_the_pieces(plan, tmp_path, form):
    for name, piece in (("one", 2_000), ("two", 333)):
        write_population(Population(plan, 2_000, 8), tmp_path / f"{name}{form}", piece=piece)
    assert (tmp_path / f"one{form}").read_bytes() == (tmp_path / f"two{form}").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"one{form}", f"two{form}"]


def test_a_file_says_that_it_is_synthetic(written, plan, tmp_path):
    about = pl.read_parquet_metadata(written)
    assert about["synthetic"] == "true"
    assert about["description"] == LABEL
    assert (about["firms"], about["seed"], about["as_of"]) == ("6000", "4", plan.as_of.isoformat())
    assert pl.read_parquet(written, columns=["synthetic"]).to_series().unique().to_list() == [1]
    write_population(Population(plan, 1_000, 4), tmp_path / "firms.csv")
    lines = (tmp_path / "firms.csv").read_text("utf-8").splitlines()
    assert len(lines) == 1_001
    assert lines[0].startswith("synthetic,id,weight,")
    assert all(line.startswith("1,SYN") for line in lines[1:])


@pytest.mark.parametrize(("name", "told"), [("a.xls", "asks for no form"), ("nowhere/a.csv", "folder is not there")])
def test_a_name_that_will_not_do_is_refused_and_nothing_written(plan, tmp_path, name, told):
    with pytest.raises(InputError, match=told):
        write_population(Population(plan, 1_000, 1), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_one_sentence_names_it(plan, tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "polars":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"wegwijzer\[survey\]"):
        write_population(Population(plan, 1_000, 1), tmp_path / "firms.parquet")


def faults_after(old, new, name):
    folder = shipped_folder() / FOLDER
    files = {known: (folder / known).read_text("utf-8") for known in ("flanders.yaml", "habits.yaml")}
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    located = [read_yaml(text, name=known) for known, text in files.items()]
    found, faults = read_population_plan(located[0], located[1], shipped_catalogue())
    assert found is None
    return "\n".join(map(str, faults))


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("flanders.yaml", "firms: [2000, ", "firms: [", "has 9 numbers"),
        ("flanders.yaml", '"1013", "1051"', '"6201", "1051"', "of low and outside technology"),
        ("flanders.yaml", '"1013"', '"25"', "several technology classes"),
        ("flanders.yaml", "brussels: 0.02", "brussels: 2", "no chance from 0 to 1"),
        ("flanders.yaml", 'sizes: ["50-100"', 'sizes: ["51-100"', '"51-100" is no size class'),
        ("flanders.yaml", "known: {legal_form: 0.995, ", "known: {", "does not hold just the names"),
        ("habits.yaml", "fact: real_novelty", "fact: real_novelties", 'Did you mean "real_novelty"'),
        ("habits.yaml", "fact: real_novelty", "fact: trl", "trl is a number"),
        ("habits.yaml", "phd_research: 2", "phd: 2", 'has no option "phd"'),
        ("habits.yaml", "when: [training]", "when: [tea]", '"tea" is no planned_action'),
        ("habits.yaml", "from: 1, to: 9", "from: 1, to: 10", "10 is impossible for trl"),
        ("habits.yaml", "fact: cleantech", "fact: new_for_firm", "has two habits"),
    ],
)
def test_a_fault_of_the_plan_is_told_with_its_place(name, old, new, told):
    assert told in faults_after(old, new, name)
