"""`wegwijzer load kbo`: what it says, where, and with which status."""

from __future__ import annotations

import json

import pytest

from tests.kbo_dumps import Dump, enterprise_number, write_zip

FIRST_LINE = "Loaded extract 140 of 2026-11-01: 1 enterprises, 0 establishments, 1 names."


@pytest.fixture
def load(run, tmp_path):
    """Load files with options."""

    def loading(files, *options):
        path = write_zip(tmp_path / "dump.zip", files)
        return run("load", "kbo", str(path), "--registers", str(tmp_path / "registers"), *options)

    return loading


def a_dump(bad: int = 0) -> dict[str, str]:
    files = Dump().firm(enterprise_number(2_000_001), names=[("2", "001", "Bakkerij De Korst")]).texts()
    files["enterprise.csv"] += "broken\n" * bad
    return files


def test_it_says_what_it_loaded_and_a_line_for_every_file_it_read(load):
    result = load(a_dump())
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == FIRST_LINE
    assert result.stderr.splitlines() == [
        f"{table}.csv" for table in ("code", "enterprise", "establishment", "denomination", "address", "activity")
    ]


def test_the_contracts_keys(load):
    data = json.loads(load(a_dump(bad=1), "--json").stdout)
    assert set(data) == {"outcome", "register", "extract", "as_of", "rows", "bad_rows", "unmapped"}
    assert (data["outcome"], data["extract"], data["as_of"], data["bad_rows"]) == (
        "loaded",
        140,
        "2026-11-01",
        {"fields": 1},
    )


def test_bad_rows_are_shown_up_to_twenty_of_a_kind_and_counted_and_the_status_is_0(load):
    result = load(a_dump(bad=30))
    assert result.exit_code == 0
    shown = [line for line in result.stderr.splitlines() if line.startswith("enterprise.csv:")]
    assert shown[0] == "enterprise.csv:3: has 1 fields. Expected: 7, as the first line has."
    assert len(shown) == 20
    assert "30 bad rows were left out (fields 30); --report FILE writes them all." in result.stderr


def test_the_report_has_every_bad_row_also_when_the_dump_was_loaded_before(load, tmp_path):
    report = tmp_path / "bad.txt"
    load(a_dump(bad=30))
    result = load(a_dump(bad=30), "--report", str(report))
    assert len(report.read_text().splitlines()) == 30
    assert result.stdout.startswith("Nothing to do: the register already holds this")
    assert f"all in {report}" in result.stderr


def test_a_report_that_cannot_be_written_is_refused_before_the_load(load, tmp_path):
    result = load(a_dump(), "--report", str(tmp_path / "no" / "bad.txt"))
    assert result.exit_code == 2
    assert not (tmp_path / "registers").exists()


def test_a_dump_that_cannot_be_read_is_one_line_a_fault_and_status_2(load, tmp_path):
    files = a_dump()
    del files["activity.csv"]
    result = load(files, "--report", str(tmp_path / "bad.txt"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert not (tmp_path / "bad.txt").exists()
    assert (
        result.stderr
        == f"{tmp_path}/dump.zip: lacks activity.csv. Expected: all files of a full dump of KBO Open Data.\n"
    )


def test_a_label_that_gives_no_fact_is_counted(load):
    files = Dump().firm(enterprise_number(2_000_001), form="999").texts()
    assert 'JuridicalForm 999 "Onbekende samenwerkingsvorm" gives no fact: 1 enterprises.' in load(files).stderr


def test_the_folder_comes_from_the_environment(run, tmp_path, monkeypatch):
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path / "elsewhere"))
    run("load", "kbo", str(write_zip(tmp_path / "dump.zip", a_dump())))
    assert (tmp_path / "elsewhere" / "kbo.sqlite3").is_file()
