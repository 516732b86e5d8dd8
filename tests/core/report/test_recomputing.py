"""Sums, totals and percentages computed again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.report.builders import COUNT, PERCENT, a_table, rows_sum
from wegwijzer.core.report.recomputing import Outcome, recompute
from wegwijzer.core.report.table import Check, CheckKind, Place, Unit


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=8), st.integers(-50, 50))
def test_a_sum_of_counts_holds_only_when_it_is_exact(parts, error):
    total = max(sum(parts) + error, 0)
    rows = {f"r{place}": [str(part)] for place, part in enumerate(parts)}
    table = a_table(COUNT, {**rows, "all": [str(total)]}, rows_sum(*rows, total="all"))
    [found] = recompute(table)
    assert found.computed == sum(parts)
    assert (found.outcome is Outcome.HOLDS) == (total == sum(parts))
    assert found.outcome in (Outcome.HOLDS, Outcome.DIFFERS)


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=9))
def test_rounded_shares_of_a_whole_never_differ_from_it_by_more_than_rounding(parts):
    whole = sum(parts)
    shares = [(Decimal(part) / whole * 100).quantize(Decimal("0.1")) for part in parts]
    rows = {f"r{place}": [f"{share}%".replace(".", ",")] for place, share in enumerate(shares)}
    [found] = recompute(a_table(PERCENT, rows, rows_sum(*rows, expected=Decimal(100))))
    assert found.outcome in (Outcome.HOLDS, Outcome.ROUNDING)


def test_noughts_that_every_figure_ends_in_count_as_rounded():
    parts = {"a": ["50,50%"], "b": ["49,60%"]}
    [found] = recompute(a_table(PERCENT, parts, rows_sum("a", "b", expected=Decimal(100))))
    assert (found.outcome, found.computed) == (Outcome.ROUNDING, Decimal("100.1"))
    parts["b"] = ["49,61%"]
    [found] = recompute(a_table(PERCENT, parts, rows_sum("a", "b", expected=Decimal(100))))
    assert found.outcome is Outcome.DIFFERS


def test_an_empty_cell_is_counted_and_not_added():
    table = a_table(COUNT, {"a": ["3"], "b": [None], "all": ["3"]}, rows_sum("a", "b", total="all"))
    [found] = recompute(table)
    assert (found.outcome, found.blank) == (Outcome.HOLDS, 1)


def test_nothing_is_said_of_a_column_without_figures():
    table = a_table(COUNT, {"a": [None], "all": [None]}, rows_sum("a", total="all"))
    assert recompute(table) == ()


def test_a_figure_elsewhere_is_compared_by_its_own_rounding():
    millions = {"expected": Decimal(212_000_000), "rounded_to": Decimal(1_000_000), "cited": Place("1.3", 2)}
    rows = {"a": ["212.242.828"]}
    [found] = recompute(a_table({"n": Unit.EURO}, rows, rows_sum("a", **millions)))
    assert (found.outcome, found.cited, found.row) == (Outcome.HOLDS, Place("1.3", 2), None)
    [found] = recompute(a_table({"n": Unit.EURO}, {"a": ["212.600.000"]}, rows_sum("a", **millions)))
    assert found.outcome is Outcome.DIFFERS


@pytest.mark.parametrize(("printed", "outcome"), [("61%", Outcome.HOLDS), ("62%", Outcome.DIFFERS)])
def test_a_share_is_rounded_as_it_is_printed(printed, outcome):
    table = a_table(
        {"n": Unit.EURO, "pct": Unit.PERCENT},
        {"a": ["50.211.606", printed], "all": ["82.109.069", None]},
        Check(CheckKind.SHARE, ("a",), ("n",), total="pct", of="all"),
    )
    [found] = recompute(table)
    assert (found.outcome, found.computed) == (outcome, Decimal(61))


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [(",062", Outcome.OUT_OF_REACH), (",105", Outcome.OUT_OF_REACH), (",106", Outcome.SHOWN_ONLY)],
)
def test_a_p_value_is_never_claimed_and_one_below_the_smallest_possible_is_named(printed, outcome):
    table = a_table(
        {"n": Unit.PERCENT, "p": Unit.P_VALUE},
        {"with": ["47,3%", printed], "without": ["42,5%", None]},
        Check(CheckKind.P_VALUE, ("with", "without"), ("n",), total="p", sample=1077),
    )
    [found] = recompute(table)
    assert (found.outcome, found.computed) == (outcome, Decimal("0.106"))
