"""`wegwijzer simulate` and `wegwijzer excluded`: through the front door, with what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.docs.test_contracts import keys_in
from wegwijzer.cli.main import main

pytest.importorskip("polars")

ROOT = Path(__file__).parents[2]
LOWER = str(ROOT / "examples" / "changes" / "lower-kmo-ceiling.yaml")
PAGE = (ROOT / "docs" / "contracts.md").read_text("utf-8")


@pytest.fixture(scope="module")
def firms(tmp_path_factory):
    path = tmp_path_factory.mktemp("population") / "firms.parquet"
    made = run("population", "--firms", "2000", "--seed", "4", "--sample", "--out", str(path))
    assert made.exit_code == 0, made.output
    return str(path)


def run(*arguments, **more):
    return CliRunner().invoke(main, arguments, prog_name="wegwijzer", **more)


def section(command):
    return PAGE.partition(f"## `wegwijzer {command} --json`")[2].partition("\n## ")[0]


def test_a_change_is_told_for_people(firms):
    result = run("simulate", firms, "--change", LOWER, "--lang", "en")
    assert result.exit_code == 0, result.output
    for words in ("Lower the ceiling", "invented: no row is a firm", "up to EUR 5,000 a year", "stay in and get less"):
        assert words in result.output
    assert "Nobody gets in who did not before" in result.output


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_change_and_its_blockers_have_words_in_every_language(firms, language):
    change = str(ROOT / "examples" / "changes" / "only-small-firms.yaml")
    design = ("--weight", "weight", "--strata", "stratum", "--fpc", "fpc")
    blockers = ("excluded", firms, "--measures", "kmo-portefeuille", *design)
    for arguments in (("simulate", firms, "--change", change, *design), blockers):
        result = run(*arguments, "--lang", language)
        assert result.exit_code == 0, result.output


def test_every_key_of_a_simulation_is_on_the_page(firms):
    design = ("--weight", "weight", "--strata", "stratum", "--fpc", "fpc")
    found = json.loads(run("simulate", firms, "--change", LOWER, *design, "--json").output)
    assert {key for key in keys_in(found) if f"`{key}`" not in section("simulate")} == set()
    assert found["population"]["synthetic"] is True
    (measure,) = found["measures"]
    assert set(measure["all_facts"]["by"]) == {"size", "sector", "province", "technology", "layer"}
    lost = measure["all_facts"]["paid_less"]
    assert lost["at_least"]["n"] <= lost["at_most"]["n"]
    assert lost["at_most"]["se"] > 0


def test_every_key_of_the_blockers_is_on_the_page(firms):
    where = 'size_class == "small" and technology == "low"'
    found = json.loads(run("excluded", firms, "--where", where, "--on", "2026-11-30", "--json").output)
    assert {key for key in keys_in(found) if f"`{key}`" not in section("excluded")} == set()
    assert found["population"]["where"] == where


def test_every_key_of_a_population_is_on_the_page(tmp_path):
    found = json.loads(run("population", "--firms", "1000", "--out", str(tmp_path / "f.csv"), "--json").output)
    assert {key for key in keys_in(found) if f"`{key}`" not in section("population")} == set()


def test_a_change_can_come_through_a_pipe(firms):
    result = run("simulate", firms, "--change", "-", "--json", input=Path(LOWER).read_text("utf-8"))
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("change", "more", "told"),
    [
        ("from: 2027-01-01\nmeasures:\n- measure: kmo-portefeuile\n", (), 'Did you mean "kmo-portefeuille"'),
        (None, ("--on", "2026-12-31"), "lies before the change"),
        (None, ("--where", "fte >"), "--where"),
        (None, ("--where", "fte > 99999999"), "no row is selected"),
        (None, ("--weight", "wheight"), 'no column "wheight"'),
    ],
)
def test_bad_input_is_one_line_and_exit_2(firms, tmp_path, change, more, told):
    path = tmp_path / "change.yaml"
    path.write_text(Path(LOWER).read_text("utf-8") if change is None else change, "utf-8")
    result = run("simulate", firms, "--change", str(path), *more)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_population_that_is_cut_off_is_told(firms, tmp_path):
    path = tmp_path / "cut.parquet"
    path.write_bytes(Path(firms).read_bytes()[:5000])
    for arguments in (("simulate", str(path), "--change", LOWER), ("excluded", str(path))):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "cannot be read as Parquet" in result.stderr
