"""Maps from a survey's columns to the answers of the pyramid: shipped ones, and faults of a user's own with lines."""

from __future__ import annotations

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.pyramid.answers import EXTRA_QUESTIONS, QUESTIONS
from wegwijzer.readers.survey.survey_map import shipped_maps, survey_map


@pytest.fixture
def own(tmp_path):
    """Write a map and give its path."""

    def write(text):
        path = tmp_path / "own.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def faults_of(path):
    with pytest.raises(InputError) as raised:
        survey_map(path)
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize("name", shipped_maps())
def test_a_shipped_map_has_a_row_for_every_answer_with_evidence_or_unverified(name):
    found = survey_map(name)
    assert {*QUESTIONS, *EXTRA_QUESTIONS} <= set(found.rows)
    assert [row.canonical for row in found.rows.values() if not row.evidence and not row.is_unverified] == []
    assert [row.canonical for row in found.rows.values() if not row.columns and not row.is_unverified] == []
    assert int(name.removeprefix("cis")) in found.surveys


def test_the_break_lies_between_the_two_maps():
    assert [survey_map(name).is_after_break for name in ("cis2012", "cis2016", "cis2018", "cis2022")] == [
        False,
        False,
        True,
        True,
    ]


def test_a_map_can_be_a_plain_list_of_columns_with_amounts_and_codes(own):
    found = survey_map(own("q8a: V1\nq22f: {column: SPENT, above: 0}\nq29: {column: [A, B], yes: [1], no: [2, 'N']}\n"))
    assert found.rows["q8a"].columns == ("V1",)
    assert found.rows["q22f"].above == 0
    assert found.rows["q29"].columns == ("A", "B")
    assert (found.rows["q29"].yes, found.rows["q29"].no) == ({"1"}, {"2", "n"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("q22: V1\n", 'Did you mean "q22f"'),
        ("q8a: {colum: V1}\n", 'Did you mean "column"'),
        ("q8a: V1\nq8b: {above: 0}\n", ":2"),
        ("q8a: {column: V1, yes: [1]}\n", "both yes and no"),
        ("q8a: {column: V1, yes: [1], no: [1]}\n", "both yes and no"),
        ("q8a: {column: V1, above: veel}\n", "no number"),
        ("q8a: {column: V1, above: 0, yes: [1], no: [0]}\n", "both codes and an amount"),
        ("emp: {column: V1, above: 0}\n", "no answer"),
        ("q8a: 7\n", "names no column"),
        ("- q8a\n", "no map"),
        ("q8a: [\n", "YAML"),
        ("columns: {q8a: V1}\nsurveys: soon\n", "years"),
    ],
)
def test_a_fault_in_a_map_is_told_with_its_line(text, told, own):
    faults = faults_of(own(text))
    assert any(told in fault for fault in faults)
    assert all("own.yaml:" in fault for fault in faults)


def test_all_faults_of_a_map_are_told_at_once(own):
    assert len(faults_of(own("q8x: V1\nq8a: {colum: V1}\n"))) == 3


def test_an_unknown_name_gets_the_nearest():
    assert 'Nearest: "cis2014"' in faults_of("cis2014x")[0]
