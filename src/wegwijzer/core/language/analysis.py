"""From a text to the terms by which it is found: stems of its words, of the parts of its compounds, of synonyms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wegwijzer.core.language.compounds import CompoundSplitter
from wegwijzer.core.language.words import plain

WORD, PART, SYNONYM = 1.0, 0.6, 0.7
"""What a term weighs in a search: the word as typed, a part of a compound, a word that means the same."""

LANGUAGES = ("nl", "en", "fr")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Term:
    """A stem, the word of the text that gave it (as written) and what it weighs (0 to 1)."""

    stem: str
    written: str
    weight: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of the words of one language.

    `stem` takes a plain word to its stem; `function_words` are the plain words that say nothing of a subject;
    `synonyms` takes a stem to the stems that mean the same in the trade or the region.
    """

    stem: Callable[[str], str]
    function_words: frozenset[str] = frozenset()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


class Analyser:
    """Reads texts in Dutch, English and French; only Dutch writes its compounds as one word."""

    def __init__(self, lexicons: Mapping[str, Lexicon], splitter: CompoundSplitter) -> None:
        self._lexicons = dict(lexicons)
        self._splitter = splitter
        self._cache: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {}

    def document_terms(self, text: str, language: str) -> tuple[Term, ...]:
        """The terms of a text that can be found, in order, as often as they stand there; function words fall away."""
        return tuple(self._terms(_words_of(text), language))

    def query_terms(self, text: str) -> tuple[Term, ...]:
        """The terms that a search asks for, each stem once with its best weight, synonyms among them.

        A text whose language does not show is read in all of them: a firm searches by names from everywhere.
        """
        best: dict[str, Term] = {}
        words = _words_of(text)
        for language in self._languages_of(words):
            for term in self._terms(words, language):
                asked = (term, *self._meaning_the_same(term, language))
                for one in asked:
                    if one.stem not in best or best[one.stem].weight < one.weight:
                        best[one.stem] = one
        return tuple(best.values())

    def telling_words(self, text: str) -> tuple[str, ...]:
        """The words as written that are no function words of the text's language, each once."""
        words = _words_of(text)
        language = self._languages_of(words)[0]
        return tuple(dict.fromkeys(word for word, _ in self._telling(words, language)))

    def languages_of(self, text: str) -> tuple[str, ...]:
        """The language that the function words show, or all of them, Dutch first, when they show none."""
        return self._languages_of(_words_of(text))

    def _languages_of(self, words: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        read = [word for _, word in words]
        counts = {
            language: sum(map(lexicon.function_words.__contains__, read))
            for language, lexicon in self._lexicons.items()
        }
        most = max(counts.values(), default=0)
        found = [language for language, count in counts.items() if count == most]
        return (found[0],) if most and len(found) == 1 else tuple(self._lexicons)

    def _telling(self, words: Sequence[tuple[str, str]], language: str) -> Iterator[tuple[str, str]]:
        lexicon = self._lexicons[language]
        for written, word in words:
            if len(word) > 1 and len(word) <= _LONGEST_WORD and word not in lexicon.function_words:
                yield written, word

    def _terms(self, words: Sequence[tuple[str, str]], language: str) -> Iterator[Term]:
        for written, word in self._telling(words, language):
            for stem, weight in self._stems(word, language):
                yield Term(stem, written, weight)

    def _stems(self, word: str, language: str) -> tuple[tuple[str, float], ...]:
        key = (language, word)
        known = self._cache.get(key)
        if known is None:
            lexicon = self._lexicons[language]
            parts = self._splitter.parts(word) if language == "nl" else ()
            stems = {lexicon.stem(part): PART for part in parts if part not in lexicon.function_words}
            stems[lexicon.stem(word)] = WORD
            known = tuple(stems.items())
            if len(self._cache) < _REMEMBERED:
                self._cache[key] = known
        return known

    def _meaning_the_same(self, term: Term, language: str) -> Iterator[Term]:
        for stem in self._lexicons[language].synonyms.get(term.stem, ()):
            yield Term(stem, term.written, term.weight * SYNONYM)


def _words_of(text: str) -> list[tuple[str, str]]:
    """The words of a text as written and in plain form, read once for all languages."""
    return [(written, plain(written)) for written in _WORD.findall(text)]


_REMEMBERED = 100_000
