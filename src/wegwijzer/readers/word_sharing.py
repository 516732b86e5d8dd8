"""How much of a search or a need a short text tells, by the words that ship: for lists that are no search index."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from wegwijzer.core.language.sharing import Asked, asked_words, told_stems
from wegwijzer.readers.language import shipped_analyser, word_frequencies

_TEXT = 0.5
"""What a word in the text weighs beside one in the title."""
_COMMON = 1e-4
"""A word of ten thousand or more often says too little of a subject to bring a need and a text together."""


def asked_in_search(text: str) -> Asked:
    """The words of a search."""
    return asked_words(shipped_analyser().query_terms(text))


def asked_in_need(text: str) -> Asked:
    """The telling words of a need: without those that stand in every other text."""
    return asked_words(shipped_analyser().query_terms(text), saying_nothing=_common_words())


@lru_cache(maxsize=4096)
def told_by(title: str, text: str, language: str) -> Mapping[str, float]:
    """The stems of a title and a text; kept, as lists show the same texts again and again."""
    analyser = shipped_analyser()
    return told_stems(
        [(analyser.document_terms(title, language), 1.0), (analyser.document_terms(text, language), _TEXT)]
    )


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word for word, share in word_frequencies("nl").items() if share >= _COMMON)
