"""How like a need is to each subject, from 0 to 1, by a model of meaning or, without one, by the words they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from wegwijzer.core.language.analysis import Analyser, Term
from wegwijzer.core.roads.subject import Subject
from wegwijzer.core.search.embedding import Embedder, Vectors

LANGUAGES = ("nl", "en", "fr")
MEANING_WEIGHT, WORDS_ALONE = 0.65, 0.55
CHANCE_WEIGHT = 0.45
"""What the chance by a reader that learnt from needs counts for, beside likeness. Between .4 and .6 the first is right
as often; with more likeness, fewer of the surest are wrong (docs/roads.md)."""
_NEAREST = 3
"""How many of a subject's sentences tell how near it is: with one alone, a sentence that is near by accident decides.
Of the subjects' own sayings, each left out in turn, 38 % found their subject by the nearest and 48 % by three."""
_FAR, _NEAR = 0.015, 0.07
"""Cosines above the mean of all subjects at which likeness is 0 and 1. The model puts all texts close together, so only
the distance to the mean tells; the two were read off problems of our own (docs/roads.md)."""
_FULL_WORDS = 0.8
"""A shared part of the weight of words at which likeness is 1."""


def sentences_of(subject: Subject) -> tuple[str, ...]:
    """The sentences that a need is compared with: the label in each language, when it applies, and the sayings."""
    return (*(subject.label[language] for language in LANGUAGES), subject.when["nl"], *subject.sayings)


@dataclass(frozen=True, slots=True, eq=False)
class LikenessByMeaning:
    """Compares by a model of meaning; `vectors` hold a row a sentence and `owners` the subject of each row.

    Problems are compared as questions with questions: as passages they all look alike to the model.
    """

    embedder: Embedder
    vectors: Vectors
    owners: tuple[str, ...]

    def of(self, text: str) -> dict[str, float]:
        """The likeness of a need to every subject; nothing for an empty text."""
        if not text.strip():
            return {}
        cosines = self.vectors @ self.embedder.queries([text])[0]
        of_owner: dict[str, list[float]] = {}
        for owner, cosine in zip(self.owners, cosines, strict=True):
            of_owner.setdefault(owner, []).append(float(cosine))
        near = {owner: float(np.mean(sorted(found)[-_NEAREST:])) for owner, found in of_owner.items()}
        middle = float(np.mean(list(near.values())))
        return {owner: _between((cosine - middle - _FAR) / (_NEAR - _FAR)) for owner, cosine in near.items()}


class LikenessByWords:
    """Compares by stems and parts of compounds; a word that few subjects use counts more (inverse frequency)."""

    def __init__(self, subjects: Sequence[Subject], analyser: Analyser) -> None:
        self._analyser = analyser
        self._stems = {subject.id: self._stems_of(subject) for subject in subjects}
        counts = Counter(stem for stems in self._stems.values() for stem in stems)
        self._rarest = log(1 + len(subjects))
        self._rarity = {stem: log(1 + len(subjects) / count) for stem, count in counts.items()}

    def _stems_of(self, subject: Subject) -> Mapping[str, float]:
        best: dict[str, float] = {}
        texts = [(text[language], language) for text in (subject.label, subject.when) for language in LANGUAGES]
        for text, language in (*texts, *((saying, "nl") for saying in subject.sayings)):
            for term in self._analyser.document_terms(text, language):
                best[term.stem] = max(best.get(term.stem, 0.0), term.weight)
        return best

    def of(self, text: str) -> dict[str, float]:
        """The likeness of a need to every subject; a word that no subject uses makes it less like all of them."""
        asked = {term.stem: term.weight * self._rarity.get(term.stem, self._rarest) for term in self._asked(text)}
        length = sqrt(sum(weight**2 for weight in asked.values()))
        if not length:
            return {}
        return {
            subject: _between(
                sqrt(sum((asked[stem] * stems[stem]) ** 2 for stem in asked.keys() & stems.keys()))
                / length
                / _FULL_WORDS
            )
            for subject, stems in self._stems.items()
        }

    def _asked(self, text: str) -> Iterator[Term]:
        """The terms of a need; of a word that is known, only the stems that a subject uses."""
        terms = self._analyser.query_terms(text)
        known = {term.written for term in terms if term.stem in self._rarity}
        return (term for term in terms if term.stem in self._rarity or term.written not in known)


def fused(by_meaning: Mapping[str, float], by_words: Mapping[str, float]) -> dict[str, float]:
    """One likeness out of two: the mean, meaning counting most. Without meaning, words alone weigh less: they mislead
    more often.

    >>> fused({"a": 1.0}, {"a": 0.0}), fused({}, {"a": 1.0})
    ({'a': 0.65}, {'a': 0.55})
    """
    if not by_meaning:
        return {subject: WORDS_ALONE * value for subject, value in by_words.items()}
    return {
        subject: MEANING_WEIGHT * value + (1 - MEANING_WEIGHT) * by_words.get(subject, 0.0)
        for subject, value in by_meaning.items()
    }


def joined(chances: Mapping[str, float], likeness: Mapping[str, float]) -> dict[str, float]:
    """One likeness out of the chances that a reader gives and what looks alike; likeness alone where it gives none.

    >>> joined({"a": 1.0}, {"a": 0.0}), joined({}, {"a": 1.0})
    ({'a': 0.45}, {'a': 1.0})
    """
    if not chances:
        return dict(likeness)
    return {
        subject: CHANCE_WEIGHT * chance + (1 - CHANCE_WEIGHT) * likeness.get(subject, 0.0)
        for subject, chance in chances.items()
    }


def _between(value: float) -> float:
    return min(max(value, 0.0), 1.0)
