"""A search as it was read: typing errors repaired, terms found, placed by its meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.language.analysis import WORD, Analyser, Term
from wegwijzer.core.language.spelling import Repair, Repaired, Speller
from wegwijzer.core.language.words import plain
from wegwijzer.core.search.lexical import Postings

LONGEST_QUERY = 4_000
"""Characters of a search that are read; what comes after is left."""

MOST_TERMS = 80
_BEGINNING_WEIGHT = 0.5
_SHORTEST_BEGINNING = 4
_ENOUGH_STRANGE_WORDS = 3
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A search, read once and used for all kinds of entries.

    `typed` is what was typed, `text` what was searched for, `repairs` the difference. `asked` are stems with their
    weights, `terms` the same with the word of the text that gave each. `vector` is its place by meaning, of length
    one; None without a model, or when the text says nothing that anyone would know.
    """

    typed: str
    text: str
    language: str
    repairs: tuple[Repair, ...] = ()
    terms: tuple[Term, ...] = ()
    asked: Mapping[str, float] = field(default_factory=dict)
    vector: NDArray[np.float32] | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is anything to search by."""
        return bool(self.asked) or self.vector is not None


def readable(text: str) -> str:
    """The text without control characters and halves of characters, spaces made single, cut at the longest read.

    >>> readable(" kmo\\x00  portefeuille ")
    'kmo portefeuille'
    """
    return " ".join(_NO_TEXT.sub(" ", text[: LONGEST_QUERY * 2]).split())[:LONGEST_QUERY]


def repaired(text: str, analyser: Analyser, speller: Speller) -> Repaired:
    """The text with its typing errors repaired, by the words of the entries and of its language (Dutch if unclear)."""
    return speller.repair(text, analyser.languages_of(text)[:1])


def asked_terms(text: str, analyser: Analyser, postings: Postings) -> tuple[Term, ...]:
    """The terms of the text that some document has, the most telling ones when there are very many.

    A word that stands nowhere asks for the words that begin with it: who types "octr" means the octrooi.
    """
    found: dict[str, Term] = {}
    for term in analyser.query_terms(text):
        stems: tuple[str, ...] = (term.stem,) if postings.frequency(term.stem) else ()
        weight = term.weight
        if not stems and term.weight == WORD and len(term.stem) >= _SHORTEST_BEGINNING:
            stems, weight = postings.beginning_with(term.stem), term.weight * _BEGINNING_WEIGHT
        for stem in stems:
            if stem not in found or found[stem].weight < weight:
                found[stem] = Term(stem, term.written, weight)
    telling = sorted(found.values(), key=lambda term: (-term.weight * postings.rarity(term.stem), term.stem))
    return tuple(telling[:MOST_TERMS])


def makes_sense(text: str, analyser: Analyser, speller: Speller) -> bool:
    """Whether some word of the text is known, or there are so many that it may be another language.

    A model of meaning places "xyzzy" too, and finds something near it.
    """
    words = [plain(word) for word in analyser.telling_words(text)]
    letters = [word for word in words if word.isalpha()]
    return len(letters) >= _ENOUGH_STRANGE_WORDS or any(speller.knows(word) for word in letters)
