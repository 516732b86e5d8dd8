"""Repair typing errors: a word that nobody writes becomes the nearest one that the catalogue or the language has.

The distance counts letters typed wrong, too much or too few, and two that changed places (optimal string alignment).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log10

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract, extract_iter

from wegwijzer.core.language.compounds import COMMON
from wegwijzer.core.language.words import plain

MOST_REPAIRS = 8
_SHORTEST, _LONGEST = 4, 40
_SHORTEST_OF_TWO_SLIPS = 7
_IN_INDEX_GAINS = 100.0
_RAREST = 1e-9
_LOOKS_LIKE = 0.65
_MOST_NEAREST = 3
_RARE = " rare"
_COMPOUNDING = "nl"
_LINKS = ("", "s", "en", "e")
_ENDINGS = ("s", "en", "jes")
_SHORTEST_STEM = 5
_LOOSE_PART = 1e-7
_SHORTEST_MENDED_COMPOUND = 10
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Repair:
    """A word as it was written, and what was made of it."""

    written: str
    meant: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text with its typing errors repaired, and which they were; the same text when there were none."""

    text: str
    repairs: tuple[Repair, ...] = ()


class Speller:
    """Knows the words of an index (sorted, plain) and of the languages (plain words with their share of all words).

    `is_compound` says whether a plain word is made of known parts: Dutch makes new ones every day.
    """

    def __init__(
        self,
        index_words: Sequence[str],
        languages: Mapping[str, Mapping[str, float]],
        is_compound: Callable[[str], bool],
    ) -> None:
        self._index_words = index_words
        self._languages = languages
        self._is_compound = is_compound
        self._meant: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._shelves: dict[tuple[str, str], dict[int, list[str]]] = {}

    def knows(self, word: str) -> bool:
        """Whether a plain word needs no repair.

        It is in the index or in a language, an inflection of such a word, made of such words, or the beginning of a
        word of the index.
        """
        if self._is_listed(word) or self._is_compound(word):
            return True
        if len(word) < _SHORTEST:
            return False
        place = bisect_left(self._index_words, word)
        return (
            (place < len(self._index_words) and self._index_words[place].startswith(word))
            or any(
                word.endswith(end)
                and len(word) - len(end) >= _SHORTEST_STEM
                and self._is_listed(word.removesuffix(end))
                for end in _ENDINGS
            )
            or self._is_loose_compound(word)
        )

    def _is_listed(self, word: str) -> bool:
        place = bisect_left(self._index_words, word)
        return (place < len(self._index_words) and self._index_words[place] == word) or any(
            word in shares for shares in self._languages.values()
        )

    def _is_loose_compound(self, word: str) -> bool:
        """Whether it is made of two words that are not so common: the language of a trade or a region."""
        shares = self._languages.get(_COMPOUNDING, {})
        return any(
            shares.get(word[cut:], 0.0) >= _LOOSE_PART
            and any(
                left.endswith(link) and shares.get(left.removesuffix(link), 0.0) >= _LOOSE_PART
                for link in _LINKS
                if len(left) - len(link) >= _SHORTEST
            )
            for cut in range(_SHORTEST, len(word) - _SHORTEST + 1)
            for left in (word[:cut],)
        )

    def nearest(self, word: str) -> tuple[str, ...]:
        """Words of the index that look like a plain word, further off than a typing error, the likest first."""
        if not _SHORTEST <= len(word) <= _LONGEST:
            return ()
        near = extract(
            word, self._index_words, scorer=OSA.normalized_similarity, score_cutoff=_LOOKS_LIKE, limit=_MOST_NEAREST
        )
        return tuple(found for found, _, _ in near)

    def repair(self, text: str, languages: Iterable[str]) -> Repaired:
        """The text with at most eight words repaired; digits and words of three letters or fewer stay as they are.

        `languages` are those that the text may be in: only their common words may be put into it.
        """
        among = tuple(languages)
        repairs: dict[str, Repair] = {}

        def mended(found: re.Match[str]) -> str:
            written = found.group()
            word = plain(written)
            if word not in repairs:
                if len(repairs) == MOST_REPAIRS or not self._may_be_wrong(word):
                    return written
                meant = self._nearest(word, among)
                if meant is None:
                    return written
                repairs[word] = Repair(written, meant)
            return repairs[word].meant

        repaired = _WORD.sub(mended, text)
        return Repaired(repaired, tuple(repairs.values()))

    def _may_be_wrong(self, word: str) -> bool:
        return _SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha() and not self.knows(word)

    def _nearest(self, word: str, languages: tuple[str, ...]) -> str | None:
        key = (word, languages)
        if key not in self._meant:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            self._meant[key] = self._looked_up(word, languages)
        return self._meant[key]

    def _looked_up(self, word: str, languages: tuple[str, ...]) -> str | None:
        """The nearest word, looked for where it most likely is: few people miss the first letter of a word."""
        common = ("", *languages)
        others = tuple(letter for letter in _LETTERS if letter != word[0])
        return (
            self._best(word, 1, common, word[0])
            or self._best(word, 1, common, *others)
            or self._best(word, 1, tuple(language + _RARE for language in languages), word[0])
            or self._mended_compound(word)
            or (self._best(word, 2, common, word[0]) if len(word) >= _SHORTEST_OF_TWO_SLIPS else None)
        )

    def _best(self, word: str, slips: int, sources: tuple[str, ...], *letters: str) -> str | None:
        """The nearest word of some sources that begins with one of the letters; of equally near ones the likeliest."""
        best: tuple[int, float, str] | None = None
        for source in sources:
            for letter in letters:
                shelf = self._shelf(source, letter)
                for length in range(len(word) - slips, len(word) + slips + 1):
                    near = extract_iter(
                        word, shelf.get(length, ()), scorer=OSA.distance, score_cutoff=slips, processor=None
                    )
                    for found, distance, _ in near:
                        rank = (int(distance), -self._weight(found, in_index=not source), found)
                        if best is None or rank < best:
                            best = rank
        return None if best is None else best[2]

    def _mended_compound(self, word: str) -> str | None:
        """A compound with a slip in one of its two parts: the whole stands in no list, but its parts do."""
        if len(word) < _SHORTEST_MENDED_COMPOUND:
            return None
        shares = self._languages.get(_COMPOUNDING, {})
        best: tuple[float, str] | None = None
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            left, right = word[:cut], word[cut:]
            mended = []
            if any(shares.get(left.removesuffix(link), 0.0) >= COMMON for link in _LINKS):
                tail = self._best(right, 1, (_COMPOUNDING,), right[0])
                mended.append((tail, left + (tail or "")))
            if shares.get(right, 0.0) >= COMMON:
                for link in _LINKS:
                    head = self._best(left.removesuffix(link), 1, (_COMPOUNDING,), left[0])
                    mended.append((head, (head or "") + link * left.endswith(link) + right))
            for part, whole in mended:
                if part is not None and self._is_compound(whole):
                    rank = (-shares.get(part, 0.0), whole)
                    best = rank if best is None or rank < best else best
        return None if best is None else best[1]

    def _weight(self, word: str, *, in_index: bool) -> float:
        share = max((shares.get(word, _RAREST) for shares in self._languages.values()), default=_RAREST)
        return log10(max(share, COMMON) * _IN_INDEX_GAINS if in_index else share)

    def _shelf(self, source: str, letter: str) -> dict[int, list[str]]:
        """Words that begin with a letter, by their length: of the index (""), or of a language, common or rare."""
        key = (source, letter)
        if key not in self._shelves:
            shelf: dict[int, list[str]] = {}
            for word in self._by_letter.get(source, {}).get(letter, ()) if source else self._of_index(letter):
                if len(word) >= _SHORTEST and word.isalpha():
                    shelf.setdefault(len(word), []).append(word)
            self._shelves[key] = shelf
        return self._shelves[key]

    def _of_index(self, letter: str) -> Sequence[str]:
        start = bisect_left(self._index_words, letter)
        return self._index_words[start : bisect_left(self._index_words, chr(ord(letter) + 1))]

    @cached_property
    def _by_letter(self) -> dict[str, dict[str, list[str]]]:
        made: dict[str, dict[str, list[str]]] = {}
        for language, shares in self._languages.items():
            common, rare = made.setdefault(language, {}), made.setdefault(language + _RARE, {})
            for word, share in shares.items():
                if word:
                    (common if share >= COMMON else rare).setdefault(word[0], []).append(word)
        return made


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_REMEMBERED = 10_000
