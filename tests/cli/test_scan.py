"""`wegwijzer scan` through its front door: rows, counts, and what it says of a file that is wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.readers.scanning.random_firms import frame_of, random_firms
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.scanning.run import ScanOrder, ScanStopped, run_scan

ON = "2026-11-30"
DAY = shipped_day(date(2026, 11, 30))
FEW = "kmo-portefeuille,tetra"
FIRMS = 40

GOOD = {
    "id": ["a", "b", "c"],
    "legal_form": ["bv", "BVBA", None],
    "region": ["vlaanderen", "brussel", None],
    "fte_min": [12.0, 10.0, None],
    "fte_max": [12.0, 49.0, None],
}


@pytest.fixture
def write(tmp_path):
    """Write a population and give its path; a change to GOOD is a fault to look at."""

    def file(name="firms.parquet", **changes):
        path = tmp_path / name
        columns = {column: values for column, values in {**GOOD, **changes}.items() if values is not None}
        table = pl.DataFrame(columns, strict=False)
        table.write_csv(path) if name.endswith(".csv") else table.write_parquet(path)
        return str(path)

    return file


@pytest.fixture
def scan(run):
    """Run `wegwijzer scan` on the day."""

    def command(*arguments):
        return run("scan", *arguments, "--on", ON, "--lang", "en")

    return command


def faults_of(result):
    assert result.exit_code == 2, result.output
    return result.stderr.strip().splitlines()


def test_the_rows_have_the_key_and_a_verdict_counts_and_masks_per_measure(write, scan, tmp_path):
    out = tmp_path / "out.parquet"
    result = scan(write(), "--out", str(out), "--measures", FEW)
    assert result.exit_code == 0, result.stderr
    rows = pl.read_parquet(out)
    ends = ["verdict", "blocking", "missing", "blocking_mask", "missing_mask"]
    assert rows.columns == ["id", *(f"{name}_{end}" for name in FEW.split(",") for end in ends)]
    assert rows["id"].to_list() == ["a", "b", "c"]
    assert rows["kmo-portefeuille_verdict"].to_list() == ["unknown", "unknown", "unknown"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["firms.parquet", "out.parquet"]


def test_the_file_says_which_criterion_each_bit_is(write, scan, tmp_path):
    out = tmp_path / "out.parquet"
    scan(write(), "--out", str(out), "--measures", "tetra")
    told = json.loads(pl.read_parquet_metadata(out)["wegwijzer"])
    assert told["on"] == ON
    assert told["criteria"]["tetra"] == [
        criterion.id for criterion in DAY.catalogue.measure("tetra").version_on(DAY.day).criteria
    ]


def test_without_a_key_column_the_row_number_is_the_key(write, scan, tmp_path):
    out = tmp_path / "out.parquet"
    assert scan(write(id=None), "--out", str(out), "--measures", "tetra").exit_code == 0
    assert pl.read_parquet(out)["row"].to_list() == [1, 2, 3]


def test_the_summary_counts_every_firm_once_and_writes_nothing(write, scan, tmp_path):
    told = json.loads(scan(write(), "--json").stdout)
    assert told["firms"] == 3
    assert {it["met"] + it["not_met"] + it["unknown"] for it in told["measures"]} == {3}
    assert {it["id"] for it in told["measures"]} == {it.measure.id for it in DAY.measures}
    assert [path.name for path in tmp_path.iterdir()] == ["firms.parquet"]


def test_people_get_a_table_and_what_would_decide_most(write, scan):
    shown = scan(write(), "--summary", "--measures", FEW).stdout
    assert "kmo-portefeuille" in shown
    assert "undecided" in shown
    assert "partner_firms" in shown or "planned_action" in shown


def test_without_a_place_and_without_a_summary_there_is_nothing_to_do(write, scan):
    (fault,) = faults_of(scan(write()))
    assert "--summary" in fault


def test_csv_gives_the_rows_that_parquet_gives(scan, tmp_path):
    table = frame_of(random_firms(3, FIRMS, DAY), DAY)
    table.write_parquet(tmp_path / "firms.parquet")
    table.write_csv(tmp_path / "firms.csv")
    assert table.null_count().to_numpy().any()
    for name in ("parquet", "csv"):
        arguments = ("--out", str(tmp_path / f"{name}.out.parquet"), "--amounts", "--questions")
        result = scan(str(tmp_path / f"firms.{name}"), *arguments)
        assert result.exit_code == 0, result.stderr
    first, second = (pl.read_parquet(tmp_path / f"{name}.out.parquet").drop("id") for name in ("parquet", "csv"))
    assert_frame_equal(first, second)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_csv_is_read_in_any_usual_encoding_and_delimiter(encoding, delimiter, scan, tmp_path):
    path = tmp_path / "firms.csv"
    lines = ["id,name,legal_form,nace,nace_version,founded", "1,Café Zoë,bv,01.11,2008,2016", "2,b,,,,2016-05-01"]
    path.write_text("\n".join(lines).replace(",", delimiter), encoding=encoding)
    result = scan(str(path), "--summary", "--measures", FEW)
    assert result.exit_code == 0, result.stderr


def test_an_unknown_column_is_a_fault_that_names_the_nearest_fact(write, scan):
    (fault,) = faults_of(scan(write(legal_from=["bv", "bv", "bv"]), "--summary"))
    assert 'Did you mean "legal_form"?' in fault
    assert "--ignore" in fault


def test_columns_can_be_copied_or_let_be(write, scan, tmp_path):
    out = tmp_path / "out.parquet"
    path = write(segment=["x", "y", "z"], remark=["", "", ""])
    result = scan(path, "--out", str(out), "--measures", "tetra", "--keep", "segment", "--ignore", "remark")
    assert result.exit_code == 0, result.stderr
    assert pl.read_parquet(out)["segment"].to_list() == ["x", "y", "z"]
    assert "remark" not in pl.read_parquet(out).columns


def test_ten_thousand_columns_are_told_in_a_few_lines(tmp_path, scan):
    path = tmp_path / "wide.parquet"
    pl.DataFrame({f"c{place}": [1] for place in range(10_000)}).write_parquet(path)
    faults = faults_of(scan(str(path), "--summary"))
    assert len(faults) < 30
    assert "9,980 more columns" in faults[-1] + faults[-2]


def test_a_misspelt_column_to_keep_is_a_fault(write, scan):
    (fault,) = faults_of(scan(write(), "--summary", "--keep", "legal_fom"))
    assert "legal_form" in fault


WRONG = [
    ({"fte_min": [12.0, 60.0, None]}, "fte_min, row 2 (b)", "60.0 and 49.0"),
    ({"fte_max": [float("inf"), 49.0, None]}, "fte_max, row 1 (a)", "inf is impossible"),
    ({"fte_min": [-1.0, 10.0, None]}, "fte_min, row 1 (a)", "-1 is impossible"),
    ({"fte_min": ["many", "10", None]}, "fte_min, row 1 (a)", '"many" is no number'),
    ({"fte_min": [[1], [2], [3]]}, "fte_min", "holds values of the type List"),
    ({"legal_form": ["bv", "llc", "llc"]}, "legal_form, row 2 (b)", "2 rows in all"),
    ({"legal_form": [1, 2, 3]}, "legal_form", "holds values of the type Int64"),
    ({"nace": [1.11, 10.71, None]}, "nace", "leading zero"),
    ({"nace": [111, 1071, None]}, "nace", "leading zero"),
    ({"nace": ["1.11", "10.71", None]}, "nace, row 1 (a)", "is not a NACE code"),
    ({"founded": ["2016-13-01", "2016", None]}, "founded, row 1 (a)", '"2016-13-01" is no day'),
    ({"founded": [20160101, 2016, None]}, "founded, row 1 (a)", '"20160101" is no day'),
    ({"part_of_group": ["maybe", "ja", None]}, "part_of_group, row 1 (a)", '"maybe" is neither yes nor no'),
    ({"part_of_group": [2, 1, None]}, "part_of_group, row 1 (a)", '"2" is neither yes nor no'),
    ({"trl": [10.0, 1.0, None]}, "trl, row 1 (a)", "at most 9"),
    ({"fte": [99.0, 12.0, None]}, "fte, row 1 (a)", "lies outside its own fte_min and fte_max"),
    ({"postal_code": ["0001", "8500", None], "region": None}, "postal_code, row 1 (a)", "is no postal code"),
    ({"postal_code": ["8500", "8500", None]}, "region, row 2 (b)", "does not go with postal code 8500"),
    ({"id": ["a", "b", "a"]}, "id, row 3", "is that of row 1 already"),
    ({"id": ["a", None, "c"]}, "id, row 2", "has no key"),
    ({"id": [1.0, 2.0, 3.0]}, "id", "no keys"),
    ({"fte_min": ["x" * 5_000_000, "1", None]}, "fte_min, row 1 (a)", "is no number"),
    ({"legal_form": ["x" * 5_000_000, "bv", None]}, "legal_form, row 1 (a)", "is no option"),
]


@pytest.mark.parametrize(("changes", "where", "problem"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_in_a_column_is_told_with_its_first_row_and_leaves_nothing(
    changes, where, problem, write, scan, tmp_path
):
    path = write(**changes)
    for out in ("out.parquet", "out"):
        (fault,) = faults_of(scan(path, "--out", str(tmp_path / out), "--measures", "tetra"))
        assert f"firms.parquet, {where}" in fault
        assert problem in fault
        assert len(fault) < 1_000
        assert [item.name for item in tmp_path.iterdir()] == ["firms.parquet"]


def test_all_faults_are_told_at_once(write, scan):
    path = write(fte_min=[99.0, 10.0, None], legal_form=["llc", "bv", "bv"], id=["a", "a", "c"])
    assert len(faults_of(scan(path, "--summary"))) == 3


def test_not_a_number_and_empty_cells_are_missing(write, scan):
    gap = write("gap.parquet", fte_min=[12.0, None, None], fte_max=[12.0, None, None])
    nan = write("nan.parquet", fte_min=[12.0, float("nan"), None], fte_max=[12.0, float("nan"), None])
    first, second = (json.loads(scan(path, "--json").stdout)["measures"] for path in (gap, nan))
    assert first == second


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"PAR1 and no more", "cannot be read as Parquet"),
        (b"PK\x03\x04 a sheet", "an Excel file"),
        (b"id,fte\n", "no rows"),
        (b"id,fte\n1,2\n2,3,4\n", "firms:3: has 3 cells"),
        (b"id,fte\n1,2\n2\n", "firms:3: has 1 cells"),
        (b'id,fte\n"1\n,2",2\n2,3,4\n', "firms:4: has 3 cells"),
        (b"id,fte,fte\n1,2,3\n", "twice"),
        (b"1,2,3\n4,5,6\n", "holds numbers, not names"),
        (b"id\n1\n", "no column of a fact"),
        (b"id,\x00\x01\xff\n", "no known encoding"),
    ],
)
def test_a_file_that_is_no_population_is_named(content, problem, tmp_path, scan):
    path = tmp_path / "firms"
    path.write_bytes(content)
    faults = faults_of(scan(str(path), "--out", str(tmp_path / "out.parquet")))
    assert problem in "\n".join(faults)
    assert [item.name for item in tmp_path.iterdir()] == ["firms"]


def test_a_parquet_file_that_breaks_off_is_named(write, scan, tmp_path):
    path = write()
    content = Path(path).read_bytes()
    Path(path).write_bytes(content[: len(content) // 2])
    (fault,) = faults_of(scan(path, "--summary"))
    assert "cannot be read as Parquet" in fault


def test_a_file_that_is_not_there_is_named(scan, tmp_path):
    (fault,) = faults_of(scan(str(tmp_path / "none.parquet"), "--summary"))
    assert "there is no such file" in fault


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--measures", "tetraa"), "Nearest: tetra"),
        (("--measures", "h2020-kmo-instrument"), "no period covers"),
        (("--partition-by", "fte", "--out", "here"), "no column to divide"),
        (("--partition-by", "region", "--out", "here.parquet"), "needs a folder"),
        (("--resume", "--out", "here.parquet"), "needs a folder"),
        (("--out", "nowhere/here.parquet"), "its folder is not there"),
        (("--out", "firms.parquet"), "is what is read"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_named(arguments, problem, write, scan, tmp_path, monkeypatch):
    write()
    monkeypatch.chdir(tmp_path)
    (fault,) = faults_of(scan("firms.parquet", "--summary", *arguments))
    assert problem in fault
    assert [item.name for item in tmp_path.iterdir()] == ["firms.parquet"]


def test_a_folder_has_a_folder_for_each_value(write, scan, tmp_path):
    out = tmp_path / "out"
    result = scan(write(), "--out", str(out), "--partition-by", "region", "--measures", "tetra")
    assert result.exit_code == 0, result.stderr
    rows = pl.read_parquet(out / "**/*.parquet", hive_partitioning=True)
    assert dict(zip(rows["id"], rows["region"], strict=True)) == {"a": "vlaanderen", "b": "brussel", "c": None}


def order(path, out, **changes):
    return ScanOrder(path, out, measures=("tetra",), part_rows=1_000, **changes)


@pytest.fixture
def many(tmp_path):
    """Three parts of firms."""
    path = tmp_path / "many.parquet"
    forms = ["bv", "nv", "vzw", None, "cv"]
    pl.DataFrame({"id": range(3_000), "legal_form": [forms[place % 5] for place in range(3_000)]}).write_parquet(path)
    return path


def stop_after(firms):
    def told(done, _):
        if done >= firms:
            raise KeyboardInterrupt

    return told


def test_a_stopped_scan_keeps_its_parts_and_goes_on(many, tmp_path, run):
    with pytest.raises(ScanStopped) as stopped:
        run_scan(order(many, tmp_path / "out"), DAY, progress=stop_after(1_000))
    assert (stopped.value.parts, stopped.value.firms) == (1, 1_000)
    first = tmp_path / "out" / "part-00000.parquet"
    written = first.stat().st_mtime_ns
    again = run_scan(order(many, tmp_path / "out", resume=True), DAY)
    whole = run_scan(order(many, tmp_path / "whole.parquet"), DAY)
    assert first.stat().st_mtime_ns == written
    assert again.summary.measures == whole.summary.measures
    assert_frame_equal(
        pl.read_parquet(sorted((tmp_path / "out").glob("*.parquet"))), pl.read_parquet(tmp_path / "whole.parquet")
    )


def test_a_scan_of_one_file_that_is_stopped_leaves_nothing(many, tmp_path):
    with pytest.raises(ScanStopped):
        run_scan(order(many, tmp_path / "out.parquet"), DAY, progress=stop_after(1_000))
    assert [item.name for item in tmp_path.iterdir()] == ["many.parquet"]


def test_a_scan_does_not_go_on_with_another_input_or_day(many, tmp_path, run):
    out = tmp_path / "out"
    with pytest.raises(ScanStopped):
        run_scan(order(many, out), DAY, progress=stop_after(1_000))
    arguments = ("scan", str(many), "--out", str(out), "--measures", "tetra", "--part-rows", "1000", "--lang", "en")
    (fault,) = faults_of(run(*arguments, "--resume", "--on", "2026-01-01"))
    assert "day" in fault
    assert "another folder" in fault
    (fault,) = faults_of(run(*arguments, "--on", ON))
    assert "--resume" in fault
    table = pl.read_parquet(many).with_columns(legal_form=pl.lit("bv"))
    table.write_parquet(many)
    (fault,) = faults_of(run(*arguments, "--resume", "--on", ON))
    assert "input" in fault
    assert len(list(out.glob("part-*"))) == 1


def test_a_folder_with_other_things_in_it_is_left_alone(write, scan, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "letter.txt").write_text("dear", encoding="utf-8")
    (fault,) = faults_of(scan(write(), "--out", str(out)))
    assert "is not empty" in fault
    assert [item.name for item in out.iterdir()] == ["letter.txt"]


RELATIONS = "firm,name,share_pct,holder,fte,turnover_eur,balance_sheet_total_eur\na,Parent,60,other,400,9e7,9e7\n"


def test_relations_make_a_small_firm_large(write, scan, tmp_path):
    relations = tmp_path / "relations.csv"
    relations.write_text(RELATIONS, encoding="utf-8")
    path = write(turnover_eur_min=[1e6] * 3, turnover_eur_max=[1e6] * 3)
    arguments = ("--measures", "kmo-portefeuille", "--json")
    alone, related = (
        {it["id"]: it["blocking"] for it in json.loads(scan(path, *arguments, *more).stdout)["measures"][0]["criteria"]}
        for more in ((), ("--relations", str(relations)))
    )
    assert {it for it in related if related[it] != alone[it]} == {"sme"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RELATIONS.replace("a,Parent", "z,Parent"), 'there is no firm "z"'),
        (RELATIONS.replace("holder", "holds"), 'there is no column "holder"'),
        (RELATIONS.replace("60", "160"), "is no share"),
        (RELATIONS.replace("other", "nobody"), "holds nothing"),
        (RELATIONS.replace("firm,", "colour,firm,").replace("a,P", "red,a,P"), "unknown column"),
        ("firm,relation,parent,name,share_pct,holder\na,1,2,x,50,other\na,2,1,y,50,other\n", "in a circle"),
        ("firm,relation,parent,name,share_pct,holder\na,1,9,x,50,other\n", 'no relation "9"'),
    ],
)
def test_relations_that_are_wrong_are_named(text, problem, write, scan, tmp_path):
    relations = tmp_path / "relations.csv"
    relations.write_text(text, encoding="utf-8")
    faults = faults_of(scan(write(), "--out", str(tmp_path / "out"), "--relations", str(relations)))
    assert problem in "\n".join(faults)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["firms.parquet", "relations.csv"]
