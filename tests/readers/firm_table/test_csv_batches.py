"""CSV in blocks gives the rows of the whole file, wherever the blocks happen to end."""

from __future__ import annotations

import csv

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.readers.firm_table import csv_batches as module
from wegwijzer.readers.firm_table.csv_batches import csv_batches

CELLS = st.text(alphabet='ab"\n ,;é', max_size=6).filter(lambda text: text == text.strip("\n"))
HEADER = ("id", "x", "y")


@settings(max_examples=40)
@given(
    rows=st.lists(st.tuples(st.integers(1, 99).map(str), CELLS, CELLS), min_size=1, max_size=30),
    block=st.integers(8, 64),
)
def test_quoted_cells_and_line_ends_are_kept_whatever_the_block(rows, block, tmp_path_factory):
    path = tmp_path_factory.mktemp("csv") / "firms.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", block)
        found = list(csv_batches(path, "firms", header=HEADER, delimiter=",", rows=7))
    assert [batch.height for batch in found[:-1]] == [7] * (len(found) - 1)
    assert pl.concat(found).fill_null("").rows() == rows
