"""Rows that are nearly empty multiply as the same rows written out."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.understanding.sparse_rows import sparse_rows

COLUMNS = 6
rows = st.lists(st.dictionaries(st.integers(0, COLUMNS - 1), st.floats(-2, 2)), min_size=1, max_size=5)


def written_out(listed, times):
    dense = np.zeros((len(listed) * times, COLUMNS))
    for number, row in enumerate(listed * times):
        for place, value in row.items():
            dense[number, place] = value
    return dense


@given(listed=rows, times=st.sampled_from([1, 70]))
@settings(max_examples=10, deadline=None)
def test_they_multiply_as_the_same_rows_written_out(listed, times):
    sparse, dense = sparse_rows(listed * times, COLUMNS), written_out(listed, times)
    weights = np.arange(2.0 * COLUMNS).reshape(COLUMNS, 2)
    assert np.allclose(sparse.products(), dense @ dense.T)
    assert np.allclose(sparse.times(weights), dense @ weights)
    assert np.allclose(sparse.turned_times(dense[:, :3]), dense.T @ dense[:, :3])


@given(listed=rows, kept=st.integers(0, COLUMNS))
@settings(max_examples=10)
def test_the_first_columns_alone_leave_the_others_out(listed, kept):
    sparse, dense = sparse_rows(listed, COLUMNS), written_out(listed, 1)
    assert np.allclose(sparse.before(kept).products(), dense[:, :kept] @ dense[:, :kept].T)
    assert np.allclose(sparse.times(np.ones((kept, 1))), dense[:, :kept].sum(axis=1, keepdims=True))
