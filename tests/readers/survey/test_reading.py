"""A survey reads the same whatever program wrote it, and everything wrong with it is told at once."""

from __future__ import annotations

import numpy as np
import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.data import ANSWER_MISSING
from wegwijzer.readers.survey.reading import read_survey

pl = pytest.importorskip("polars")
pyreadstat = pytest.importorskip("pyreadstat")

TABLE = {"id": ["a", "b", "c"], "q8a": [1.0, 0.0, None], "emp": [12.0, 250.5, 40.0], "nace": ["0111", "62", "25.40"]}


@pytest.fixture
def written(tmp_path):
    """Write a file and give its path."""

    def write(content, name="survey.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def faults_of(path, **options):
    with pytest.raises(InputError) as raised:
        read_survey(path, **options)
    return [str(fault) for fault in raised.value.faults]


def same_table(data):
    assert data.texts("id").tolist() == ["a", "b", "c"]
    assert np.array_equal(data.numbers("q8a"), [1, 0, np.nan], equal_nan=True)
    assert data.numbers("emp").tolist() == [12, 250.5, 40]
    assert data.is_missing("q8a").tolist() == [False, False, True]


def by_polars(path):
    pl.DataFrame(TABLE).write_parquet(path)


def by_excel(path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(TABLE))
        for number, row in enumerate(zip(*TABLE.values(), strict=True), start=1):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)


WRITERS = {
    "parquet": by_polars,
    "xlsx": by_excel,
    "sav": lambda path: pyreadstat.write_sav(pl.DataFrame(TABLE), str(path)),
    "dta": lambda path: pyreadstat.write_dta(pl.DataFrame(TABLE), str(path)),
    "xpt": lambda path: pyreadstat.write_xport(pl.DataFrame(TABLE), str(path)),
    "por": lambda path: pyreadstat.write_por(
        pl.DataFrame({name.upper(): column for name, column in TABLE.items()}), str(path)
    ),
    "csv": lambda path: path.write_text("id;q8a;emp;nace\na;1;12;0111\nb;0;250,5;62\nc;;40;25.40\n", "utf-8"),
}


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind != "por"])
def test_a_table_reads_the_same_from_every_kind_of_file_under_any_name(kind, tmp_path):
    path = tmp_path / "survey.dat"
    WRITERS[kind](path)
    data = read_survey(path)
    same_table(data)
    assert data.all_columns == tuple(TABLE)
    assert set(read_survey(path, columns=["emp", "nowhere"]).columns) == {"emp"}


def test_portable_files_of_spss_write_names_in_capitals(tmp_path):
    WRITERS["por"](tmp_path / "survey")
    assert read_survey(tmp_path / "survey").numbers("EMP").tolist() == [12, 250.5, 40]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "sav", "parquet"])
def test_codes_kept_as_text_keep_their_leading_noughts(kind, tmp_path):
    WRITERS[kind](tmp_path / "survey")
    assert read_survey(tmp_path / "survey").texts("nace").tolist() == TABLE["nace"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found_out(delimiter, encoding, written):
    rows = [["naam", "w"], ["Café, één", "1.5"], ["b", "2"]]
    lines = [delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows]
    data = read_survey(written("\r\n".join(lines).encode(encoding)))
    assert data.texts("naam").tolist() == ["Café, één", "b"]
    assert data.numbers("w").tolist() == [1.5, 2]


def test_a_cell_keeps_its_own_text_and_its_line(written):
    data = read_survey(written('id,w\n"two\nlines", 1 \n\n007,2\n'))
    assert data.texts("id").tolist() == ["two\nlines", "007"]
    assert data.row_numbers.tolist() == [2, 5]
    assert data.numbers("w").tolist() == [1, 2]


def test_a_column_with_point_and_comma_is_no_column_of_numbers(written):
    data = read_survey(written("id;w\na;1,5\nb;1.5\nc;veel\n"))
    with pytest.raises(InputError) as raised:
        data.numbers("w")
    assert len(raised.value.faults) >= 2
    assert any('"veel"' in str(fault) and "line 4" in str(fault) for fault in raised.value.faults)


@pytest.mark.parametrize("word", ["", ".", "NA", "n/a", "NaN"])
def test_words_for_missing_are_missing(word, written):
    assert np.isnan(read_survey(written(f"a,b\n1,{word}\n2,3\n")).numbers("b")[0])


def test_missing_ranges_of_spss_are_missing_and_counted_with_their_labels(tmp_path):
    path = tmp_path / "s.sav"
    table = pl.DataFrame({"q8a": [1.0, 0.0, 97.0, 98.0, 98.0, None], "word": ["x", "zz", "x", "zz", "", "x"]})
    pyreadstat.write_sav(
        table,
        str(path),
        variable_value_labels={"q8a": {1: "Ja", 0: "Nee", 98: "weet niet"}},
        missing_ranges={"q8a": [{"lo": 97, "hi": 99}], "word": ["zz"]},
    )
    data = read_survey(path)
    assert np.isnan(data.numbers("q8a")).tolist() == [False, False, True, True, True, True]
    assert data.user_missing == {"q8a": {"97": 1, "98": 2}, "word": {"zz": 2}}
    assert data.label("q8a", "98") == "weet niet"
    assert data.texts("word").tolist() == ["x", None, "x", None, "", "x"]


def test_parquet_keeps_whole_numbers_of_nil_and_one_as_answers_and_others_as_numbers(tmp_path):
    path = tmp_path / "s"
    pl.DataFrame(
        {
            "yes": [1, 0, None],
            "flag": [True, None, False],
            "small": pl.Series([5, 2, 1], dtype=pl.Int8),
            "two": pl.Series([2, 0, 1], dtype=pl.Int8),
        }
    ).write_parquet(path)
    data = read_survey(path)
    assert data.values("yes").tolist() == [1, 0, ANSWER_MISSING]
    assert data.values("flag").tolist() == [1, ANSWER_MISSING, 0]
    assert data.numbers("small").tolist() == [5, 2, 1]
    assert data.numbers("two").tolist() == [2, 0, 1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7", "no survey file"),
        (b"\x00\x01\x02", "no survey file"),
        (b"PAR1 and no more", "Parquet"),
        (b"PK\x03\x04 and no more", "spreadsheet"),
        (b"$FL2 and no more", "SPSS"),
        (b"<stata_dta> and no more", "Stata"),
        (b"id,q8a\n", "no rows"),
        (b"id,id\n1,2\n", "twice"),
        (b"id,w\n1,2,3\n1\n", ":2"),
        (b'id,w\n1,"2\n', "no CSV"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_is_wrong(content, told, written):
    faults = faults_of(written(content))
    assert told in faults[0]
    assert all("survey.csv" in fault for fault in faults)


def test_all_lines_with_another_number_of_cells_are_told_at_once(written):
    assert len(faults_of(written("a,b\n1\n1,2\n1,2,3\n"))) == 2


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "no such file" in faults_of(tmp_path / "nowhere.csv")[0]
