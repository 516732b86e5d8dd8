"""How much of what somebody asks a short text tells: shared stems, counted by the words that were asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from wegwijzer.core.language.analysis import Term
from wegwijzer.core.language.words import plain

_LEAST_SHARE, _ENOUGH = 0.4, 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that somebody asks, in plain form; each with the stems by which it is found and their weight."""

    words: Mapping[str, Mapping[str, float]]

    def shared_with(self, told: Mapping[str, float]) -> float:
        """How many of the words a text tells; a word found by a part or a synonym, or in a lighter place, counts less.

        `told` are the stems of the text with the weight of the place where they stand.
        """
        return sum(
            max((weight * told.get(stem, 0.0) for stem, weight in stems.items()), default=0.0)
            for stems in self.words.values()
        )

    def are_told_by(self, told: Mapping[str, float]) -> bool:
        """Whether a text tells enough: two in five of a few words, or one whole word of many."""
        return bool(self.words) and self.shared_with(told) >= min(_LEAST_SHARE * len(self.words), _ENOUGH)


def asked_words(terms: Iterable[Term], *, saying_nothing: Collection[str] = ()) -> Asked:
    """The words of a search (`Analyser.query_terms`), without those in plain form that say nothing.

    A part or a synonym of what is asked counts by the square of its weight: half a compound alone (of "boekhouding"
    the part in "vers houden") is too little, the word inside a compound of the text is not.

    >>> asked_words([Term("brod", "broden", 1.0), Term("oud", "oude", 1.0)], saying_nothing={"oude"}).words
    {'broden': {'brod': 1.0}}
    """
    words: dict[str, dict[str, float]] = {}
    for term in terms:
        word = plain(term.written)
        if word not in saying_nothing:
            stems = words.setdefault(word, {})
            stems[term.stem] = max(term.weight**2, stems.get(term.stem, 0.0))
    return Asked(words)


def told_stems(places: Iterable[tuple[Iterable[Term], float]]) -> dict[str, float]:
    """The stems of a text by their best weight: the term's times that of the place (title, text) where it stands."""
    told: dict[str, float] = {}
    for terms, weight in places:
        for term in terms:
            told[term.stem] = max(told.get(term.stem, 0.0), term.weight * weight)
    return told
