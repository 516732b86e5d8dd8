"""Pieces of a text beside its stems: letters in a row within a word, and words with the word behind them.

They see what stems leave out: *mag ik*, *geen*, a part of a compound, a word typed almost right. The letters within
words are those of fastText (Bojanowski and others, "Enriching Word Vectors with Subword Information", 2017).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from math import log

from wegwijzer.core.language.words import plain

FEWEST_LETTERS, MOST_LETTERS = 3, 5
"""The edge of a word counts as a letter."""

_MOST_CHARACTERS = 2_000
_TOKEN = re.compile(r"[a-z0-9]+|[?!%€]")


def letters_of(text: str) -> Mapping[str, float]:
    """Three to five letters in a row within a word, each with how often it stands there, dampened.

    >>> sorted(letters_of("oven"))[:4]
    [' ov', ' ove', ' oven', 'en ']
    """
    found: Counter[str] = Counter()
    for token in _tokens(text):
        edged = f" {token} "
        for length in range(FEWEST_LETTERS, MOST_LETTERS + 1):
            found.update(edged[start : start + length] for start in range(len(edged) - length + 1))
    return _dampened(found)


def word_runs_of(text: str) -> Mapping[str, float]:
    """Words, small ones too, and each two words in a row.

    >>> list(word_runs_of("Mag dat?"))
    ['mag', 'dat', '?', 'mag dat', 'dat ?']
    """
    tokens = _tokens(text)
    pairs = [f"{first} {second}" for first, second in pairwise(tokens)]
    return _dampened(Counter([*tokens, *pairs]))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(plain(text[:_MOST_CHARACTERS]))


def _dampened(counts: Counter[str]) -> dict[str, float]:
    return {piece: 1 + log(count) for piece, count in counts.items()}
