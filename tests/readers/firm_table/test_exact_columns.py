"""A fact that is known exactly may have one column or two that are equal: what is known of the firms is the same."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.firm_table.population_file import open_population
from wegwijzer.readers.firm_table.preparing import PreparedPopulation

AMOUNTS = [0.0, 1_999_999.5, 2_000_000.0, 10_000_000.0, 10_000_000.01, 43_000_000.0, 50_000_000.01, None]
FIRMS = st.fixed_dictionaries(
    {
        "fte": st.sampled_from([0.0, 9.99, 10.0, 49.0, 50.0, 250.0, float("nan"), None]),
        "turnover_eur": st.sampled_from(AMOUNTS),
        "balance_sheet_total_eur": st.sampled_from(AMOUNTS),
        "founded": st.sampled_from([date(1900, 1, 1), date(2020, 11, 30), date(2020, 12, 1), date(2027, 1, 1), None]),
        "part_of_group": st.sampled_from([True, False, None]),
        "trl": st.sampled_from([1.0, 9.0, None]),
    }
)
EXACT = ("fte", "turnover_eur", "balance_sheet_total_eur", "founded", "trl")


@pytest.fixture(scope="module")
def day():
    return shipped_day(date(2026, 11, 30))


@pytest.fixture(scope="module")
def prepared(day, tmp_path_factory):
    path = tmp_path_factory.mktemp("exact") / "firms.parquet"

    def prepare(frame):
        frame.write_parquet(path)
        (batch,) = PreparedPopulation(open_population(path, day.catalogue.facts), day).batches()
        return batch.frame

    return prepare


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(firms=st.lists(FIRMS, min_size=1, max_size=8))
def test_one_column_and_two_equal_ones_give_the_same_firms(prepared, firms):
    types = {fact: pl.Float64() for fact in EXACT} | {"founded": pl.Date(), "part_of_group": pl.Boolean()}
    one = pl.DataFrame(firms, schema=types)
    two = one.select(
        "part_of_group", *(pl.col(fact).alias(f"{fact}_{end}") for fact in EXACT for end in ("min", "max"))
    )
    assert_frame_equal(prepared(one), prepared(two), check_column_order=False)


def test_ages_turn_on_the_day_itself(prepared):
    founded = [date(2025, 11, 30), date(2025, 12, 1), date(2026, 11, 30), date(2027, 3, 1), date(1, 1, 1)]
    assert prepared(pl.DataFrame({"founded": founded}))["age_years_min"].to_list() == [1, 0, 0, 0, 2025]
