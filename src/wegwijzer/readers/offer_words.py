"""The words of offerings as stems, by which they are found, laid beside each other and held against each other."""

from __future__ import annotations

from functools import lru_cache

from wegwijzer.core.language.analysis import WORD
from wegwijzer.core.offers.alike import Words
from wegwijzer.readers.language import shipped_analyser


@lru_cache(maxsize=8192)
def words_of_offering(title: str, text: str, language: str) -> Words:
    """The stems of title and text in the language they were written in; parts of compounds count in the text alone."""
    analyser = shipped_analyser()
    of_title = analyser.document_terms(title, language)
    of_text = analyser.document_terms(text, language)
    whole = tuple(term.stem for term in of_title if term.weight == WORD)
    return Words(whole, frozenset(term.stem for term in (*of_title, *of_text)))
