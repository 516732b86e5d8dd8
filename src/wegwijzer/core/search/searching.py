"""Search by words and by meaning together, with the reason for every hit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.language.analysis import Analyser, Term
from wegwijzer.core.language.spelling import Repair, Repaired, Speller
from wegwijzer.core.language.words import plain, words_of
from wegwijzer.core.search.documents import in_language
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.search.explaining import Met, Why, explain
from wegwijzer.core.search.fusing import Candidate, Fused, fused
from wegwijzer.core.search.index import SearchIndex
from wegwijzer.core.search.meaning import Meaning
from wegwijzer.core.search.query import LONGEST_QUERY, Query, asked_terms, makes_sense, readable, repaired

LONGEST_SEARCH = LONGEST_QUERY
DEPTH = 200
"""How many entries of each signal are weighed against each other."""
POOL = 10
"""How many times as many entries the leading directions of many vectors choose, to be scored whole."""

Signal = tuple[float, Callable[[str], Mapping[str, float]]]
"""What else is known of entries: its weight, and a value for each entry given the text of a search (missing: 0)."""

_REMEMBERED = 5_000
_MOST_NEAREST = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found.

    `title` is its name in the reader's language, `words` which words met (none: found by meaning alone), `passage` the
    sentence that shows it best. `is_clear`: it shares a word or stands out by its meaning. Scores compare hits of one
    search only; below 0 is under the mean of what was looked at.
    """

    id: str
    kind: str
    title: str
    score: float
    words: tuple[Met, ...]
    passage: str
    is_clear: bool


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """What may answer a search, unordered, and the search as it was read."""

    query: Query
    found: tuple[Candidate, ...]

    @property
    def text(self) -> str:
        """What was searched for, typing errors repaired."""
        return self.query.text

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Which typing errors were repaired."""
        return self.query.repairs


class Searcher:
    """Searches one index. Without an embedder, or with one that did not make the index, by words alone.

    `signals` weigh beside the words and the meaning when what was found is put in order.
    """

    def __init__(
        self,
        index: SearchIndex,
        analyser: Analyser,
        speller: Speller,
        embedder: Embedder | None,
        signals: Sequence[Signal] = (),
    ) -> None:
        self._index, self._analyser, self._speller = index, analyser, speller
        self._signals = tuple(signals)
        fits = embedder is not None and index.meaning is not None and index.meaning.embedder == embedder.name
        self._embedder = embedder if fits else None
        self._terms: dict[tuple[str, str], tuple[Term, ...]] = {}
        self._id_order: NDArray[np.int64] | None = None

    @property
    def has_meaning(self) -> bool:
        """Whether it searches by meaning too."""
        return self._embedder is not None

    @property
    def count(self) -> int:
        """The number of entries."""
        return len(self._index.ids)

    def mended(self, text: str) -> str:
        """The text with its typing errors repaired, for whoever reads it without searching."""
        return repaired(readable(text), self._analyser, self._speller).text

    def read(self, text: str, *, literally: bool = False) -> Query:
        """Read a search once, to use for several questions; `literally` leaves typing errors as they are."""
        typed = readable(text)
        mended = Repaired(typed) if literally else repaired(typed, self._analyser, self._speller)
        language = self._analyser.languages_of(mended.text)[0]
        terms = asked_terms(mended.text, self._analyser, self._index.postings)
        return Query(
            typed,
            mended.text,
            language,
            mended.repairs,
            terms,
            {term.stem: term.weight for term in terms},
            self._vector(mended.text, language),
        )

    def candidates(self, text: str | Query, *, depth: int = DEPTH, kinds: Collection[str] | None = None) -> Candidates:
        """The best entries by words and the best by meaning, `depth` of each, with both signals for every one."""
        query = self.read(text) if isinstance(text, str) else text
        if not query.says_something or not self.count:
            return Candidates(query, ())
        lexical = self._index.postings.scores(query.asked)
        allowed = self._allowed(kinds)
        matched = lexical > 0
        chosen = self._best(lexical, depth, matched if allowed is None else allowed & matched)
        cosines: Sequence[float | None] = [None] * len(chosen)
        if query.vector is not None and self._index.meaning is not None:
            chosen, near = self._with_nearest(self._index.meaning, query.vector, chosen, depth, allowed)
            cosines = near.tolist()
        words = frozenset(plain(word) for word in self._analyser.telling_words(query.text))
        ids, kind_names = self._index.ids, self._index.kind_names
        named = named_among([ids[number] for number in chosen.tolist()], words)
        rows = zip(chosen.tolist(), self._index.kinds[chosen].tolist(), lexical[chosen].tolist(), cosines, strict=True)
        return Candidates(
            query,
            tuple(
                Candidate(ids[number], kind_names[kind], number, score, cosine, ids[number] in named)
                for number, kind, score, cosine in rows
            ),
        )

    def _with_nearest(
        self,
        meaning: Meaning,
        vector: NDArray[np.float32],
        chosen: NDArray[np.int64],
        depth: int,
        allowed: NDArray[np.bool_] | None,
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """What was chosen and the nearest by meaning, and the cosine of each."""
        if not meaning.is_read_in_two_steps:
            cosines = meaning.cosines(vector)
            joined = np.union1d(chosen, self._best(cosines, depth, allowed))
            return joined, cosines[joined]
        pool = self._best(meaning.rough_cosines(vector), POOL * depth, allowed)
        looked_at = np.union1d(chosen, pool)
        cosines = meaning.cosines_of(looked_at, vector)
        is_pool = np.isin(looked_at, pool, assume_unique=True)
        own = np.flatnonzero(is_pool)
        if len(own) > depth:
            own = own[np.lexsort((self._places[looked_at[own]], -cosines[own]))[:depth]]
        kept = np.union1d(own, np.searchsorted(looked_at, chosen))
        return looked_at[kept], cosines[kept]

    def search(
        self, text: str | Query, *, language: str = "nl", kinds: Collection[str] | None = None, limit: int | None = None
    ) -> tuple[Hit, ...]:
        """The entries that answer the text, best first, in the reader's language; nothing when it says nothing."""
        found = self.candidates(text, kinds=kinds)
        return self.hits(self.ranked(found)[:limit], found.query, language=language)

    def ranked(self, candidates: Candidates) -> tuple[Fused, ...]:
        """The candidates, best first. To one who asks for an entry by its name nothing else matters."""
        is_asked_by_name = any(one.is_named for one in candidates.found)
        signals = self._signals if candidates.found and not is_asked_by_name else ()
        values = [(weight, known(candidates.text)) for weight, known in signals]
        return fused(candidates.found, *((weight, _value_in(value)) for weight, value in values))

    def nearest(self, text: str | Query) -> tuple[str, ...]:
        """Words of the entries that look like those of a search that found nothing; none when nothing does."""
        query = self.read(text) if isinstance(text, str) else text
        words = (plain(word) for word in self._analyser.telling_words(query.text))
        near = [found for word in words if word.isalpha() for found in self._speller.nearest(word)]
        return tuple(dict.fromkeys(near))[:_MOST_NEAREST]

    def hits(self, ordered: Sequence[Fused], query: Query, *, language: str) -> tuple[Hit, ...]:
        """Entries in a given order as hits with their reasons: for whoever shows some of what was ranked."""
        return tuple(self._hit(one, query, language) for one in ordered)

    def _hit(self, one: Fused, query: Query, language: str) -> Hit:
        number = one.candidate.number
        document = self._index.document(number)
        why = self._why(number, query, language)
        return Hit(
            document.id,
            document.kind,
            in_language(document.title, language),
            round(one.score, 4),
            why.words,
            why.passage,
            one.is_clear,
        )

    def _why(self, number: int, query: Query, language: str) -> Why:
        nearest = None
        if query.vector is not None and self._index.meaning is not None:
            nearest = self._index.meaning.nearest_sentence(number, query.vector)
        return explain(
            self._index.document(number),
            {term.stem: term for term in query.terms},
            self._analysed,
            language=language,
            rarity=self._index.postings.rarity,
            nearest_sentence=nearest,
        )

    def _analysed(self, text: str, language: str) -> tuple[Term, ...]:
        key = (text, language)
        known = self._terms.get(key)
        if known is None:
            known = self._analyser.document_terms(text, language)
            if len(self._terms) >= _REMEMBERED:
                self._terms.clear()
            self._terms[key] = known
        return known

    def _vector(self, text: str, language: str) -> NDArray[np.float32] | None:
        meaning = self._index.meaning
        if self._embedder is None or meaning is None or not makes_sense(text, self._analyser, self._speller):
            return None
        return meaning.centred_question(self._embedder.queries([text])[0], language)

    def _allowed(self, kinds: Collection[str] | None) -> NDArray[np.bool_] | None:
        if kinds is None:
            return None
        wanted = [number for number, name in enumerate(self._index.kind_names) if name in kinds]
        return np.isin(self._index.kinds, wanted)

    def _best(self, scores: NDArray[np.float32], depth: int, allowed: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """The numbers of the highest scores among the allowed (None: all); of equal ones those whose id comes first."""
        numbers = np.arange(self.count) if allowed is None else np.flatnonzero(allowed)
        if len(numbers) <= depth:
            return numbers
        own = scores if allowed is None else scores[numbers]
        edge = np.partition(own, len(own) - depth)[len(own) - depth]
        above = numbers[own > edge]
        at_edge = numbers[own == edge]
        if len(above) + len(at_edge) > depth:
            at_edge = at_edge[np.argsort(self._places[at_edge])][: depth - len(above)]
        return np.sort(np.concatenate([above, at_edge]))

    @property
    def _places(self) -> NDArray[np.int64]:
        """The place of every document when they are ordered by id."""
        if self._id_order is None:
            order = sorted(range(self.count), key=self._index.ids.__getitem__)
            places = np.empty(self.count, dtype=np.int64)
            places[order] = np.arange(self.count)
            self._id_order = places
        return self._id_order


def _value_in(values: Mapping[str, float]) -> Callable[[Candidate], float]:
    return lambda candidate: values.get(candidate.id, 0.0)


def named_among(document_ids: Sequence[str], asked: Collection[str]) -> frozenset[str]:
    """Those entries of whose name the words asked for are little more: more than half of them.

    >>> sorted(named_among(["kmo-portefeuille", "vlaio"], {"kmo", "portefeuille"}))
    ['kmo-portefeuille']
    >>> sorted(named_among(["vis"], {"vis", "koelen"}))
    []
    """
    all_ids = "\n".join(document_ids).lower()
    occurring = [word for word in asked if word in all_ids]  # of most searches none, and far quicker told
    if not occurring:
        return frozenset()
    return frozenset(
        one for one in document_ids if any(word in one.lower() for word in occurring) and _is_named(one, asked)
    )


def _is_named(document_id: str, asked: Collection[str]) -> bool:
    name = set(words_of(document_id))
    return bool(name) and name <= set(asked) and 2 * len(name) > len(asked)
