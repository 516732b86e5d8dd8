"""Take Dutch compounds apart: *verpakkingsmachine* is about *verpakking* and about a *machine*.

The parts are found with a list of words and how often each is used. A split is taken only where every part is a word
that people really use, and the likeliest of several is taken (the product of the parts' frequencies, as in Koehn and
Knight, "Empirical methods for compound splitting", EACL 2003), so that *verbeteren* stays whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log

_SHORTEST_COMPOUND = 7
_SHORTEST_HEAD, _SHORTEST_TAIL = 3, 4
_LINKS = ("", "s", "en", "e", "n")
"""What Dutch puts between the parts: varken-s-vlees, pann-en-koek, zon-ne-paneel."""
COMMON = 1e-6
"""How often a part must be used: once in a million words."""
_COMMON_SHORT = 1e-5
"""A part of three letters must be used ten times as often: short words stand in many others by accident."""
_LINK_COSTS = 0.5
_PART_COSTS = 1.0
_REMEMBERED = 50_000
_OWN_WORD = 2e-5
_WHOLE_GAINS = 4.0

# Endings and beginnings that are words of their own too, but never the part of a compound that tells something.
_NO_PARTS = frozenset(
    """
    aan achter af bij binnen boven buiten door eren ers gen geren heden heid ing ingen in ingen je lijk loos mede na
    neer om onder ont op over rond samen teit tegen ten ter tijd toe tussen uit uur ver voor voort weg wer zaam ste erop
    sel ster den der dan dat die dit een het iet ion ist isch matig meter te tig vol rijk eren erij eers aars ende
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


class CompoundSplitter:
    """Splits words by one list of frequencies: plain words (lower case, no accents) to their share of all words."""

    def __init__(self, frequencies: Mapping[str, float]) -> None:
        self._logs = {
            word: log(share * 1e9)
            for word, share in frequencies.items()
            if len(word) >= _SHORTEST_HEAD and share >= (COMMON if len(word) > _SHORTEST_HEAD else _COMMON_SHORT)
        }
        self._seen: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a plain word in order, without what links them; empty when it is no compound.

        >>> splitter = CompoundSplitter({"verpakking": 1e-5, "machine": 1e-4, "vlees": 1e-5, "varken": 1e-5})
        >>> splitter.parts("verpakkingsmachine"), splitter.parts("varkensvlees"), splitter.parts("machine")
        (('verpakking', 'machine'), ('varken', 'vlees'), ())
        """
        if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
            return ()
        known = self._seen.get(word)
        if known is None:
            known = self._split(word)
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = known
        return known

    def _split(self, word: str) -> tuple[str, ...]:
        best, parts = self._best(word)
        whole = self._logs.get(word)
        # A word that is used much more than its split would make likely is a word of its own.
        if not parts or (whole is not None and whole + _WHOLE_GAINS > best and whole > log(_OWN_WORD * 1e9)):
            return ()
        return parts

    def _best(self, word: str) -> tuple[float, tuple[str, ...]]:
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for cut in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
            tail = word[cut:]
            tails = self._as_part(tail)
            if tails is None and len(tail) >= _SHORTEST_COMPOUND:
                score, deeper = self._best(tail)
                tails = (score, deeper) if deeper else None
            if tails is None:
                continue
            for link in _LINKS:
                if not word[:cut].endswith(link):
                    continue
                head = word[: cut - len(link)]
                if len(head) < _SHORTEST_HEAD:
                    continue
                heads = self._as_part(head)
                if heads is None:
                    continue
                score = (heads[0] + tails[0]) / 2 - _LINK_COSTS * bool(link) - _PART_COSTS * (len(tails[1]) - 1)
                if score > best[0]:
                    best = score, (*heads[1], *tails[1])
        return best

    def _as_part(self, word: str) -> tuple[float, tuple[str, ...]] | None:
        if word in _NO_PARTS:
            return None
        score = self._logs.get(word)
        return None if score is None else (score, (word,))
