"""Fitted weights and replicate weights through the commands that show a survey."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from tests.docs.pages import ROOT

SURVEY = str(ROOT / "examples" / "synthetic-survey.csv")
COOPERATION = str(ROOT / "examples" / "synthetic-cooperation.csv")
DESIGN = ("--weight", "weight", "--strata", "stratum", "--fpc", "fpc")
POPULATION = """\
size: {10-49: 2350, 50-249: 650}
technology: {high: 320, medium_high: 430, medium_low: 240, low: 210, outside: 1800}
"""


@pytest.fixture
def population(tmp_path):
    """The path of a file with numbers of the population."""

    def write(text=POPULATION, name="population.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def read(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def faults(result):
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_pyramid_is_that_of_weights_which_meet_the_population(run, population):
    found = read(run("pyramid", SURVEY, *DESIGN, "--margins", population(), "--by", "size", "--json"))
    assert found["sum_of_weights"] == pytest.approx(3000)
    assert {group["value"]: group["sum_of_weights"] for group in found["by"]} == pytest.approx(
        {"10-49": 2350, "50-249": 650}
    )
    assert found["fit"]["method"] == "raking"
    assert found["fit"]["margins"] == [
        {"column": "size", "categories": 2, "total": 3000},
        {"column": "technology", "categories": 5, "total": 3000},
    ]
    assert found["fit"]["smallest_factor"] < 1 < found["fit"]["largest_factor"]
    assert found["replicates"] is None


def test_the_fit_is_on_the_whole_sample_also_with_a_condition(run, population):
    """By hand: each stratum's weights times its total over its sum, and only then the condition."""
    totals = {"10-49 industry": 930, "10-49 services": 1420, "50-249 industry": 280, "50-249 services": 370}
    path = population("stratum: " + json.dumps(totals).replace('"', "") + "\n")
    found = read(
        run("pyramid", SURVEY, *DESIGN, "--margins", path, "--where", "emp >= 30", "--min-count", "0", "--json")
    )
    rows = rows_of(SURVEY)
    sums = {name: sum(float(row["weight"]) for row in rows if row["stratum"] == name) for name in totals}
    fitted = [float(row["weight"]) * totals[row["stratum"]] / sums[row["stratum"]] for row in rows]
    part = sum(weight for row, weight in zip(rows, fitted, strict=True) if float(row["emp"]) >= 30)
    assert found["sum_of_weights"] == pytest.approx(part)
    assert found["fit"]["method"] == "post_stratification"


def test_rows_without_a_category_cannot_be_fitted_and_are_named(run, population):
    path = population("q8b: {0: 2000, 1: 700}\n")
    options = ("--weight", "weight", "--margins", path)
    told = faults(run("table", SURVEY, "--rows", "stratum", "--cols", "q8a", *options))
    assert any("no category" in line and "lines" in line for line in told)


def test_a_cross_table_says_what_was_fitted_in_every_form(run, population, tmp_path):
    answers = {row["innovation"] for row in rows_of(COOPERATION)}
    text = "column,category,total\n" + "".join(f"innovation,{answer},750\n" for answer in sorted(answers))
    path = population(text, "population.csv")
    out = tmp_path / "out.csv"
    options = ("--rows", "suppliers", "--cols", "innovation", "--weight", "weight", "--margins", path, "--lang", "en")
    shown = run("table", COOPERATION, *options, "--out", str(out))
    assert shown.exit_code == 0, shown.output
    assert "Weights fitted to the population (post-stratification) by innovation (2)" in shown.stdout
    line = rows_of(out)[0]
    assert line["about_fit"].startswith("Weights fitted to the population")
    assert float(line["about_smallest_factor"]) <= float(line["about_largest_factor"])


@pytest.mark.parametrize(("method", "count"), [("jackknife", 240), ("bootstrap", 60)])
def test_errors_from_replicates_are_near_those_of_the_formula(run, method, count):
    options = ("--replicates", method, *(("--replicate-count", "60") if method == "bootstrap" else ()))
    plain = read(run("pyramid", SURVEY, *DESIGN, "--json"))
    found = read(run("pyramid", SURVEY, *DESIGN, *options, "--json"))
    assert found["replicates"]["count"] == count
    for one, other in zip(found["segments"], plain["segments"], strict=True):
        assert one["share"] == pytest.approx(other["share"])
        assert one["se"] == pytest.approx(other["se"], rel=0.3)


def test_replicate_weights_of_the_file_are_used_with_their_scale(run, tmp_path):
    """Three replicates by hand: the error is the root of the scale times the sum of squared distances to their mean."""
    rows = rows_of(SURVEY)
    draw = np.random.default_rng(2)
    names = ("rw1", "rw2", "rw3")
    path = tmp_path / "survey.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([*rows[0], *names])
        for row in rows:
            row |= {name: str(float(row["weight"]) * draw.uniform(0.5, 1.5)) for name in names}
            table.writerow(row.values())
    options = (
        "--weight",
        "weight",
        "--repweights",
        "rw1-rw3",
        "--replicate-scale",
        "0.25",
        "--min-count",
        "0",
        "--json",
    )
    found = read(run("pyramid", str(path), *options))
    share = found["segments"][4]["share"]
    run("pyramid", str(path), "--rows-out", str(tmp_path / "rows.csv"))
    placed = [row for row in rows_of(tmp_path / "rows.csv") if row["segment"] != "undecided"]

    def again(name):
        on = sum(float(row[name]) for row in placed if row["segment"] == "niet_innovatief")
        return on / sum(float(row[name]) for row in placed)

    drawn = np.array([again(name) for name in names])
    assert share == pytest.approx(again("weight"))
    assert found["segments"][4]["se"] == pytest.approx(np.sqrt(0.25 * ((drawn - drawn.mean()) ** 2).sum()), rel=1e-6)
    assert found["replicates"] == {"method": "given", "count": 3, "scale": 0.25, "seed": None}


def test_faults_of_the_options_are_told_at_once(run, population):
    told = faults(
        run("pyramid", SURVEY, "--bounds", "2,3", "--seed", "4", "--replicate-scale", "1", "--replicates", "jackknife")
    )
    assert len(told) == 4
    assert told[0].startswith("--seed: is of no use here.")
    told = faults(run("pyramid", SURVEY, "--margins", population(), "--bounds", "2,3"))
    assert told == ["--bounds: 2 to 3 do not hold 1. Expected: a lower bound below 1, an upper above."]


def test_faults_of_margins_name_their_file_and_the_rows_of_the_survey(run, population):
    path = population("size: {10-49: 2350, 250+: 650}\nnope: {a: 3000}\n")
    told = faults(run("pyramid", SURVEY, *DESIGN, "--margins", path))
    assert any(f'{path}:2, {SURVEY}: there is no column "nope". Nearest: "nace".' in line for line in told)
    assert any(line.startswith(f'{path}:1: margin "size": lines 122, 123') for line in told)
    assert any('no row is "250+"' in line for line in told)


def test_bounds_that_the_margins_do_not_allow_are_a_fault_and_nothing_is_written(run, population, tmp_path):
    out = tmp_path / "out.xlsx"
    told = faults(
        run("pyramid", SURVEY, *DESIGN, "--margins", population(), "--bounds", "0.99,1.01", "--out", str(out))
    )
    assert "which bounds of 0.99 to 1.01 do not allow" in told[0]
    assert not out.exists()


def test_the_report_says_how_weights_and_errors_were_made(run, population, tmp_path):
    pypdf = pytest.importorskip("pypdf")
    out = tmp_path / "report.pdf"
    options = ("--margins", population(), "--replicates", "bootstrap", "--replicate-count", "20", "--lang", "en")
    result = run("report", "survey", SURVEY, *DESIGN, *options, "--out", str(out))
    assert result.exit_code == 0, result.output
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(out).pages).split())
    assert "Weights fitted to the population (raking) by size (2), technology (5)" in text
    assert "Errors from 20 bootstrap draws (seed 1)" in text
