"""What a need is about: domains of business and of expertise, with how sure that is, and what it says of entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import numpy as np

from wegwijzer.core.language.words import plain, words_of
from wegwijzer.core.understanding.features import Matrix, SeenTexts, Seer
from wegwijzer.core.understanding.model import ReaderModel, said
from wegwijzer.core.understanding.trades import Trades

BUSINESS, EXPERTISE, ENTRIES = "business", "expertise", "entries"
CHIPS = 3
"""How many choices are shown to confirm or correct."""
BRIDGE_WEIGHT = 1.0
"""What it counts for, beside the words and the meaning, that an entry is at home in the fields of the need."""
ENTRIES_WEIGHT = 0.8
"""What it counts for that an entry answered needs like this one. On 444 problems of ours, half of them scored by what
the other half taught, a weight of 1 took the best entry among the first five from 58 % to 81 %, and 2 to 82 %; but from
1 on, who types what the catalogue itself says of an entry finds it less well."""

_FLOOR = 0.02
_REMEMBERED = 256
"""How many texts a reader keeps what it read of: some kilobytes each."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A domain and how likely it is, from 0 to 1; `is_said`: likely enough to go by without asking."""

    id: str
    score: float
    is_said: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """All domains of a need, likeliest first; none where the text says nothing that was learnt."""

    business: tuple[Scored, ...]
    expertise: tuple[Scored, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Chances:
    """How likely each domain is of a text, whoever typed it; `is_known`: it has a word that was learnt."""

    business: Matrix
    expertise: Matrix
    is_known: bool


class DomainReader:
    """Reads needs with a trained model, and with what the sector of a firm says where that is known.

    `is_word` tells a word of a language from a string of letters: by meaning, a text can be read whose words were not
    learnt, such as one in English, and nothing is said of what has no words at all.

    The last texts are remembered, for a visitor's need is read again when an answer tells the sector, while others come
    in between.
    """

    def __init__(
        self,
        model: ReaderModel,
        seer: Seer,
        trades: Trades | None = None,
        is_word: Callable[[str], bool] = lambda word: False,
    ) -> None:
        self._model, self._seer, self._is_word = model, seer, is_word
        self._trades = trades or Trades({})
        self._lock = Lock()  # the library of the model of meaning keeps its working memory in one place
        self._chances_of = lru_cache(maxsize=_REMEMBERED)(self._chances)

    @property
    def digest(self) -> str:
        """A short name of what it learnt."""
        return self._model.digest

    @property
    def sees_meaning(self) -> bool:
        """Whether it reads by meaning, or by words alone."""
        return bool(self._model.embedder)

    def read(self, text: str, sector: str | None = None) -> Reading:
        """What a text is about, typed by a firm of this sector (None: not known)."""
        found = self._chances_of(text)
        if found is None:
            return Reading((), ())
        expertise = found.expertise
        if found.is_known:
            named = zip(self._model.heads[EXPERTISE].labels, expertise.tolist(), strict=True)
            expertise = np.array([self._trades.moved(sector, field, chance) for field, chance in named])
        return Reading(
            self._scored(BUSINESS, found.business, is_known=found.is_known),
            self._scored(EXPERTISE, expertise, is_known=found.is_known),
        )

    def _chances(self, text: str) -> _Chances | None:
        """None for a text without words."""
        with self._lock:
            seen = self._seer.see([text])
        if not seen.terms[0]:
            return None
        rows = self._model.all_probabilities((BUSINESS, EXPERTISE), seen)
        return _Chances(rows[BUSINESS][0], rows[EXPERTISE][0], self._knows(text, seen))

    def _knows(self, text: str, seen: SeenTexts) -> bool:
        if self._model.scale.knows(seen.terms[0]):
            return True
        words = [plain(word) for word in words_of(text)] if self.sees_meaning else []
        return sum(self._is_word(word) for word in words) > len(words) / 2

    def fields(self, texts: Sequence[str]) -> Matrix:
        """How likely each field of expertise is of each text: what entries are at home in, what needs ask for."""
        with self._lock:
            return self._model.probabilities(EXPERTISE, self._seer.see(texts))

    def entries(self, text: str) -> dict[str, float]:
        """How likely each entry that was learnt is to be of use; none where the reader learnt no entries."""
        head = self._model.heads.get(ENTRIES)
        if head is None:
            return {}
        with self._lock:
            seen = self._seer.see([text])
        if not seen.terms[0]:
            return {}
        return dict(zip(head.labels, self._model.probabilities(ENTRIES, seen)[0].tolist(), strict=True))

    def _scored(self, name: str, row: Matrix, *, is_known: bool) -> tuple[Scored, ...]:
        """All domains with their scores; nothing is said of a text without a single word that was learnt."""
        head = self._model.heads[name]
        clear = set(said(head, row.tolist())) if is_known else set()
        order = sorted(range(len(head.labels)), key=lambda place: (-row[place], head.labels[place]))
        return tuple(
            Scored(head.labels[place], round(float(row[place]), 4), head.labels[place] in clear) for place in order
        )


class FieldBridge:
    """Holds entries against a need by the fields of expertise that both touch.

    `fields` has a row for each of the `entries`: how far it is at home in each field, as `DomainReader.fields` says of
    its text.
    """

    def __init__(self, reader: DomainReader, entries: Sequence[str], fields: Matrix) -> None:
        self._reader = reader
        self._places = {entry: place for place, entry in enumerate(entries)}
        self._fields = fields

    def affinity(self, text: str) -> dict[str, float]:
        """Entry to how far it is at home where the need asks, above 0; comparable within one need only."""
        if not self._places:
            return {}
        asked = self._reader.fields([text])[0]
        values = self._fields @ asked
        return {entry: float(values[place]) + _FLOOR for entry, place in self._places.items()}
