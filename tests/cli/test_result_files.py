"""`--out` and `wegwijzer report survey` through the front door."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.docs.pages import ROOT
from wegwijzer.cli.main import main

SURVEY = str(ROOT / "examples" / "synthetic-survey.csv")
COOPERATION = str(ROOT / "examples" / "synthetic-cooperation.csv")
DESIGN = ("--weight", "weight", "--strata", "stratum")


def run(*arguments: str):
    return CliRunner().invoke(main, arguments, prog_name="wegwijzer")


@pytest.mark.parametrize("name", ["result.xlsx", "result.csv", "result.json", "result.sdmx.csv"])
def test_a_pyramid_and_a_table_are_written_to_a_file_beside_what_is_printed(tmp_path, name):
    for number, arguments in enumerate(
        (("pyramid", SURVEY, "--by", "size"), ("table", COOPERATION, "--rows", "suppliers", "--cols", "innovation"))
    ):
        path = tmp_path / f"{number}-{name}"
        result = run(*arguments, *DESIGN, "--json", "--out", str(path))
        assert result.exit_code == 0, result.output
        assert json.loads(result.stdout)["n"]
        assert path.stat().st_size > 500


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_report_is_printed(tmp_path, language):
    path = tmp_path / "pyramid.pdf"
    result = run("report", "survey", SURVEY, *DESIGN, "--by", "size", "--out", str(path), "--lang", language)
    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(b"%PDF")
    assert "240" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("pyramid", SURVEY, "--out", "result.pdf"),
        ("pyramid", SURVEY, "--out", "nowhere/result.csv"),
        ("pyramid", "survey.csv", "--out", "survey.csv"),
        ("report", "survey", SURVEY, "--out", "report.docx"),
        ("report", "survey", "nothing.csv", "--out", "report.pdf"),
        ("report", "survey", SURVEY, "--out", "report.pdf", "--disclosure", "rules.yaml"),
        ("table", COOPERATION, "--rows", "a", "--cols", "b", "--out", "result.txt"),
    ],
    ids=lambda arguments: " ".join(arguments[-3:]).replace(str(ROOT), ""),
)
def test_bad_input_is_one_line_a_fault_and_nothing_is_written(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text("rounding_step: 5\n", encoding="utf-8")
    (tmp_path / "survey.csv").write_bytes((ROOT / "examples" / "synthetic-survey.csv").read_bytes())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_users_rules_hide_more(tmp_path):
    rules = tmp_path / "rules.yaml"
    rules.write_text("minimum_count: 12\n", encoding="utf-8")
    usual = json.loads(run("pyramid", SURVEY, *DESIGN, "--by", "size", "--json").stdout)
    strict = json.loads(run("pyramid", SURVEY, *DESIGN, "--by", "size", "--json", "--disclosure", str(rules)).stdout)

    def hidden(data):
        return sum(item["suppressed"] for group in (data, *data["by"]) for item in group["segments"])

    assert hidden(strict) > hidden(usual)
    assert strict["min_count"] == 12
