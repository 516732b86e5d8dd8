"""The formulas of the lights: what they mean, what they refuse, and that they leave nothing to chance."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wegwijzer.core.accounts.columns import AccountsTable, Columns
from wegwijzer.core.knipperlichten.formula import FormulaError, Reading, parse_formula

NAN = math.nan


def a_table(current, previous=None, nv=NAN):
    rows = len(next(iter(current.values())))
    columns = [
        Columns(rows, {code: np.array(amounts, float) for code, amounts in column.items()})
        for column in (current, previous or {})
    ]
    return AccountsTable(*columns, np.full(rows, float(nv)))


def value_of(text, current, previous=None):
    column = {code: [amount] for code, amount in current.items()}
    before = {code: [amount] for code, amount in (previous or {}).items()}
    return float(Reading(a_table(column, before)).number(parse_formula(text))[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[10/15] / [20/58]", 0.25),
        ("[10/15] - [20/58] * 2", -1950),
        ("-[10/15]", -50),
        ("[10/15] / previous([10/15]) - 1", -0.5),
        ("previous([10/15] / [20/58])", 0.5),
        ("first([99], [10/15])", 50),
        ("least([10/15], 0)", 0),
        ("positive([10/15])", 50),
    ],
)
def test_a_formula_means_what_it_says(text, value):
    current, previous = {"10/15": 50, "20/58": 1000 if "* 2" in text else 200}, {"10/15": 100, "20/58": 200}
    assert value_of(text, current, previous) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "[99]",
        "[1] + [99]",
        "previous([1])",
        "positive([2])",
        "[1] / [3]",
        "[3] / [3]",
        "least([1], [99])",
        "first([99], [98])",
    ],
)
def test_what_is_missing_or_divides_by_nil_stays_missing(text):
    assert math.isnan(value_of(text, {"1": 10, "2": -10, "3": 0}))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is no formula"),
        ("[10/15] +", "is no formula"),
        ("value < 1", "unknown name"),
        ("[10/15] < 1 < 2", "only"),
        ("[10/15] ** 2", "only"),
        ("__import__('os')", "unknown function"),
        ("[10/15].real", "only"),
        ("'text'", "only"),
        ("True", "no numbers"),
        ("previous(previous([10]))", "two years"),
        ("first([10])", "takes"),
        ("not [10]", "condition is needed"),
        ("([10] < 1) + 1", "number is needed"),
        ("rubric_7", "unknown name"),
        ("rubric_0", "unknown name"),
        ("[x for x in ()]", "only"),
        ("1" * 500, "characters long"),
        ("-" * 390 + "1", "nested too deeply"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(text, complaint):
    with pytest.raises(FormulaError, match=complaint):
        parse_formula(text)


@given(st.text(alphabet="[]()0129/+-*<>=., abdefilnoprstuvy_'\"\n", max_size=60))
def test_no_text_makes_reading_a_formula_stumble(text):
    try:
        formula = parse_formula(text, ("value",))
    except FormulaError:
        return
    table = a_table({"1": [1.0, NAN]})
    reading = Reading(table, {"value": 1.0})
    found = reading.condition(formula).met if formula.is_condition else reading.number(formula)
    assert len(found) == 2


def test_it_names_the_rubrics_it_reads_by_year():
    formula = parse_formula("first([70] / previous([70]), [9900] / previous([9900] - [62]))")
    assert formula.rubrics == ("70", "9900")
    assert formula.previous_rubrics == ("70", "9900", "62")


amounts = st.one_of(st.none(), st.integers(-10_000, 10_000))


def exact(node, row):
    """An independent reading in exact fractions, None for missing."""
    kind, *parts = node
    if kind == "rubric":
        return None if row[parts[0]] is None else Fraction(row[parts[0]])
    one, other = (exact(part, row) for part in parts)
    if one is None or other is None or (kind == "/" and other == 0):
        return None
    return {"+": one + other, "-": one - other, "*": one * other, "/": one / other if other else None}[kind]


def written(node):
    kind, *parts = node
    return f"[{parts[0]}]" if kind == "rubric" else f"({written(parts[0])} {kind} {written(parts[1])})"


trees = st.recursive(
    st.tuples(st.just("rubric"), st.sampled_from("123")),
    lambda inner: st.tuples(st.sampled_from("+-*/"), inner, inner),
    max_leaves=5,
)


@given(tree=trees, rows=st.lists(st.fixed_dictionaries(dict.fromkeys("123", amounts)), min_size=1, max_size=5))
def test_a_whole_table_reads_as_every_row_alone_in_exact_fractions(tree, rows):
    current = {code: [NAN if row[code] is None else row[code] for row in rows] for code in "123"}
    text = written(tree)
    assume(len(text) < 300)
    found = Reading(a_table(current)).number(parse_formula(text))
    for value, row in zip(found, rows, strict=True):
        expected = exact(tree, row)
        if expected is None:
            assert math.isnan(value)
        elif not math.isnan(value):  # a denominator that only rounding makes nil
            assert float(value) == pytest.approx(float(expected), rel=1e-9, abs=1e-6)


TRUTHS = [True, False, None]


@pytest.mark.parametrize("one", TRUTHS)
@pytest.mark.parametrize("other", TRUTHS)
def test_conditions_follow_kleene(one, other):
    table = a_table({"1": [{True: 1, False: 0, None: NAN}[one]], "2": [{True: 1, False: 0, None: NAN}[other]]})

    def read(text):
        found = Reading(table).condition(parse_formula(text))
        assert not (found.met[0] and found.not_met[0])
        return True if found.met[0] else False if found.not_met[0] else None

    def kleene_and(a, b):
        return False if a is False or b is False else None if a is None or b is None else True

    def opposite(a):
        return None if a is None else not a

    assert read("[1] > 0 and [2] > 0") is kleene_and(one, other)
    assert read("[1] > 0 or [2] > 0") is opposite(kleene_and(opposite(one), opposite(other)))
    assert read("not [1] > 0") is opposite(one)
    assert read("possibly([1] > 0)") is (one is not False)


@pytest.mark.parametrize(("nv", "met"), [(1, True), (0, False), (NAN, False)])
def test_a_condition_on_an_nv_holds_only_where_the_form_is_known(nv, met):
    reading = Reading(a_table({"1": [5]}, nv=nv))
    assert bool(reading.condition(parse_formula("nv and [1] > 0", ("nv",))).met[0]) is met
    assert bool(reading.condition(parse_formula("possibly(nv)", ("nv",))).met[0]) is (nv != 0)
