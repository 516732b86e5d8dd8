"""`wegwijzer pyramid` through its front door."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.docs.pages import ROOT
from wegwijzer.core.pyramid.answers import QUESTIONS

pl = pytest.importorskip("polars")
pyreadstat = pytest.importorskip("pyreadstat")

EXAMPLE = str(ROOT / "examples" / "synthetic-survey.csv")
NAMES = tuple(QUESTIONS)
SEGMENTS = ["koploper", "ontwikkelaar", "toepasser", "volger", "niet_innovatief"]


def table(firms, **columns):
    """Columns of firms told by their yes answers, with `?` for a missing one."""
    found = {
        name: [None if f"?{name}" in firm.split() else int(name in firm.split()) for firm in firms] for name in NAMES
    }
    return found | columns


def text_of(columns, delimiter=","):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return file.getvalue()


FIRMS = ["", "", "", "q29", "q8a q29", "q10a q11a q8a q21a q22f q25", "q16a q14a q22f", "?q21d"]
DESIGN = {
    "w": ["1.5", "2", "2", "1", "1", "1", "3", "1"],
    "s": ["a", "a", "a", "a", "b", "b", "b", "b"],
    "emp": ["12", "30", "99", "10", "100", "11", "250", "20"],
}


@pytest.fixture
def survey(run, tmp_path):
    """Run the command on a table."""

    def command(columns, *arguments, name="survey.csv"):
        path = tmp_path / name
        path.write_text(columns if isinstance(columns, str) else text_of(columns), encoding="utf-8")
        return run("pyramid", str(path), *arguments)

    return command


def read(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def faults(result):
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def test_the_contract_is_kept(survey):
    found = read(survey(table(FIRMS, **DESIGN), "--weight", "w", "--strata", "s", "--min-count", "0", "--json"))
    assert {"n", "sum_of_weights", "segments", "by", "definitions", "undecided"} <= set(found)
    assert [segment["id"] for segment in found["segments"]] == SEGMENTS
    keys = {"id", "n", "share", "se", "ci_low", "ci_high", "suppressed"}
    assert all(keys <= set(segment) for segment in found["segments"])
    assert (found["n"], found["undecided"], found["sum_of_weights"]) == (8, 1, 12.5)
    assert [segment["n"] for segment in found["segments"]] == [1, 1, 1, 1, 3]
    assert sum(segment["share"] for segment in found["segments"]) == pytest.approx(1, abs=1e-6)
    assert found["segments"][4]["share"] == pytest.approx(5.5 / 11.5, abs=1e-6)
    assert set(found["definitions"]) == {"eurostat", "eurostat_2018", "pyramid"}


def test_the_rows_used_and_left_out_are_told(survey):
    found = read(survey(table(FIRMS, **DESIGN), "--where", "emp >= 10 and emp <= 100", "--json"))
    assert (found["rows_read"], found["rows_used"], found["n"]) == (8, 7, 7)
    assert {item["reason"]: item["rows"] for item in found["rows_left_out"]} == {"where": 1, "where_open": 0}


def test_a_part_of_the_survey_keeps_its_whole_design(survey):
    """A stratum with one firm of the part is no stratum with one firm."""
    columns = table(FIRMS, **DESIGN)
    found = read(survey(columns, "--strata", "s", "--where", "emp >= 200 or s == 'a'", "--min-count", "0", "--json"))
    assert found["n"] == 5


@pytest.mark.parametrize("kind", ["parquet", "sav", "dta", "xlsx", "csv"])
def test_every_kind_of_file_gives_the_same_pyramid(kind, run, tmp_path):
    columns = table(FIRMS, w=[1.5, 2.0, 2.0, 1.0, 1.0, 1.0, 3.0, 1.0], s=list("aaaabbbb"))
    path = tmp_path / f"survey.{kind}"
    frame = pl.DataFrame(columns)
    match kind:
        case "parquet":
            frame.write_parquet(path)
        case "sav":
            pyreadstat.write_sav(frame, str(path))
        case "dta":
            pyreadstat.write_dta(frame, str(path))
        case "csv":
            frame.write_csv(path, separator=";")
        case "xlsx":
            import xlsxwriter

            with xlsxwriter.Workbook(str(path)) as book:
                sheet = book.add_worksheet()
                for place, (name, cells) in enumerate(columns.items()):
                    sheet.write_column(0, place, [name, *("" if cell is None else cell for cell in cells)])
    found = read(run("pyramid", str(path), "--weight", "w", "--strata", "s", "--min-count", "0", "--json"))
    assert [segment["n"] for segment in found["segments"]] == [1, 1, 1, 1, 3]
    assert found["sum_of_weights"] == 12.5
    assert found["undecided"] == 1


def test_the_survey_can_come_through_a_pipe(run):
    found = read(run("pyramid", "-", "--min-count", "0", "--json", input=text_of(table(FIRMS))))
    assert found["n"] == 8


def test_rows_out_keeps_the_text_of_the_input_and_adds_three_columns(survey, tmp_path):
    columns = table(FIRMS, **DESIGN, note=["a;b", "é", '"', " x ", "007", "1,50", "", "z\ny"])
    out = tmp_path / "out.csv"
    read(survey(columns, "--rows-out", str(out), "--where", "emp > 50", "--json"))
    before = list(csv.DictReader(io.StringIO(text_of(columns))))
    with out.open(encoding="utf-8", newline="") as file:
        after = list(csv.DictReader(file))
    assert [{name: row[name] for name in columns} for row in after] == before
    assert [row["segment"] for row in after][-1] == "undecided"
    assert after[-1]["possible"] == "niet_innovatief;volger"
    assert after[0]["possible"] == after[0]["segment"] == "niet_innovatief"
    assert set(after[5]["decided_by"].split(";")) == {"q10a", "q11a", "q21a", "q22f", "q25"}


def test_rows_out_refuses_a_survey_that_has_the_columns_already(survey, tmp_path):
    out = tmp_path / "out.csv"
    assert "segment" in faults(survey(table(FIRMS, segment=["x"] * 8), "--rows-out", str(out)))[0]
    assert not out.exists()


def test_a_fault_leaves_no_file_behind(survey, tmp_path):
    out = tmp_path / "out.csv"
    faults(survey(table(FIRMS, w=["-1"] * 8), "--weight", "w", "--rows-out", str(out)))
    assert not out.exists()


def test_a_file_of_spss_reads_with_the_map_of_cis_2012_and_says_what_nobody_verified(run, tmp_path):
    columns = {
        "INPDGD": [1.0, 0.0] * 10,
        "INPDSV": [0.0] * 20,
        "INPDTW": [1.0, 98.0] * 10,
        "NEWMKT": [1.0, 0.0] * 10,
        "INPSPD": [0.0] * 20,
        "INPSLG": [0.0] * 20,
        "INPSSU": [0.0] * 20,
        "RRDIN": [1.0, 0.0] * 10,
        "ROEK": [0.0] * 20,
        "RALLX": [1250.5, 0.0] * 10,
        "CO": [0.0] * 20,
        "INONG": [0.0] * 20,
        "INABA": [0.0] * 20,
    }
    path = tmp_path / "cis.sav"
    missing = {"INPDTW": [{"lo": 97, "hi": 99}]}
    labels = {"INPDTW": {98: "not asked"}}
    pyreadstat.write_sav(pl.DataFrame(columns), str(path), missing_ranges=missing, variable_value_labels=labels)
    found = read(run("pyramid", str(path), "--map", "cis2012", "--lang", "en", "--min-count", "0", "--json"))
    assert found["map"] == "cis2012"
    assert found["unverified"] == ["q10a", "q16a", "q21a", "q25"]
    assert {"q16a", "q25"} <= set(found["absent"])
    assert any("not asked" in note["sentence"] and note["rows"] == 10 for note in found["notes"])
    assert any("no public source" in warning for warning in found["warnings"])


def test_the_map_of_2018_warns_of_the_break(survey):
    faults(survey(table(FIRMS), "--map", "cis2018"))
    found = read(survey(table(FIRMS), "--map", "cis2018", "--allow-missing", "--lang", "en", "--json"))
    assert any("2018" in warning and "comparable" in warning for warning in found["warnings"])
    assert found["undecided"] == 8


def test_a_map_of_ones_own(survey, tmp_path):
    columns = table(FIRMS)
    columns["V1"] = [2 - (value or 0) for value in columns.pop("q8a")]
    own = tmp_path / "own.yaml"
    own.write_text(
        "q8a: {column: V1, yes: [1], no: [2]}\n" + "".join(f"{name}: {name}\n" for name in NAMES[1:]), encoding="utf-8"
    )
    found = read(survey(columns, "--map", str(own), "--min-count", "0", "--json"))
    assert [segment["n"] for segment in found["segments"]] == [1, 1, 1, 1, 3]


BAD_INPUT = [
    (table(FIRMS, w=["1"] * 7 + ["-1"]), ["--weight", "w"], ["line 9", "negative"]),
    (table(FIRMS, w=["1"] * 7 + [""]), ["--weight", "w"], ["line 9", "missing"]),
    (table(FIRMS, w=["1"] * 7 + ["veel"]), ["--weight", "w"], ["line 9", "veel"]),
    (table(FIRMS, s=list("aaaaaaab")), ["--strata", "s"], ["line 9", '"b"', "one sampling unit"]),
    (table(FIRMS, s=[*"aaaabbb", ""]), ["--strata", "s"], ["line 9", "stratum is missing"]),
    (table(FIRMS, s=list("aaaabbbb"), N=["3"] * 4 + ["9"] * 4), ["--strata", "s", "--fpc", "N"], ['"a"']),
    (table(FIRMS) | {"q8a": [0, 1, 2, 2, 0, 0, 0, 9]}, [], ["q8a: 2", "2 rows", "lines 4, 5"]),
    (table(FIRMS), ["--weight", "gewicht"], ['no column "gewicht"']),
    (table(FIRMS), ["--by", "sector"], ['no column "sector"']),
    (table(FIRMS), ["--by", "technology"], ['no column "nace"']),
    (table([""] * 101, firm=list(range(101))), ["--by", "firm"], ["101 values", "at most 100"]),
    (table(FIRMS), ["--where", "import os"], ["--where"]),
    (table(FIRMS), ["--where", "q8a == 5"], ["no row meets"]),
    (table(FIRMS), ["--reading", "spending"], ["--reading"]),
    (table(FIRMS), ["--map", "cis2013"], ["cis2012"]),
    ({name: column for name, column in table(FIRMS).items() if name != "q25"}, [], ['no column "q25"']),
    ("", [], ["is empty"]),
]


@pytest.mark.parametrize(("columns", "arguments", "told"), BAD_INPUT)
def test_bad_input_is_named_in_one_line_a_fault_and_nothing_is_written(columns, arguments, told, survey):
    lines = faults(survey(columns, *arguments, "--json"))
    assert any(all(word in line for word in told) for line in lines), lines


def test_all_wrong_codes_are_told_at_once(survey):
    columns = table(FIRMS) | {"q8a": [7, 8, 0, 0, 0, 0, 0, 0], "q29": ["x", 0, 0, 0, 0, 0, 0, 0]}
    assert len(faults(survey(columns))) == 3


def test_double_ids_and_contradictions_are_notes_and_every_row_counts(survey):
    found = read(survey(table([*FIRMS, "q22f"], id=list("aabcdefgh")), "--json"))
    assert found["n"] == 9
    assert {"duplicate", "contradiction.spending_without_innovation"} <= {note["id"] for note in found["notes"]}


@pytest.mark.parametrize(("language", "words"), [("nl", "koplopers"), ("en", "front-runners"), ("fr", "leaders")])
def test_people_read_a_table_with_intervals_and_the_rows_used(language, words, run):
    result = run(
        "pyramid", EXAMPLE, "--weight", "weight", "--strata", "stratum", "--fpc", "fpc", "--by", "technology",
        "--where", "emp >= 10 and emp <= 100", "--lang", language,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert words in result.stdout
    assert "161" in result.stdout
    assert "%" in result.stdout


def test_a_choice_of_table_12_changes_who_stands_where(run):
    printed = read(run("pyramid", EXAMPLE, "--min-count", "0", "--json"))
    read_otherwise = read(run("pyramid", EXAMPLE, "--reading", "own-makes-ontwikkelaar", "--min-count", "0", "--json"))
    assert read_otherwise["reading"] == ["own-makes-ontwikkelaar"]
    assert read_otherwise["segments"][1]["n"] > printed["segments"][1]["n"]
    assert printed["moved"] == read_otherwise["moved"]


def test_a_definition_whose_question_was_not_asked_gives_no_share(survey):
    """Without activities under way and abandoned ones, Eurostat's rule can say yes of a firm and never no."""
    rows = "".join(f"{place % 2},0,0,0,0,0,0,0,0,0,0,0,0\n" for place in range(40))
    found = json.loads(survey(f"{','.join(QUESTIONS)}\n{rows}", "--json").stdout)
    assert found["definitions"]["eurostat"] is None
    assert found["definitions"]["pyramid"] == 0.5


CIS_2012 = ["INPDGD", "INPDSV", "INPDTW", "NEWMKT", "INPSPD", "INPSLG", "INPSSU", "RRDIN", "ROEK", "RALLX", "CO"]


def test_a_shipped_map_says_which_rungs_it_cannot_reach_and_what_to_do(survey):
    columns = {name: ["0", "1", "1"] for name in CIS_2012}
    told = survey(columns, "--map", "cis2012", "--lang", "en").stdout
    [line] = [line for line in told.splitlines() if "no firm is surely one of these" in line]
    assert line.startswith("! Without q16a, q25 no firm is surely")
    assert all(f"({name})" in line for name in ("koplopers", "toepassers", "volgers"))
    assert "(ontwikkelaars)" not in line
    assert "--map OWN.yaml" in line


def test_a_map_of_ones_own_reaches_every_rung_again(survey, tmp_path):
    columns = table(["q10a q11a q8a q21a q22f q25", "", "q8a"])
    own = tmp_path / "own.yaml"
    own.write_text("".join(f"{name}: {name}\n" for name in NAMES), encoding="utf-8")
    assert "no firm is surely" not in survey(columns, "--map", str(own), "--lang", "en").stdout


def test_firms_whose_code_does_not_decide_are_counted(survey):
    columns = table(["", "q8a", "q29"], nace=["29.71", "15.81", "62.01"])
    options = ("--by", "technology", "--min-count", "0", "--nace-version", "nacebel-2003")
    assert "does not decide the technology class (“open”): 1 rows" in survey(columns, *options, "--lang", "en").stdout
    groups = {group["value"]: group["n"] for group in read(survey(columns, *options, "--json"))["by"]}
    assert groups == {"low": 1, "outside": 1, "open": 1}


def test_an_unknown_version_of_nace_is_a_fault(survey):
    columns = table([""], nace=["26"])
    [fault] = faults(survey(columns, "--by", "technology", "--nace-version", "2012"))
    assert '"2012" is no version of NACE' in fault
    assert "2003, 2008, 2025" in fault
