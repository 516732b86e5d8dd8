"""Search over measures and organisations by words and beginnings of words, with the reason for every hit.

The index is made once; a search then reads one word list. All three languages are searched, because firms use the
names they were told in any of them, but the words of the reader's own language count most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from math import ceil, log

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.language.words import plain, words_of
from wegwijzer.core.matching.search_fields import KEYWORD, SearchField, measure_fields, organisation_fields

LONGEST_SEARCH = 200
"""Characters of a search that are read; more is refused at the door."""

_OTHER_LANGUAGE = 0.6
_EXACT, _BEGINNING, _COMMON_BEGINNING, _INSIDE = 1.0, 0.7, 0.45, 0.4
_ASKED_BY_NAME = 1.5
_SHORTEST_BEGINNING = 3
_SHORTEST_STEM = 4
_SHORTEST_INSIDE = 5
_COMMON_SHARE = 0.6
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD_AS_WRITTEN = re.compile(r"[\w&]+")

# Words that say nothing about the subject. Rarity cannot find them: the catalogue's texts are short.
_EMPTY_WORDS = frozenset(
    """
    aan al als bij dan dat de der deze die dit door een en er ga geen gaat had heb hebben heeft het hoe hij hoort iets
    ik in is je kan kunnen maar me met mij mijn moet na naar niet nieuw nieuwe nog of om ons onze ook op over te toch
    tot uit uw van veel voor waar wat we wel werd wie wij wil willen word wordt worden zal ze zich zijn zo zou
    a about am an and are as at be but by can do does for from get has have help how i if into it its my new not of on
    or our so than that the their them there they this to too up us was we what when where which who will with you your
    ai ait au aux avec ce ces cette comme dans des du elle est et eux il ils je la le les leur lui ma mais mes moi mon
    ne nos notre nous nouveau nouvelle ou par pas plus pour qu que qui sa se ses son sont sur ta tes ton tu un une
    vos votre vous
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


class Kind(Enum):
    """What an entry of the catalogue is."""

    MEASURE = "measure"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found.

    `title` is its plain name in the reader's language, `words` the words of the entry that answered the search, as
    the entry writes them, and `passage` the sentence that shows them best. Scores compare hits of one search only.
    """

    id: str
    kind: Kind
    title: str
    score: float
    words: tuple[str, ...]
    passage: str


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    kind: Kind
    title: Text
    story: Text


@dataclass(frozen=True, slots=True)
class _Place:
    """A word in an entry: how much it weighs there, in which language, and how it is written."""

    entry: int
    weight: float
    language: str
    written: str


class Searcher:
    """Searches one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries: list[_Entry] = []
        self._index: dict[str, dict[tuple[int, str], _Place]] = {}
        self._telling: dict[str, dict[str, str]] = {}
        for measure in catalogue.measures.values():
            self._add(_Entry(measure.id, Kind.MEASURE, measure.plain_name, measure.summary))
            self._add_fields(measure_fields(measure, catalogue))
        for organisation in catalogue.organisations.values():
            self._add(_Entry(organisation.id, Kind.ORGANISATION, organisation.plain_name, organisation.what_it_does))
            self._add_fields(organisation_fields(organisation, catalogue))

    def search(
        self, text: str, *, language: str = "nl", kind: Kind | None = None, limit: int | None = None
    ) -> tuple[Hit, ...]:
        """The entries that answer the text, best first; nothing when no word of it is known."""
        asked = telling_words(text)
        answers: dict[int, list[tuple[float, str]]] = {}
        for word in asked:
            for number, answer in self._answers(word, language).items():
                answers.setdefault(number, []).append(answer)
        hits = [
            self._hit(self._entries[number], found, asked, language)
            for number, found in answers.items()
            if kind is None or self._entries[number].kind is kind
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.id))
        return tuple(hits[:limit])

    def _hit(self, entry: _Entry, found: Sequence[tuple[float, str]], asked: Sequence[str], language: str) -> Hit:
        """An entry with its answers to the words asked; one that answers more of them scores higher."""
        weight = 0.4 + 0.6 * len(found) / len(asked)
        if set(words_of(entry.id)) <= set(asked):
            weight *= _ASKED_BY_NAME
        passage, beside = _passage(entry.story.get(language, ""), asked)
        best_first = [word for _, word in sorted(found, key=lambda answer: (-answer[0], answer[1]))]
        told: dict[str, str] = {}
        for word in (*best_first, *beside):
            told.setdefault(plain(word), word)
        return Hit(
            entry.id,
            entry.kind,
            entry.title.get(language, ""),
            round(weight * sum(score for score, _ in found), 3),
            tuple(told.values()),
            passage,
        )

    def nearest(self, text: str, *, language: str = "nl", limit: int = 4) -> tuple[str, ...]:
        """Words of names and keywords that look like what was typed, for a search that found nothing."""
        known = self._telling.get(language, {})
        near = (
            known[match]
            for word in telling_words(text)
            for match in get_close_matches(word, known, n=limit, cutoff=0.7)
        )
        return tuple(dict.fromkeys(near))[:limit]

    def _answers(self, word: str, language: str) -> dict[int, tuple[float, str]]:
        """Per entry the best answer to one word: its score and the word that gave it."""
        best: dict[int, tuple[float, str]] = {}
        for known, places in self._index.items():
            quality = _likeness(word, known)
            if not quality:
                continue
            rarity = log(1 + len(self._entries) / len({entry for entry, _ in places}))
            for place in places.values():
                score = place.weight * quality * rarity
                if place.language != language:
                    score *= _OTHER_LANGUAGE
                if score > best.get(place.entry, (0.0, ""))[0]:
                    best[place.entry] = (score, place.written)
        return best

    def _add(self, entry: _Entry) -> None:
        self._entries.append(entry)

    def _add_fields(self, fields: Iterable[SearchField]) -> None:
        """Index the words of the entry added last."""
        number = len(self._entries) - 1
        for field in fields:
            for written in _WORD_AS_WRITTEN.findall(field.text):
                for word in words_of(written):
                    if word in _EMPTY_WORDS:
                        continue
                    if field.weight >= KEYWORD and len(word) >= _SHORTEST_STEM:
                        self._telling.setdefault(field.language, {}).setdefault(word, written.lower())
                    places = self._index.setdefault(word, {})
                    known = places.get((number, field.language))
                    if known is None or known.weight < field.weight:
                        places[number, field.language] = _Place(
                            number, field.weight, field.language, field.shown or written
                        )


def telling_words(text: str) -> tuple[str, ...]:
    """The words of a search that say something, each once; all of them when none does.

    >>> telling_words("Wij zoeken een opleiding"), telling_words("de")
    (('zoeken', 'opleiding'), ('de',))
    """
    words = tuple(dict.fromkeys(words_of(text[:LONGEST_SEARCH])))
    return tuple(word for word in words if word not in _EMPTY_WORDS) or words


def _likeness(asked: str, known: str) -> float:
    """How well a known word answers a word asked: the same, the beginning of one in the other, or inside a compound."""
    if asked == known:
        return _EXACT
    if known.startswith(asked):
        return _BEGINNING if len(asked) >= _SHORTEST_BEGINNING else 0.0
    if asked.startswith(known):
        return _BEGINNING if len(known) >= _SHORTEST_STEM else 0.0
    shorter, longer = (asked, known) if len(asked) <= len(known) else (known, asked)
    if len(shorter) < _SHORTEST_INSIDE:
        return 0.0
    if shorter in longer:
        return _INSIDE
    common = max(_SHORTEST_INSIDE, ceil(_COMMON_SHARE * len(longer)))
    return _COMMON_BEGINNING if len(shorter) >= common and shorter[:common] == longer[:common] else 0.0


def _passage(story: str, asked: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The sentence that answers most of the words asked (the first one where none does), and its words that do."""
    best: tuple[str, tuple[str, ...]] = ("", ())
    for sentence in _SENTENCE_END.split(story.strip()):
        words = tuple(
            written
            for written in _WORD_AS_WRITTEN.findall(sentence)
            if any(_likeness(word, part) for word in asked for part in words_of(written) if part not in _EMPTY_WORDS)
        )
        if not best[0] or len(words) > len(best[1]):
            best = (sentence, words)
    return best
