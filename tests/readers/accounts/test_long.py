"""Long tables: one row an amount."""

from datetime import date

from tests.readers.accounts.batches import read_one, told


def by_entity(read):
    return {
        filing.entity: (dict(filing.year.amounts), dict(filing.previous.amounts) if filing.previous else None)
        for filing in read.filings
    }


def test_the_rows_of_an_entity_are_joined_wherever_they_stand():
    read = read_one("entity,rubric,n,nm1\nA,70,100,90\nB,70,5,\nA,10/15,-3,2\n")
    assert by_entity(read) == {"A": ({"70": 100, "10/15": -3}, {"70": 90, "10/15": 2}), "B": ({"70": 5}, None)}
    assert read.faults == []


def test_a_rubric_twice_with_other_amounts_is_a_fault_that_names_both_lines_and_neither_is_read():
    read = read_one("entity,rubric,n\nA,70,1\nA,62,5\nA,70,2\n", "f.csv")
    assert by_entity(read) == {"A": ({"62": 5.0}, None)}
    assert told(read)[0].startswith(
        "f.csv:4: rubric 70 of A is given twice, on lines 2 and 4. The amounts differ; neither is read."
    )


def test_a_rubric_twice_with_the_same_amount_is_told_and_read_once():
    read = read_one("entity,rubric,n\nA,70,1\nA,70,1\n", "f.csv")
    assert by_entity(read) == {"A": ({"70": 1.0}, None)}
    assert "on lines 2 and 3. It is read once." in told(read)[0]


def test_what_is_no_rubric_is_told_with_the_nearest_one():
    read = read_one("entity,rubric,n\nA,10-15,1\nA,70,2\n", "f.csv")
    assert by_entity(read) == {"A": ({"70": 2.0}, None)}
    assert told(read)[0].startswith('f.csv:2, column rubric: "10-15" is no rubric. Nearest: "10/15".')


def test_text_in_a_number_leaves_the_cell_missing_and_the_others_count():
    read = read_one("entity,rubric,n,nm1\nA,70,x,9\nA,62,5,4\n", "f.csv")
    assert by_entity(read) == {"A": ({"62": 5.0}, {"70": 9.0, "62": 4.0})}
    assert told(read)[0].startswith('f.csv:2, column n: rubric 70: "x" is no number.')


def test_another_currency_leaves_out_its_entity_only():
    read = read_one("entity,rubric,n\nA,70,USD 5\nA,62,5\nB,70,6\n", "f.csv")
    assert by_entity(read) == {"B": ({"70": 6.0}, None)}
    assert "The accounts of A are left out." in told(read)[0]


def test_closing_days_make_several_years_of_one_entity():
    read = read_one("entity,end,rubric,n\nA,2024-12-31,70,1\nA,2023-12-31,70,2\n")
    assert [(filing.year.end, filing.year.amounts["70"]) for filing in read.filings] == [
        (date(2024, 12, 31), 1.0),
        (date(2023, 12, 31), 2.0),
    ]


def test_labels_may_stand_on_any_row_and_a_contradiction_is_told():
    read = read_one("entity,rubric,n,nace,months\nA,70,1,,\nA,62,2,62010,12\nA,61,3,47110,12\n", "f.csv")
    assert (read.filings[0].nace, read.filings[0].year.months) == ("62010", 12.0)
    assert told(read)[0].startswith('f.csv:4, column nace: "47110" is not the "62010" of an earlier row of A')


def test_a_large_file_must_keep_the_rows_of_an_entity_together_and_late_ones_are_told():
    read = read_one("entity,rubric,n\nA,70,1\nB,70,2\nB,62,3\nA,62,4\nC,70,5\n", "f.csv", scattered_rows=1)
    assert by_entity(read) == {"A": ({"70": 1.0}, None), "B": ({"70": 2.0, "62": 3.0}, None), "C": ({"70": 5.0}, None)}
    assert told(read)[0].startswith("f.csv:5: the rows of A do not stand together; those from here on are left out.")
