"""How alike two needs are, as the product of two rows of numbers.

A row joins what the words and the meaning say about topics, about subjects of the roads, about fields of expertise,
where the meaning lies once what belongs to a style of writing is taken off, and what is known of the firm. So the mean
likeness of two groups is the product of their mean rows, and no table of all pairs is needed.

The raw vectors of a small model tell first how something is written, and only then about what: on the labelled needs
of two of three themes, ordering pairs by their cosine gave a mean precision of .10; whitened by how needs of one theme
differ .26; by topics .61; all together .66.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from dataclasses import fields as dataclass_fields
from functools import lru_cache
from hashlib import blake2b
from math import sqrt
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.language.words import plain
from wegwijzer.core.understanding.features import SeenTexts

Rows = NDArray[np.float32]
Steps = NDArray[np.int8]

GRAM_BUCKETS = 4096
_GRAM_LENGTHS = (4, 5)
_LETTERS = re.compile(r"[a-z0-9]+")
SIDE_COLUMNS = 64
_LONGEST_READ = 2_000
_BLOCK = 1_024
_FEW, _COLUMNS = 8, 256
_WORDS_KNOWN = 65_536
"""Words whose pieces are remembered."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the likeness counts for, and from which likeness on two groups belong together.

    `join` is the least mean likeness of two groups that become one, `stay` that of a member to its own cluster, `enter`
    that of a newcomer. A group of few firms has to be more alike than one of many: of n firms by `few` / n.
    """

    topics: float = 1.5
    meaning: float = 1.0
    fields: float = 0.25
    roads: float = 0.5
    sector: float = 0.1
    process: float = 0.05
    material: float = 0.05
    region: float = 0.0
    join: float = 0.88
    stay: float = 0.88
    enter: float = 0.9
    few: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Kinship:
    """What was learnt about when needs are alike; `embedder` is empty for words alone."""

    embedder: str
    mean: Rows
    whitening: Rows
    stems: Mapping[str, int]
    stem_rarity: Rows
    gram_rarity: Rows
    topics: tuple[str, ...]
    by_topic: Steps
    topic_steps: Rows
    """Weights by feature and topic, a byte each, and the size of a step for each topic: the largest table by far."""
    topic_base: Rows
    topic_spread: Rows
    topic_axes: Rows
    """Directions along which topics are laid: those in which ordinary problems differ most."""
    fields: tuple[str, ...]
    by_field: Rows
    field_base: Rows
    field_spread: Rows
    field_level: Rows
    """What to add to the scores of fields to tell how far each is meant (about 0 to 1)."""
    by_road: Rows
    """Features by subject of the roads, and how these usually score and differ."""
    road_base: Rows
    road_spread: Rows
    topic_names: Mapping[str, str] = field(default_factory=dict)
    """The first way to say each topic; those that have a name come first among the topics."""
    weights: Weights = field(default_factory=Weights)

    def with_weights(self, weights: Weights) -> Kinship:
        """The same, weighing otherwise."""
        return replace(self, weights=weights)

    def parts(self, seen: SeenTexts, texts: Sequence[str]) -> Parts:
        """What is seen of texts, part by part."""
        blocks = [
            self._parts(slice(start, start + _BLOCK), seen, texts) for start in range(0, max(len(texts), 1), _BLOCK)
        ]
        return Parts(*(np.concatenate(parts) for parts in zip(*blocks, strict=True)))

    def _parts(self, where: slice, seen: SeenTexts, texts: Sequence[str]) -> tuple[Rows, ...]:
        meaning = self.meaning(None if seen.vectors is None else seen.vectors[where], len(texts[where]))
        words, grams = self.words(seen.terms[where]), self.grams([text[:_LONGEST_READ] for text in texts[where]])

        def learnt(by: Rows | Steps) -> Rows:
            said, spelt = meaning.shape[1], meaning.shape[1] + words.shape[1]
            told = _product(words, by[said:spelt]) + _product(grams, by[spelt:])
            return np.asarray(_product(meaning, by[:said]) + np.float32(MEANING_TO_WORDS) * told, np.float32)

        told = learnt(self.by_topic) * self.topic_steps
        spoken = np.maximum((told - self.topic_base) / self.topic_spread - TOPIC_FLOOR, 0)
        fields = learnt(self.by_field)
        return (
            unit(spoken @ self.topic_axes),
            meaning,
            unit((fields - self.field_base) / self.field_spread),
            unit((learnt(self.by_road) - self.road_base) / self.road_spread),
            unit(spoken)[:, : len(self.topic_names)],
            np.asarray(fields + self.field_level, np.float32),
        )

    def meaning(self, vectors: Rows | None, count: int) -> Rows:
        """Vectors without style, of length one; no columns without a model of meaning."""
        if vectors is None or not self.embedder:
            return np.zeros((count, self.whitening.shape[1]), np.float32)
        return unit((vectors - self.mean) @ self.whitening)

    def words(self, terms: Sequence[Mapping[str, float]]) -> Rows:
        """The stems that are known, by rarity, of length one."""
        rows = np.zeros((len(terms), len(self.stems)), np.float32)
        for row, stems in zip(rows, terms, strict=True):
            known = [(self.stems[stem], weight) for stem, weight in stems.items() if stem in self.stems]
            _fill(row, [place for place, _ in known], [weight for _, weight in known], self.stem_rarity)
        return rows

    def grams(self, texts: Sequence[str]) -> Rows:
        """Pieces of words, so that a typing error costs some and not all, of length one."""
        rows = np.zeros((len(texts), GRAM_BUCKETS), np.float32)
        for row, text in zip(rows, texts, strict=True):
            counts = grams_of(text)
            _fill(row, list(counts), 1 + np.log(list(counts.values())), self.gram_rarity)
        return rows

    def rows(self, needs: Sequence[ClusterNeed], parts: Parts) -> Rows:
        """Where needs lie: one row each, the products of which are likenesses."""
        return np.ascontiguousarray(np.hstack([self._weighed(parts), self._side(needs)]), np.float32)

    def _weighed(self, parts: Parts) -> Rows:
        weights = self.weights
        return np.hstack(
            [
                sqrt(max(weights.topics, 0)) * parts.topics,
                sqrt(max(weights.meaning, 0)) * parts.meaning,
                sqrt(max(weights.fields, 0)) * parts.fields,
                sqrt(max(weights.roads, 0)) * parts.roads,
            ]
        ).astype(np.float32)

    def _side(self, needs: Sequence[ClusterNeed]) -> Rows:
        rows = np.zeros((len(needs), SIDE_COLUMNS), np.float32)
        for row, need in zip(rows, needs, strict=True):
            for kind, value in side_of(need):
                weight = getattr(self.weights, kind)
                if weight > 0:
                    row += np.float32(sqrt(weight)) * _code(kind, value)
        return rows


MEANING_TO_WORDS = 0.7
"""What words count for beside the meaning where topics are learnt and told."""
TOPIC_FLOOR = 1.0
"""Spreads above the usual from which on a topic counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Rows of topics, of meaning, of fields of expertise and of subjects of the roads, each of length one, and what can
    be told of them.

    `topics` lie along the axes of a kinship; `spoken` says how far each topic that has a name is spoken of, `meant` how
    far each field is meant.
    """

    topics: Rows
    meaning: Rows
    fields: Rows
    roads: Rows
    spoken: Rows
    meant: Rows

    def at(self, places: Sequence[int]) -> Parts:
        """Those of some of the needs."""
        chosen = np.asarray(places, np.int64)
        return Parts(*(getattr(self, one.name)[chosen] for one in dataclass_fields(self)))

    def told(self) -> Told:
        """What is needed to tell why needs belong together."""
        return Told(self.spoken.astype(np.float16), self.meant.astype(np.float16))


class Told(NamedTuple):
    """How far each topic and each field of expertise is meant, at half precision."""

    topics: NDArray[np.float16]
    meant: NDArray[np.float16]

    def at(self, places: Sequence[int]) -> Told:
        """That of some of the needs."""
        chosen = np.asarray(places, np.int64)
        return Told(self.topics[chosen], self.meant[chosen])


def unit(rows: NDArray[np.floating]) -> Rows:
    """Rows made of length one; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9), np.float32)


def _product(rows: Rows, by: Rows | Steps) -> Rows:
    """Their product; of a text or two only the few columns that are not empty are read.

    Steps are made numbers of some columns at a time, in one place: all of them would be four times the table.
    """
    used = np.flatnonzero(rows.any(axis=0))
    if len(used) * _FEW < len(by):
        return np.asarray(rows[:, used] @ by[used].astype(np.float32), np.float32)
    found, numbers = np.empty((len(rows), by.shape[1]), np.float32), np.empty((len(by), _COLUMNS), np.float32)
    for start in range(0, by.shape[1], _COLUMNS):
        some = by[:, start : start + _COLUMNS]
        numbers[:, : some.shape[1]] = some
        found[:, start : start + some.shape[1]] = rows @ numbers[:, : some.shape[1]]
    return found


def _fill(row: Rows, places: Sequence[int], weights: ArrayLike, rarity: Rows) -> None:
    """Set numbers of a row by weight and rarity, of length one; where there are none it stays zero."""
    if places:
        values = np.asarray(weights) * rarity[np.array(places)]
        length = sqrt(float(values @ values))
        row[np.array(places)] = values / length if length > 1e-9 else 0


def grams_of(text: str) -> dict[int, int]:
    """How often each bucket of pieces of four and five letters occurs."""
    counts: dict[int, int] = {}
    for word in _LETTERS.findall(plain(text)):
        for bucket in _buckets_of(word):
            counts[bucket] = counts.get(bucket, 0) + 1
    return counts


@lru_cache(_WORDS_KNOWN)
def _buckets_of(word: str) -> tuple[int, ...]:
    """The buckets of the pieces of a word and of where it begins and ends."""
    framed = f" {word} "
    return tuple(
        crc32(framed[start : start + length].encode()) % GRAM_BUCKETS
        for length in _GRAM_LENGTHS
        for start in range(len(framed) - length + 1)
    )


def side_of(need: ClusterNeed) -> list[tuple[str, str]]:
    """What is known beside the words, by the name of its weight."""
    known = (
        ("sector", need.nace[:2] if need.nace else need.sector),
        ("process", need.process),
        ("material", need.material),
        ("region", need.province),
    )
    return [(kind, value) for kind, value in known if value]


@lru_cache(_WORDS_KNOWN)
def _code(kind: str, value: str) -> Rows:
    """A direction of its own for each value: two values share an eighth at random."""
    bits = np.unpackbits(np.frombuffer(blake2b(f"{kind}:{value}".encode(), digest_size=8).digest(), np.uint8))
    return ((bits.astype(np.float32) * 2 - 1) / sqrt(SIDE_COLUMNS)).astype(np.float32)
