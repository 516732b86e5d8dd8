"""A text as the words that patterns look at: plain words and numbers with their place, in clauses and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wegwijzer.core.language.words import plain

_TOKEN = re.compile(
    r"(?P<number>(?<!\d)(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[€%$£+&/~±:;,.!?()\n–—-])"
)
_CLAUSE_ENDS = frozenset(",;.!?()\n–—")
_SENTENCE_ENDS = frozenset(".!?\n")
_LONGEST_BEHIND = 5


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign; `start` and `end` are its place in the text, `plain` its form without case or accents.

    `is_glued` says that nothing stands between it and the token before.
    """

    plain: str
    written: str
    start: int
    end: int
    kind: str
    is_glued: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.kind == "number"


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens in order. A hyphen between two words falls away: *West-Vlaanderen* is two words side by side."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, start, end = str(match.lastgroup), *match.span()
        if (
            kind == "sign"
            and match[0] == "-"
            and start > 0
            and text[start - 1].isalpha()
            and text[end : end + 1].isalpha()
        ):
            continue
        glued = bool(found) and found[-1].end == start
        found.append(Token(plain(match[0]), match[0], start, end, kind, glued))
    return tuple(found)


class Phrases:
    """Phrases of one or more plain words, each with what it stands for; the longest that fits is taken."""

    def __init__(self, entries: Mapping[tuple[str, ...], str]) -> None:
        self._entries = {phrase: value for phrase, value in entries.items() if phrase}
        self._longest: dict[str, int] = {}
        for phrase in self._entries:
            self._longest[phrase[0]] = max(self._longest.get(phrase[0], 0), len(phrase))

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrases:
        """Phrases that stand for themselves."""
        return cls({phrase_words(phrase): phrase for phrase in phrases})

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._entries)

    def fills(self, tokens: tuple[Token, ...], start: int, end: int) -> bool:
        """Whether the tokens from `start` up to `end` are one of the phrases."""
        return tuple(token.plain for token in tokens[start:end]) in self._entries

    def at(self, tokens: tuple[Token, ...], place: int) -> tuple[int, str] | None:
        """Where the phrase that begins at this token ends, and what it stands for."""
        if not 0 <= place < len(tokens):
            return None
        for length in range(min(self._longest.get(tokens[place].plain, 0), len(tokens) - place), 0, -1):
            value = self._entries.get(tuple(token.plain for token in tokens[place : place + length]))
            if value is not None:
                return place + length, value
        return None


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as a text's tokens have them.

    >>> phrase_words("z'n West-Vlaanderen")
    ('z', 'n', 'west', 'vlaanderen')
    """
    return tuple(token.plain for token in tokens_of(phrase))


class Passage:
    """The tokens of a text, asked about with named lists of phrases."""

    def __init__(self, text: str, lists: Mapping[str, Phrases]) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self._lists = lists
        self._starts: dict[str, tuple[int, ...]] = {}
        self._breaks = tuple(place for place in range(len(self.tokens)) if self._is_break(place))
        self._points = tuple(place for place, token in enumerate(self.tokens) if token.plain in _SENTENCE_ENDS)
        self.is_french = len(self._starts_of("french_signs")) > len(self._starts_of("dutch_signs"))

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, place: int) -> str:
        """The plain word at a place; empty outside the text."""
        return self.tokens[place].plain if 0 <= place < len(self.tokens) else ""

    def at(self, name: str, place: int) -> tuple[int, str] | None:
        """The phrase of a list that begins here: where it ends, and what it stands for."""
        return self._lists[name].at(self.tokens, place)

    def ends_with(self, name: str, place: int) -> bool:
        """Whether a phrase of a list ends right before this place."""
        phrases = self._lists[name]
        return any(
            phrases.fills(self.tokens, place - back, place) for back in range(1, min(place, _LONGEST_BEHIND) + 1)
        )

    def before(self, name: str, place: int, *, from_: int = 0) -> int:
        """Where the phrases of a list that stand right before this place begin; the place itself when none does."""
        phrases = self._lists[name]
        while True:
            for back in range(1, min(place - from_, _LONGEST_BEHIND) + 1):
                if phrases.fills(self.tokens, place - back, place):
                    place -= back
                    break
            else:
                return place

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a phrase of a list begins somewhere from `start` up to `end`."""
        starts = self._starts_of(name)
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    def last(self, name: str, start: int, end: int) -> int:
        """Where the last phrase of a list from `start` up to `end` begins; -1 when there is none."""
        starts = self._starts_of(name)
        at = bisect_left(starts, end) - 1
        return starts[at] if at >= 0 and starts[at] >= start else -1

    def clause(self, place: int) -> tuple[int, int]:
        """From where to where the clause around a token runs: between commas, points and words such as *maar*."""
        at = bisect_left(self._breaks, place)
        start = self._breaks[at - 1] + 1 if at else 0
        end = self._breaks[at] if at < len(self._breaks) else len(self.tokens)
        return start, max(end, place + 1)

    def sentence_start(self, place: int) -> int:
        """Where the sentence around a token begins."""
        at = bisect_left(self._points, place)
        return self._points[at - 1] + 1 if at else 0

    def is_denied(self, place: int, *, within: int = 4) -> bool:
        """Whether a word such as *niet* or *zonder* stands shortly before, in the same clause."""
        start = max(self.clause(place)[0], place - within)
        return self.has("denials", start, place)

    def is_past(self, place: int) -> bool:
        """Whether the nearest sign of time before it, in its sentence, is of the past.

        A verb in the present counts in its own clause only: "vroeger maakten we ramen, we zijn nu met 5".
        """
        sentence = self.sentence_start(place)
        clause, clause_end = self.clause(place)
        past = self.last("past", sentence, place)
        present = max(self.last("present", sentence, place), self.last("present_verbs", clause, place))
        if past < 0 and present < clause:
            return self.has("past_after", place, clause_end)
        hit = self.at("past", past)
        return hit is not None and present < hit[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of the tokens from `start` up to `end`."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def _is_break(self, place: int) -> bool:
        token = self.tokens[place]
        return (token.kind == "sign" and token.plain in _CLAUSE_ENDS) or self.at("breaks", place) is not None

    def _starts_of(self, name: str) -> tuple[int, ...]:
        """Where the phrases of a list begin, looked up once."""
        if name not in self._starts:
            every = range(len(self.tokens))
            self._starts[name] = tuple(place for place in every if self.at(name, place) is not None)
        return self._starts[name]
