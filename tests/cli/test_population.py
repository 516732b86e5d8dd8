"""`wegwijzer population`: the file, the calibration beside it, and what is refused."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from wegwijzer.cli.main import main

pytest.importorskip("polars")


def run(*arguments):
    return CliRunner().invoke(main, ["population", *arguments], prog_name="wegwijzer")


def test_it_writes_the_file_and_says_that_no_row_is_a_firm(tmp_path):
    path = tmp_path / "firms.csv"
    result = run("--firms", "1000", "--seed", "3", "--out", str(path), "--lang", "en")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"{path}: 1,000 invented firms. No row is a firm")
    assert "figures that it aims at are met" in result.output
    assert len(path.read_text("utf-8").splitlines()) == 1001


def test_the_report_shows_every_table_with_what_was_reached(tmp_path):
    result = run("--firms", "3000", "--out", str(tmp_path / "firms.parquet"), "--report", "--lang", "en")
    for words in ("Table 3: the innovation pyramid", "Table 4:", "not aimed at", "Table 6:", "Table 11:", "UNIZO 2015"):
        assert words in result.output
    assert "high, koploper" in result.output


def test_json_holds_each_figure_with_its_difference(tmp_path):
    out = str(tmp_path / "firms.parquet")
    result = run("--firms", "2000", "--seed", "5", "--out", out, "--sample", "--json")
    found = json.loads(result.output)
    assert (found["synthetic"], found["firms"], found["seed"], found["sample"]) == (True, 2000, 5, True)
    assert {entry["table"] for entry in found["calibration"]} == {"3", "4", "6", "11", "introduction"}
    for entry in found["calibration"]:
        if entry["reached"] is not None:
            assert entry["difference"] == pytest.approx(entry["reached"] - entry["figure"], abs=1e-3)
        assert (entry["is_within"] is None) or entry["is_aimed"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--firms", "10", "--out", "firms.csv"), "10"),
        (("--firms", "1000", "--out", "firms.xlsx"), "asks for no form"),
        (("--firms", "1000", "--out", "nowhere/firms.csv"), "folder is not there"),
        (("--firms", "1000"), "--out"),
        (("--firms", "90000000", "--sample", "--out", "firms.csv"), "too many for a sample"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
