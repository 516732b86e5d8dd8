"""How much of what somebody asks a short text tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.language.analysis import PART, WORD, Term
from wegwijzer.core.language.sharing import asked_words, told_stems

WEIGHTS = st.sampled_from([WORD, PART])
TERMS = st.lists(st.builds(Term, st.sampled_from("abcdef"), st.sampled_from(["een", "twee", "drie"]), WEIGHTS))


@given(TERMS, TERMS)
def test_no_text_tells_more_than_was_asked_and_more_text_never_tells_less(asked, told):
    words = asked_words(asked)
    title = told_stems([(told, 1.0)])
    assert 0 <= words.shared_with(title) <= len(words.words)
    assert words.shared_with(told_stems([(told, 0.5)])) <= words.shared_with(title)
    assert words.shared_with(told_stems([(told[:1], 1.0)])) <= words.shared_with(title)


@given(TERMS)
def test_a_text_tells_itself_and_nothing_asked_is_told_by_nothing(terms):
    whole = [Term(term.stem, term.written, WORD) for term in terms]
    asked = asked_words(whole)
    assert asked.are_told_by(told_stems([(whole, 1.0)])) == bool(whole)
    assert not asked_words(()).are_told_by({"a": 1.0})


def test_one_word_of_many_in_a_text_alone_is_too_little():
    asked = asked_words([Term(stem, stem, WORD) for stem in ("brood", "vers", "folie")])
    assert not asked.are_told_by({"brood": 0.5})
    assert asked.are_told_by({"brood": 1.0})
    assert asked.are_told_by({"brood": 0.5, "vers": 0.5})
    assert not asked_words([Term("brood", "brood", WORD)], saying_nothing={"brood"}).are_told_by({"brood": 1.0})
