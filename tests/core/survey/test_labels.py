"""Labels as codes: what is missing stays missing, and numbers stand in their own order."""

from __future__ import annotations

import numpy as np
import pytest

from wegwijzer.core.survey.labels import coded


@pytest.mark.parametrize("missing", [None, "", "  ", float("nan")])
def test_a_missing_label_is_no_category(missing):
    found = coded(np.array(["b", missing, "a", missing], object))
    assert (found.names, found.codes.tolist()) == (("a", "b"), [1, -1, 0, -1])


def test_numbers_stand_in_their_own_order_before_words():
    assert coded(np.array(["10", "x", "9", "-1"], object)).names == ("-1", "9", "10", "x")


def test_the_same_label_in_another_form_is_one_category():
    found = coded(np.array(["1", 1, 1.0, " 1 "], object))
    assert (found.names, found.codes.tolist()) == (("1",), [0, 0, 0, 0])


def test_no_rows_have_no_categories():
    assert coded(np.array([], object)).names == ()
