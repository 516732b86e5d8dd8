"""A text in sentences."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.interviews.sentences import sentences


@given(st.text(max_size=80))
def test_every_character_that_is_not_blank_lies_in_exactly_one_sentence(text):
    found = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {place for span in found for place in range(span.start, span.end)}
    assert {place for place, character in enumerate(text) if not character.isspace()} <= covered
    assert all(span.of(text) == span.of(text).strip() for span in found)


def test_abbreviations_and_amounts_end_no_sentence():
    text = "Wij werken bv. met 1.200 euro. En dan? Ja!\nZonder punt"
    assert [span.of(text) for span in sentences(text)] == [
        "Wij werken bv. met 1.200 euro.",
        "En dan?",
        "Ja!",
        "Zonder punt",
    ]


def test_an_empty_note_has_no_sentences():
    assert sentences(" \n ") == ()
