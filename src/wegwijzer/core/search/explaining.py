"""Why a hit is a hit: which words of the search met which words of the entry, and the sentence that shows it best."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wegwijzer.core.language.analysis import Term
from wegwijzer.core.search.documents import MAIN_LANGUAGE, Document, in_language, sentences

Analysed = Callable[[str, str], Sequence[Term]]
"""The terms of a text in a language."""


@dataclass(frozen=True, slots=True)
class Met:
    """A word of the search, as written, and the word of the entry that it met, as shown."""

    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class Why:
    """The words that met, most telling first (none: found by meaning alone), and the sentence to show."""

    words: tuple[Met, ...]
    passage: str

    @property
    def is_by_meaning(self) -> bool:
        """Whether no word was shared."""
        return not self.words


def explain(
    document: Document,
    asked: Mapping[str, Term],
    analysed: Analysed,
    *,
    language: str,
    rarity: Callable[[str], float],
    nearest_sentence: int | None,
) -> Why:
    """Why the document answers terms (by stem). `nearest_sentence` is the one nearest by meaning, from 0, if known."""
    best: dict[str, tuple[float, Met]] = {}
    for passage in document.searched():
        for term in analysed(passage.text, passage.language):
            query = asked.get(term.stem)
            if query is None:
                continue
            worth = passage.weight * term.weight * query.weight * rarity(term.stem)
            worth *= 1.0 if passage.language == language else _OTHER_LANGUAGE
            key = query.written.casefold()
            if key not in best or best[key][0] < worth:
                best[key] = worth, Met(query.written, passage.shown or term.written)
    words = tuple(met for _, met in sorted(best.values(), key=lambda one: (-one[0], one[1].asked)))
    return Why(words, _passage(document, asked, analysed, language, rarity, nearest_sentence))


def _passage(
    document: Document,
    asked: Mapping[str, Term],
    analysed: Analysed,
    language: str,
    rarity: Callable[[str], float],
    nearest_sentence: int | None,
) -> str:
    spoken = language if document.story.get(language) else MAIN_LANGUAGE
    shown = sentences(in_language(document.story, language))
    if not shown:
        return ""
    scores = [
        sum(
            asked[stem].weight * rarity(stem)
            for stem in {term.stem for term in analysed(sentence, spoken)}
            if stem in asked
        )
        for sentence in shown
    ]
    if max(scores) > 0:
        return shown[scores.index(max(scores))]
    # Sentences were placed in the main language; a translation of as many sentences keeps their order.
    own = sentences(in_language(document.story, MAIN_LANGUAGE))
    return shown[nearest_sentence] if nearest_sentence is not None and len(own) == len(shown) else shown[0]


_OTHER_LANGUAGE = 0.6
