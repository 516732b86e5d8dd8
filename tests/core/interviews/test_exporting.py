"""Only what a person looked at leaves, masked as they chose; and all of it does."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.interviews.builders import a_case, a_note, a_passage, a_study
from tests.core.interviews.texts import LABELS, VOCABULARY, texts
from wegwijzer.core.interviews.exporting import Review, Reviews, digest_of, may_leave, release
from wegwijzer.core.interviews.mask_patterns import MaskKind
from wegwijzer.core.interviews.masking import Mask, propose_masks
from wegwijzer.core.interviews.spans import Span
from wegwijzer.core.interviews.study import Case, Passage


def reviews_of(*cases: Case) -> Reviews:
    return {
        note.id: Review(digest_of(note.text), propose_masks(note.text, VOCABULARY, labels=LABELS))
        for case in cases
        for note in case.notes
    }


@st.composite
def studies(draw) -> tuple[list[Case], Reviews]:
    """Cases with passages anywhere in their notes, some of them reviewed."""
    cases = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        notes, passages = [], []
        for place in range(draw(st.integers(0, 2))):
            text = draw(texts.filter(bool))
            notes.append(a_note(text, note=f"{number}-{place}"))
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            passages.append(Passage(f"{number}-{place}", Span(start, end), frozenset({"trigger"}), 1))
        cases.append(a_case(number, *passages, notes=tuple(notes)))
    looked_at = [case for case in cases if draw(st.booleans())]
    return cases, reviews_of(*looked_at)


@settings(deadline=None, max_examples=60)
@given(studies())
def test_the_exports_of_the_parts_together_are_the_export_of_the_whole(found):
    cases, reviews = found
    whole = release(a_study(*cases), reviews, labels=LABELS)
    parts = [release(a_study(case), reviews, labels=LABELS) for case in cases]
    assert whole.study.cases == tuple(case for part in parts for case in part.study.cases)
    assert whole.held_back == tuple(number for part in parts for number in part.held_back)
    assert sorted([*(case.number for case in whole.study.cases), *whole.held_back]) == [case.number for case in cases]


@settings(deadline=None, max_examples=60)
@given(studies())
def test_every_note_and_passage_of_a_case_that_leaves_leaves_with_it(found):
    cases, _ = found
    free = release(a_study(*cases), reviews_of(*cases), labels=LABELS)
    by_number = {case.number: case for case in cases}
    for case in free.study.cases:
        before = by_number[case.number]
        assert [note.id for note in case.notes] == [note.id for note in before.notes]
        assert len(case.passages) == len(before.passages)
    assert free.held_back == tuple(case.number for case in cases if not case.notes)


@settings(deadline=None, max_examples=60)
@given(studies())
def test_nothing_that_was_to_be_hidden_is_left_in_a_note_or_passage(found):
    cases, reviews = found
    for case in release(a_study(*cases), reviews, labels=LABELS).study.cases:
        texts_now = {note.id: note.text for note in case.notes}
        for note in case.notes:
            assert propose_masks(note.text, VOCABULARY, labels=LABELS) == ()
        for passage in case.passages:
            assert passage.span.of(texts_now[passage.note])


def test_a_passage_that_begins_inside_a_mask_takes_the_whole_label():
    note = a_note("Jan Peeters belde gisteren.")
    case = a_case(1, a_passage("trigger", start=4, end=17), notes=(note,))
    review = {note.id: Review(digest_of(note.text), (Mask(Span(0, 11), MaskKind.NAME),))}
    free = release(a_study(case), review, labels=LABELS).study.cases[0]
    assert free.passages[0].span.of(free.notes[0].text) == "[name 1] belde"


def test_a_note_that_changed_after_it_was_looked_at_holds_the_case_back():
    case = a_case(1)
    reviews = reviews_of(case)
    assert may_leave(case, reviews)
    changed = replace(case, notes=(replace(case.notes[0], text="Nu staat er Janssens."),))
    assert not may_leave(changed, reviews)
    assert release(a_study(changed), reviews, labels=LABELS).held_back == (1,)


def test_one_note_that_nobody_looked_at_holds_the_whole_case_back():
    case = a_case(1, notes=(a_note(note="a"), a_note(note="b")))
    assert not may_leave(case, {"a": reviews_of(case)["a"]})
