"""Columns of words that a Parquet file keeps as an Enum: taken over by their places, and read as text would be."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.readers.scanning.random_firms import frame_of, random_firms
from wegwijzer.core.errors import InputError
from wegwijzer.core.scanning.planning import plan_scan
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.firm_table.population_file import open_population
from wegwijzer.readers.firm_table.preparing import PreparedPopulation
from wegwijzer.readers.scanning.polars_engine import PolarsEngine

FIRMS = 60
NOWHERE = "no such word"


@pytest.fixture(scope="module")
def day():
    return shipped_day(date(2026, 11, 30))


@pytest.fixture(scope="module")
def firms(day):
    return frame_of(random_firms(4, FIRMS, day), day)


def as_enums(frame):
    """The same words backwards, with one that no row has."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String and name != "name"]
    words = {name: [NOWHERE, *frame[name].unique().drop_nulls().sort(descending=True)] for name in texts}
    return frame.with_columns(pl.col(name).cast(pl.Enum(found)) for name, found in words.items())


def outcome(frame, path, day):
    frame.write_parquet(path)
    prepared = PreparedPopulation(open_population(path, day.catalogue.facts), day)
    (batch,) = prepared.batches()
    engine = PolarsEngine(plan_scan(day, present=prepared.known))
    return engine.scan(batch.frame, path)[1]


def test_words_kept_as_an_enum_give_the_rows_that_text_gives(firms, day, tmp_path):
    text, enums = outcome(firms, tmp_path / "text.parquet", day), outcome(as_enums(firms), tmp_path / "e.parquet", day)
    assert_frame_equal(enums, text)


@pytest.mark.parametrize("fact", ["legal_form", "nace", "postal_code"])
def test_a_word_that_is_none_is_told_with_its_row(fact, firms, day, tmp_path):
    frame = as_enums(firms)
    wrong = frame[fact].scatter([7, 9], [NOWHERE, NOWHERE])
    with pytest.raises(InputError) as caught:
        outcome(frame.with_columns(wrong), tmp_path / "wrong.parquet", day)
    (fault,) = [fault for fault in caught.value.faults if fact in str(fault)]
    assert "8" in str(fault)
    assert NOWHERE in str(fault)
