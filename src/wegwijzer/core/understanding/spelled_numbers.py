"""Numbers in words, as Dutch, English and French spell them, from one up to 999."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.understanding.passages import phrase_words


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of one language: one to nineteen, the tens, and the word for hundred."""

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    hundred: str


def spelled_dutch(words: NumberWords) -> dict[tuple[str, ...], int]:
    """Dutch writes them as one word, the ones before the tens: *tweehonderdvijfentwintig*."""
    small = {**words.ones, **words.tens}
    for ten, tens in words.tens.items():
        small |= {f"{one}en{ten}": tens + ones for one, ones in words.ones.items() if ones <= 9}
    every = dict(small)
    for head, hundreds in {"": 1, **{one: ones for one, ones in words.ones.items() if 2 <= ones <= 9}}.items():
        every[f"{head}{words.hundred}"] = hundreds * 100
        every |= {f"{head}{words.hundred}{tail}": hundreds * 100 + ones for tail, ones in small.items()}
    return {(word,): number for word, number in every.items()}


def spelled_english(words: NumberWords) -> dict[tuple[str, ...], int]:
    """English writes word beside word: *two hundred and twenty-five*."""
    small = {phrase_words(word): number for word, number in {**words.ones, **words.tens}.items()}
    for ten, tens in words.tens.items():
        small |= {(*phrase_words(ten), one): tens + ones for one, ones in words.ones.items() if ones <= 9}
    every = dict(small)
    for one, ones in words.ones.items():
        if ones <= 9:
            every[one, words.hundred] = ones * 100
            every |= {(one, words.hundred, "and", *tail): ones * 100 + number for tail, number in small.items()}
    return every


def spelled_french(words: NumberWords) -> dict[tuple[str, ...], int]:
    """French counts on from sixty and from four twenties: *soixante-douze*, *quatre-vingt-dix*; *vingt et un*."""
    small = {phrase_words(word): number for word, number in {**words.ones, **words.tens}.items()}
    for ten, tens in words.tens.items():
        head = phrase_words(ten)
        most = 19 if tens in (60, 80) else 9
        for one, ones in words.ones.items():
            if ones <= most:
                small[*head, one] = tens + ones
                small[*head, "et", one] = tens + ones
    every = dict(small)
    for one, ones in {"": 1, **{one: ones for one, ones in words.ones.items() if 2 <= ones <= 9}}.items():
        head = (one, words.hundred) if one else (words.hundred,)
        every |= {head: ones * 100, (*head[:-1], f"{words.hundred}s"): ones * 100}
        every |= {(*head, *tail): ones * 100 + number for tail, number in small.items()}
    return every
