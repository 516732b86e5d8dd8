"""Tests of association equal R's, and the unweighted one stands beside with its own story.

Figures: tests/reference/survey/figures.R (R 4.2.2, survey 4.1.1), on firms.csv and synthetic-cooperation.csv.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.survey.reference import EXACT, assert_equals_r, bootstrapped, columns, design, figures, numbers
from tests.core.survey.test_estimating import DESIGNS
from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.association import cross_table, pearson_unweighted, rao_scott
from wegwijzer.core.survey.design import Design
from wegwijzer.core.survey.replicating import jackknife
from wegwijzer.core.survey.variance import SinglePsu

FIRMS = columns("firms")
TABLE1 = columns("synthetic-cooperation")
TABLE1_DESIGN = design("synthetic-cooperation", strata=True, fpc="fpc")


def assert_same_test(found, expected):
    got = (found.f, found.ndf, found.ddf, found.p)
    assert got == pytest.approx(tuple(expected[key] for key in ("f", "ndf", "ddf", "p")), rel=EXACT)


@pytest.mark.parametrize("name", DESIGNS)
def test_rao_and_scott_s_f_equals_r(name):
    drawn, within = DESIGNS[name]
    found = rao_scott(drawn, FIRMS["cooperates"], FIRMS["innovates"], within)
    assert_same_test(found, figures()[name]["rao_scott"])


@pytest.mark.parametrize("name", DESIGNS)
def test_a_table_of_five_by_two_equals_r(name):
    drawn, within = DESIGNS[name]
    found = rao_scott(drawn, FIRMS["segment"], FIRMS["cooperates"], within)
    assert_same_test(found, figures()[name]["rao_scott_5x2"])


@pytest.mark.parametrize("rule", [SinglePsu.CERTAINTY, SinglePsu.ADJUST, SinglePsu.AVERAGE])
def test_a_stratum_with_one_unit_equals_r_under_each_rule(rule):
    table = columns("single_unit")
    drawn = design("single_unit", strata=True, psu=True, fpc="fpc_units")
    found = rao_scott(drawn, table["cooperates"], table["innovates"], single_psu=rule)
    assert_same_test(found, figures()["single_unit"][rule.value]["rao_scott"])


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("jkn", jackknife(design("firms", strata=True, psu=True, fpc="fpc_units"))),
        ("jk1", jackknife(design("firms", psu=True))),
        ("bootstrap", bootstrapped()),
    ],
)
def test_with_replicate_weights_the_test_equals_r(name, drawn):
    assert_same_test(rao_scott(drawn, FIRMS["cooperates"], FIRMS["innovates"]), figures()[name]["rao_scott"])


@pytest.mark.parametrize("column", ["universities", "suppliers"])
def test_table_1_of_synthetic_microdata_equals_r(column):
    expected = figures()["table1"][column]
    found = cross_table(TABLE1_DESIGN, TABLE1[column], TABLE1["innovation"])
    assert found.n == 1077
    for cell in found.cells:
        assert_equals_r(cell.row_share, expected["rows"][cell.row][cell.col])
        assert cell.n == ((TABLE1[column] == cell.row) & (TABLE1["innovation"] == cell.col)).sum()
    assert_same_test(found.rao_scott, expected["rao_scott"])
    plain = expected["pearson_unweighted"]
    assert (found.pearson.x2, found.pearson.df, found.pearson.p) == pytest.approx(
        (plain["x2"], plain["df"], plain["p"]), rel=EXACT
    )


def test_the_unweighted_test_finds_an_association_with_suppliers_that_the_design_does_not():
    misled = cross_table(TABLE1_DESIGN, TABLE1["suppliers"], TABLE1["innovation"])
    assert (round(misled.pearson.p, 3), round(misled.rao_scott.p, 3)) == (0.016, 0.302)
    assert misled.verdicts_differ
    assert not cross_table(TABLE1_DESIGN, TABLE1["universities"], TABLE1["innovation"]).verdicts_differ


def test_no_two_by_two_table_with_the_percentages_of_row_e_has_the_printed_p():
    """Table 1, row e prints p = ,062 for N = 1077 and 52,7 against 57,5 %: p is .106 at least."""
    least = 1.0
    for suppliers in range(20, 1058):
        others = 1077 - suppliers
        yes_no, no_no = round(0.527 * suppliers), round(0.575 * others)
        rows = np.repeat(["yes", "yes", "no", "no"], [yes_no, suppliers - yes_no, no_no, others - no_no])
        if abs(yes_no / suppliers - 0.527) >= 0.0005 or abs(no_no / others - 0.575) >= 0.0005:
            continue
        cols = np.repeat(["no", "yes", "no", "yes"], [yes_no, suppliers - yes_no, no_no, others - no_no])
        least = min(least, pearson_unweighted(rows.astype(object), cols.astype(object)).p)
    assert 0.1 < least < 0.2


def test_rows_without_an_answer_are_counted_and_left_out():
    drawn, _ = DESIGNS["clusters_fpc"]
    found = cross_table(drawn, FIRMS["cooperates"], FIRMS["innovates"])
    assert (found.n, found.missing) == (231, 9)
    assert sum(cell.n for cell in found.cells) == 231


def test_an_answer_that_all_give_has_no_test():
    same = np.array(["yes"] * 240, object)
    found = cross_table(design("firms"), same, FIRMS["innovates"])
    assert (found.rao_scott.p, found.pearson.p, found.verdicts_differ) == (None, None, False)


def test_without_a_design_the_f_is_near_pearson_s():
    found = cross_table(Design(1077), TABLE1["suppliers"], TABLE1["innovation"])
    assert found.rao_scott.f == pytest.approx(found.pearson.x2, rel=0.01)


def test_a_very_small_p_stays_above_nil():
    answers = np.array(["yes", "no"] * 300, object)
    assert 0 < pearson_unweighted(answers, answers).p < 1e-130


def test_labels_of_another_length_are_a_fault():
    with pytest.raises(InputError, match="rows: has 3 rows"):
        rao_scott(Design(4), np.array(["a", "b", "a"], object), np.array(["a"] * 4, object))


def test_numbers_stand_in_their_own_order():
    codes = np.array(["10", "9", "2", "10", "9", "2"], object)
    found = cross_table(Design(6), codes, np.array(["a", "b"] * 3, object))
    assert found.rows == ("2", "9", "10")
    assert numbers("synthetic-cooperation", "weight").sum() == pytest.approx(TABLE1_DESIGN.row_weights.sum())


def test_a_table_with_too_many_empty_cells_has_no_design_based_test():
    answers = np.array(["a", "b", "c", "d"] * 10, object)
    assert rao_scott(Design(40), answers, answers).p is None
    assert pearson_unweighted(answers, answers).x2 == pytest.approx(120)


def test_an_unsound_design_is_refused():
    with pytest.raises(InputError, match="row 2: the weight is negative"):
        rao_scott(Design(4, np.array([1.0, -1, 1, 1])), *[np.array(["a", "b", "a", "b"], object)] * 2)
