"""`wegwijzer survey synthetic`, and what `wegwijzer pyramid` makes of its files."""

from __future__ import annotations

import json

import pytest

from wegwijzer.readers.pyramid_shares import printed_shares
from wegwijzer.readers.synthetic_survey import shipped_synthetic_plan

DESIGN = ("--weight", "weight", "--strata", "stratum", "--fpc", "fpc", "--json")


def where(technology: str) -> str:
    """The firms of table 3, of one technology or of all."""
    sectors = [sector.id for sector in shipped_synthetic_plan().sectors if sector.technology == technology]
    inside = "emp >= 10 and emp <= 100"
    return f"{inside} and sector in {tuple(sectors)}" if sectors else inside


@pytest.mark.parametrize("seed", ["1", "6", "2016"])
def test_its_pyramid_reproduces_table_3_within_its_intervals(run, tmp_path, seed):
    path = str(tmp_path / "firms.csv")
    written = run("survey", "synthetic", "--firms", "3000", "--seed", seed, "--out", path)
    assert written.exit_code == 0
    for technology, printed in printed_shares().items():
        result = run("pyramid", path, *DESIGN, "--where", where(technology), "--min-count", "0")
        assert result.exit_code == 0, result.output
        for segment, share in zip(json.loads(result.stdout)["segments"], printed, strict=True):
            assert segment["ci_low"] <= share / 100 <= segment["ci_high"], (technology, segment)


def test_it_says_what_it_wrote_and_that_no_row_is_a_firm(run, tmp_path):
    result = run("survey", "synthetic", "--out", str(tmp_path / "firms.csv"))
    assert result.output.endswith(
        "firms.csv: 2.000 verzonnen ondernemingen. Geen rij is een onderneming, en elke rij zegt dat.\n"
    )
    head, first, *rest = (tmp_path / "firms.csv").read_text("utf-8").splitlines()
    assert head.startswith("id,synthetic,stratum,sector,size,weight,fpc,nace,emp,q8a")
    assert first.startswith("SYN00000001,1,")
    assert len(rest) == 1999


@pytest.mark.parametrize("form", ["csv", "parquet", "sav"])
def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(run, tmp_path, form):
    files = []
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        path = tmp_path / f"{name}.{form}"
        assert run("survey", "synthetic", "--firms", "500", "--seed", seed, "--out", str(path)).exit_code == 0
        files.append(path.read_bytes())
    assert files[0] == files[1] != files[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--firms", "12", "--out", "a.csv"), "12 is not in the range 500"),
        (("--firms", "many", "--out", "a.csv"), "'many' is not a valid integer"),
        (("--seed", "-1", "--out", "a.csv"), "-1 is not in the range"),
        (("--out", "a.xlsx"), "a.xlsx: its name asks for no form that there is. Expected: .csv, .parquet, .sav."),
        (("--out", "nowhere/a.csv"), "nowhere/a.csv: its folder is not there."),
        ((), "Missing option '--out'"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_written(run, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    result = run("survey", "synthetic", *arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert result.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
