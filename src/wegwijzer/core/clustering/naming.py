"""What a cluster is called, by which words it is known, and why its needs belong together.

Words are weighed by how many firms of the cluster use them and how rare they are elsewhere (c-TF-IDF: Grootendorst,
2022), over stems and parts of compounds, and shown as people wrote them. Only what at least `least_firms` firms say is
shown: a word of one firm could give it away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from posixpath import commonprefix

import numpy as np

from wegwijzer.core.clustering.kinship import Kinship, Told
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.language.analysis import PART, WORD, Term
from wegwijzer.core.language.words import plain

KEYWORDS, TITLE_WORDS = 8, 3
_LEAST_SHARED = 2
_FIELD_MEANT = 0.3
_TOPICS_SHOWN, _FIELDS_SHOWN = 2, 2
_TOPIC_CLEAR = 0.2
_SHORTEST = 3
_RARE_COUNTS = 2
"""The power of rarity among ordinary problems: "maand" and "klant" stand everywhere and name nothing."""
_FEWEST_TITLE_WORDS = 2
_LOOKED_AT, _MOST_READ = 40, 50
_LINK = 2
"""Letters that may link parts of a compound: verpakking-s-lijn."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why needs belong together, strongest first.

    `words` with the number of firms that use each, `topics` by their id, fields of `expertise` with how far they are
    meant (0 to 1), and how many firms are of which sector, process and material.
    """

    words: tuple[tuple[str, int], ...] = ()
    topics: tuple[str, ...] = ()
    expertise: tuple[tuple[str, float], ...] = ()
    sectors: Mapping[str, int] = field(default_factory=dict, hash=False)
    processes: Mapping[str, int] = field(default_factory=dict, hash=False)
    materials: Mapping[str, int] = field(default_factory=dict, hash=False)
    provinces: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Described:
    """The title, the key words and the reasons of a cluster."""

    title: str
    keywords: tuple[str, ...]
    why: Why


class Describer:
    """Names clusters; the words of all needs are counted once, for their rarity."""

    def __init__(
        self,
        kinship: Kinship,
        read_terms: Callable[[str], Sequence[Term]],
        stems: Sequence[Collection[str]],
        *,
        least_firms: int = _LEAST_SHARED,
    ) -> None:
        self._kinship, self._read_terms, self._least = kinship, read_terms, least_firms
        self._counts = Counter(stem for known in stems for stem in known)
        self._total = len(stems)

    def describe(self, needs: Sequence[ClusterNeed], stems: Sequence[Collection[str]], told: Told) -> Described:
        """What is to be said of the needs of one cluster, given their stems and what is told of them."""
        words = self._words(needs, stems)
        keywords = tuple(word for word, _ in words)
        topics = self._topics(told)
        title = ", ".join(keywords[:TITLE_WORDS])
        if len(keywords) < _FEWEST_TITLE_WORDS and topics:
            title = self._kinship.topic_names.get(topics[0], title)
        return Described(title[:1].upper() + title[1:], keywords, self._why(needs, told, words, topics))

    def _words(self, needs: Sequence[ClusterNeed], stems: Sequence[Collection[str]]) -> tuple[tuple[str, int], ...]:
        firms: dict[str, set[str]] = {}
        for need, known in zip(needs, stems, strict=True):
            for stem in known:
                if len(stem) >= _SHORTEST and not stem.isdigit():
                    firms.setdefault(stem, set()).add(need.owner)
        weighed = sorted(
            (-len(owners) * self._rarity(stem), stem) for stem, owners in firms.items() if len(owners) >= self._least
        )[:_LOOKED_AT]
        written, compounds = self._written(needs, stems, {stem for _, stem in weighed})
        shown: list[tuple[str, int]] = []
        for _, stem in weighed:
            word = _shown(stem, written.get(stem), compounds.get(stem))
            if word and not any(word in known or known in word for known, _ in shown):
                shown.append((word, len(firms[stem])))
            if len(shown) == KEYWORDS:
                break
        return tuple(shown)

    def _written(
        self, needs: Sequence[ClusterNeed], stems: Sequence[Collection[str]], wanted: set[str]
    ) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
        """How the first needs with a stem write it: as a word of its own, and as a part of compounds."""
        written: dict[str, Counter[str]] = {}
        compounds: dict[str, Counter[str]] = {}
        read: Counter[str] = Counter()
        for need, known in zip(needs, stems, strict=True):
            open_ones = {stem for stem in wanted.intersection(known) if read[stem] < _MOST_READ}
            if not open_ones:
                continue
            read.update(open_ones)
            for term in self._read_terms(need.text):
                if term.stem in wanted and term.weight in (WORD, PART):
                    kind = compounds if term.weight <= PART else written
                    kind.setdefault(term.stem, Counter())[term.written.lower()] += 1
        return written, compounds

    def _rarity(self, stem: str) -> float:
        """How much a stem tells: by ordinary problems where it is known, and by the needs at hand."""
        place = self._kinship.stems.get(stem)
        ordinary = float(self._kinship.stem_rarity[place]) if place is not None else self._unheard
        return ordinary**_RARE_COUNTS * log(1 + (self._total + 1) / (self._counts.get(stem, 0) + 1))

    @property
    def _unheard(self) -> float:
        return float(self._kinship.stem_rarity.max(initial=1.0))

    def _topics(self, told: Told) -> tuple[str, ...]:
        means = told.topics.mean(axis=0, dtype=np.float32)
        order = np.argsort(-means, kind="stable")[:_TOPICS_SHOWN]
        return tuple(self._kinship.topics[place] for place in order if means[place] >= _TOPIC_CLEAR)

    def _why(
        self, needs: Sequence[ClusterNeed], told: Told, words: tuple[tuple[str, int], ...], topics: tuple[str, ...]
    ) -> Why:
        meant = told.meant.mean(axis=0, dtype=np.float32)
        order = np.argsort(-meant, kind="stable")[:_FIELDS_SHOWN]
        expertise = tuple(
            (self._kinship.fields[place], round(min(float(meant[place]), 1.0), 2))
            for place in order
            if meant[place] >= _FIELD_MEANT
        )
        return Why(
            words,
            topics,
            expertise,
            firms_by(needs, lambda need: need.sector),
            firms_by(needs, lambda need: need.process),
            firms_by(needs, lambda need: need.material),
            firms_by(needs, lambda need: need.province),
        )


def _shown(stem: str, written: Counter[str] | None, compounds: Counter[str] | None) -> str:
    """A stem as people wrote it; a part of compounds by what all those compounds begin with, else by itself."""
    if written:
        return min(written.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0]
    if not compounds:
        return ""  # only by way of a word that means the same: nobody wrote it
    beginning = commonprefix([word for word in compounds if plain(word).startswith(stem)])
    return beginning if len(beginning) > len(stem) + _LINK and len(compounds) > 1 else stem


def firms_by(needs: Sequence[ClusterNeed], kind: Callable[[ClusterNeed], str | None]) -> dict[str, int]:
    """How many firms are of each kind, most first; who says nothing is not counted."""
    firms: dict[str, set[str]] = {}
    for need in needs:
        value = kind(need)
        if value:
            firms.setdefault(value, set()).add(need.owner)
    return {value: len(owners) for value, owners in sorted(firms.items(), key=lambda item: (-len(item[1]), item[0]))}
