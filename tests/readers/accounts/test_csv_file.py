"""CSV: delimiters, quotes, encodings, and lines that cannot be read."""

import csv

import pytest

from tests.readers.accounts.batches import read_one, told
from wegwijzer.readers.accounts.csv_file import MOST_BLANK

HEADER = "entity;70;70_nm1;name\n"


def entities(text, **limits):
    return [filing.entity for filing in read_one(text, **limits).filings]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_shows_in_the_header(delimiter):
    text = delimiter.join(("entity", "70", "70_nm1")) + "\n" + delimiter.join(("A", "1", "2")) + "\n"
    [filing] = read_one(text).filings
    assert (filing.year.amounts, filing.previous.amounts) == ({"70": 1.0}, {"70": 2.0})


def test_the_line_that_tells_excel_the_delimiter_is_obeyed():
    assert entities("sep=;\nentity;70\nA;1\n") == ["A"]


def test_a_header_may_stand_below_a_title():
    assert entities("Klantenlijst 2024\n\nentity;70\nA;1\n") == ["A"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(line_end):
    assert entities(f"entity;70{line_end}A;1{line_end}B;2") == ["A", "B"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_of_an_office_is_read(encoding):
    [filing] = read_one(f"{HEADER}A;1;2;Café «Zoë»\n".encode(encoding)).filings
    assert filing.name == "Café «Zoë»"


def test_a_line_in_another_encoding_is_a_fault_and_the_rest_goes_through():
    data = f"{HEADER}A;1;;é\n".encode() + "B;2;;é\n".encode("cp1252") + b"C;3;;d\n"
    read = read_one(data, "f.csv")
    assert [filing.entity for filing in read.filings] == ["A", "C"]
    assert told(read) == [
        "f.csv:3: is not in UTF-8, as the lines before it are; the line is left out. "
        "Expected: one encoding in the whole file."
    ]
    turned = f"{HEADER}A;1;;é\n".encode("cp1252") + "B;2;;é\n".encode()
    assert "f.csv:3: is not in Windows-1252" in told(read_one(turned, "f.csv"))[0]


def test_utf_16_that_breaks_off_is_a_fault_after_what_was_read():
    data = f"{HEADER}A;1;2;x\n".encode("utf-16") + b"\x41"
    read = read_one(data, "f.csv")
    assert [filing.entity for filing in read.filings] == ["A"]
    assert "UTF-16" in told(read)[0]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_ends():
    read = read_one('entity;name;70\nA;"Jan; ""de"" \nBakker";1\nB;;2\n', "f.csv")
    assert [(filing.entity, filing.name, filing.where) for filing in read.filings] == [
        ("A", 'Jan; "de" Bakker', "f.csv:2"),
        ("B", "", "f.csv:4"),
    ]


def test_a_quote_that_is_never_closed_costs_one_line():
    rows = "".join(f"K{place};{place}\n" for place in range(1, 100))
    read = read_one(f'entity;70\nA;1\n"B;2\n{rows}', "f.csv")
    assert len(read.filings) == 100
    assert told(read) == [
        "f.csv:3: opens a quote that is not closed; the line is left out. "
        'Expected: quotes around a whole cell, and "" for a quote inside it.'
    ]


def test_quotes_that_are_never_closed_do_not_slow_the_rest_down():
    block = 'K;1;2;"x\n' + "K;1;2;x\n" * 60
    read = read_one(HEADER + block * 200, "f.csv", faults_a_file=10)
    assert "f.csv:2: opens a quote" in told(read)[0]


def test_a_quote_in_the_middle_of_a_cell_is_part_of_it():
    [filing] = read_one('entity;name;70\nA;buis 5" dik;1\n').filings
    assert filing.name == 'buis 5" dik'


def test_text_after_a_closing_quote_is_a_fault_for_that_line():
    read = read_one('entity;name;70\nA;"x"y;1\nB;z;2\n', "f.csv")
    assert [filing.entity for filing in read.filings] == ["B"]
    assert told(read)[0].startswith("f.csv:2: is no CSV")


def test_three_million_columns_are_refused_at_once():
    read = read_one("entity" + ";70" * 3_000_000 + "\nA;1\n", "f.csv")
    assert (read.filings, len(read.faults)) == ([], 1)
    assert "f.csv:1: is longer than 1,048,576 bytes" in told(read)[0]


def test_too_many_columns_on_a_shorter_line_are_refused_too():
    read = read_one("entity" + ";7" * 400 + "\nA;1\n", "f.csv", columns=100)
    assert told(read)[0].startswith("f.csv:1: has 401 columns")
    assert read.filings == []


def test_a_very_long_line_is_a_fault_and_the_rest_goes_through():
    read = read_one(f"{HEADER}A;1\nB;2;;{'x' * 5_000}\nC;3\n", "f.csv", line_bytes=1_000)
    assert [filing.entity for filing in read.filings] == ["A", "C"]
    assert told(read)[0].startswith("f.csv:3: is longer than 1,000 bytes")


def test_a_very_long_quoted_cell_is_a_fault_and_nobody_elses_limit_changes():
    before = csv.field_size_limit()
    read = read_one(f'{HEADER}A;1\nB;2;;"{"x" * 200_000}"\nC;3\n', "f.csv")
    assert [filing.entity for filing in read.filings] == ["A", "C"]
    assert told(read)[0].startswith("f.csv:3: is no CSV")
    assert csv.field_size_limit() == before


def test_a_file_without_a_column_of_entities_says_what_was_expected():
    read = read_one("klant;omzet\nA;1\n", "f.csv")
    [fault] = told(read)
    assert fault.startswith("f.csv: has no column entity in its first rows. Expected: a header with entity, rubric")


def test_the_faults_of_one_file_are_told_up_to_a_limit_and_then_counted():
    rows = "".join(f"A{place};x\n" for place in range(30))
    read = read_one(f"entity;70\n{rows}", "f.csv", faults_a_file=10)
    assert len(read.faults) == 11
    assert told(read)[-1] == "f.csv: has 50 more faults, which are not told one by one."


@pytest.mark.parametrize("empty", ["\n", ";;\n", " \n"])
def test_a_file_of_empty_lines_ends_the_reading_and_a_few_do_not(empty):
    assert entities(f"entity;70\n{empty * 50}A;1\n") == ["A"]
    read = read_one(f"entity;70\n{empty * (MOST_BLANK + 5)}A;1\n", "f.csv")
    assert read.filings == []
    assert told(read) == [
        f"f.csv:{MOST_BLANK + 2}: is the last of {MOST_BLANK + 1:,} empty lines in a row, and reading ends there. "
        "Expected: rows that follow each other."
    ]
