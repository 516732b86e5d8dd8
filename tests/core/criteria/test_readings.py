"""One declaration, two readings: one firm at a time, and in bulk as SQL. They must never disagree."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import FACTS
from wegwijzer.core.band import Band
from wegwijzer.core.criteria.nodes import (
    Above,
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    IsTrue,
    Named,
    Not,
    OneOf,
    StartsWith,
    Undocumented,
)
from wegwijzer.core.criteria.sql import to_sql
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

NUMBERS = ("fte", "turnover_eur", "size_class", "founded")
BOOLEANS = ("insolvent", "collaboration")
CHOICE, CODE = "region", "nace"
REGIONS = [option.id for option in FACTS[CHOICE].options]
CODES = ("1", "10", "107", "1071", "62", "6201", "25", "254")

limits = st.sampled_from([Decimal(number) for number in ("0", "1", "2", "9.5", "10", "49.99", "50", "2000000")])
whole_limits = st.sampled_from([Decimal(number) for number in range(4)])


def limits_of(fact: str) -> st.SearchStrategy[Decimal]:
    """Limits that the fact can have: ranks and days are whole."""
    return limits if fact in ("fte", "turnover_eur") else whole_limits.map(lambda n: n + (fact == "founded"))


comparisons = st.sampled_from(NUMBERS).flatmap(
    lambda fact: st.builds(
        lambda kind, limit: kind(fact, limit), st.sampled_from([AtLeast, Above, AtMost, Below]), limits_of(fact)
    )
)

tests_of_one_fact = st.one_of(
    st.builds(IsTrue, st.sampled_from(BOOLEANS)),
    st.builds(
        lambda options: OneOf(CHOICE, tuple(options)), st.lists(st.sampled_from(REGIONS), min_size=1, unique=True)
    ),
    comparisons,
    st.builds(
        lambda prefixes: StartsWith(CODE, tuple(prefixes)),
        st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True),
    ),
)
criteria = st.recursive(
    tests_of_one_fact,
    lambda parts: st.one_of(
        st.builds(lambda items: All(tuple(items)), st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda items: AnyOf(tuple(items)), st.lists(parts, min_size=1, max_size=3)),
        st.builds(Not, parts),
        st.builds(lambda inner: Named("a_rule", inner), st.one_of(parts, st.just(Undocumented()))),
    ),
    max_leaves=8,
)


@st.composite
def number_bands(draw):
    ends = draw(st.lists(limits, min_size=2, max_size=2))
    low, high = sorted(ends)
    return draw(st.sampled_from([Band(low, high), Band(low, None), Band(None, high), Band(low, low)]))


firms = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(NUMBERS, number_bands()),
        **dict.fromkeys(BOOLEANS, st.booleans()),
        CHOICE: st.sampled_from(REGIONS),
        CODE: st.sampled_from(CODES),
    },
)


def as_row(firm: dict[str, object]) -> dict[str, object]:
    """A firm as one row: two columns for a band, null for what is not known."""
    row: dict[str, object] = {}
    for fact in NUMBERS:
        band = firm.get(fact)
        row[f"{fact}_min"] = band.low if isinstance(band, Band) else None
        row[f"{fact}_max"] = band.high if isinstance(band, Band) else None
    for fact in (*BOOLEANS, CHOICE, CODE):
        row[fact] = firm.get(fact)
    return row


def literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value) if isinstance(value, Decimal) else f"'{value}'"


TYPES = {
    **{f"{fact}_{end}": "DECIMAL(18, 2)" for fact in NUMBERS for end in ("min", "max")},
    **dict.fromkeys(BOOLEANS, "BOOLEAN"),
    CHOICE: "VARCHAR",
    CODE: "VARCHAR",
}
VERDICTS = {1: MET, 0: NOT_MET, None: UNKNOWN}  # True and False are 1 and 0


def statement(sql: str, firm: dict[str, object]) -> str:
    row = as_row(firm)
    columns = ", ".join(f"CAST({literal(row[name])} AS {kind}) AS {name}" for name, kind in TYPES.items())
    return f"SELECT {sql} FROM (SELECT {columns}) AS firm"  # noqa: S608


@pytest.fixture(scope="module")
def duck():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def lite():
    connection = sqlite3.connect(":memory:")
    yield connection
    connection.close()


@settings(max_examples=400, deadline=None)
@given(criterion=criteria, firm=firms)
def test_both_readings_agree_on_every_firm(duck, lite, criterion, firm):
    expected = criterion.read(firm)
    query = statement(to_sql(criterion), firm)
    assert VERDICTS[duck.execute(query).fetchone()[0]] is expected
    assert VERDICTS[lite.execute(query).fetchone()[0]] is expected


@given(criteria, firms)
def test_an_unknown_criterion_names_a_fact_that_is_open_and_a_decided_one_names_none(criterion, firm):
    open_facts = set(criterion.undecided_by(firm))
    is_open = criterion.read(firm) is UNKNOWN
    assert bool(open_facts) == is_open or (is_open and "Undocumented" in repr(criterion))
    assert open_facts <= set(criterion.facts())


@given(criteria, firms, st.data())
def test_learning_more_never_changes_what_was_decided(criterion, firm, data):
    verdict = criterion.read(firm)
    more = {**data.draw(firms), **firm}
    assert verdict is UNKNOWN or criterion.read(more) is verdict


def test_a_code_known_only_in_its_first_digits_stays_open():
    bakery = StartsWith("nace", ("1071",))
    assert bakery.read({"nace": "10"}) is UNKNOWN
    assert bakery.read({"nace": "107120"}) is MET
    assert bakery.read({"nace": "62"}) is NOT_MET


@pytest.mark.parametrize("fact", ["fte; DROP TABLE firm", "fte-min", "größe", "a b"])
def test_a_fact_that_is_no_plain_name_is_not_compiled(fact):
    with pytest.raises(ValueError, match="cannot be a column name"):
        to_sql(IsTrue(fact))


def test_quotes_in_options_are_doubled():
    assert to_sql(OneOf("region", ("l'est",))) == "region IN ('l''est')"


def test_a_prefix_with_wildcards_is_not_compiled():
    with pytest.raises(ValueError, match="cannot be a code prefix"):
        to_sql(StartsWith("nace", ("1%",)))
