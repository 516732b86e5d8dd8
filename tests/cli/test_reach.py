"""`wegwijzer reach` and `wegwijzer report year`: figures in every form, hidden small counts, and what is refused."""

from __future__ import annotations

import csv
import json
import re
from io import BytesIO, StringIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from tests.docs.pages import ROOT
from tests.docs.test_contracts import keys_in
from tests.publishing.json_stat_rules import faults_of
from wegwijzer.cli.main import main

pytest.importorskip("polars")


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="wegwijzer")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """An invented population with its use, needs and referrals, and the options that name them."""
    folder = tmp_path_factory.mktemp("reach")
    made = {name: folder / f"{name}.csv" for name in ("use", "needs", "referrals")}
    options = [part for name, path in made.items() for part in (f"--{name}", path)]
    result = run("population", "--firms", 4000, "--out", folder / "firms.parquet", *options)
    assert result.exit_code == 0, result.output
    given = [made["use"], "--population", folder / "firms.parquet", "--on", "2026-11-30"]
    return folder, [*given, "--needs", made["needs"], "--referrals", made["referrals"]]


@pytest.fixture(scope="module")
def data(files):
    result = run("reach", *files[1], "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_the_json_is_that_of_counting_rows_of_the_file(files, data):
    folder, _ = files
    rows = list(csv.DictReader(StringIO((folder / "use.csv").read_text("utf-8"))))
    users = {row["firm"] for row in rows if row["year"] == "2026"}
    earlier = {row["firm"] for row in rows if row["year"] < "2026"}
    assert (data["year"], data["synthetic"], data["reach"]["count"], data["reach"]["of"]) == (
        2026,
        True,
        len(users),
        4000,
    )
    assert data["years"][-1]["first"]["count"] == len(users - earlier)
    for one in data["by"]["layer"]["classes"]:
        if one["reach"] is not None:
            assert one["reach"]["count"] == len(
                {row["firm"] for row in rows if row["year"] == "2026" and row["layer"] == one["class"]}
            )
    assert data["unmet"]["total"] == 48
    assert data["next_use"]["times"]["ci_low"] > 1


def test_every_key_of_the_json_is_in_the_contract(data):
    contracts = (ROOT / "docs" / "contracts.md").read_text("utf-8")
    section = contracts.partition("## `wegwijzer reach --format json`")[2].partition("\n## ")[0]
    assert keys_in(data) - set(re.findall(r"`([^`]+)`", section)) == set()


def test_the_text_says_what_was_found_and_that_it_is_invented(files):
    result = run("reach", *files[1], "--lang", "en")
    assert result.output.startswith("Reach in 2026\n! SYNTHETIC")
    for told in (
        "! 2026 is not over",
        "What this is: Firms that used at least one measure",
        "hidden",
        "had a reply after",
    ):
        assert told in result.output


def test_csv_and_json_stat_hold_the_same_figures_with_their_definitions(files, data):
    table = list(csv.DictReader(StringIO(run("reach", *files[1], "--format", "csv").output)))
    whole = next(row for row in table if row["table"] == "reach")
    assert int(whole["users"]) == data["reach"]["count"]
    assert all(row["definition"] and row["about_synthetic"] == "1" for row in table)
    stat = json.loads(run("reach", *files[1], "--format", "json-stat").output)
    assert faults_of(stat) == []
    item = next(item for item in stat["link"]["item"] if item["extension"]["id"] == "by_size")
    assert any("in elke" in note or "binnen elke klasse" in note for note in item["note"])
    hidden = sum(one["reach"] is None for one in data["by"]["size"]["classes"])
    assert sum(status == "c" for status in item["status"].values()) == hidden * item["size"][-1]


def test_the_yearly_report_is_tagged_stamped_and_has_every_table(files, tmp_path):
    out = tmp_path / "reach.pdf"
    result = run("report", "year", 2026, *files[1], "--out", out, "--lang", "en")
    assert result.exit_code == 0, result.output
    reader = PdfReader(BytesIO(out.read_bytes()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    text = " ".join(pages)
    for told in ("How support is spread", "What this is.", "Who comes back", "Table 5.", "Table 11.", "Table 10."):
        assert told in text
    printed = next(place for place, page in enumerate(pages) if "tables of the 2016 report" in page)
    assert all("SYNTHETIC" in page for page in pages[:printed])
    assert not any("SYNTHETIC" in page for page in pages[printed:])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (["--year", "2031"], "2031 has not begun on 2026-11-30"),
        (["--year", "2001"], "the files say nothing of 2001"),
        (["--measure", "mip"], 'nobody in the files used "mip"'),
        (["--min-count", "1"], "--min-count"),
        (["--out", "reach.docx"], "has no known form"),
    ],
)
def test_what_cannot_be_asked_is_one_line(files, change, told):
    result = run("reach", *files[1], *change)
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_bad_file_writes_nothing(files, tmp_path):
    broken = tmp_path / "use.csv"
    broken.write_text("firm,measure,year\na,no-such,2026\na,kmo-portefeuille,2026\na,kmo-portefeuille,2026\n", "utf-8")
    out = tmp_path / "reach.pdf"
    result = run("report", "year", 2026, broken, "--population", files[0] / "firms.parquet", "--out", out)
    assert result.exit_code == 2
    assert "no measure of the catalogue (line 2)" in result.stderr
    assert "Traceback" not in result.output + result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["use.csv"]


def test_one_measure_alone(files):
    found = json.loads(run("reach", *files[1], "--measure", "kmo-portefeuille", "--format", "json").output)
    assert [one["measure"] for one in found["measures"]] == ["kmo-portefeuille"]


def test_a_file_is_not_overwritten_by_what_is_made_of_it(files):
    result = run("report", "year", 2026, *files[1], "--out", files[1][0])
    assert result.exit_code == 2


def test_a_sample_has_no_use_and_two_files_cannot_be_one(tmp_path):
    out = tmp_path / "firms.csv"
    assert (
        "without --sample"
        in run("population", "--firms", 1000, "--out", out, "--use", tmp_path / "u.csv", "--sample").stderr
    )
    assert "two files" in run("population", "--firms", 1000, "--out", out, "--use", out).stderr
    assert list(tmp_path.iterdir()) == []
