"""Find names as people type them: exact first, then what begins so, then all words in any order; typos last.

Every step is a range of an ordered index or a lookup of words, and takes a bounded number of candidates: so a search
for "de" costs no more than one for a rare name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from wegwijzer.readers.kbo.names import NameFolder
from wegwijzer.readers.kbo.rows import ACTIVE

EXACT, SAME_WORDS, BEGINS, HAS_WORDS, NEARLY = range(5)
"""How well a name fits, best first."""

_MOST_CANDIDATES = 200
_MOST_WORDS = 12
_SHORTEST_BEGINNING = 3
"""Letters from which the last word may be only the beginning of one."""
_MOST_BEGINNINGS = 100
"""Words that begin with the last word typed and are tried."""
_SHORTEST_MISTYPED = 4
_MOST_NEAR = 20
_AFTER_ALL = "\U0010ffff"

_Candidate = tuple[int, int, str, str]  # id, entity, key, text


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that fits, the enterprise whose it is, and how well it fits."""

    enterprise: int
    text: str
    fit: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class NameSearch:
    """Searches the names of one register."""

    connection: sqlite3.Connection
    folder: NameFolder

    def find(self, text: str, limit: int) -> list[FoundName]:
        """The best names, one an enterprise."""
        words = self.folder.words(text)[:_MOST_WORDS]
        if not words:
            return []
        found: dict[int, tuple[tuple[object, ...], FoundName]] = {}
        for candidates in self._candidates(words, limit, found):
            for enterprise, status, key, name, fit in self._owners(candidates, words):
                is_active = status == ACTIVE
                order = (fit, not is_active, len(key), key, enterprise)
                if enterprise not in found or order < found[enterprise][0]:
                    found[enterprise] = (order, FoundName(enterprise, name, fit, is_active))
        return [hit for _, hit in sorted(found.values(), key=lambda item: item[0])[:limit]]

    def _candidates(self, words: list[str], limit: int, found: Collection[int]) -> Iterator[list[_Candidate]]:
        """Candidates, best kind first; it stops once there is enough of a kind that is better than the rest."""
        key = " ".join(words)
        yield self._rows("key = ?", (key,))
        if len(key) >= _SHORTEST_BEGINNING:
            yield self._rows("key > ? AND key < ?", (key, key + _AFTER_ALL))
        if len(words) > 1 or len(found) < limit:
            yield self._with_words([[word] for word in words])
        if len(found) < limit:
            yield self._with_beginning(words)
        if not found:
            choices = [self._near(word) for word in words]
            if all(choices):
                yield self._with_words(choices)

    def _rows(self, condition: str, values: tuple[str, ...]) -> list[_Candidate]:
        query = f"SELECT id, entity, key, text FROM name WHERE {condition} ORDER BY key LIMIT {_MOST_CANDIDATES}"  # noqa: S608
        return self.connection.execute(query, values).fetchall()

    def _with_words(self, choices: list[list[str]]) -> list[_Candidate]:
        """Names that hold one word of each choice."""
        terms = ("(" + " OR ".join(f'"{word}"' for word in choice) + ")" for choice in choices)
        query = (
            "SELECT id, entity, key, text FROM name WHERE id IN"
            " (SELECT rowid FROM name_word WHERE name_word MATCH ? LIMIT ?)"
        )
        return self.connection.execute(query, (" AND ".join(terms), _MOST_CANDIDATES)).fetchall()

    def _with_beginning(self, words: list[str]) -> list[_Candidate]:
        """Names that hold all words but the last, and a word that begins with the last.

        The words that begin so are looked up first: asking the index of words for a beginning makes it read every
        name that has one, which for a common word takes a hundred times as long.
        """
        last = words[-1]
        if len(last) < _SHORTEST_BEGINNING:
            return []
        query = f"SELECT word FROM word WHERE word > ? AND word < ? LIMIT {_MOST_BEGINNINGS}"  # noqa: S608
        longer = [word for (word,) in self.connection.execute(query, (last, last + _AFTER_ALL))]
        return self._with_words([*([word] for word in words[:-1]), longer]) if longer else []

    def _owners(self, candidates: list[_Candidate], words: list[str]) -> Iterator[tuple[int, str, str, str, int]]:
        query = (
            "SELECT number, status FROM enterprise WHERE number ="
            " coalesce((SELECT enterprise FROM establishment WHERE number = ?1), ?1)"
        )
        for _, entity, key, text in candidates:
            row = self.connection.execute(query, (entity,)).fetchone()
            if row is not None:
                yield int(row[0]), str(row[1]), key, text, _fit(key, words)

    def _near(self, word: str) -> list[str]:
        """The word itself where names have it, and words one slip of the finger away.

        One slip leaves the first or the second half of a word as it was, unless it swaps the two letters in the
        middle: so words that share a half are looked through, and that swap is tried by itself. The first letter is
        taken to be right.
        """
        if self.connection.execute(
            "SELECT 1 FROM name_word WHERE name_word MATCH ? LIMIT 1", (f'"{word}"',)
        ).fetchone():
            return [word]
        if len(word) < _SHORTEST_MISTYPED:
            return []
        middle = len(word) // 2
        swapped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        near = {swapped} if self._is_word(swapped) else set()
        lengths = (len(word) - 1, len(word) + 1)
        start, end = word[:middle], word[middle:][::-1]
        query = "SELECT word FROM word WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
        for (other,) in self.connection.execute(query, (start, start + _AFTER_ALL, *lengths)):
            if is_one_slip(word, other):
                near.add(other)
        query = (
            "SELECT word FROM word_backwards WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
            " AND substr(word, -1) = ?"
        )
        for (other,) in self.connection.execute(query, (end, end + _AFTER_ALL, *lengths, word[0])):
            if is_one_slip(word, other[::-1]):
                near.add(other[::-1])
        return sorted(near)[:_MOST_NEAR]

    def _is_word(self, word: str) -> bool:
        return self.connection.execute("SELECT 1 FROM word WHERE word = ?", (word,)).fetchone() is not None


def is_one_slip(a: str, b: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, makes the one word into the other.

    >>> is_one_slip("bakkrij", "bakkerij"), is_one_slip("bakkerji", "bakkerij"), is_one_slip("bakker", "bakkerij")
    (True, True, False)
    """
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or a == b:
        return False
    start = next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    return a[start + 1 :] == b[start + 1 :] or (
        a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    )


def _fit(key: str, words: list[str]) -> int:
    wanted = " ".join(words)
    if key == wanted:
        return EXACT
    of_name = key.split(" ")
    if sorted(of_name) == sorted(words):
        return SAME_WORDS
    if key.startswith(wanted):
        return BEGINS
    held = set(of_name)
    has_all = all(word in held for word in words[:-1]) and any(word.startswith(words[-1]) for word in of_name)
    return HAS_WORDS if has_all else NEARLY
