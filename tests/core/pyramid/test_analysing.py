"""From a survey to its pyramid: codes, maps, notes, shares, bounds, groups and what is hidden."""

from __future__ import annotations

import numpy as np
import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.technology import TechnologyClass, TechnologyTable
from wegwijzer.core.pyramid.analysing import READINGS, Question, analyse, deciding_texts, reading_of
from wegwijzer.core.pyramid.answers import EXTRA_QUESTIONS, QUESTIONS
from wegwijzer.core.pyramid.mapping import MapRow, SurveyMap
from wegwijzer.core.pyramid.segments import PRINTED
from wegwijzer.core.pyramid.tally import placed_texts
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.selecting import parse_condition
from wegwijzer.core.survey.variance import SinglePsu

NAMES = (*QUESTIONS, *EXTRA_QUESTIONS)
ALL = Question(min_count=0)
TABLE = TechnologyTable(
    (
        TechnologyClass("high", ("26",)),
        TechnologyClass("medium_high", ("254",)),
        TechnologyClass("low", ("25",), ("254",)),
    )
)


def a_survey(firms, **columns):
    """Firms by their yes answers and, after a question mark, their missing ones: "q8a q29 ?q25"."""
    answers = {name: [] for name in NAMES}
    for firm in firms:
        words = firm.split()
        for name in NAMES:
            answers[name].append("1" if name in words else "" if f"?{name}" in words else "0")
    arrays = {name: np.array(cells, object) for name, cells in (answers | columns).items()}
    return SurveyData("survey.csv", arrays, np.arange(2, len(firms) + 2), tuple(arrays), row_word="line")


def faults_of(data, question=ALL, survey_map=None):
    with pytest.raises(InputError) as raised:
        analyse(data, survey_map, question, TABLE)
    return [str(fault) for fault in raised.value.faults]


def counts(group):
    return {item.segment.id: item.n for item in group.segments}


MIXED = ["", "", "q29", "q8a q29", "q8a q29 ?q25 ?q10a", "q10a q11a q8a q21a q22f q25", "?q21d"]


def test_decided_firms_are_counted_and_undecided_ones_apart():
    found = analyse(a_survey(MIXED), None, ALL, TABLE)
    assert counts(found.tally.whole) == {
        "koploper": 1,
        "ontwikkelaar": 0,
        "toepasser": 1,
        "volger": 1,
        "niet_innovatief": 2,
    }
    assert (found.tally.whole.n, found.tally.whole.undecided, found.rows_used, found.rows_read) == (7, 2, 7, 7)


def test_shares_are_those_of_decided_firms_between_bounds_over_all():
    found = analyse(a_survey(MIXED), None, ALL, TABLE)
    shares = [item.estimate.value for item in found.tally.whole.segments]
    assert sum(shares) == pytest.approx(1)
    assert shares[4] == pytest.approx(2 / 5)
    lowest = found.tally.whole.segments[4]
    assert (lowest.share_min, lowest.share_max) == (pytest.approx(2 / 7), pytest.approx(3 / 7))
    assert found.undecided_share == pytest.approx(2 / 7)


def test_weights_count_firms_of_the_population():
    found = analyse(
        a_survey(MIXED, w=["1", "3", "1", "1", "1", "1", "1"]), None, Question(weight="w", min_count=0), TABLE
    )
    assert found.tally.whole.sum_of_weights == 9
    assert found.tally.whole.segments[4].estimate.value == pytest.approx(4 / 7)


def test_a_condition_leaves_rows_out_and_counts_them_by_reason():
    data = a_survey(MIXED, emp=["5", "10", "50", "100", "101", "", "20"])
    found = analyse(data, None, Question(where=parse_condition("10 <= emp <= 100"), min_count=0), TABLE)
    assert (found.rows_used, found.left_out) == (4, {"where": 2, "where_open": 1})


def test_all_unknown_codes_of_all_columns_are_told_at_once_with_their_rows():
    data = a_survey(MIXED)
    data.columns["q8a"][:] = ["7", "7", "1", "0", "x", "0", ""]
    data.columns["q29"][0] = "9"
    faults = faults_of(data)
    assert len(faults) == 3
    assert any("q8a: 7" in fault and "2 rows" in fault and "lines 2, 3" in fault for fault in faults)
    assert any("q29: 9" in fault and "line 2" in fault for fault in faults)


def test_an_unknown_code_is_shown_with_its_label():
    data = a_survey(MIXED)
    columns = dict(data.columns) | {"q8a": np.array([1, 2, 0, 0, 0, 0, np.nan])}
    labelled = SurveyData("s", columns, data.row_numbers, data.all_columns, value_labels={"q8a": {"2": "Nee"}})
    assert any('2 ("Nee")' in fault for fault in faults_of(labelled))


def a_map(**rows):
    known = {name: MapRow(name, (name,)) for name in NAMES}
    return SurveyMap("own.yaml", known | {name: MapRow(name, **row) for name, row in rows.items()})


def test_a_map_reads_other_codes_amounts_and_several_columns():
    data = a_survey(["", "", ""], code=["1", "2", "9"], spent=["0", "12,5", ""], one=["1", "0", ""], two=["", "0", "0"])
    codes = {"yes": frozenset({"1"}), "no": frozenset({"2"}), "missing": frozenset({"9"})}
    mapped = a_map(
        q8a={"columns": ("code",), **codes},
        q22f={"columns": ("spent",), "above": 0.0},
        q29={"columns": ("one", "two")},
    )
    answers = analyse(data, mapped, ALL, TABLE).answers
    assert answers["q8a"].tolist() == [1, 0, 2]
    assert answers["q22f"].tolist() == [0, 1, 2]
    assert answers["q29"].tolist() == [1, 0, 2]


def test_a_negative_amount_is_a_fault():
    data = a_survey(["", ""], spent=["-1", "2"])
    assert "negative amount" in faults_of(data, survey_map=a_map(q22f={"columns": ("spent",), "above": 0.0}))[0]


def test_a_column_that_lacks_is_a_fault_with_the_nearest_name_or_missing_where_that_is_asked():
    data = a_survey(MIXED)
    mapped = a_map(q25={"columns": ("q25x",)})
    assert 'Nearest: "q25"' in faults_of(data, survey_map=mapped)[0]
    found = analyse(data, mapped, Question(min_count=0, may_lack_columns=True), TABLE)
    assert found.absent == ("q25",)
    assert any(note.id == "absent" and note.is_warning for note in found.notes)
    assert found.tally.whole.undecided == 3


def test_contradictory_answers_are_named_and_kept():
    found = analyse(a_survey(["q22f", "q10a", "q16a q14a", "q25"]), None, ALL, TABLE)
    noted = {note.id: (note.rows, note.arguments["where"]) for note in found.notes}
    assert noted["contradiction.spending_without_innovation"] == (1, "2")
    assert noted["contradiction.own_product_without_product"] == (1, "3")
    assert noted["contradiction.staff_without_research"] == (1, "5")
    assert "contradiction.own_process_without_process" not in noted
    assert found.rows_used == 4


def test_spending_on_what_is_under_way_contradicts_nothing():
    found = analyse(a_survey(["q22f ongoing", ""]), None, ALL, TABLE)
    assert found.notes == ()


def test_double_ids_are_named_and_kept():
    found = analyse(a_survey(["", "", ""], id=["a", "b", "a"]), None, ALL, TABLE)
    assert [(note.id, note.arguments["id"], note.arguments["where"]) for note in found.notes] == [
        ("duplicate", "a", "2, 4")
    ]
    assert found.rows_used == 3


@pytest.mark.parametrize(("weights", "told"), [(["1", "-2", ""], 2), (["1", "0", "1"], 1), (["veel", "1", "1"], 1)])
def test_a_weight_that_is_negative_nil_missing_or_no_number_is_named_with_its_line(weights, told):
    faults = faults_of(a_survey(["", "", ""], w=weights), Question(weight="w"))
    assert len(faults) == told
    assert all("line" in fault and "survey.csv" in fault for fault in faults)


def test_a_stratum_with_one_firm_and_too_small_a_population_are_named():
    data = a_survey(["", "", ""], s=["a", "a", "b"], N=["1", "1", "9"])
    faults = faults_of(data, Question(strata="s", fpc="N"))
    assert any('"b"' in fault and "line 4" in fault for fault in faults)
    assert any('"a"' in fault for fault in faults)


def test_a_rule_for_single_firms_lets_the_survey_through():
    data = a_survey(["", "", "q29"], s=["a", "a", "b"])
    assert analyse(data, None, Question(strata="s", single_psu=SinglePsu.ADJUST, min_count=0), TABLE).rows_used == 3


def test_faults_of_answers_condition_and_design_come_together():
    data = a_survey(["", ""], w=["1", "x"])
    data.columns["q8a"][0] = "5"
    faults = faults_of(data, Question(weight="w", where=parse_condition("nowhere > 1")))
    assert len(faults) == 3


def test_groups_add_up_to_the_whole_and_missing_ones_are_a_group():
    data = a_survey(MIXED, g=["a", "b", "a", "", "b", "a", "b"])
    found = analyse(data, None, Question(by="g", min_count=0), TABLE)
    assert [group.value for group in found.tally.groups] == ["a", "b", None]
    for place in range(5):
        assert sum(group.segments[place].n for group in found.tally.groups) == found.tally.whole.segments[place].n


def test_technology_is_table_13_and_services_lie_outside_it():
    data = a_survey([""] * 6, nace=["26.11", "C254", "25", "62.01", "", "25.11"])
    found = analyse(data, None, Question(by="technology", min_count=0), TABLE)
    assert {group.value: group.n for group in found.tally.groups} == {
        "high": 1,
        "medium_high": 1,
        "low": 1,
        "outside": 1,
        "open": 1,
        None: 1,
    }


def test_a_version_of_nace_that_the_table_cannot_be_read_for_is_a_fault():
    question = Question(by="technology", nace_version="2012")
    assert faults_of(a_survey([""], nace=["26"]), question) == [
        'survey.csv: "2012" is no version of NACE that table 13 can be read for. Expected: 2008.'
    ]


def test_a_code_that_is_no_nace_code_is_named():
    assert "line 3" in faults_of(a_survey(["", ""], nace=["26", "bakkerij"]), Question(by="technology"))[0]


def test_size_is_a_class_of_staff():
    data = a_survey([""] * 4, emp=["9", "10", "249", "250"])
    found = analyse(data, None, Question(by="size", min_count=0), TABLE)
    assert [group.value for group in found.tally.groups] == ["0-9", "10-49", "50-249", "250+"]


def test_small_cells_are_hidden_with_others_so_that_no_sum_gives_them_away():
    firms = [""] * 20 + ["q29"] * 10 + ["q8a q29"] * 8 + ["q10a q8a q22f"] * 3
    data = a_survey(firms, g=["a", "b"] * 20 + ["a"])
    whole = analyse(data, None, Question(), TABLE).tally.whole
    hidden = [item for item in whole.segments if item.is_suppressed]
    assert len(hidden) >= 2
    assert "ontwikkelaar" in {item.segment.id for item in hidden}
    assert all((item.n, item.estimate, item.share_min) == (None, None, None) for item in hidden)
    split = analyse(data, None, Question(by="g"), TABLE).tally
    for place in range(5):
        column = [group.segments[place].is_suppressed for group in split.groups]
        if not split.whole.segments[place].is_suppressed:
            assert sum(column) != 1
    for group in split.groups:
        assert sum(item.is_suppressed for item in group.segments) != 1


def test_fewer_firms_than_the_minimum_show_nothing_but_their_number():
    whole = analyse(a_survey(["", "q29"]), None, Question(), TABLE).tally.whole
    assert whole.n == 2
    assert all(item.is_suppressed for item in whole.segments)


def test_every_choice_of_table_12_tells_how_many_rows_it_would_move():
    firms = ["q22f", "q25", "ongoing", "abandoned", "q16a", "q16a q14a"]
    moves = analyse(a_survey(firms), None, ALL, TABLE).moves
    assert moves == {
        "spending_makes_volger": 1,
        "staff_makes_volger": 1,
        "ongoing_makes_volger": 1,
        "abandoned_makes_volger": 1,
        "own_makes_volger": 1,
        "own_makes_ontwikkelaar": 2,
    }
    assert set(moves) == set(READINGS)
    assert set(analyse(a_survey(firms), None, Question(), TABLE).moves.values()) == {None}


def test_a_reading_places_by_its_choices():
    found = analyse(
        a_survey(["q22f", ""]), None, Question(reading=reading_of(("spending_makes_volger",)), min_count=0), TABLE
    )
    assert counts(found.tally.whole)["volger"] == 1


def test_innovative_firms_by_eurostat_stand_beside_the_pyramid():
    found = analyse(a_survey(["", "ongoing", "q8a", "q29"]), None, ALL, TABLE)
    shown = {name: estimate.value for name, estimate in found.tally.definitions.items()}
    assert shown == {"eurostat": 0.5, "eurostat_2018": 0.5, "pyramid": 0.5}


def test_surveys_on_both_sides_of_2018_are_not_to_be_compared():
    data = a_survey([""] * 2, wave=["cis2016", "cis2018"])
    assert [note.id for note in analyse(data, None, Question(by="wave"), TABLE).notes] == ["across_break"]
    after = SurveyMap("cis2018", a_map().rows, (2018, 2020))
    assert [note.id for note in analyse(data, after, ALL, TABLE).notes] == ["after_break"]


def test_rows_are_written_with_their_segment_what_is_possible_and_why():
    data = a_survey(["", "?q21d", "q8a q29"])
    found = analyse(data, None, ALL, TABLE)
    segment, possible = placed_texts(found.placed, 3)
    assert segment.tolist() == ["niet_innovatief", "undecided", "toepasser"]
    assert possible.tolist() == ["niet_innovatief", "niet_innovatief;volger", "toepasser"]
    why = deciding_texts(found.answers, PRINTED, 3)
    assert set(why[2].split(";")) >= {"q8a", "q29"}
