"""Words in plain form: what is read quickly is what the definition says."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wegwijzer.core.language.words import plain


def by_definition(text: str) -> str:
    """Case folded, taken apart, without whatever combines with the character before it."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_LETTERS = st.sampled_from("aZ9 é\u0301ßŒİıſﬁ½Å\u0345ΐ한\u3099ǅ\x00\ud800😀")


@given(st.text() | st.text(alphabet=_LETTERS))
@example("STRAẞE, ﬁets, İ, e\u0301 en ᾳ")
@settings(max_examples=300, deadline=None)
def test_plain_is_what_its_definition_says(text: str):
    assert plain(text) == by_definition(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
@settings(max_examples=100, deadline=None)
def test_plain_of_ascii_is_lower_case(text: str):
    assert plain(text) == by_definition(text) == text.lower()
