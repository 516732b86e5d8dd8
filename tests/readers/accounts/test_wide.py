"""Wide tables: one row an entity and closing day."""

from datetime import date

import pytest

from tests.readers.accounts.batches import read_one, told
from wegwijzer.core.accounts.filing import AccountsModel


def test_an_empty_cell_is_missing_and_never_nil():
    [filing] = read_one("entity;70;9901;70_nm1\nA;0;;\n").filings
    assert filing.year.amounts == {"70": 0.0}
    assert filing.previous is None


def test_the_optional_columns_say_whose_accounts_these_are():
    text = (
        "Entity;NACE;Nace_Version;Months;months_NM1;Name;legal_form;model;end;70;70_NM1\n"
        "0403.019.261;62010;2008;18;12;Bakkerij;NV;m02-f;31/12/2024;5;4\n"
    )
    [filing] = read_one(text, "f.csv").filings
    assert (filing.entity, filing.name, filing.legal_form) == ("0403019261", "Bakkerij", "nv")
    assert (filing.nace, filing.nace_version, filing.model) == ("62010", "2008", AccountsModel.FULL)
    assert (filing.year.end, filing.year.months, filing.previous.months) == (date(2024, 12, 31), 18.0, 12.0)
    assert (filing.is_deposit, filing.where) == (False, "f.csv:2")


def test_text_in_a_number_is_a_fault_for_that_cell_and_the_others_count():
    read = read_one("entity;70;9901;62\nA;100;n.v.t.;7\n", "f.csv")
    assert read.filings[0].year.amounts == {"70": 100.0, "62": 7.0}
    assert told(read) == [
        'f.csv:2, column 9901: "n.v.t." is no number. This cell is taken as missing; the row\'s other cells count. '
        "Expected: an amount in euro, such as 1234.56, 1.234,56 or (1 234,56)."
    ]


@pytest.mark.parametrize("written", ["nan", "NaN", "inf", "1e999", "-Infinity"])
def test_what_is_not_finite_is_refused(written):
    read = read_one(f"entity;70;62\nA;{written};1\n")
    assert read.filings[0].year.amounts == {"62": 1.0}
    assert len(read.faults) == 1


def test_decimal_commas_are_read_and_resolve_the_dots_of_thousands():
    [filing] = read_one("entity;70;62;9901\nA;1.234,50;2.000;3,5\n").filings
    assert filing.year.amounts == {"70": 1234.5, "62": 2000.0, "9901": 3.5}


def test_a_dot_that_can_be_thousands_or_decimals_is_a_fault_and_no_guess():
    read = read_one("entity;70;62\nA;1.234;5\n", "f.csv")
    assert read.filings[0].year.amounts == {"62": 5.0}
    assert "can be read as 1234 and as 1.234" in told(read)[0]


def test_columns_that_write_numbers_in_two_ways_are_each_read_in_their_own():
    read = read_one("entity;70;9087\nA;1.234,50;12.5\nB;2.345;1.125\n")
    assert [filing.year.amounts for filing in read.filings] == [
        {"70": 1234.5, "9087": 12.5},
        {"70": 2345.0, "9087": 1.125},
    ]


def test_euro_signs_are_accepted_and_another_currency_refuses_its_row_only():
    read = read_one("entity;70;62\nA;€ 5;EUR 6\nB;$ 5;6\nC;7;8\n", "f.csv")
    assert [(filing.entity, filing.year.amounts) for filing in read.filings] == [
        ("A", {"70": 5.0, "62": 6.0}),
        ("C", {"70": 7.0, "62": 8.0}),
    ]
    assert told(read)[0].startswith('f.csv:3, column 70: "$ 5" is in another currency than the euro. The row is left')


def test_a_column_of_currencies_refuses_rows_that_are_not_in_euro():
    read = read_one("entity;70;currency\nA;5;EUR\nB;5;USD\nC;5;\n", "f.csv")
    assert [filing.entity for filing in read.filings] == ["A", "C"]
    assert told(read)[0].startswith('f.csv:3, column currency: is "USD"')


def test_an_entity_twice_is_a_fault_that_names_both_lines_and_the_first_counts():
    read = read_one("entity;70\nA;1\nB;2\nA;3\n", "f.csv")
    assert [(filing.entity, filing.year.amounts["70"]) for filing in read.filings] == [("A", 1.0), ("B", 2.0)]
    assert told(read)[0].startswith("f.csv:4: A is already on line 2; this row is left out.")


def test_several_rows_with_their_closing_days_are_several_years():
    read = read_one("entity;end;70\nA;2024-12-31;1\nA;2023-12-31;2\n")
    assert [filing.year.end.year for filing in read.filings] == [2024, 2023]
    assert read.faults == []


def test_a_number_with_wrong_check_digits_is_told_and_its_row_kept_under_its_label():
    read = read_one("entity;70\n0403.019.262;1\n", "f.csv")
    assert read.filings[0].entity == "0403.019.262"
    assert "check digits" in told(read)[0]
    assert "The row is kept under this label." in told(read)[0]


def test_unknown_columns_are_kept_when_they_look_like_a_rubric_and_told_when_not():
    read = read_one("entity;70;12345;omzet;nam\nA;1;2;3;x\n", "f.csv")
    assert read.filings[0].year.amounts == {"70": 1.0, "12345": 2.0}
    assert told(read)[0].startswith('f.csv:1, column 4: "omzet" is not known, and not read. Did you mean "70"?')
    assert 'Did you mean "name"?' in told(read)[1]


def test_hundreds_of_unknown_columns_are_counted():
    columns = ";".join(f"kolom {place}" for place in range(300))
    read = read_one(f"entity;70;{columns}\nA;1\n", "f.csv")
    assert (len(read.filings), len(read.faults)) == (1, 21)
    assert "has 280 more columns that are not known" in told(read)[-1]


def test_a_column_given_twice_is_a_fault_and_neither_is_read():
    read = read_one("entity;70;62;70\nA;1;2;3\n", "f.csv")
    assert read.filings[0].year.amounts == {"62": 2.0}
    assert told(read)[0].startswith('f.csv:1, column 4: "70" is given twice, first as column 2; neither is read.')


def test_a_row_with_more_cells_than_the_header_is_left_out_for_its_cells_may_have_shifted():
    read = read_one("entity,70,62\nA,1,5,2\nB,1,2\n", "f.csv")
    assert [filing.entity for filing in read.filings] == ["B"]
    assert told(read)[0].startswith("f.csv:2: has 4 cells where the header has 3")


def test_a_row_without_entity_or_without_amounts_is_told():
    read = read_one("entity;70\n;5\nB;\n\n;\nC;1\n", "f.csv")
    assert [filing.entity for filing in read.filings] == ["C"]
    assert [fault.split(" Expected")[0] for fault in told(read)] == [
        "f.csv:2: names no entity, and is left out.",
        "f.csv:3: B has no amounts, and is left out.",
    ]


@pytest.mark.parametrize(
    ("column", "written"),
    [("months", "0"), ("months", "25"), ("months", "x"), ("end", "2024"), ("model", "groot"), ("nace_version", "1")],
)
def test_a_label_that_cannot_be_is_told_and_left_open(column, written):
    read = read_one(f"entity;{column};70\nA;{written};1\n", "f.csv")
    assert len(read.filings) == 1
    assert told(read)[0].startswith(f'f.csv:2, column {column}: "{written}"')


def test_columns_in_any_order_and_apart_give_the_same():
    one = read_one("entity;70;70_nm1;name;62;62_nm1\nA;1;2;x;3;4\n").filings[0]
    other = read_one("62_nm1;name;70;62;entity;70_nm1\n4;x;1;3;A;2\n").filings[0]
    assert one.year.amounts == other.year.amounts == {"70": 1.0, "62": 3.0}
    assert one.previous.amounts == other.previous.amounts == {"70": 2.0, "62": 4.0}


def test_a_file_that_breaks_off_in_a_number_does_not_pass_the_piece_for_the_number():
    read = read_one("entity;70;62;61\nA;1;2;3\nB;100;12", "f.csv")
    assert [filing.year.amounts for filing in read.filings] == [{"70": 1.0, "62": 2.0, "61": 3.0}, {"70": 100.0}]
    assert told(read)[0].startswith("f.csv:3: breaks off after 3 of 4 cells; the last one is taken as missing.")
    assert read_one("entity;70;62\nA;1;2", "f.csv").faults == []
    assert read_one("entity;70;62\nA;1\n", "f.csv").faults == []
