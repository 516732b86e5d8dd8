"""Files of a result: each form as its specification has it, nothing hidden in them, and the design and source along."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from tests.publishing import json_stat_rules, sdmx_csv_rules
from tests.publishing.results import RISKY, cross_table, pyramid
from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.publication import Publication
from wegwijzer.publishing import excel, json_stat, plain_csv, sdmx_csv
from wegwijzer.publishing.writing import write_result

HIDDEN = frozenset({("yes", "no"), ("yes", "yes")})
RESULTS = [pyramid(), pyramid("en", by=""), cross_table(), cross_table(HIDDEN)]
NAMES = ["pyramid", "plain", "cross", "hidden"]


@pytest.fixture(params=RESULTS, ids=NAMES)
def result(request) -> Publication:
    return request.param


def lines_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8"), newline="")))


def test_json_stat_is_as_its_specification_has_it(result):
    assert json_stat_rules.faults_of(json.loads(json_stat.file_bytes(result))) == []


def test_sdmx_csv_is_as_its_field_guide_has_it(result):
    assert sdmx_csv_rules.faults_of(sdmx_csv.file_bytes(result)) == []


def test_the_rules_of_the_tests_find_what_is_wrong():
    data = json.loads(json_stat.file_bytes(cross_table()))
    data["value"].pop()
    data["size"][0] = 3
    assert len(json_stat_rules.faults_of(data)) == 2
    broken = sdmx_csv.file_bytes(cross_table()).replace(b"WEGWIJZER:", b"WEGWIJZER ")
    assert sdmx_csv_rules.faults_of(broken)


def test_every_file_tells_the_rows_used_the_design_and_the_source(result):
    used = next(fact.value for fact in result.facts if fact.id == "rows_used")
    data = json.loads(json_stat.file_bytes(result))
    assert data["extension"]["facts"]["rows_used"] == used
    assert data["source"].startswith("synthetic-")
    for line in lines_of(plain_csv.file_bytes(result)):
        assert (line["about_rows_used"], line["about_strata"]) == (str(used), "stratum")
    for line in lines_of(sdmx_csv.file_bytes(result)):
        assert (line["ABOUT_ROWS_USED"], line["ABOUT_WEIGHT"]) == (str(used), "weight")
    book = CalamineWorkbook.from_filelike(BytesIO(excel.file_bytes(result)))
    about = {str(row[0]): row[1] for row in book.get_sheet_by_index(0).to_python() if len(row) > 1}
    assert used in about.values()
    assert "stratum" in about.values()


def test_a_hidden_cell_has_no_figure_in_any_file(result):
    for line in lines_of(plain_csv.file_bytes(result)):
        if line["suppressed"] == "1":
            figures = ("n", "share", "row_share", "se", "ci_low", "ci_high", "share_min", "share_max", "moved", "firms")
            assert [line[name] for name in figures if line.get(name)] == []
    for line in lines_of(sdmx_csv.file_bytes(result)):
        assert (line["CONF_STATUS"] == "F") == (line["OBS_STATUS"] != "Q")
        assert not (line["OBS_STATUS"] == "Q" and line["OBS_VALUE"])
    data = json.loads(json_stat.file_bytes(result))
    for dataset in data["link"]["item"] if data["class"] == "collection" else [data]:
        assert all(dataset["value"][int(place)] is None for place in dataset.get("status", {}))


def test_files_hold_as_many_hidden_cells_as_the_result(result):
    hidden = sum(len(cube.hidden) for cube in result.cubes)
    assert sum(line["suppressed"] == "1" for line in lines_of(plain_csv.file_bytes(result))) == hidden
    measures = {cube.id.upper(): len(cube.measures) for cube in result.cubes}
    expected = sum(len(cube.hidden) * measures[cube.id.upper()] for cube in result.cubes)
    assert sum(line["OBS_STATUS"] == "Q" for line in lines_of(sdmx_csv.file_bytes(result))) == expected


def test_the_figures_are_those_of_the_result():
    result = pyramid()
    share = result.cube("pyramid").figures[("_T", "koploper")]["share"].number
    (line,) = [
        line
        for line in lines_of(plain_csv.file_bytes(result))
        if (line["table"], line["group"], line["segment"]) == ("pyramid", "_T", "koploper")
    ]
    assert float(line["share"]) == pytest.approx(share)
    first = json.loads(json_stat.file_bytes(result))["link"]["item"][0]
    assert first["value"][1] == pytest.approx(share)
    book = CalamineWorkbook.from_filelike(BytesIO(excel.file_bytes(result)))
    row = book.get_sheet_by_index(1).to_python()[3]
    assert row[:2] == ["alle ondernemingen", "koplopers"]
    assert row[3] == pytest.approx(share)


def test_no_label_becomes_a_formula():
    result = cross_table()
    book = CalamineWorkbook.from_filelike(BytesIO(excel.file_bytes(result)))
    assert RISKY in {str(cell) for row in book.get_sheet_by_index(1).to_python() for cell in row}
    labels = {line["suppliers_label"] for line in lines_of(plain_csv.file_bytes(result))}
    assert f"'{RISKY}" in labels


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json", ".sdmx.csv", ".SDMX.CSV"])
def test_the_name_of_a_file_says_its_form(tmp_path, suffix):
    path = tmp_path / f"result{suffix}"
    write_result(cross_table(), path)
    start = path.read_bytes()[:9]
    known = {".xlsx": b"PK", ".csv": b"table", ".json": b"{", ".sdmx.csv": b"STRUCTURE"}
    assert start.startswith(known[suffix.lower()])
    assert list(tmp_path.iterdir()) == [path]


def test_another_name_or_a_folder_that_is_not_there_is_told_and_nothing_written(tmp_path):
    with pytest.raises(InputError, match=r"a name that ends in .*\.xlsx"):
        write_result(cross_table(), tmp_path / "result.doc")
    with pytest.raises(InputError, match="folder is not there"):
        write_result(cross_table(), tmp_path / "nowhere" / "result.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_the_same_every_time():
    for form in (json_stat, plain_csv, sdmx_csv):
        assert form.file_bytes(pyramid()) == form.file_bytes(pyramid())
