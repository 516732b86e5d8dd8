"""Numbers of the population by column and value: from YAML, CSV and Excel, with every fault and its place."""

from __future__ import annotations

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.readers.survey.margins import read_margins


@pytest.fixture
def written(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def faults_of(path):
    with pytest.raises(InputError) as raised:
        read_margins(path)
    return "\n".join(str(fault).replace(str(path), path.name) for fault in raised.value.faults)


def told(margins):
    return {margin.column: dict(margin.totals) for margin in margins}


EXPECTED = {"size": {"10-49": 2500.0, "50+": 760.5}, "region": {"1": 3000.0, "2": 260.5}}


def test_yaml_has_a_key_for_each_column(written):
    path = written("m.yaml", "size: {10-49: 2500, 50+: 760.5}\nregion: {1: 3000, 2: 260.5}\n")
    found = read_margins(path)
    assert told(found) == EXPECTED
    assert [margin.where for margin in found] == [f"{path}:1", f"{path}:2"]


def test_csv_has_a_line_for_each_value(written):
    text = "column;category;total\nsize;10-49;2500\nsize;50+;760,5\nregion;1;3000\nregion;2;260,5\n"
    assert told(read_margins(written("m.csv", text))) == EXPECTED


def test_excel_has_a_row_for_each_value(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("polars")
    path = tmp_path / "m.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        lines = [("column", "category", "total"), ("size", "10-49", 2500), ("size", "50+", 760.5), ("region", 1, 3000)]
        for row, line in enumerate([*lines, ("region", 2, 260.5)]):
            sheet.write_row(row, 0, line)
    assert told(read_margins(path)) == EXPECTED


def test_all_faults_of_yaml_are_told_with_their_lines(written):
    found = faults_of(written("m.yaml", "size: {a: 0, b: many}\nregion: 12\nsector: {}\n"))
    assert "m.yaml:1: size.a: is no number of firms." in found
    assert "m.yaml:1: size.b: is no number of firms." in found
    assert "m.yaml:2: region: has no totals." in found
    assert "m.yaml:3: sector: has no totals." in found


def test_all_faults_of_a_table_are_told_with_their_lines(written):
    found = faults_of(written("m.csv", "column,category,total\nsize,a,0\nsize,b,\nsize,,4\nsize,c,4\nsize,c,5\n"))
    assert "m.csv, line 2: total is no number of firms." in found
    assert "m.csv, line 3: total is no number of firms." in found
    assert "m.csv, line 4: has no column or no category." in found
    assert 'm.csv, line 6: "c" of size stands in line 5 too.' in found


def test_a_table_without_the_three_columns_says_which_it_lacks(written):
    found = faults_of(written("m.csv", "column,value\nsize,a\n"))
    assert 'there is no column "category"' in found
    assert 'there is no column "total"' in found


@pytest.mark.parametrize("text", ["- 1\n", "12\n", "{}\n"])
def test_yaml_without_margins_is_a_fault(written, text):
    assert "holds no margins" in faults_of(written("m.yaml", text))
