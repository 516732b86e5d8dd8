"""Rows that are alike stand once, with how many there are: written out again they are the rows that were."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pl = pytest.importorskip("polars")

from wegwijzer.readers.simulating.distinct import distinct  # noqa: E402

ROWS = st.lists(
    st.tuples(
        *[st.booleans()] * 3,
        st.sampled_from([None, True, False]),
        st.sampled_from([0.0, 7500.0, float("inf")]),
        st.sampled_from([None, "food", "metal"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_written_out_again_they_are_the_rows_within(rows):
    *columns, within = zip(*rows, strict=True)
    first = pl.DataFrame(dict(zip("abcd", columns[:4], strict=True)), schema=dict.fromkeys("abcd", pl.Boolean))
    second = pl.DataFrame({"a": columns[4], "sector": columns[5]}, schema={"a": pl.Float64, "sector": pl.String})
    (one, other, empty), times = distinct([first, second, pl.DataFrame()], np.array(within))
    found = Counter()
    for row, count in zip(zip(one.rows(), other.rows(), strict=True), times.tolist(), strict=True):
        found[row[0] + row[1]] += count
    wanted = Counter(row[:-1] for row in rows if row[-1])
    assert found == wanted
    assert len(times) == len(wanted)
    assert one.schema == first.schema
    assert other.schema == second.schema
    assert not empty.width


def test_more_flags_than_one_number_holds_are_told_apart():
    names = [f"flag {place}" for place in range(130)]
    rows = np.eye(130, dtype=bool)
    (found,), times = distinct([pl.DataFrame(rows, schema=names)], np.ones(130, bool))
    assert times.tolist() == [1] * 130
    assert (found.to_numpy() == rows).all()
