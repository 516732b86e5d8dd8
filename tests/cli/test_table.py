"""`wegwijzer table` through its front door. Figures: tests/reference/survey/figures.json (R)."""

from __future__ import annotations

import json

import pytest

from tests.docs.pages import ROOT

COOPERATION = str(ROOT / "examples" / "synthetic-cooperation.csv")
FOLDER = ROOT / "tests" / "reference" / "survey"
FIRMS = str(FOLDER / "firms.csv")
R = json.loads((FOLDER / "figures.json").read_text(encoding="utf-8"))
SUPPLIERS = ("--rows", "suppliers", "--cols", "innovation")
DRAWN = ("--weight", "weight", "--strata", "stratum", "--fpc", "fpc")
CLUSTERED = ("--weight", "weight", "--strata", "stratum", "--psu", "psu", "--fpc", "fpc_units")


def read(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(result) -> list[str]:
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()


def test_table_1_of_synthetic_microdata_equals_r(run):
    found = read(run("table", COOPERATION, *SUPPLIERS, *DRAWN, "--json"))
    expected = R["table1"]["suppliers"]
    assert found["n"] == 1077
    for cell in found["cells"]:
        share = expected["rows"][cell["row"]][cell["col"]]
        assert (cell["row_share"], cell["se"]) == pytest.approx((share["value"], share["se"]), rel=1e-9)
        assert (cell["ci_low"], cell["ci_high"]) == pytest.approx(tuple(share["ci"]), rel=1e-9)
    assert found["tests"]["rao_scott"] == pytest.approx(expected["rao_scott"], rel=1e-9)
    assert found["tests"]["pearson_unweighted"] == pytest.approx(expected["pearson_unweighted"], rel=1e-9)


def test_a_condition_keeps_the_whole_design(run):
    where = "emp >= 10 and emp <= 100"
    arguments = ("--rows", "cooperates", "--cols", "innovates", *CLUSTERED, "--where", where, "--json")
    found = read(run("table", FIRMS, *arguments))
    assert found["tests"]["rao_scott"] == pytest.approx(R["domain"]["rao_scott"], rel=1e-9)
    assert found["left_out"] == {"where": 146, "where_open": 0, "missing": 4}
    assert found["n"] == 90


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "De twee toetsen vallen aan weerszijden van ,05."),
        ("en", "The two tests lie on different sides of .05."),
        ("fr", "Les deux tests tombent de part et d'autre de 0,05."),
    ],
)
def test_a_reader_is_warned_where_the_unweighted_test_would_mislead(run, language, words):
    arguments = ("--cols", "innovation", *DRAWN, "--lang", language)
    assert words in run("table", COOPERATION, "--rows", "suppliers", *arguments).stdout
    assert words not in run("table", COOPERATION, "--rows", "universities", *arguments).stdout


def test_the_text_says_how_many_rows_were_used_and_what_was_left_out(run):
    result = run("table", FIRMS, "--rows", "segment", "--cols", "cooperates", *CLUSTERED, "--lang", "en")
    assert "231 of 240 rows used." in result.stdout
    assert "9 left out: one of the two answers is missing." in result.stdout


def test_a_table_without_a_design_says_whom_it_is_about(run):
    result = run("table", COOPERATION, *SUPPLIERS, "--lang", "en")
    assert "the figures are those of the rows, not of all firms" in result.stdout


def test_a_cell_that_two_weights_make_up_is_hidden_unless_the_rules_say_otherwise(run, tmp_path):
    lines = ["a,b,w"] + ["x,1,400"] * 2 + ["x,1,1"] * 8
    lines += [f"{a},{b},1" for a in "xy" for b in "123" for _ in range(30) if (a, b) != ("x", "1")]
    path, rules = tmp_path / "survey.csv", tmp_path / "rules.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rules.write_text("weight_dominance: null\n", encoding="utf-8")
    command = ("table", str(path), "--rows", "a", "--cols", "b", "--weight", "w", "--min-count", "5", "--json")
    hidden = {(cell["row"], cell["col"]) for cell in read(run(*command))["cells"] if cell["suppressed"]}
    assert ("x", "1") in hidden
    assert len(hidden) >= 4
    assert not any(cell["suppressed"] for cell in read(run(*command, "--disclosure", str(rules)))["cells"])


def test_cells_below_the_minimum_are_hidden_with_what_gives_them_away(run, tmp_path):
    lines = ["a,b"] + ["x,1"] * 3 + ["x,2"] * 20 + ["x,3"] * 30 + ["y,1"] * 25 + ["y,2"] * 40 + ["y,3"] * 50
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read(run("table", str(path), "--rows", "a", "--cols", "b", "--min-count", "5", "--json"))
    hidden = [cell for cell in found["cells"] if cell["suppressed"]]
    assert ("x", "1") in {(cell["row"], cell["col"]) for cell in hidden}
    assert len([cell for cell in hidden if cell["row"] == "x"]) >= 2
    assert all(cell[key] is None for cell in hidden for key in ("n", "row_share", "se", "ci_low", "ci_high"))
    assert found["tests"]["pearson_unweighted"]["x2"] is None
    assert found["tests"]["rao_scott"]["p"] is None
    text = run("table", str(path), "--rows", "a", "--cols", "b", "--min-count", "5", "--lang", "en").stdout
    assert "cells are hidden (·)" in text
    assert "Pearson" not in text


def test_a_stratum_with_one_unit_is_refused_by_its_rows_until_a_rule_is_chosen(run):
    path = str(FOLDER / "single_unit.csv")
    arguments = ("table", path, "--rows", "cooperates", "--cols", "innovates", *CLUSTERED)
    (line,) = refused(run(*arguments, "--json"))
    assert 'lines 162, 163, 164, 165, 166 and 3 more: stratum "dienst-m" has one sampling unit' in line
    found = read(run(*arguments, "--single-psu", "adjust", "--json"))
    assert found["tests"]["rao_scott"] == pytest.approx(R["single_unit"]["adjust"]["rao_scott"], rel=1e-9)


def test_every_fault_of_the_design_is_one_line_with_its_rows(run, tmp_path):
    rows = ["a,b,w,s,p,f", "x,1,2,k,1,9", "y,1,-2,k,2,9", "x,2,,k,2,9", "y,2,0,m,1,3", "x,1,3,m,4,3", "x,2,3,m,5,3"]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    options = ("--weight", "w", "--strata", "s", "--psu", "p", "--fpc", "f")
    lines = refused(run("table", str(path), "--rows", "a", "--cols", "b", *options))
    assert [line.removeprefix(f"{path}: ").split(" Expected")[0] for line in lines] == [
        "line 4: the weight is missing.",
        "line 3: the weight is negative.",
        "line 5: the weight is zero: the row stands for no firm.",
        'lines 2, 5: sampling unit "1" lies in more than one stratum ("k", "m").',
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--rows", "supliers", "--cols", "innovation"), 'there is no column "supliers". Nearest: "suppliers"'),
        ((*SUPPLIERS, "--weight", "stratum"), 'stratum: "s1" is no number'),
        ((*SUPPLIERS, "--where", "weight >"), "--where: is no condition"),
        ((*SUPPLIERS, "--where", "weight > 1e6"), "no row is selected with both answers"),
        (("--rows", "weight", "--cols", "innovation", "--where", "emp > 3"), 'there is no column "emp"'),
        (("--rows", "suppliers"), "Missing option '--cols'"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(run, arguments, words):
    lines = refused(run("table", COOPERATION, *arguments, "--json"))
    assert words in lines[0]


def test_a_file_that_is_not_there_is_said(run, tmp_path):
    assert "there is no such file" in refused(run("table", str(tmp_path / "no.csv"), *SUPPLIERS))[0]
