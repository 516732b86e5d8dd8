"""Stretches of a text stay with their words when the text is edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.interviews.texts import texts_with_edits
from wegwijzer.core.interviews.spans import Edit, Span, SpanError, apply_edits, edits_between, move_span


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_edits_between_two_texts_turn_the_one_into_the_other(old, new):
    assert apply_edits(old, edits_between(old, new)) == new


@given(texts_with_edits(), st.data())
def test_a_span_that_no_edit_touches_keeps_its_words(text_and_edits, data):
    text, edits = text_and_edits
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    moved = move_span(span, edits, length=len(text))
    new = apply_edits(text, edits)
    inside = [edit for edit in edits if edit.end > span.start and edit.start < span.end]
    assert moved.touched == bool(inside)
    if moved.span is None:
        assert inside
    else:
        assert moved.span.end <= len(new)
        if not inside:
            assert moved.span.of(new) == span.of(text)


@given(texts_with_edits(), st.data())
def test_a_touched_span_keeps_all_its_words_that_are_still_there(text_and_edits, data):
    text, edits = text_and_edits
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    gone = {place for edit in edits for place in range(edit.start, edit.end)}
    left = [text[place] for place in range(span.start, span.end) if place not in gone]
    moved = move_span(span, edits, length=len(text))
    if moved.span is None:
        assert left == []
        return
    found = iter(moved.span.of(apply_edits(text, edits)))
    assert all(character in found for character in left)


@given(st.text(max_size=40), st.text(max_size=40), st.data())
def test_a_sentence_after_the_change_is_found_again(before, after, data):
    kept = "Dit blijft staan zoals het is."
    old, new = f"{before}\n{kept}", f"{after}\n{kept}"
    span = Span(len(before) + 1, len(old))
    moved = move_span(span, edits_between(old, new), length=len(old))
    assert moved.span is not None
    assert moved.span.of(new).endswith(kept)


def test_words_put_in_at_an_edge_stay_outside():
    span = Span(4, 9)
    for edit in (Edit(4, 4, "x"), Edit(9, 9, "x")):
        moved = move_span(span, [edit], length=20)
        assert (moved.touched, moved.span.end - moved.span.start) == (False, 5)


def test_a_span_whose_words_are_all_gone_is_gone():
    assert move_span(Span(2, 4), [Edit(0, 6, "")], length=9).span is None


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_a_span_of_nothing_is_refused(start, end):
    with pytest.raises(SpanError, match="holds nothing"):
        Span(start, end)


@pytest.mark.parametrize("edits", [[Edit(0, 3, ""), Edit(2, 4, "")], [Edit(3, 99, "")]], ids=["overlap", "outside"])
def test_edits_that_do_not_fit_are_refused(edits):
    with pytest.raises(SpanError):
        apply_edits("abcdefgh", edits)


def test_very_long_texts_are_compared_as_one_whole():
    old, new = "a b " * 4_000, "c d " * 4_000
    assert apply_edits(old, edits_between(old, new)) == new
