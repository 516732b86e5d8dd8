"""The report's tables as shipped, and what the reader says of a file that is wrong."""

from itertools import product
from pathlib import Path

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.pyramid.answers import QUESTIONS
from wegwijzer.core.pyramid.segments import Segment, segment_of
from wegwijzer.core.report.recomputing import Outcome, recompute
from wegwijzer.core.report.table import CheckKind, SlipKind
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.definitions import shipped_definitions
from wegwijzer.readers.report_tables import (
    load_report_tables,
    printed_definitions,
    read_report_table,
    report_tables,
)
from wegwijzer.readers.yaml_file import read_yaml

FOLDER = shipped_folder() / "report_tables"
SLIPS_OF_SUMS = {SlipKind.SUM, SlipKind.ROUNDING}


@pytest.fixture(scope="module")
def tables():
    return {table.number: table for table in report_tables()}


def results(tables):
    return [(table, found) for table in tables.values() for found in recompute(table)]


def test_there_are_thirteen_tables_each_with_its_place_and_source(tables):
    assert sorted(tables) == list(range(1, 14))
    for table in tables.values():
        assert table.place.paragraph or table.place.appendix
        assert table.source
        assert table.rows or table.criteria or table.technology


def test_every_sum_holds_but_the_two_known_slips(tables):
    wrong = {
        (table.number, found.row, found.column): (found.outcome, str(found.printed), str(found.computed))
        for table, found in results(tables)
        if found.kind is not CheckKind.P_VALUE and found.outcome is not Outcome.HOLDS
    }
    assert wrong == {
        (5, "total", "2011"): (Outcome.DIFFERS, "58580", "58570"),
        (11, None, "staff"): (Outcome.ROUNDING, "100", "100.10"),
    }
    assert sum(found.kind is not CheckKind.P_VALUE for _, found in results(tables)) == 45


def test_every_sum_that_does_not_hold_has_its_slip_and_every_such_slip_its_sum(tables):
    found = {
        (table.number, result.row, result.column)
        for table, result in results(tables)
        if result.outcome in (Outcome.DIFFERS, Outcome.ROUNDING, Outcome.OUT_OF_REACH)
    }
    told = {
        (table.number, slip.row, slip.column)
        for table in tables.values()
        for slip in table.slips
        if slip.kind in SLIPS_OF_SUMS or slip.id == "suppliers-p"
    }
    assert told == found


def test_the_slips_that_were_known_are_named(tables):
    known = {(table.number, slip.id) for table in tables.values() for slip in table.slips if not slip.found_by_us}
    assert known == {
        (1, "suppliers-p"),
        (5, "total-2011"),
        (9, "part-2014"),
        (11, "staff-sum"),
        (12, "appendix-table-1"),
    }


def test_p_values_are_shown_and_never_claimed(tables):
    outcomes = [found.outcome for _, found in results(tables) if found.kind is CheckKind.P_VALUE]
    assert outcomes == [Outcome.SHOWN_ONLY] * 4 + [Outcome.OUT_OF_REACH]


def test_what_print_leaves_empty_stays_empty(tables):
    assert [cell is None for cell in tables[5].row("coaching").cells] == [True] * 5 + [False]
    assert tables[7].row("rd-feasibility").cells == (None, None)


def test_printed_texts_are_kept_to_the_letter(tables):
    assert tables[9].cell("2010", "budget").printed == "17 497 906"
    assert tables[11].cell("from-0", "staff").printed == "4,40%"
    assert tables[1].cell("suppliers-yes", "p").printed == ",062"


def test_table_12_places_every_pattern_of_answers_as_the_core_does(tables):
    criteria = tables[12].criteria
    assert list(criteria.segments) == [segment.id for segment in Segment]
    assert set(criteria.questions) == set(QUESTIONS)
    for pattern in product((False, True), repeat=len(QUESTIONS)):
        answers = dict(zip(QUESTIONS, pattern, strict=True))
        assert criteria.segment_of(answers) == segment_of(answers).id


def test_table_13_is_not_written_twice(tables):
    assert tables[13].technology
    assert tables[13].rows == ()


def test_the_share_of_all_firms_lies_between_those_of_high_and_low_tech(tables):
    for row in tables[3].rows:
        high, low, total = (cell.value for cell in row.cells)
        assert min(high, low) <= total <= max(high, low)


def test_the_figures_of_the_text_add_up_and_agree_with_table_3(tables):
    printed = printed_definitions()
    assert {found.outcome for found in recompute(printed)} == {Outcome.HOLDS}
    assert printed.value("nl-niet_innovatief", "share") == 26
    assert tables[3].value("niet_innovatief", "total") == 55
    assert printed.value("eurostat-not", "share") == 51


def test_rogers_shares_are_those_that_stand_beside_surveys():
    printed = [row.cells[0].value for row in printed_definitions().rows if row.group == "rogers"]
    rogers = shipped_definitions().by_id["rogers"]
    assert [float(share) for share in printed] == [float(share) for share in rogers.shares.values()]


TABLE = """number: 1
id: made-up
title: {nl: t, en: t, fr: t}
finding: {nl: f, en: f, fr: f}
place: {paragraph: "1.1"}
source: nobody
columns:
- {id: n, label: {nl: n, en: n, fr: n}, unit: count}
rows:
- {id: a, label: {nl: a, en: a, fr: a}, values: ["12"]}
"""


def faults(text):
    table, found = read_report_table(read_yaml(text, name="table-01.yaml"))
    assert table is None
    return [str(fault) for fault in found]


def test_a_good_table_is_read():
    table, found = read_report_table(read_yaml(TABLE, name="table-01.yaml"))
    assert found == []
    assert table.value("a", "n") == 12


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (('"12"', '"12%"'), 10, '"12%" is no whole number'),
        (('"12"', '"12", "13"'), 10, "has 2 values"),
        (("rows:\n", "rows:\n- {id: a, label: {nl: a, en: a, fr: a}, values: ['1']}\n"), 11, '"a" is given twice'),
        (("unit: count", "unit: counts"), 8, "columns.0.unit"),
        (("source:", "sourse:"), 6, 'Did you mean "source"?'),
        (("- {id: a, label", "- {id: a, group: b, label"), 10, '"b" is not among the groups'),
    ],
)
def test_a_fault_names_its_line(change, line, said):
    found = faults(TABLE.replace(*change))
    assert any(fault.startswith(f"table-01.yaml:{line}:") and said in fault for fault in found), found


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("checks: [{kind: rows_sum, rows: [a, b], total: a}]", '"b" is not among the rows'),
        ("checks: [{kind: rows_sum, rows: [a]}]", "says no total"),
        ("checks: [{kind: columns_sum, columns: [n]}]", "says no total"),
        ("checks: [{kind: share, columns: [n], total: n}]", "of what it is a share"),
        ("checks: [{kind: p_value, columns: [n], total: n}]", "what was tested"),
        ("slips: [{id: s, kind: sum, row: z, text: {nl: s, en: s, fr: s}}]", '"z" is not among the rows'),
        ("criteria: {questions: {q99: {nl: q, en: q, fr: q}}, segments: []}", "no question of the survey"),
        (
            "criteria: {questions: {}, segments: [{segment: koploper, conditions: "
            "[{label: {nl: q, en: q, fr: q}, test: {any: [q8a]}}]}]}",
            "no question of this table",
        ),
        (
            "criteria: {questions: {}, segments: [{segment: koploper, conditions: "
            "[{label: {nl: q, en: q, fr: q}, test: {some: [q8a]}}]}]}",
            "is no test",
        ),
    ],
)
def test_what_a_check_slip_or_criterion_names_must_exist(more, said):
    assert any(said in fault for fault in faults(TABLE + more)), faults(TABLE + more)


def test_all_faults_of_all_files_come_at_once(tmp_path: Path):
    for number in range(1, 13):
        name = f"table-{number:02}.yaml"
        (tmp_path / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "table-02.yaml").write_text(TABLE, encoding="utf-8")
    broken = (FOLDER / "table-03.yaml").read_text(encoding="utf-8").replace('"28%"', '"28"')
    (tmp_path / "table-03.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_report_tables(tmp_path)
    told = [str(fault) for fault in raised.value.faults]
    assert [fault.partition(":")[0] for fault in told] == [
        "report_tables/table-02.yaml",
        "report_tables/table-03.yaml",
        "report_tables/table-13.yaml",
    ]
