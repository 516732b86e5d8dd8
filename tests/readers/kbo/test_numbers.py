"""Numbers of entities, and which belong to a natural person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.readers.kbo.numbers import BAD, BRANCH, Entities, entity_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0403.019.261", 403019261), ("0403019261", 403019261), ("2.000.000.339", 2000000339), ("9.000.000.001", BRANCH)],
)
def test_a_number_is_read_as_the_register_writes_it(text, number):
    assert entity_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "0403.019.262", "403.019.261", "04030.19.261", "0403.019.26١", "0403 019 261", "0403.019.261 ", "x" * 12],
)
def test_anything_else_is_none(text):
    assert entity_number(text) == BAD


@given(st.integers(0, 19_999_999))
def test_it_agrees_with_the_reader_of_numbers_that_people_type(eight):
    text = f"{eight:08d}{97 - eight % 97:02d}"
    assert entity_number(text) == int(parse_enterprise_number(text))


@given(st.text())
def test_no_text_breaks_it(text):
    assert isinstance(entity_number(text), int)


def test_entities_remember_whose_they_are():
    entities = Entities()
    assert entities.add(403019261, False)
    assert entities.add(2000000339, True)
    assert not entities.add(403019261, False)
    assert (entities.is_natural(403019261), entities.is_natural(2000000339)) == (False, True)
    assert entities.is_natural(200000142) is None
