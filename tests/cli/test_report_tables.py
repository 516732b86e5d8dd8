"""`wegwijzer report tables` through its front door."""

import csv
import json

import pytest
from python_calamine import CalamineWorkbook


@pytest.fixture
def tables(run, tmp_path):
    def command(*arguments, out=None):
        return run("report", "tables", "--out", str(out or tmp_path / "out"), *arguments)

    return command


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_table_is_written_as_csv_and_json_with_an_overview(tables, tmp_path):
    result = tables()
    assert result.exit_code == 0, result.output
    names = set(contents(tmp_path / "out"))
    assert names == {
        ".written.json",
        "overview.csv",
        "overview.json",
        "tables.xlsx",
        *(f"table-{number:02}.{kind}" for number in range(1, 14) for kind in ("csv", "json")),
    }


def test_the_sums_and_the_slips_are_printed(tables):
    text = tables("--lang", "en").stdout
    assert "43 of the 45 printed sums and percentages hold" in text
    assert "printed 58,580, computed 58,570" in text
    assert "parts add up to 100.1%" in text
    assert "printed .062, but with these percentages p is never below .106" in text
    assert "Appendix 3 refers to “table 1”" in text
    assert "2014 is part of a year" in text


def test_json_says_what_the_overview_file_says(tables, tmp_path):
    told = json.loads(tables("--json", "--lang", "en").stdout)
    kept = json.loads((tmp_path / "out" / "overview.json").read_text(encoding="utf-8"))
    assert {key: told[key] for key in kept} == kept
    assert len(told["tables"]) == 13
    assert told["tables"][2]["files"] == ["table-03.csv", "table-03.json"]
    [wrong] = [found for found in told["recomputed"] if found["outcome"] == "differs"]
    assert (wrong["table"], wrong["row"], wrong["column"]) == (5, "total", "2011")
    assert (wrong["printed"], wrong["computed"], wrong["blank"]) == (58580, 58570, 1)
    by_us = [slip for slip in told["slips"] if slip["found_by_us"]]
    assert 0 < len(by_us) < len(told["slips"])


def test_the_workbook_holds_every_table_and_says_what_is_wrong_in_print(tables, tmp_path):
    tables("--lang", "en")
    book = CalamineWorkbook.from_path(str(tmp_path / "out" / "tables.xlsx"))
    assert book.sheet_names == ["Notes", *(f"Table {number}" for number in range(1, 14))]
    notes = book.get_sheet_by_name("Notes").to_python()
    told = [" | ".join(str(cell) for cell in row) for row in notes]
    assert any("Computed again: 43 of the 45" in line for line in told)
    assert any("Table 5 | total, 2011: printed 58,580, computed 58,570" in line for line in told)
    assert any("Table 12 |  | Appendix 3 refers to “table 1”" in line for line in told)
    by_label = {row[0]: row[1:] for row in book.get_sheet_by_name("Table 11").to_python()}
    assert by_label["0 to 9"][:2] == pytest.approx([0.0302, 0.044])
    sums = book.get_sheet_by_name("Table 8").to_python()
    assert ["total", 82109069.0, "", 140.0, "", 273.0, ""] in sums


def test_the_workbook_is_the_same_file_each_time(tables, tmp_path):
    for name in ("one", "two"):
        tables(out=tmp_path / name)
    assert (tmp_path / "one" / "tables.xlsx").read_bytes() == (tmp_path / "two" / "tables.xlsx").read_bytes()
    assert tables(out=tmp_path / "one").exit_code == 0


def test_a_cell_keeps_its_print_and_an_empty_one_stays_empty(tables, tmp_path):
    tables("--lang", "en")
    with (tmp_path / "out" / "table-05.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7 * 6
    [total] = [row for row in rows if row["row"] == "total" and row["column"] == "2011"]
    assert (total["printed"], total["value"]) == ("58.580", "58580")
    assert "58,570" in total["note"]
    coaching = [row["value"] for row in rows if row["row"] == "coaching"]
    assert coaching == ["", "", "", "", "", "8"]
    data = json.loads((tmp_path / "out" / "table-05.json").read_text(encoding="utf-8"))
    assert data["rows"][5]["cells"] == [None, None, None, None, None, {"printed": "8", "value": 8}]


def test_criteria_and_classes_have_files_of_their_own_form(tables, tmp_path):
    tables("--lang", "en")
    criteria = json.loads((tmp_path / "out" / "table-12.json").read_text(encoding="utf-8"))["criteria"]
    assert criteria[0]["segment"] == "koploper"
    assert "(21a) and" in criteria[0]["conditions"][1]["sentence"]
    classes = json.loads((tmp_path / "out" / "table-13.json").read_text(encoding="utf-8"))["classes"]
    assert classes[1]["exclude"] == ["301", "303"]
    assert "303" in (tmp_path / "out" / "table-13.csv").read_text(encoding="utf-8")


def test_the_same_command_again_also_in_another_language_replaces_its_own_files(tables, tmp_path):
    tables()
    first = contents(tmp_path / "out")
    assert tables().exit_code == 0
    assert contents(tmp_path / "out") == first
    assert tables("--lang", "fr").exit_code == 0
    assert contents(tmp_path / "out") != first


def test_other_files_in_the_folder_stay_as_they_are(tables, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    assert tables().exit_code == 0
    assert (tmp_path / "out" / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["table-03.csv", "overview.json"])
def test_a_file_of_somebody_else_is_never_replaced_and_nothing_is_written(tables, tmp_path, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine", encoding="utf-8")
    result = tables()
    assert result.exit_code == 2
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert name in line
    assert "Move the file, or give another --out." in line
    assert contents(tmp_path / "out") == {name: b"mine"}


def test_a_file_that_was_changed_since_is_never_replaced(tables, tmp_path):
    tables()
    changed = tmp_path / "out" / "table-07.csv"
    changed.write_text("with my remarks", encoding="utf-8")
    before = contents(tmp_path / "out")
    result = tables("--lang", "en")
    assert result.exit_code == 2
    assert "table-07.csv" in result.stderr
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("text", ["{}", "no json", '{"by": "somebody else", "files": {}}', '{"by": 1, "files": 2}'])
def test_a_list_of_somebody_else_is_never_replaced(tables, tmp_path, text):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".written.json").write_text(text, encoding="utf-8")
    result = tables()
    assert result.exit_code == 2
    assert ".written.json" in result.stderr
    assert contents(tmp_path / "out") == {".written.json": text.encode()}


def test_a_run_that_was_cut_off_is_completed(tables, tmp_path):
    tables()
    (tmp_path / "out" / "table-09.csv").unlink()
    assert tables("--lang", "en").exit_code == 0
    assert "part of a year" in (tmp_path / "out" / "table-09.json").read_text(encoding="utf-8")


def test_a_folder_that_is_a_file_is_a_fault(tables, tmp_path):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    for out in (tmp_path / "taken", tmp_path / "taken" / "below"):
        result = tables(out=out)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
        assert "Traceback" not in result.output
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_link_that_bears_the_name_is_not_followed(tables, tmp_path):
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_text("mine", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "table-01.csv").symlink_to(elsewhere)
    assert tables().exit_code == 2
    assert elsewhere.read_text(encoding="utf-8") == "mine"
